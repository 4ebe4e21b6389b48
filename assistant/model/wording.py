"""Word an answer from numbered passages; what does not pass the check falls, and with it what is no longer whole."""

from collections.abc import Collection, Sequence

from assistant.model.chat import Request
from assistant.model.checking import Fault, LanguageOf, Source, Written, fault, missing
from assistant.model.desk import Work
from assistant.model.prompts import as_data, filled, prompts
from assistant.model.standins import StandIns, holds_address
from assistant.model.typesetting import typeset
from corpus import Language, StrictModel, Tier, fold

_LENGTH = 1.6  # times the documents' own answer, and
_MORE = 200  # characters more, an answer may be long
_STATEMENTS = 40


class _Statement(StrictModel):
    text: str
    citations: list[int]


class _Wording(StrictModel):
    statements: list[_Statement]


def word(
    work: Work,
    question: str,
    earlier: Sequence[str],
    given: Sequence[Source],
    language: Language,
    language_of: LanguageOf,
    known: Collection[str] = (),
) -> tuple[Written, ...] | None:
    """The passages in a model's words, checked; None where the documents' own words are to be given.

    `question` and `earlier` (what was said before, oldest first) are masked; citations are places among the passages.
    """
    tokens = StandIns()
    request = _request(tokens, question, earlier, given, language)
    found = work.ask(request, _Wording)
    if found is None:
        return None
    written, faults = _checked(found, tokens, given, language, language_of, known)
    lost = missing(written, given, language)
    if lost or _too_long(written, given):
        why = "incomplete" if lost else "too long"
        work.refused(request.name, f"{why}{', dropped: ' if faults else ''}{', '.join(faults)}")
        return None
    work.used(request.name)
    return written


def _checked(
    found: _Wording,
    tokens: StandIns,
    given: Sequence[Source],
    language: Language,
    language_of: LanguageOf,
    known: Collection[str],
) -> tuple[tuple[Written, ...], list[str]]:
    """The statements that pass, and what was wrong with the others."""
    passed: dict[str, Written] = {}
    faults: list[str] = []
    for statement in found.statements[:_STATEMENTS]:
        wrong = Fault.ADDRESS if tokens.unknown(statement.text) or holds_address(statement.text) else None
        text = typeset(tokens.show(statement.text), language)
        citations = tuple(dict.fromkeys(number - 1 for number in statement.citations))
        written = Written(text, citations)
        wrong = wrong or fault(written, given, language, language_of, known)
        if wrong:
            faults.append(wrong)
        else:
            passed.setdefault(fold(text), written)
    return tuple(passed.values()), faults


def _too_long(written: Sequence[Written], given: Sequence[Source]) -> bool:
    return sum(len(one.text) for one in written) > _LENGTH * sum(len(source.said) for source in given) + _MORE


def _request(
    tokens: StandIns, question: str, earlier: Sequence[str], given: Sequence[Source], language: Language
) -> Request:
    prompt = prompts().word
    material = filled(
        prompt.material,
        language,
        passages=as_data([_shown(tokens, number, source, language) for number, source in enumerate(given, start=1)]),
        earlier=as_data([tokens.hide(text) for text in earlier]),
        message=as_data(tokens.hide(question)),
    )
    return Request("word", filled(prompt.instructions, language), material, _schema(len(given)))


def _shown(tokens: StandIns, number: int, source: Source, language: Language) -> dict[str, object]:
    """A passage as a model sees it: its number, its words, what it is of; never where it stands."""
    kind = "guide" if source.tier is Tier.PROGRAMME else "report"
    shown: dict[str, object] = {
        "number": number,
        "kind": kind,
        "text": tokens.hide(source.texts.get(language) or source.said),
        "plain": tokens.hide(source.said),
    }
    if source.report and source.date:
        shown |= {"report": source.report.in_language(language), "date": source.date.in_language(language)}
    return shown


def _schema(count: int) -> dict[str, object]:
    """What may come back; a citation is the number of a passage."""
    citations = {"type": "array", "items": {"type": "integer", "enum": list(range(1, count + 1))}}
    statement = {
        "type": "object",
        "properties": {"text": {"type": "string"}, "citations": citations},
        "required": ["text", "citations"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"statements": {"type": "array", "items": statement}},
        "required": ["statements"],
        "additionalProperties": False,
    }
