"""Ask every case, score the answers, and leave a dated folder with settings, index manifest, answers and figures."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import Assistant, Message
from evals.cases import Case
from evals.eligibility import SituationScore, by_situation
from evals.scoring import Score, by_group, gold_passages, score


def run(assistant: Assistant, cases: Sequence[Case], progress: Callable[[int, int], None]) -> list[Score]:
    """The score of each case; each is asked in a conversation of its own, in no stated language."""
    corpus = assistant.corpus()
    scores = []
    for number, case in enumerate(cases, start=1):
        conversation = None
        for earlier in case.before:
            conversation = assistant.reply(Message(earlier, conversation, channel="eval")).conversation_id
        answer = assistant.reply(Message(case.question, conversation, channel="eval"))
        hits = [hit.passage.id for hit in assistant.search(case.question, limit=3).hits]
        scores.append(score(case, answer, hits, gold_passages(case, corpus)))
        progress(number, len(cases))
    return scores


def write_run(assistant: Assistant, scores: Sequence[Score], folder: Path) -> Path:
    """Write what the figures were made from and with; returns the run's folder."""
    rows = (
        {
            "id": found.case.id,
            "question": found.case.question,
            "outcome": found.outcome.value,
            "right": found.right,
            "first": found.first,
            "three": found.three,
            "facts": found.facts,
            "language": found.language,
            "found": found.found,
            "text": found.text,
        }
        for found in scores
    )
    return _write(assistant, {"figures": _as_dicts(by_group(scores))}, rows, folder)


def write_situations(assistant: Assistant, scores: Sequence[SituationScore], folder: Path) -> Path:
    """The same for conversations on eligibility, with the version of the rules among those that their turns keep."""
    turns = assistant.store.turns(scores[-1].conversation) if scores else []
    data = {"figures": _as_dicts(by_situation(scores)), "versions": turns[-1].versions if turns else {}}
    rows = (
        {
            "id": found.case.id,
            "messages": found.case.messages,
            "expected": found.case.verdict,
            "verdict": found.verdict,
            "right": found.right,
            "subject": found.subject,
            "facts": found.facts,
            "wrong_facts": found.wrong_facts,
            "reserve": found.reserve,
            "false_hope": found.false_hope,
            "false_bar": found.false_bar,
            "text": found.text,
        }
        for found in scores
    )
    return _write(assistant, data, rows, folder)


def _as_dicts(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {name: asdict(found) for name, found in figures.items()}


def _write(assistant: Assistant, data: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    """A dated folder with the index's manifest, each of `data` as a file of its name, and a line for each answer."""
    target = folder / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    target.mkdir(parents=True)
    for name, content in {"manifest": assistant.index.get().manifest.as_dict(), **data}.items():
        (target / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    with (target / "answers.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return target
