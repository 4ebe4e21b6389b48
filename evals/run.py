"""Ask every case, score the answers, and leave a dated folder with settings, index manifest, answers and figures."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from assistant import Assistant, Message
from evals.cases import Case
from evals.scoring import Score, by_group, gold_passages, score


def run(assistant: Assistant, cases: Sequence[Case], progress: Callable[[int, int], None]) -> list[Score]:
    """The score of each case; each is asked in a conversation of its own, in no stated language."""
    corpus = assistant.corpus()
    scores = []
    for number, case in enumerate(cases, start=1):
        answer = assistant.reply(Message(case.question, channel="eval"))
        hits = [hit.passage.id for hit in assistant.search(case.question, limit=3).hits]
        scores.append(score(case, answer, hits, gold_passages(case, corpus)))
        progress(number, len(cases))
    return scores


def write_run(assistant: Assistant, scores: Sequence[Score], folder: Path) -> Path:
    """Write what the figures were made from and with; returns the run's folder."""
    target = folder / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    target.mkdir(parents=True)
    manifest = assistant.index.get().manifest.as_dict()
    figures = {name: asdict(found) for name, found in by_group(scores).items()}
    for name, data in (("manifest", manifest), ("figures", figures)):
        (target / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    with (target / "answers.jsonl").open("w", encoding="utf-8") as file:
        for found in scores:
            row = {
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
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return target
