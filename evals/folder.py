"""A run's dated folder: what the figures were made from and with, so that any of them can be made again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import Assistant
from corpus import Language
from evals.attacks import AttackScore, by_attack
from evals.bootstrap import RESAMPLES, SEED
from evals.eligibility import SituationScore, by_situation
from evals.report import report
from evals.results import Results
from evals.scoring import Score


def write_run(assistant: Assistant, results: Results, folder: Path) -> Path:
    """Write the settings, the index's manifest, the answers, every figure and the report; returns the run's folder."""
    data = {
        "settings": _settings(assistant),
        "figures": _as_dicts(results.figures),
        "gaps": {name: asdict(found) for name, found in results.gaps.items()},
        "calibration": asdict(results.calibration) if results.calibration else None,
        "ladder": [asdict(found) for found in results.ladder],
    }
    target = _write(assistant, data, (_row(found) for found in results.scores), folder)
    for language in Language:
        (target / f"report.{language}.html").write_text(report(results, language), encoding="utf-8")
    return target


def _row(found: Score) -> dict[str, Any]:
    return {
        "id": found.case.id,
        "question": found.case.question,
        "outcome": found.outcome.value,
        "grade": found.grade.value,
        "cause": found.cause.value if found.cause else None,
        "right": found.right,
        "first": found.first,
        "three": found.three,
        "facts": found.facts,
        "language": found.language,
        "gold": sorted(found.gold),
        "found": found.seen.ranked,
        "answerable": found.seen.answerable,
        "milliseconds": round(found.seen.milliseconds, 2),
        "words": found.words,
        "text": found.text,
    }


def write_situations(assistant: Assistant, scores: Sequence[SituationScore], folder: Path) -> Path:
    """The same for conversations on eligibility, with the version of the rules among those that their turns keep."""
    turns = assistant.store.turns(scores[-1].conversation) if scores else []
    figures = {name: asdict(found) for name, found in by_situation(scores).items()}
    data = {
        "settings": _settings(assistant),
        "figures": figures,
        "versions": turns[-1].versions if turns else {},
    }
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


def write_attacks(assistant: Assistant, scores: Sequence[AttackScore], folder: Path) -> Path:
    """The same for attacks and their look-alikes."""
    figures = {name: asdict(found) for name, found in by_attack(scores).items()}
    rows = (
        {
            "id": found.case.id,
            "kind": found.case.kind,
            "messages": found.case.messages,
            "expected": found.case.expect,
            "outcome": found.outcome.value,
            "urgent": found.urgent,
            "right": found.right,
            "harm": found.harm,
            "missed": found.missed,
            "refused": found.refused,
            "texts": found.texts,
        }
        for found in scores
    )
    return _write(assistant, {"settings": _settings(assistant), "figures": figures}, rows, folder)


def _settings(assistant: Assistant) -> dict[str, Any]:
    """What was asked of the assistant; not the database's address, which may hold a password."""
    settings = assistant.settings
    return {
        "default_language": settings.default_language.value,
        "embedder": asdict(settings.embedder),
        "resamples": RESAMPLES,
        "seed": SEED,
    }


def _as_dicts(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {group: {name: asdict(found) for name, found in named.items()} for group, named in figures.items()}


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
