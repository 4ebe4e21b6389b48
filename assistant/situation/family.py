"""Relatives and the host: who is whose kin, works where, and lives with whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.eligibility import Truth
from assistant.situation.clauses import Clause, relative_pattern
from assistant.situation.negation import denied_at, denies
from assistant.situation.vocabulary import vocabulary

_GAP = r"(?:(?!(?:i|je|j|but|mais|not|pas)\b)(?:[\w]+|,) ){0,%d}"


_ASIDE = re.compile(r" ?\([^()]*\)")


@dataclass(frozen=True)
class Tie:
    """A relative tied to the host in a sentence: where it stands, and whether the guide lists that kin."""

    start: int
    end: int
    listed: bool
    of_employer: bool


def family_of(sentence: str, clauses: list[Clause], employer_speaks: bool, whole: str) -> Truth | None:
    """What a sentence says of immediate family at the host; None when it says nothing.

    `clauses` are the sentence's own; `employer_speaks` tells that "my company" is the host; `whole` is the message,
    where it may be told elsewhere with whom the person lives.
    """
    found: list[Truth] = []
    sentence = _ASIDE.sub("", sentence)
    for tie in _ties(sentence, employer_speaks):
        clause = _clause_of(sentence[tie.start : tie.end], clauses)
        if clause is not None and (not clause.states or clause.question and _only_asks(clause)):
            continue
        if _denied_before(sentence, tie.start):
            continue
        found.append(_weight(tie, whole, employer_speaks))
    if not found and _nobody(sentence, clauses):
        return Truth.FALSE
    for weight in (Truth.TRUE, Truth.UNCLEAR):
        if weight in found:
            return weight
    return None


def hires_kin(words: str) -> bool:
    """« J'aimerais embaucher ma fille »: an employer who speaks of their own kin."""
    hires = vocabulary().alternatives("relatives.hires")
    return bool(
        re.search(rf"(?<![a-z0-9])(?:{hires}|faire (?:embaucher|engager)) (?:{relative_pattern().pattern})", words)
    )


def last_kin(sentence: str) -> str:
    """The relative named last in a sentence, to whom the next sentence's « elle » or "he" may refer."""
    found = [match[0] for match in relative_pattern().finditer(sentence)]
    return found[-1] if found else ""


def _only_asks(clause: Clause) -> bool:
    """Whether a question states nothing: it opens with its verb (« does my dad count »)."""
    return bool(re.match(r"(?:do|does|is|are|would|will|can|est ce que|peut)\b", clause.text))


def _denied_before(sentence: str, start: int) -> bool:
    """Whether the tie's clause denies it; « aucun, sauf mon cousin » does not."""
    if _SAVE.match(sentence[start:]):
        return False
    begins = (
        max(
            sentence.rfind(mark, 0, start) for mark in (",", ";", ":", "(", " but ", " mais ", " and ", " et ", " pis ")
        )
        + 1
    )
    return denies(sentence[begins:start])


def _clause_of(words: str, clauses: list[Clause]) -> Clause | None:
    """The clause that the tie's relative stands in."""
    for match in relative_pattern().finditer(words):
        for clause in clauses:
            if match[0] in clause.text:
                return clause
    return next((clause for clause in clauses if clause.text in words), None)


def _weight(tie: Tie, whole: str, employer_speaks: bool) -> Truth:
    """Listed kin excludes; other kin only when living in the employer's own household, else it is for the team."""
    if tie.listed:
        return Truth.TRUE
    whole = _NOT_BOSS.sub(" ", whole)
    if _PARTNER.search(whole) and _COMMON_LAW.search(whole) and not denied_at(whole, _COMMON_LAW.search(whole).start()):
        return Truth.TRUE
    return (
        Truth.TRUE
        if any(_in_employers_household(match, whole, tie, employer_speaks) for match in _lives(whole))
        else Truth.UNCLEAR
    )


def _lives(whole: str) -> Iterator[re.Match[str]]:
    return vocabulary().pattern("relatives.lives_with").finditer(whole)


def _in_employers_household(lives: re.Match[str], whole: str, tie: Tie, employer_speaks: bool) -> bool:
    """Whether somebody lives with the employer: not denied, and the relative is the employer or the employer is named."""
    begins = max((whole.rfind(mark, 0, lives.start()) for mark in ",;:.!?("), default=-1) + 1
    if denies(whole[begins : lives.start()]):
        return False
    said = whole[begins : lives.end()]
    if not _WITH_EMPLOYER.search(said) and (employer_speaks or not _OF_SELF.search(whole[begins : lives.start()])):
        return False
    around = whole[max(0, lives.start() - 60) : lives.end() + 60]
    return tie.of_employer or bool(_employer().search(around))


def _nobody(sentence: str, clauses: list[Clause]) -> bool:
    """« Aucun lien de parenté », "no relatives there": kin denied, and not only in another country."""
    some = vocabulary().pattern("relatives.some")
    for clause in clauses:
        match = some.search(clause.text)
        if not match or not clause.states or clause.question and not clause.answered_no:
            continue
        rest = clause.text[match.end() :]
        if _IN_COUNTRY.match(rest):
            continue
        if denied_at(clause.text, match.start(), match.end()) != clause.answered_no or _not_there(clause.text, match.end()):
            return True
    return bool(_NOT_RELATED.search(sentence) or _UNRELATED.search(sentence))


_TALKS = (
    r"(?:told|said|says|suggested|found|recommended|heard|dit|conseille|trouve\w*|parle\w*|knows|wants|thinks|hopes|applied|helped|showed|drove|"
    r"worried|proud|happy|content\w*|fier|fiere|veut|pense|live|lives|habite)\b"
)
_SAVE = re.compile(
    r"(?:except|sauf|other than|besides|apart from|a part|hormis|excepte|aside from|only|juste|seulement|just)\b"
)
_NOT_BOSS = re.compile(
    r"\b(?:pas|not|non|never) (?:le |la |the |an? |my |mon )?(?:boss|owner|patron(?:ne)?|proprio|proprietaire|employer|ceo)\b"
)
_PARTNER = re.compile(r"\b(?:chum|blonde|boyfriend|girlfriend|bf|gf|partner|copain|copine|fiancee?)\b")
_COMMON_LAW = re.compile(r"\b(?:conjointe?s? de fait|common law|maries|mariee?s|married)\b")
_OF_SELF = re.compile(r"\b(?:i|j|je|we|on|nous|moi|both)\b")
_WITH_EMPLOYER = re.compile(
    r"\b(?:with|at|chez|avec) (?:\w+ ){0,2}(?:me|us|him|her|them|moi|nous|lui|elle|eux|boss|owner|employer|patron\w*|proprio)\b"
    r"|\b(?:household|roof|toit|menage|heberge\w*)\b|\b(?:my|our|mon|ma|notre) (?:\w+ )?(?:house|home|place|basement|maison|sous sol)\b"
)
_UNRELATED = re.compile(r"\bunrelated to\b")
_IN_COUNTRY = re.compile(
    r" (?:\w+ ){0,2}?(?:in|au|en) (?:canada|ontario|quebec|this country|the country|town|\w+ city)|doctor|name"
)
_NOT_RELATED = re.compile(
    r"\b(?:not|no one|nobody|none|never) (?:\w+ ){0,8}(?:related|relation) (?:to|with)\b"
    r"|\b(?:not|pas) (?:\w+ )?(?:parente?s?|apparentee?s?) (?:avec|a|au)\b"
    r"|\b(?:personne|aucun\w*) (?:\w+ ){0,4}(?:famille|parente?)\b|\b(?:ni|no) (?:parents?|parente|relatives?|family|famille)\b"
)


def _not_there(text: str, end: int) -> bool:
    """« ma famille ne travaille pas là » denies after it has named the kin."""
    rest = text[end:]
    return bool(re.search(r"\b(?:not|no|pas|aucun\w*|jamais|never)\b", rest)) and bool(
        vocabulary().pattern("relatives.host").search(rest)
    )


def _ties(sentence: str, employer_speaks: bool) -> Iterator[Tie]:
    elsewhere = vocabulary().pattern("relatives.elsewhere")
    for pattern, of_employer in _patterns(employer_speaks):
        for match in pattern.finditer(sentence):
            clause_end = _next_mark(sentence, match.end())
            if elsewhere.search(sentence[match.start() : clause_end]):
                continue
            kin = relative_pattern().search(sentence, match.start())
            words = kin[0] if kin and kin.start() <= match.end() else match[0]
            boss = of_employer or bool(_employer().search(match[0]))
            yield Tie(match.start(), match.end(), listed(words), boss)


_SPOUSE = r"(?:hubby|husband|wife|spouse|mari|femme|epouse?x?|conjointe?(?: de fait)?|common law(?: partner)?)"
_PARENT = r"(?:father|dad|mother|mom|mum|pere|mere|parents?)"
_CHILD = r"(?:son|daughter|child|children|kids?|fils|fille|enfants?)"
_LISTED_COMPOUND = re.compile(
    rf"(?:{_PARENT} s {_SPOUSE}|{_SPOUSE} s (?:{_PARENT}|{_CHILD})"
    rf"|(?:{_PARENT}|{_CHILD}) of \w+ {_SPOUSE}|{_SPOUSE} of \w+ {_PARENT}"
    rf"|{_SPOUSE} (?:de|a|d) \w+ {_PARENT}|(?:{_PARENT}|{_CHILD}) (?:de|a|d) \w+ {_SPOUSE})$"
)
_COMPOUND = re.compile(r" s \w+| of |^(?:le|la|l|un|une) [\w ]+ (?:de|du|d|a) ")


def listed(kin: str) -> bool:
    """Whether the guide's list names that kin; of another's kin only those that make a step- or in-law parent or child.

    >>> listed("my dad"), listed("my wife s father"), listed("my sister s boyfriend")
    (True, True, False)
    """
    if vocabulary().pattern("relatives.unlisted").search(kin):
        return False
    return bool(_LISTED_COMPOUND.search(kin)) if _COMPOUND.search(kin) else True


def _next_mark(sentence: str, place: int) -> int:
    marks = [
        found
        for mark in (",", ";", "(", ")", " but ", " mais ", " and ", " et ")
        if (found := sentence.find(mark, place)) >= 0
    ]
    return min(marks, default=len(sentence))


@lru_cache(maxsize=1)
def _employer() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:boss|owners?|co owner|owns|employer|ceo|founder|patron(?:ne)?|proprio|proprietaire|employeu(?:r|se)|pdg|fondat\w+|possede|"
        r"runs|dirige|s (?:\w+ )?(?:company|business|startup|shop|firm|store)|hired?|hires|engage|embauche|president\w*)\b"
    )


@lru_cache(maxsize=2)
def _patterns(employer_speaks: bool) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """How a relative is tied to the host, and whether the relative is then the employer."""
    words = vocabulary()
    kin = f"(?:{relative_pattern().pattern})"
    nouns = rf"(?:{words.alternatives('relatives.unlisted')}|{words.alternatives('relatives.listed')})"
    host, roles, verbs, hires, firms = (
        rf"(?:{words.alternatives(f'relatives.{name}')})"
        for name in ("host", "host_roles", "work_verbs", "hires", "companies")
    )
    found = [
        # my dad works in the same department; mon père est le patron
        (rf"{kin} {_GAP % 3}{verbs} {_GAP % 6}(?:{host}|{roles})(?![a-z0-9])", False),
        # my dad drives the forklift in their warehouse
        (
            rf"{kin} (?:(?!{_TALKS}|i|je|j|but|mais|not|pas)\w+ ){{1,8}}(?:at|in|for|with|within|dans|chez|pour) (?:{host})(?![a-z0-9])",
            False,
        ),
        # mon père y travaille
        (rf"{kin} {_GAP % 2}y (?:travaille|bosse|est)(?![a-z0-9])", False),
        # the owner is my aunt
        (
            rf"(?<![a-z0-9]){roles} {_GAP % 5}(?:is|are|est|c est|happens to be|s appelle|qui est|being) {_GAP % 3}{kin}",
            False,
        ),
        (rf"(?<![a-z0-9]){roles} , {kin}", False),
        # at my dad's company; la compagnie de mon père
        (rf"(?:at|for|in|with|join|of|dans|by) {kin} s {_GAP % 3}{firms}(?![a-z0-9])", True),
        (
            rf"(?:dans|pour|chez|a|par|avec) (?:la |l |le |une )?{firms} {_GAP % 2}(?:de|a|du|d|qui appartient a) {kin}",
            True,
        ),
        (
            rf"(?:company|business|host|employer|placement|startup|shop|firm|entreprise|compagnie|employeur|stage|boite) (?:is|est|c est|belongs to|appartient a) {_GAP % 4}{kin}",
            True,
        ),
        # I am the owner's son; je suis la fille du patron; married to the boss
        (
            rf"(?:am|m|is|suis|est|are|being|etre) {_GAP % 3}(?:owner|boss|ceo|employer|founder|manager|director|supervisor|president|employee|hr) s {_GAP % 2}{nouns}(?![a-z0-9])",
            False,
        ),
        (
            rf"(?:am|m|is|suis|est|are) (?:the |an? |le |la |l |une? )?{nouns} (?:of|to|du|de|d) {_GAP % 2}{roles}",
            False,
        ),
        (
            rf"(?:married to|mariee? (?:a|avec)|engaged to|dating|sors avec) {_GAP % 2}(?:{roles}|someone|one of the)",
            False,
        ),
        # hired by my uncle; my uncle hires me; stage chez mon oncle
        (
            rf"(?:{hires}|working|work|placement|internship|stage|job|travaille\w*|bosse\w*|coop|co op) {_GAP % 3}(?:by|for|under|with|par|pour|chez|avec|sous) {kin}(?! (?:s )?(?:friend|ami|doctor))",
            True,
        ),
        (rf"{kin} {_GAP % 3}(?:{hires})(?: to)? (?:{hires} )?(?:me|her|him)(?![a-z0-9])", True),
        (rf"{kin} (?:\w+ ){{0,3}}(?:m|me|l|la|le) (?:{hires})(?![a-z0-9])", True),
        # no relatives except my cousin
        (
            rf"(?:except|sauf|other than|besides|apart from|a part|hormis|excepte|aside from|only|juste|seulement|just) {kin}(?: (?:who|qui) \w+)?(?= *(?:$|,|[.;]| (?:works?|travaille|there|la|in|est|is)))",
            False,
        ),
    ]
    if employer_speaks:
        found += [
            (rf"(?:{hires}|hire|placing|bring|faire (?:embaucher|engager)) {kin}(?![a-z0-9])", True),
            (rf"(?:is|est|c est|being|am) {_GAP % 2}{kin}(?![a-z0-9])(?! (?:works?|travaille|owns?))", True),
            (rf"{kin} {_GAP % 8}(?:my|our|mon|ma|notre|my own) {_GAP % 2}{firms}(?![a-z0-9])", True),
        ]
    return tuple((re.compile(pattern), of_employer) for pattern, of_employer in found)
