"""A file of situations as facts: read whole and checked, then decided one by one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant import Answer, Assistant, Eligibility, Fact, FactsRefused, Subject, Truth, facts_given, printable
from bots.labels import labels
from bots.rules_view import fact_labels
from corpus import Language

FILE_LIMIT = 1024 * 1024
"""Bytes."""

_ENTRY_KEYS = {"name", "facts"}


class FactsFileError(Exception):
    """The file cannot be used; the message says which entry and why."""


@dataclass(frozen=True)
class Entry:
    """One situation of a file, and its name where it has one."""

    name: str | None
    facts: dict[Fact, Truth]


@dataclass(frozen=True)
class FactsFile:
    """The entries of a file; `single` where it holds one object and no list."""

    entries: tuple[Entry, ...]
    single: bool


def read_facts_file(path: Path, language: Language) -> FactsFile:
    """The situations of a JSON file; raises FactsFileError, in that language."""
    data = _load(path, language)
    if isinstance(data, dict):
        return FactsFile((_entry(data, None, language),), single=True)
    if not isinstance(data, list):
        raise _fault("facts_file_kind", language, path=path)
    return FactsFile(tuple(_entry(one, number, language) for number, one in enumerate(data, start=1)), single=False)


def decided(
    assistant: Assistant, file: FactsFile, language: Language, subject: Subject, on: date | None
) -> list[tuple[Entry, Answer]]:
    """Each entry and the answer to it; raises FactsRefused when no rule is in force that day."""
    everything = tuple(Fact)  # a file takes no questions
    return [(entry, assistant.decide(entry.facts, language, subject, on, everything)) for entry in file.entries]


def as_json(name: str | None, answer: Answer) -> dict[str, Any]:
    """A decision as data; `reserve` says that only the review of applications determines eligibility."""
    found = _eligibility(answer)
    return {
        "name": name,
        "verdict": found.verdict,
        "subject": found.subject,
        "facts": dict(found.facts),
        "missing": list(found.missing),
        "rules": [
            {
                "id": rule.id,
                "status": rule.status,
                "reason": rule.reason,
                "passage": answer.citations[rule.citation].passage,
            }
            for rule in found.rules
        ],
        "reserve": reserve(answer),
    }


def show_decisions(console: Console, decisions: list[tuple[Entry, Answer]], language: Language) -> None:
    """A line for each entry, what decides or is missing under it, and once that only the review determines."""
    words = labels("command")
    for number, (entry, answer) in enumerate(decisions, start=1):
        found = _eligibility(answer)
        verdict = words[f"verdict_{found.verdict}"].say(language)
        line = words["facts_file_line"].say(language, name=entry.name or number, verdict=verdict)
        console.print(line, style="bold", markup=False)
        for detail in _details(found, language):
            console.print(Padding(Text(detail), (0, 0, 0, 2)))
    if decisions:
        console.print("\n" + reserve(decisions[0][1]), markup=False)


def reserve(answer: Answer) -> str:
    """The sentence that only the review of applications determines eligibility."""
    return " ".join(statement.text for statement in answer.statements if statement.kind == "reserve")


def _details(found: Eligibility, language: Language) -> Iterator[str]:
    words = labels("command")
    for rule in found.rules:
        if rule.status in ("not_met", "unclear"):
            yield words["facts_file_reason"].say(language, rule=rule.id, reason=rule.reason)
    if found.missing:
        names = ", ".join(fact_labels(found.missing, language))
        yield words["facts_file_missing"].say(language, labels=names)


def _eligibility(answer: Answer) -> Eligibility:
    assert answer.eligibility is not None  # noqa: S101 - every decision has it
    return answer.eligibility


def _load(path: Path, language: Language) -> Any:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise _fault("facts_file_unreadable", language, path=path, reason=error.strerror or str(error)) from None
    if len(content) > FILE_LIMIT:
        raise _fault("facts_file_large", language, path=path, limit=FILE_LIMIT // 1024)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise _fault("facts_file_json", language, path=path) from None


def _entry(data: object, number: int | None, language: Language) -> Entry:
    name = data.get("name") if isinstance(data, dict) and "facts" in data else None
    shown = None if name is None else printable(name)
    try:
        if isinstance(data, dict) and "facts" in data:
            _refuse_keys(data, language)
            return Entry(shown, facts_given(data["facts"], language))
        return Entry(None, facts_given(data, language))
    except (FactsRefused, FactsFileError) as error:
        if number is None and shown is None:
            raise FactsFileError(str(error)) from None
        entry = " ".join(filter(None, (str(number or ""), f"({shown})" if shown else "")))
        raise _fault("facts_file_entry", language, entry=entry, reason=error) from None


def _refuse_keys(data: dict[str, Any], language: Language) -> None:
    other = [key for key in data if key not in _ENTRY_KEYS]
    if other:
        raise _fault("facts_file_key", language, given=printable(other[0]))
    if not isinstance(data.get("name"), str | None):
        raise _fault("facts_file_name", language, given=printable(data["name"]))


def _fault(key: str, language: Language, **values: object) -> FactsFileError:
    return FactsFileError(labels("command")[key].say(language, **values))
