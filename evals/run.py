"""Ask every case and score the answers."""

import time
from collections.abc import Callable, Sequence

from assistant import Answer, Assistant, Message
from evals.cases import Case
from evals.retrieval import DEPTH
from evals.scoring import Score, Seen, gold_passages, score


def run(assistant: Assistant, cases: Sequence[Case], progress: Callable[[int, int], None]) -> list[Score]:
    """The score of each case; each is asked in a conversation of its own, in no stated language."""
    corpus = assistant.corpus()
    scores = []
    for number, case in enumerate(cases, start=1):
        conversation = None
        for earlier in case.before:
            conversation = assistant.reply(Message(earlier, conversation, channel="eval")).conversation_id
        started = time.perf_counter()
        answer = assistant.reply(Message(case.question, conversation, channel="eval"))
        milliseconds = 1000 * (time.perf_counter() - started)
        scores.append(score(case, answer, _seen(assistant, case, answer, milliseconds), gold_passages(case, corpus)))
        progress(number, len(cases))
    return scores


def _seen(assistant: Assistant, case: Case, answer: Answer, milliseconds: float) -> Seen:
    """What the search gave: for a follow-up, what its turn kept, since its words alone are not what was searched."""
    if case.before:
        turn = assistant.store.turns(answer.conversation_id)[-1]
        return Seen(tuple(str(hit["passage"]) for hit in turn.hits[:DEPTH]), milliseconds=milliseconds)
    found = assistant.search(case.question, case.spoken, DEPTH)
    return Seen(tuple(hit.passage.id for hit in found.hits), found.answerable, found.floor, milliseconds)
