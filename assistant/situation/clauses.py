"""A message cut into clauses: of whom each speaks, and whether it states, denies, supposes or asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.situation.vocabulary import any_of, vocabulary

_SENTENCE = re.compile(r"(?<=[.?!;\n])")
_CUT = re.compile(
    r"\s*(?P<mark>[,;:()])\s*(?:(?:and|et|but|mais|pis|so|donc)\s+(?=\w))?"
    r"|\s+(?P<join>and|et|but|mais|pis|donc|although|though|meme si|even though|even if|because|parce que|parce qu|car|vu que|puisque|"
    r"however|cependant|par contre|sauf que|who|qui|whose|except|while|alors que|tandis que)\s+"
)
_OR = re.compile(r"(?<![a-z0-9])(?:or|nor|ni|ou)(?![a-z0-9])")
_VERB = re.compile(
    r"(?<![a-z0-9])(?:am|is|are|was|were|be|been|have|has|had|do|does|did|will|would|can|could|work\w*|stud(?:y|ying)|own\w*|hold\w*|got|"
    r"suis|es|est|sont|etais|etait|ai|as|a|ont|avons|avez|fais|fait|vais|va|peux|peut|travaille\w*|etudie\w*|possede\w*|"
    r"detiens?|enrolled|doing|taking|became|came)(?![a-z0-9])"
)
_ANSWER = re.compile(
    r"^\s*(?P<no>no|non|none|nobody|aucune?|personne|nope|never|jamais)\b|^\s*(?P<yes>yes|oui|yeah|yep|ouais)\b"
)

_NE = re.compile(r"(?<![a-z0-9])(?:ne|n) \w+")  # « je ne suis propriétaire, actionnaire ou gestionnaire d'aucune entreprise »
_PAS = re.compile(r"(?<![a-z0-9])(?:pas|plus|aucune?|ni|jamais|rien|personne|nulle part|que|qu)(?![a-z0-9])")
_NONE_AFTER = re.compile(r"(?<![a-z0-9])(?:d aucune?|nulle part|aucune?|ni)(?![a-z0-9])")
_OPENING = 2  # words before which a word of asking still opens the clause
_BARE_NO = re.compile(
    r"(?:no|non|none|aucune?s?|nope|zero|0|n a|nil|never|jamais|not|pas|personne|nobody)"
    r"(?: (?:at all|du tout|personne|nobody|no one|aucune?s?|one|none|chez (?:nous|eux)|la|there|here|pantoute|with us))*"
)
_BARE_YES = re.compile(r"(?:yes|oui|yep|yeah|ok|sure)")


class Holder(StrEnum):
    """Of whom a clause speaks."""

    UNSAID = "unsaid"
    SELF = "self"
    CANDIDATE = "candidate"
    THIRD = "third"
    RELATIVE = "relative"
    OTHER = "other"
    GENERIC = "generic"


@dataclass(frozen=True)
class Clause:
    """A clause as plain words; `joined` tells that it goes on a list of the clause before ("…, or a manager")."""

    text: str
    holder: Holder
    begun_with: Holder
    sentence: int
    question: bool
    supposed: bool
    asking: bool
    past: bool
    future: bool
    uncertain: bool
    joined: bool
    verbless: bool
    subjectless: bool
    answered_no: bool = False
    corrected: bool = False

    @property
    def states(self) -> bool:
        """Whether its words may be taken as stated."""
        return not (self.supposed or self.asking or self.uncertain)


def clauses(words: str) -> list[Clause]:
    """The clauses of a message that is given as plain words."""
    found: list[Clause] = []
    for number, sentence in enumerate(part.strip() for part in _SENTENCE.split(words) if part.strip(" .?!;\n")):
        previous = found[-1] if found else None
        pieces = _with_bare_answers(_general(list(_sentence_clauses(sentence, number))))
        found.extend(pieces)
        if previous is not None and previous.question:
            _answer_question(found, number)
    return found


_ASKS_IN_GENERAL = re.compile(r"(?:is|are|does|do|est ce que?|est il vrai|les?|la|can|could|peut|would|will)\b")


def _general(pieces: list[Clause]) -> list[Clause]:
    """« Est-ce que les réfugiés acceptés et les demandeurs d'asile… ? »: a question that names no person states nothing."""
    if not pieces or not pieces[0].question or not any(_ASKS_IN_GENERAL.match(piece.text) for piece in pieces):
        return pieces
    if any(piece.holder not in (Holder.UNSAID, Holder.GENERIC) for piece in pieces):
        return pieces
    return [replace(piece, asking=True) for piece in pieces]


def _with_bare_answers(pieces: list[Clause]) -> list[Clause]:
    """« Famille : non »: a piece that only says no denies the piece before it."""
    kept: list[Clause] = []
    for piece in pieces:
        if kept and _BARE_NO.fullmatch(piece.text):
            kept[-1] = replace(kept[-1], answered_no=True, asking=False)
        elif not kept or not _BARE_YES.fullmatch(piece.text):
            kept.append(piece)
    return kept


def _answer_question(found: list[Clause], number: int) -> None:
    """« Des parents là? Non. »: what was asked is stated by its answer."""
    first = next((clause for clause in found if clause.sentence == number), None)
    answer = first and _ANSWER.match(first.text)
    if not first or not answer:
        return
    for place, clause in enumerate(found):
        if clause.sentence == number - 1 and clause.question:
            found[place] = replace(clause, question=False, asking=False, supposed=False, answered_no=bool(answer["no"]))


def _sentence_clauses(sentence: str, number: int) -> Iterator[Clause]:
    holder = Holder.UNSAID
    question = sentence.rstrip().endswith("?")
    text = sentence.rstrip(" .?!;\n")
    corrected = bool(vocabulary().pattern("correction").search(text))
    supposed = False
    place = 0
    pieces = [*_CUT.finditer(text), None]
    connector = ""
    antecedent = holder
    for cut in pieces:
        piece = text[place : cut.start() if cut else len(text)].strip()
        joins_list = bool(_OR.search(text[place:]))
        if piece:
            found = _subject_of(piece)
            if connector in ("who", "qui", "whose"):
                holder = antecedent
            begun_with = holder
            if connector in ("who", "qui", "whose") and found is None:
                pass
            elif found is not None:
                holder = found
            verbless = not _VERB.search(piece)
            supposed = _supposes(piece, supposed and (verbless or connector in ("and", "et")))
            yield Clause(
                piece,
                holder,
                begun_with,
                number,
                question,
                supposed,
                _asks(piece, question),
                bool(vocabulary().pattern("past").search(piece)),
                bool(vocabulary().pattern("future").search(piece)),
                bool(vocabulary().pattern("uncertain").search(piece)),
                joins_list or bool(_OR.match(piece)),
                verbless,
                found is None,
                answered_no=bool(_NE.search(piece) and _NONE_AFTER.search(text[place:]) and not _PAS.search(piece)),
                corrected=corrected,
            )
            antecedent = _last_person(piece) or holder
        if cut:
            connector = cut["join"] or ""
            place = cut.end()


def _asks(piece: str, question: bool) -> bool:
    """Whether a clause asks what the rules are: by words that open it, or anywhere in a question."""
    match = vocabulary().pattern("asking").search(piece)
    return bool(match) and (question or piece[: match.start()].count(" ") <= _OPENING)


def _supposes(piece: str, still: bool) -> bool:
    words = vocabulary()
    text = words.pattern("not_hypothetical").sub(" ", piece)
    start = words.pattern("hypothetical").search(text)
    if not start:
        return still and not words.pattern("hypothetical_ends").search(text)
    return True


@lru_cache(maxsize=1)
def _person_patterns() -> tuple[tuple[Holder, re.Pattern[str]], ...]:
    words = vocabulary().words
    relatives = relative_pattern()
    found = [(Holder.RELATIVE, relatives)]
    for name in ("self", "candidate", "generic", "other", "third"):
        found.append((Holder(name), any_of(words.persons[name])))
    found.append((Holder.OTHER, any_of(words.persons["firm"])))
    return tuple(found)


@lru_cache(maxsize=1)
def relative_pattern() -> re.Pattern[str]:
    """A relative with what ties it to somebody: « ma petite cousine », "her dad"."""
    words = vocabulary()
    nouns = f"{words.alternatives('relatives.unlisted')}|{words.alternatives('relatives.listed')}"
    single = (
        rf"(?:{words.alternatives('relatives.possessors')}) "
        rf"(?:(?:{words.alternatives('relatives.adjectives')}) )*(?:{nouns})"
        r"|mom|dad|mum|papa|maman|daddy|mommy|hubby"
    )
    # « le chum de ma soeur », "my wife's father"
    compound = (
        rf"(?:(?:le|la|l|un|une) (?:{nouns}) (?:de |du |d |a )(?:{single})|(?:the |a )?(?:{nouns}) of (?:{single})"
        rf"|(?:{single}) s (?:{nouns})(?: s (?:{nouns}))?)"
    )
    return re.compile(rf"(?<![a-z0-9])(?:{compound}|{single})(?![a-z0-9])")


_IS = re.compile(
    r"(?<![a-z0-9])(?:am|m|be|as|not|was|being|suis|pas|comme|etre|still|only|just|toujours|etais|serai|i) $"
)
_OBJECT = re.compile(r"(?:with|to|of|for|at|by|from|than|avec|de|d|pour|a|au|par|chez|que|no|any|not|pas) $")


def _people(text: str) -> Iterator[tuple[Holder, re.Match[str]]]:
    """The people named in a text; somebody in general, or a third party, counts only where they may be its subject."""
    covered: list[tuple[int, int]] = []  # « one of our students » is no « students » in general
    for holder, pattern in _person_patterns():
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if holder is Holder.GENERIC and any(a <= match.start() and match.end() <= b for a, b in covered):
                continue
            covered.append(match.span())
            if holder in (Holder.GENERIC, Holder.OTHER) and _OBJECT.search(before):
                continue
            if holder is Holder.CANDIDATE and _IS.search(before):
                continue  # « je suis une étudiante » speaks of the speaker
            yield holder, match


def _subject_of(piece: str) -> Holder | None:
    """Of whom a clause speaks, and what follows it: the candidate that it brings in, else the person named first."""
    if any(holder is Holder.CANDIDATE for holder, _ in _people(piece)):
        return Holder.CANDIDATE
    first = _holder(piece)
    last = [holder for holder, match in _people(piece) if match.end() == len(piece)]
    if last and Holder.RELATIVE in last:
        return Holder.RELATIVE  # « j'aimerais que ma fille, étudiante à Laval, … »
    if first is Holder.OTHER and any(holder is Holder.SELF for holder, _ in _people(piece)):
        return Holder.SELF  # « l'employeur veut me prendre comme pigiste »
    return first


def _holder(piece: str) -> Holder | None:
    """Of whom a clause speaks: the person named first."""
    first: tuple[int, int, Holder] | None = None
    for holder, match in _people(piece):
        if first is None or (match.start(), -match.end()) < first[:2]:
            first = (match.start(), -match.end(), holder)
    return first[2] if first else None


def holder_at(clause: Clause, place: int) -> Holder:
    """Of whom the words at a place of a clause speak: the person named last before them, else who it began with."""
    last: tuple[int, int, Holder] | None = None
    for holder, match in _people(clause.text):
        if match.start() <= place and (last is None or (match.start(), match.end()) > last[:2]):
            last = (match.start(), match.end(), holder)
    return last[2] if last else clause.begun_with


def _last_person(piece: str) -> Holder | None:
    """The person named last, whom a « qui » or "who" takes up."""
    last: tuple[int, Holder] | None = None
    for holder, match in _people(piece):
        if last is None or match.start() >= last[0]:
            last = (match.start(), holder)
    return last[1] if last else None
