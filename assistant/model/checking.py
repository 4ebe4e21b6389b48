"""The check that no model passes: a statement says what its passages say, and nothing else. Pure functions."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.model.check_words import function_words, says
from assistant.model.meaning import claims, content, sentences, sources, supported
from assistant.model.quantities import Quantity, dates, quantities
from corpus import Bilingual, Language, Tier, emails, fold, links, names

_LONGEST = 800  # characters of a statement
_SUPPORT = 0.7  # of a sentence's words stand in its passages
_COVERED = 0.5  # of a passage's words are said by the statements that cite it
_MARKUP = re.compile(r"[\n<>\[\]{}`|*#_⟦⟧\\]|https?:[^/]")
_DOMAIN = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?![\w-])", re.IGNORECASE)
_OPENING = re.compile(r"^[\s«“\"'(-]*([^\W\d_][\w'’-]*)")

LanguageOf = Callable[[str], Language | None]


class Fault(StrEnum):
    """What is wrong with a statement."""

    NO_CITATION = "no_citation"
    UNKNOWN_CITATION = "unknown_citation"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    LANGUAGE = "language"
    QUANTITY = "quantity"
    DATE = "date"
    ADDRESS = "address"
    NAME = "name"
    VERDICT = "verdict"
    PROMISE = "promise"
    MACHINERY = "machinery"
    MIXED_TIERS = "mixed_tiers"
    RULE_FROM_REPORT = "rule_from_report"
    FIGURE_WITHOUT_REPORT = "figure_without_report"
    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True)
class Source:
    """A passage as a model may use it.

    `said` is what the documents' own answer says of it, `texts` its words in each language (lead-in included), `names`
    whatever else may be spoken of: its headings, its document. A report has its short title and its date.
    """

    tier: Tier
    said: str
    texts: Mapping[Language, str]
    names: str = ""
    report: Bilingual | None = None
    date: Bilingual | None = None

    def words(self, language: Language) -> str:
        """Its words in a language: what is said of it, and the passage itself."""
        return f"{self.said}\n{self.texts.get(language, '')}"


@dataclass(frozen=True)
class Written:
    """A statement that a model wrote; citations are places among the sources."""

    text: str
    citations: tuple[int, ...]


def fault(
    statement: Written,
    given: Sequence[Source],
    language: Language,
    language_of: LanguageOf,
    known: Collection[str] = (),
) -> Fault | None:
    """What is wrong with a statement, the first thing found; None where it may be said.

    `known` are folded words that are no names, however they are written: those that open a sentence are held against
    them.
    """
    if not statement.citations:
        return Fault.NO_CITATION
    if any(not 0 <= number < len(given) for number in statement.citations):
        return Fault.UNKNOWN_CITATION
    cited = [given[number] for number in statement.citations]
    checks: Sequence[tuple[Fault, Callable[[], bool]]] = (
        (Fault.TOO_LONG, lambda: len(statement.text) > _LONGEST or not statement.text.strip()),
        (Fault.ADDRESS, lambda: _unknown_address(statement.text, cited)),
        (Fault.MARKUP, lambda: bool(_MARKUP.search(_without_addresses(statement.text)))),
        (Fault.LANGUAGE, lambda: _in_another_language(statement.text, language, language_of)),
        (Fault.MACHINERY, lambda: _says_more("machinery", statement.text, cited, language)),
        (Fault.VERDICT, lambda: _says_more("verdicts", statement.text, cited, language)),
        (Fault.PROMISE, lambda: says("promises", statement.text)),
        (Fault.QUANTITY, lambda: _unknown_quantity(statement.text, cited, language)),
        (Fault.DATE, lambda: bool(dates(statement.text) - _all_dates(cited))),
        (Fault.NAME, lambda: _unknown_name(statement.text, cited, known)),
        (Fault.MIXED_TIERS, lambda: len({source.tier for source in cited}) > 1),
        (Fault.RULE_FROM_REPORT, lambda: _of_reports(cited) and says("programme_rules", statement.text)),
        (Fault.FIGURE_WITHOUT_REPORT, lambda: _bare_figure(statement.text, cited, language)),
        (Fault.WORDS, lambda: _unsupported_words(statement.text, cited, language)),
        (Fault.MEANING, lambda: _other_meaning(statement.text, cited, language)),
    )
    return next((found for found, wrong in checks if wrong()), None)


def missing(written: Sequence[Written], given: Sequence[Source], language: Language) -> list[int]:
    """The sources that the statements do not say whole: uncited, or a figure, address, denial or half of it lost."""
    return [number for number, source in enumerate(given) if not _covers(_on(written, number), source, language)]


def _on(written: Sequence[Written], number: int) -> str:
    return "\n".join(statement.text for statement in written if number in statement.citations)


def _covers(text: str, source: Source, language: Language) -> bool:
    if not text:
        return False
    lost = (
        _values(quantities(source.said, language)) - _values(quantities(text, language)),
        dates(source.said) - dates(text),
        (emails(source.said) | links(source.said)) - (emails(text) | links(text)),
    )
    if any(lost):
        return False
    words, found = content(source.said, language), content(text, language)
    ours, theirs = claims(source.said, language), claims(text, language)
    for kind in ("denies", "obliges"):
        if sum(getattr(one, kind) for one in ours) > sum(getattr(one, kind) for one in theirs):
            return False
    return len(words & found) >= _COVERED * len(words)


def _values(found: Collection[Quantity]) -> set[float]:
    return {quantity.value for quantity in found}


def _without_addresses(text: str) -> str:
    for address in sorted([*links(text), *emails(text)], key=len, reverse=True):
        text = re.sub(re.escape(address), " ", text, flags=re.IGNORECASE)
    return text


def _everything(cited: Sequence[Source]) -> str:
    return "\n".join(
        [text for source in cited for text in (*source.texts.values(), source.said, source.names)]
        + [words for source in cited for both in (source.report, source.date) if both for words in (both.fr, both.en)]
    )


def _unknown_address(text: str, cited: Sequence[Source]) -> bool:
    everything = _everything(cited)
    if emails(text) - emails(everything) or links(text) - links(everything):
        return True
    domains = {found.lower() for found in _DOMAIN.findall(_without_addresses(text))}
    return any(domain not in everything.lower() for domain in domains)


def _in_another_language(text: str, language: Language, language_of: LanguageOf) -> bool:
    bare = _without_addresses(text)
    return any(language_of(sentence) not in (language, None) for sentence in [bare, *sentences(bare)])


def _says_more(name: str, text: str, cited: Sequence[Source], language: Language) -> bool:
    """Whether it holds words that nobody may say; those of its passages are the documents' own, in their sentence.

    "If the application is approved" is said under its condition only: a verdict bare of it is one.
    """
    if not says(name, text):
        return False
    if name == "machinery":
        return not any(says(name, source.words(language)) for source in cited)
    bare = [sentence for sentence in sentences(text) if says(name, sentence) and not says("condition", sentence)]
    return bool(bare) or not any(says(name, source.words(language)) for source in cited)


def _unknown_quantity(text: str, cited: Sequence[Source], language: Language) -> bool:
    """A number that no passage holds, or that counts something else there."""
    held = set(quantities(" ".join(source.said for source in cited), language))
    for source in cited:
        dated = [both.in_language(each) for both in (source.date, source.report) if both for each in Language]
        for each in Language:
            held |= quantities("\n".join([source.texts.get(each, ""), *dated]), each)
    values = _values(held)
    return any(one not in held if one.unit else one.value not in values for one in quantities(text, language))


def _all_dates(cited: Sequence[Source]) -> frozenset[str]:
    return dates(_everything(cited))


def _unknown_name(text: str, cited: Sequence[Source], known: Collection[str]) -> bool:
    """A capitalised word that the passages do not hold; one that opens a sentence may be any word that is known."""
    held = fold(_everything(cited))
    bare = _without_addresses(text)
    if any(name not in held for name in names(bare)):
        return True
    openings = [found[1] for sentence in sentences(bare) if (found := _OPENING.match(sentence))]
    empty = {word for language in Language for word in function_words(language)}
    return any(not _is_known(fold(word), held, {*empty, *known}) for word in openings)


def _is_known(word: str, held: str, known: Collection[str]) -> bool:
    bare = re.sub(r"^(?:[dlnsjmtc]|qu)'", "", re.sub(r"'s$", "", word))
    return bare in held or any(part in known for part in (bare, *bare.split("-")[:1]))


def _of_reports(cited: Sequence[Source]) -> bool:
    return all(source.tier is not Tier.PROGRAMME for source in cited)


def _bare_figure(text: str, cited: Sequence[Source], language: Language) -> bool:
    """A figure of a report said without the report and its date."""
    reports = [source for source in cited if source.report and source.date]
    if not reports or not quantities(text, language):
        return False
    said = fold(text)
    return not all(
        fold(both.in_language(language)) in said for source in reports for both in (source.report, source.date) if both
    )


def _unsupported_words(text: str, cited: Sequence[Source], language: Language) -> bool:
    held = content("\n".join([*(source.words(language) for source in cited), _everything(cited)]), language)
    for sentence in sentences(text):
        words = content(_without_addresses(sentence), language)
        if words and len(words & held) < _SUPPORT * len(words):
            return True
    return not content(text, language)


def _other_meaning(text: str, cited: Sequence[Source], language: Language) -> bool:
    """A clause that none of the sentences nearest to it supports; the report that is named claims nothing."""
    against = [one for source in cited for one in sources(source.words(language), language)]
    bare = _without_addresses(text)
    for both in (both for source in cited for both in (source.report, source.date) if both):
        bare = re.sub(re.escape(both.in_language(language)), " ", bare, flags=re.IGNORECASE)
    return not all(supported(one, against) for one in claims(bare, language) if one.words)
