"""Short replies: « oui », "nope nobody", "part-time", « RP » fill the fact just asked, and only that one."""

import re
from dataclasses import dataclass

from assistant.eligibility import Fact, Truth
from assistant.situation.details import Details, facts_of, with_told
from assistant.situation.institutions import MARKS, mark_schools
from assistant.situation.kin import kin_noun_pattern, kin_pattern, kin_truth
from assistant.situation.negation import denied_at, denies
from assistant.situation.reading import Reading, read_situation
from assistant.situation.told import Told
from assistant.situation.vocabulary import any_of, vocabulary

_SHORT = 6  # words; a longer message says more than yes or no
_PUNCTUATION = re.compile(r"[.,;:?!()\n]")


@dataclass(frozen=True)
class Reply:
    """What a reply says of the fact asked (None: nothing by itself), and the details it tells beside it."""

    truth: Truth | None
    told: tuple[Told, ...] = ()


def read_reply(reading: Reading, text: str, asked: Fact) -> Reply | None:
    """A message read as the reply to the fact just asked; None when it is none."""
    words = " ".join(_PUNCTUATION.sub(" ", reading.words).split())
    truth = _plain(words, asked)
    if truth is not None:
        return Reply(truth)
    if _UNSURE.search(words) and "?" not in text:
        return Reply(Truth.UNKNOWN, reading.told)
    first, rest = _opening(reading.words)
    if first is not None and not rest.rstrip().endswith("?"):
        told = read_situation(rest, reading.subject).told
        about = facts_of(with_told({}, told))
        # « Non, aucun proche là »: the no may be that of what it tells, not of what was asked.
        of_another = first is Truth.FALSE and bool(about) and set(about.values()) == {Truth.FALSE}
        return Reply(None if asked in about or of_another else first, told)
    if asked in facts_of(with_told({}, reading.told)):
        return Reply(None, reading.told)
    if len(words.split()) <= _SHORT and "?" not in text:
        return _in_context(words, asked, reading)
    return None


def read_yes_or_no(reading: Reading, text: str) -> Truth | None:
    """TRUE or FALSE for a message that is a yes or a no, or opens with one and asks nothing; None for any other."""
    if "?" in text:
        return None
    truth = _yes_or_no(" ".join(_PUNCTUATION.sub(" ", reading.words).split()))
    return truth or _opening(reading.words)[0]


def _yes_or_no(words: str) -> Truth | None:
    replies = vocabulary().words.short_replies
    for truth, patterns in ((Truth.TRUE, replies.yes), (Truth.FALSE, replies.no)):
        match = re.match(any_of(patterns).pattern, words)
        if match and not any_of(replies.beside).sub(" ", words[match.end() :]).strip():
            return truth
    return None


def _plain(words: str, asked: Fact) -> Truth | None:
    """A reply that is nothing but a yes, a no, a « je ne sais pas », or words that answer this one question."""
    replies = vocabulary().words.short_replies
    for value, patterns in replies.by_fact.get(asked.value, {}).items():
        if re.fullmatch(any_of(patterns).pattern + r"(?: (?:student|etudiante?|yes|oui))?", words):
            return Truth(value)
    unknown = re.match(any_of(replies.unknown).pattern, words)
    if unknown and not any_of(replies.beside).sub(" ", words[unknown.end() :]).strip():
        return Truth.UNKNOWN
    return _yes_or_no(words)


_UNSURE = re.compile(
    r"\b(?:je (?:ne )?sais pas|i do not know|not sure|pas sure?|"
    r"(?:dois|faut|vais) (?:que je )?(?:\w+ )?(?:verifi\w+|demand\w+|appel\w+)|"
    r"(?:have|need) to (?:check|ask|verify)|will (?:check|ask)|let me check)\b"
)
_OPENS_WITH = re.compile(
    r"(?P<word>[a-z]+)(?: [a-z]+)? ?[,.!;:]+ (?P<rest>.+)"
    r"|(?P<bare>yes|yeah|yep|oui|ouais|no|non|nope) "
    r"(?P<more>(?:i|she|he|they|we|it|that|je|j|elle|il|on|not|pas|never|jamais|c est)\b.+)",
    re.DOTALL,
)


def _opening(words: str) -> tuple[Truth | None, str]:
    """« Non, mais… »: the yes or no that a longer reply opens with, and the rest."""
    match = _OPENS_WITH.match(words)
    if not match:
        return None, ""
    word, rest = match["word"] or match["bare"], match["rest"] or match["more"]
    replies = vocabulary().words.short_replies
    for truth, patterns in ((Truth.TRUE, replies.yes), (Truth.FALSE, replies.no)):
        if any_of(patterns).fullmatch(word):
            return truth, rest
    return None, ""


def _in_context(words: str, asked: Fact, reading: Reading) -> Reply | None:
    """A fragment that the question makes whole: « mon oncle », "Waterloo"."""
    if asked is Fact.IMMEDIATE_FAMILY:
        return _relative(words)
    if asked is Fact.ACCREDITED_INSTITUTION_IN_CANADA:
        return _school(words)
    return None


def _relative(words: str) -> Reply | None:
    match = kin_pattern().search(words) or kin_noun_pattern().search(words)
    if not match or denies(words):
        return None
    return Reply(kin_truth(match[0]))


def corrected_kin(reading: Reading, details: Details) -> tuple[Told, ...]:
    """« Pas mon frère, mon cousin »: another relative put in the place of the one told before."""
    if "family" not in details or any(one.atom == "family" for one in reading.told):
        return ()
    if not vocabulary().pattern("correction").search(reading.words) and not denies(reading.words):
        return ()
    for clause in reading.clauses:
        match = kin_noun_pattern().search(clause.text)
        if match and clause.states and not denied_at(clause.text, match.start(), match.end()):
            return (Told("family", kin_truth(match[0]), corrects=True),)
    return ()


def _school(words: str) -> Reply | None:
    marked = mark_schools(f"studying at {words}")
    for mark, truth in MARKS.items():
        if mark in marked:
            return Reply(truth)
    return None
