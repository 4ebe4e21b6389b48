"""Relatives and the host: whether a sentence ties somebody's kin to where they would work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.eligibility import Truth
from assistant.situation.clauses import Clause
from assistant.situation.kin import is_listed, kin_noun_pattern, kin_nouns, kin_pattern
from assistant.situation.negation import denied_at, denies
from assistant.situation.vocabulary import vocabulary, whole_words

_ASIDE = re.compile(r" ?\([^()]*\)")
_CLAUSE_MARKS = (",", ";", ":", "(", " but ", " mais ", " and ", " et ", " pis ")
_SENTENCE_MARKS = tuple(",;:.!?(")
_NEARBY = 60  # characters around where somebody lives, in which the employer may be named
_SAME_CLAUSE = r"(?:(?!(?:i|je|j|but|mais|not|pas)\b)(?:\w+|,) )"
_SAME_RUN = _SAME_CLAUSE.replace(r"|,", "")


@dataclass(frozen=True)
class Tie:
    """A relative tied to the host in a sentence: where it stands, and whether the guide lists that kin."""

    start: int
    end: int
    listed: bool
    of_employer: bool


@dataclass(frozen=True)
class KinSentence:
    """The sentence that may tell of kin, its clauses, the whole message, and whether an employer speaks."""

    sentence: str
    clauses: Sequence[Clause]
    whole: str
    employer_speaks: bool


def family_of(told: KinSentence) -> Truth | None:
    """What a sentence says of immediate family at the host; None when it says nothing.

    Several ties: listed kin outweighs other kin, and any tie outweighs « aucun parent ».
    """
    told = KinSentence(_ASIDE.sub("", told.sentence), told.clauses, told.whole, told.employer_speaks)
    found = [_weight(tie, told) for tie in _ties(told) if _stated(tie, told)]
    for weight in (Truth.TRUE, Truth.UNCLEAR):
        if weight in found:
            return weight
    return Truth.FALSE if _nobody(told) else None


def hires_kin(words: str) -> bool:
    """« J'aimerais embaucher ma fille »: an employer who speaks of their own kin."""
    hires = vocabulary().alternatives("relatives.hires")
    return bool(re.search(rf"(?<![a-z0-9])(?:{hires}|faire (?:embaucher|engager)) (?:{kin_pattern().pattern})", words))


def _ties(told: KinSentence) -> Iterator[Tie]:
    elsewhere = vocabulary().pattern("relatives.elsewhere")
    for pattern, of_employer in _patterns(told.employer_speaks):
        for match in pattern.finditer(told.sentence):
            if elsewhere.search(told.sentence[match.start() : _next_mark(told.sentence, match.end())]):
                continue
            kin = kin_pattern().search(told.sentence, match.start())
            nouns = kin_noun_pattern().findall(match[0])  # « la fille du patron », "the owner's son"
            words = kin[0] if kin and kin.start() <= match.end() else nouns[-1] if nouns else match[0]
            employer = of_employer or bool(_frame("employer").search(match[0]))
            yield Tie(match.start(), match.end(), is_listed(words), employer)


def _stated(tie: Tie, told: KinSentence) -> bool:
    clause = _clause_of(told.sentence[tie.start : tie.end], told.clauses)
    if clause is not None and (not clause.states or clause.question and _only_asks(clause)):
        return False
    return not _denied_before(told.sentence, tie.start)


def _clause_of(words: str, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that the tie's relative stands in."""
    for match in kin_pattern().finditer(words):
        for clause in clauses:
            if match[0] in clause.text:
                return clause
    return next((clause for clause in clauses if clause.text in words), None)


def _only_asks(clause: Clause) -> bool:
    """Whether a question states nothing: it opens with its verb (« does my dad count »)."""
    return bool(re.match(r"(?:do|does|is|are|would|will|can|est ce que|peut)\b", clause.text))


def _denied_before(sentence: str, start: int) -> bool:
    """Whether the tie's clause denies it; « aucun, sauf mon cousin » does not."""
    if _frame("save").match(sentence[start:]):
        return False
    return denies(sentence[_begins(sentence, start, _CLAUSE_MARKS) : start])


def _weight(tie: Tie, told: KinSentence) -> Truth:
    """Listed kin excludes; other kin only when living in the employer's own household, else it is for the team."""
    if tie.listed:
        return Truth.TRUE
    whole = _frame("not_the_employer").sub(" ", told.whole)
    married = _frame("common_law").search(whole)
    if married and _frame("partner").search(whole) and not denied_at(whole, married.start()):
        return Truth.TRUE
    lives = vocabulary().pattern("relatives.lives_with").finditer(whole)
    household = any(_in_employers_household(match, whole, tie, told.employer_speaks) for match in lives)
    return Truth.TRUE if household else Truth.UNCLEAR


def _in_employers_household(lives: re.Match[str], whole: str, tie: Tie, employer_speaks: bool) -> bool:
    """Whether the person lives with the employer: not denied, and the relative or somebody named is the employer."""
    begins = _begins(whole, lives.start(), _SENTENCE_MARKS)
    before, said = whole[begins : lives.start()], whole[begins : lives.end()]
    if denies(before):
        return False
    if not _frame("with_employer").search(said) and (employer_speaks or not _frame("speaker").search(before)):
        return False
    around = whole[max(0, lives.start() - _NEARBY) : lives.end() + _NEARBY]
    return tie.of_employer or bool(_frame("employer").search(around))


def _nobody(told: KinSentence) -> bool:
    """« Aucun lien de parenté », "no relatives there": kin denied, and not only in the country."""
    return any(_denies_kin(clause) for clause in told.clauses) or bool(_frame("not_related").search(told.sentence))


def _denies_kin(clause: Clause) -> bool:
    match = vocabulary().pattern("relatives.some").search(clause.text)
    if not match or not clause.states or clause.question and not clause.answered_no:
        return False
    rest = clause.text[match.end() :]
    if _frame("in_the_country").match(rest.lstrip()):
        return False
    if denied_at(clause.text, match.start(), match.end()) != clause.answered_no:
        return True
    # « ma famille ne travaille pas là » denies after it has named the kin
    return bool(_frame("denying_verb").search(rest) and vocabulary().pattern("relatives.host").search(rest))


def _begins(text: str, place: int, marks: Sequence[str]) -> int:
    """Where the clause that holds a place begins."""
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


def _next_mark(sentence: str, place: int) -> int:
    marks = (sentence.find(mark, place) for mark in (*_CLAUSE_MARKS, ")"))
    return min((found for found in marks if found >= 0), default=len(sentence))


def _frame(name: str) -> re.Pattern[str]:
    return vocabulary().pattern(f"frames.{name}")


@lru_cache(maxsize=2)
def _patterns(employer_speaks: bool) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """How a relative is tied to the host, and whether the relative is then the employer."""
    return tuple(
        (whole_words(f"(?:{_filled(tie.pattern)})"), tie.of_employer)
        for tie in vocabulary().words.ties
        if employer_speaks or not tie.employer_speaks
    )


def _filled(pattern: str) -> str:
    words = vocabulary()
    parts = {
        "<kin>": f"(?:{kin_pattern().pattern})",
        "<nouns>": kin_nouns(),
        "<host>": words.alternatives("relatives.host"),
        "<roles>": words.alternatives("relatives.host_roles"),
        "<verbs>": words.alternatives("relatives.work_verbs"),
        "<hires>": words.alternatives("relatives.hires"),
        "<firms>": words.alternatives("relatives.companies"),
        "<talks>": words.pattern("frames.talks").pattern,
        "<save>": words.alternatives("frames.save"),
    }
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    pattern = re.sub(r"<gap(\d)>", lambda match: f"{_SAME_CLAUSE}{{0,{match[1]}}}", pattern)
    return re.sub(r"<run(\d)>", lambda match: f"{_SAME_RUN}{{0,{match[1]}}}", pattern)
