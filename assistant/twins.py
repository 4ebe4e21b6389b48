"""The French and the English answer to one message: from the same passages, and agreeing in all that can be counted."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Statement
from assistant.model import dates, quantities
from assistant.wording import replies
from corpus import Language, denies, emails, links

_FRENCH, _ENGLISH = Language.FRENCH, Language.ENGLISH
_SHOWN = 120  # characters of a sentence in a difference


@dataclass(frozen=True)
class Twins:
    """Both answers, and where they differ, in sentences for whoever reviews them; none where they agree."""

    fr: Answer
    en: Answer
    differences: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        both = {language: answer.model_dump(mode="json") for language, answer in (("fr", self.fr), ("en", self.en))}
        return {**both, "differences": list(self.differences)}


def differences(pair: Mapping[Language, Answer], language: Language) -> tuple[str, ...]:
    """Where two answers to the same message differ, in sentences of that language.

    Compared are outcome and citations, then statement by statement numbers, dates, addresses and denials; statements
    that cite nothing are fixed texts, compared when they are written.
    """
    french, english = pair[_FRENCH], pair[_ENGLISH]
    found: list[str] = []
    if french.outcome is not english.outcome:
        found.append(replies().say("twins_outcome", language, french=french.outcome, english=english.outcome))
    ours, theirs = _cited(french), _cited(english)
    if _ids(ours) != _ids(theirs):
        found.append(_said("twins_citations", language, _ids(ours), _ids(theirs)))
    for texts in _paired(ours, theirs):
        found.extend(_compare(*texts, language))
    return tuple(found)


_Cited = list[tuple[Statement, tuple[str, ...]]]


def _cited(answer: Answer) -> _Cited:
    """The statements that cite, each with its passages."""
    return [
        (statement, tuple(answer.citations[number].passage for number in statement.citations))
        for statement in answer.statements
        if statement.citations
    ]


def _ids(cited: _Cited) -> list[str]:
    return sorted({passage for _, passages in cited for passage in passages})


def _paired(ours: _Cited, theirs: _Cited) -> Iterator[tuple[str, str]]:
    """Statement beside statement where both languages cite in the same order, else all of it at once."""
    if [passages for _, passages in ours] == [passages for _, passages in theirs]:
        for (first, _), (second, _) in zip(ours, theirs, strict=True):
            yield first.text, second.text
    else:
        yield "\n".join(one.text for one, _ in ours), "\n".join(one.text for one, _ in theirs)


_COMPARED: Mapping[str, Callable[[str, Language], Collection[str]]] = {
    "twins_quantities": lambda text, language: {f"{one.value:g}" for one in quantities(text, language)},
    "twins_dates": lambda text, _: dates(text),
    "twins_addresses": lambda text, _: emails(text) | links(text),
}


def _compare(french: str, english: str, language: Language) -> Iterator[str]:
    for key, found_in in _COMPARED.items():
        ours, theirs = found_in(french, _FRENCH), found_in(english, _ENGLISH)
        if set(ours) != set(theirs):
            yield _said(key, language, sorted(ours), sorted(theirs))
    if denies(french, _FRENCH) != denies(english, _ENGLISH):
        yield replies().say("twins_denials", language, french=french[:_SHOWN], english=english[:_SHOWN])


def _said(key: str, language: Language, french: Collection[str], english: Collection[str]) -> str:
    return replies().say(key, language, french=", ".join(french) or "–", english=", ".join(english) or "–")
