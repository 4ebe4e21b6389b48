"""What a text counts and dates, the same whatever the language: numbers in digits or words, with what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.model.check_words import any_word, by_name, check_words, plain
from corpus import Language, emails, links

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s.,;:!?()«»“”\"]+")
_DIGITS = {
    Language.FRENCH: re.compile(r"(?<![\w])(\$ ?)?(\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)"),
    Language.ENGLISH: re.compile(r"(?<![\w])(\$ ?)?(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"),
}
_SCALE_AFTER = re.compile(r"^ ?(k\b|milliards?|billion|millions?|mille|thousand)")
_FACTORS = {"k": 1_000, "mille": 1_000, "thousand": 1_000}
_MILLION, _BILLION = 1_000_000, 1_000_000_000
_JOINING = ("and", "et")
_BOTH = ("les ", "aux ", "ces ", "tous ", "toutes ", "the ", "these ")


@dataclass(frozen=True, order=True)
class Quantity:
    """A number and what it counts (a unit's name, or nothing known)."""

    value: float
    unit: str = ""


def quantities(text: str, language: Language) -> frozenset[Quantity]:
    """The numbers of a text, those in words too; the pronoun and article "one" is none.

    >>> quantities("seven thousand dollars", Language.ENGLISH) == quantities("7 000 $", Language.FRENCH)
    True
    >>> quantities("quatre-vingt-dix-sept jours", Language.FRENCH)
    frozenset({Quantity(value=97.0, unit='day')})
    """
    said = _without_addresses(text).replace("pour cent", "%")
    return frozenset([*_in_digits(said, language), *_in_words(said, language)])


def dates(text: str) -> frozenset[str]:
    """The months, days and seasons that a text names, by their English names.

    >>> dates("Avant le 3 mai, un vendredi") == dates("Before May 3, a Friday")
    True
    """
    said = _without_addresses(text)
    return frozenset(name for name, pattern in by_name("dates").items() if pattern.search(said))


def _without_addresses(text: str) -> str:
    for address in sorted(links(text), key=len, reverse=True):
        text = text.replace(address, " ")
    said = plain(text)
    for address in emails(said):
        said = said.replace(address, " ")
    return said


def _in_digits(text: str, language: Language) -> Iterator[Quantity]:
    for match in _DIGITS[language].finditer(text):
        digits = match[2].replace(" ", "")
        digits = digits.replace(",", ".") if language is Language.FRENCH else digits.replace(",", "")
        rest = text[match.end() :]
        scale = _SCALE_AFTER.match(rest)
        factor = _factor(scale[1]) if scale else 1
        rest = rest[scale.end() :] if scale else rest
        yield Quantity(round(float(digits) * factor, 6), "money" if match[1] else _unit(rest))


def _factor(word: str) -> int:
    return _FACTORS.get(word) or (_BILLION if word.startswith(("milliard", "billion")) else _MILLION)


def _in_words(text: str, language: Language) -> Iterator[Quantity]:
    """Runs of number words, such as "two hundred and fifty"."""
    scales = check_words().scales[language.value]
    known = check_words().number_words[language.value] | scales
    run: list[str] = []
    began = end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        adjoining = not run or text[end : match.start()] in (" ", "-")
        if run and (word not in known and word not in _JOINING or not adjoining):
            yield from _counted(run, text[:began], text[end:], language)
            run = []
        if not run and word in scales and text[: match.start()].rstrip(" -")[-1:].isdigit():
            continue  # "5 million" is read in digits
        if word in known or word in ("un", "une", "one") and _scales_next(text[match.end() :], language):
            began = began if run else match.start()
            run.append(word)
            end = match.end()
        elif run and word in _JOINING:
            end = match.end()
    if run:
        yield from _counted(run, text[:began], text[end:], language)


def _scales_next(rest: str, language: Language) -> bool:
    """Whether "one" begins a number: "one million"."""
    following = _TOKEN.match(rest.lstrip(" -"))
    return following is not None and following[0] in check_words().scales[language.value]


def _counted(run: list[str], before: str, rest: str, language: Language) -> Iterator[Quantity]:
    """The number; "the two" (both) is none where no unit follows."""
    found = Quantity(float(_value(run, language)), _unit(rest))
    if found.unit or run not in (["deux"], ["two"]) or not before.endswith(_BOTH):
        yield found


def _value(run: list[str], language: Language) -> int:
    words, scales = check_words().number_words[language.value], check_words().scales[language.value]
    total = current = 0
    for word in run:
        if word in scales and scales[word] > 100:
            total, current = total + max(current, 1) * scales[word], 0
        elif word in scales:
            current = max(current, 1) * scales[word]
        elif words.get(word) == 20 and current % 100 == 4 and language is Language.FRENCH:
            current += 76  # quatre-vingt
        else:
            current += words.get(word, 1)
    return total + current


def _unit(rest: str) -> str:
    """What the next two words after a number say that it counts; of several the nearest."""
    near = " ".join(rest.replace("-", " ").split(" ")[: 3 if rest[:1] == " " else 2])
    found = [(match.start(), name) for name, pattern in _units().items() if (match := pattern.search(near))]
    return min(found)[1] if found and not re.search(r"[\d.,;:!?]", near[: min(found)[0]]) else ""


@lru_cache(maxsize=1)
def _units() -> dict[str, re.Pattern[str]]:
    return {name: any_word([re.escape(word) for word in words]) for name, words in check_words().units.items()}
