"""From a message to details of the situation it tells: status, studies, family, roles, work at the host."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from assistant.eligibility import Truth
from assistant.situation.clauses import Clause, Holder, clauses, holder_at
from assistant.situation.family import family_of, hires_kin, last_kin
from assistant.situation.institutions import ACCREDITED, FOREIGN, UNCLEAR, names_unknown_school
from assistant.situation.negation import denied_at, denies
from assistant.situation.plain_words import plain_words
from assistant.situation.vocabulary import Claim, vocabulary

Subject = Literal["speaker", "candidate"]

_TOPIC = {
    "citizen": "status",
    "permanent_resident": "status",
    "protected": "status",
    "claimant": "status",
    "pending_pr": "status",
    "work_permit": "permit",
    "international": "permit",
    "owns": "role",
    "manages": "role",
    "any_role": "role",
    "any_permit": "permit",
    "permanent": "work",
}
_STATUS_ATOMS = frozenset(("citizen", "permanent_resident", "protected", "work_permit", "international"))
_STUDENT_ATOMS = frozenset(("international", "credential", "enrolled", "single_course", "secondary_school"))
_DESCRIBING = _STUDENT_ATOMS | _STATUS_ATOMS | {"authorised", "claimant", "permanent"}
_GRANTED = re.compile(
    r"(?<![a-z0-9])(?:came|arrive\w*|approved|granted|got|received|recue?|obtenu\w*|accepted|accepte\w*|became|devenu\w*|since|depuis)(?![a-z0-9])"
)


@dataclass(frozen=True)
class Told:
    """One detail as a message tells it."""

    atom: str
    truth: Truth
    corrects: bool = False


@dataclass(frozen=True)
class Reading:
    """What a message tells: details in the order told, of whom, and whether it asks about eligibility."""

    told: tuple[Told, ...] = ()
    subject: Subject = "speaker"
    names_subject: bool = False
    asks_eligibility: bool = False
    asks_plainly: bool = False
    supposes: bool = False
    beside: tuple[str, ...] = ()
    rest: str = ""
    words: str = ""
    clauses: tuple[Clause, ...] = field(default=(), repr=False)


def read_situation(text: str, subject: Subject | None = None, spelled_right: Collection[str] = ()) -> Reading:
    """What a message tells of the person to be placed.

    `subject` is whom the conversation speaks of so far, if known; `spelled_right` are words not to be mended.
    """
    words = _with_possessors(plain_words(text, spelled_right))
    found = clauses(words)
    whom, named = _subject(words, found, subject)
    told = [*_claims(found, whom), *_school(found, whom, text), *_period(found, whom)]
    told += _family(words, found, whom)
    ordered = sorted(told, key=lambda pair: pair[0])
    return Reading(
        tuple(one for _, one in ordered),
        whom,
        named,
        bool(vocabulary().pattern("eligibility_intent").search(words)),
        bool(vocabulary().pattern("plain_intent").search(words)),
        any(clause.supposed for clause in found),
        tuple(
            name
            for name in vocabulary().words.beside_criteria
            if vocabulary().pattern(f"beside_criteria.{name}").search(words)
        ),
        _rest(found, {place for place, _ in ordered}),
        words,
        tuple(found),
    )


def _rest(found: list[Clause], telling: Collection[int]) -> str:
    """The words that tell nothing of the situation: what is asked beside it."""
    return " ".join(clause.text for place, clause in enumerate(found) if place not in telling)


def _with_possessors(words: str) -> str:
    """« Cousin is the manager there »: kin without a possessor is the speaker's."""
    nouns = f"{vocabulary().alternatives('relatives.unlisted')}|{vocabulary().alternatives('relatives.listed')}"
    return re.sub(
        rf"(^|[,.:;!?(] )((?:{nouns}) (?:is|works?|owns?|runs?|est|travaille|bosse|possede|dirige))\b",
        r"\1my \2",
        words,
    )


def _subject(words: str, found: list[Clause], before: Subject | None) -> tuple[Subject, bool]:
    """Whose situation it is: the speaker's own, or the candidate's that an employer, parent or school describes.

    Whoever's status and studies are told is the subject; where both are, an employer's words decide.
    """
    vocab = vocabulary()
    hires = bool(vocab.pattern("hire_frames").search(words) or hires_kin(words))
    framed = hires or bool(vocab.pattern("candidate_frames").search(words))
    own = bool(vocab.pattern("self_frames").search(words))
    told_of_self, told_of_other = _described(found, words)
    if before is not None:
        return ("candidate", True) if hires and not own else (before, False)
    if hires and not own or framed and told_of_other or not told_of_self and (told_of_other or framed and not own):
        return "candidate", True
    return "speaker", told_of_self or own


def _described(found: list[Clause], words: str) -> tuple[bool, bool]:
    """Whether status or studies are told of the speaker, and of somebody else who may be the candidate."""
    tellers: dict[Holder, set[str]] = {}
    for clause in found:
        for claim in vocabulary().claims if clause.states else ():
            match = claim.pattern.search(clause.text)
            if match and claim.atom in _DESCRIBING:
                tellers.setdefault(holder_at(clause, match.start()), set()).add(claim.atom)
    other = Holder.CANDIDATE in tellers or Holder.THIRD in tellers and not _names_others(found, words)
    student = tellers.get(Holder.RELATIVE, set()) | tellers.get(Holder.OTHER, set())
    return Holder.SELF in tellers, other or bool(student & _STUDENT_ATOMS)


def _names_others(found: list[Clause], words: str) -> bool:
    """Whether « elle » or "he" may be somebody mentioned: a relative, a boss."""
    return bool(_OWN_KIN.match(last_kin(words))) or any(clause.holder is Holder.OTHER for clause in found)


def _speaks_of(holder: Holder, subject: Subject) -> bool:
    if subject == "speaker":
        return holder in (Holder.UNSAID, Holder.SELF)
    return holder in (Holder.UNSAID, Holder.CANDIDATE, Holder.THIRD, Holder.RELATIVE, Holder.OTHER)


def _claims(found: list[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """The details that the claims of the vocabulary find, with the place of each clause."""
    denied_topics: dict[int, set[str]] = {}
    for place, clause in enumerate(found):
        goes_on = clause.verbless or clause.subjectless and clause.joined
        inherited = denied_topics.get(clause.sentence, set()) if goes_on else set()
        topics: set[str] = set()
        text = clause.text
        for claim in vocabulary().claims:
            for match in claim.pattern.finditer(text):
                # A claim that only its denial tells may hold the denial itself (« aucune entreprise »).
                place_of_denial = match.end() if claim.value is None else match.start()
                denied = denied_at(clause.text, place_of_denial, match.end()) != clause.answered_no
                topic = _TOPIC.get(claim.atom, claim.atom)
                if not denied and topic in inherited and (clause.joined or topic not in ("status", "permit")):
                    denied = True
                if denied:
                    topics.add(topic)
                truth = _truth(claim, clause, denied)
                if truth is not None and _told_by(clause, match.start(), claim, subject, denied):
                    yield place, Told(claim.atom, truth, clause.corrected)
            text = claim.pattern.sub(lambda match: "#" * len(match[0]), text)
        denied_topics[clause.sentence] = topics or inherited


def _truth(claim: Claim, clause: Clause, denied: bool) -> Truth | None:
    if claim.unless.search(clause.text):
        return None
    if denied:
        return claim.denied
    if claim.only_with and not claim.only_with.search(clause.text):
        return None
    return claim.value


def _told_by(clause: Clause, place: int, claim: Claim, subject: Subject, denied: bool) -> bool:
    """Whether the clause states it, now, of the subject."""
    if not clause.states or not _speaks_of(holder_at(clause, place), subject):
        return False
    if clause.question and _asks_it(clause, place):
        return False
    if claim.atom in _STATUS_ATOMS and not denied:
        if clause.future or clause.past and not _GRANTED.search(clause.text):
            return False
    return not (
        clause.past and claim.atom in ("owns", "manages", "permanent", "single_course", "credential") and not denied
    )


_OPENS = re.compile(
    r"(?:so |alors |donc |et |and |mais |but )*(?:am i|are you|is it|do i|does|did|suis je|est ce que|je suis tu|is there|y a t il|dois je|"
    r"is (?:she|he)|est (?:elle|il)|would i|will i|can i|could i)(?![a-z0-9])"
)
_STATES_AFTER = re.compile(
    r"(?<![a-z0-9])(?:i am|i have|i got|i ve|j ai|je suis|(?<!seen )(?<!considered )as an?|en tant que|with|avec|on an?|on my|being|since|because|even "
    r"though|she is|he is|she has|he has|elle est|elle a|il est|il a|meme si)(?![a-z0-9])"
)


def _asks_it(clause: Clause, place: int) -> bool:
    """Whether what stands at a place is what the clause asks, and not told in passing (« am I ok since I'm a PR? »)."""
    opening = _OPENS.match(clause.text)
    if not opening:
        return False
    start = opening.end()
    if clause.text[opening.start() : start].endswith("est ce que"):
        start = min(len(clause.text), start + len(" je suis"))
    return not _STATES_AFTER.search(clause.text[start:place])


def _school(found: list[Clause], subject: Subject, text: str) -> Iterator[tuple[int, Told]]:
    """What is known of the school that is named: unclear schools before accredited ones, foreign ones last."""
    marks = ((UNCLEAR, Truth.UNCLEAR), (ACCREDITED, Truth.TRUE), (FOREIGN, Truth.FALSE))
    named = False
    for place, clause in enumerate(found):
        if not clause.states:
            continue
        for mark, truth in marks:
            at = clause.text.find(mark)
            if at < 0:
                continue
            named = True
            if _speaks_of(holder_at(clause, at), subject) and not denied_at(clause.text, at) and not clause.past:
                yield place, Told("institution", truth)
            break
        else:
            yield from _described_school(place, clause, subject)
    if not named and names_unknown_school(text):
        yield len(found), Told("institution", Truth.UNCLEAR)


_DESCRIBED = re.compile(
    r"(?<![a-z0-9])(?:accredited|recogni[sz]ed|accreditee?|reconnue?) (?:\w+ ){0,4}(?:college|university|school|institution|institute|"
    r"etablissement|universite|ecole|cegep)(?![a-z0-9])"
    r"|(?<![a-z0-9])(?:college|university|school|institution|etablissement|universite|ecole)(?: \w+){0,5} (?:is|est|canadien\w*) (?:fully )?"
    r"(?:accredited|recogni[sz]ed|accreditee?|reconnue?)(?![a-z0-9])"
    r"|(?<![a-z0-9])(?:etablissement|universite|college|ecole) (?:\w+ ){0,4}(?:accreditee?|reconnue?)(?![a-z0-9])"
    r"|(?<![a-z0-9])cegeps?(?![a-z0-9])"
)


def _described_school(place: int, clause: Clause, subject: Subject) -> Iterator[tuple[int, Told]]:
    """A school that is not named but said to be accredited; a cégep always is."""
    match = _DESCRIBED.search(clause.text)
    if match and _speaks_of(holder_at(clause, match.start()), subject) and not clause.past:
        denied = denies(clause.text[: match.end()])
        yield place, Told("institution", Truth.FALSE if denied and "accredit" in match[0] else Truth.TRUE)


def _period(found: list[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """Enrolment told for the time of the placement."""
    studies = vocabulary().pattern("studies")
    studying = -1
    for place, clause in enumerate(found):
        if studies.search(clause.text) and _speaks_of(holder_at(clause, len(clause.text)), subject):
            studying = clause.sentence
        match = vocabulary().pattern("period").search(clause.text)
        if not match or not clause.states or studying < clause.sentence - 1 or studying < 0:
            continue
        if clause.question and _asks_it(clause, match.start()):
            continue
        near = (
            _GOES_ON.match(clause.text)
            or studies.search(clause.text)
            or studying == clause.sentence
            or _ENROLLED_THEN.search(clause.text)
        )
        if near and not _PAID.search(clause.text) and _speaks_of(holder_at(clause, match.start()), subject):
            denied = denied_at(clause.text, match.start()) != clause.answered_no
            if denied and not studies.search(clause.text):
                continue
            yield place, Told("period", Truth.FALSE if denied else Truth.TRUE)


_PAID = re.compile(
    r"(?<![a-z0-9])(?:pai[ed]\w*|pay\w*|salar\w+|wage\w*|live|house\w*|habit\w+|permit|authori[sz]ed|family|famille|relative\w*|company|shares?)(?![a-z0-9])"
)
_GOES_ON = re.compile(r"(?:it|this|that|which|ca|cela|ce qui|et ca|les cours|classes|my classes|mes cours)\b")
_ENROLLED_THEN = re.compile(r"(?<![a-z0-9])(?:still|toujours|remain|reste|continu\w+)(?![a-z0-9])")


def _name_pronouns(sentence: str, kin: str) -> str:
    """« Ma tante m'héberge; elle est simple employée là »: the pronoun replaced by the relative named last before it."""
    return _PRONOUN.sub(lambda match: last_kin(sentence[: match.start()]) or kin or match[0], sentence)


_OWN_KIN = re.compile(r"(?!(?:his|her|their|son|sa|ses|leur|candidate s|student s|whose)\b)\w")
_PRONOUN = re.compile(
    r"(?<![a-z0-9])(?:she|he|elle|il|y)(?= (?:is|works|owns|runs|has|just|only|also|est|travaille|possede|dirige|a))"
)


def _family(words: str, found: list[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """What each sentence tells of kin at the host."""
    employer_speaks = subject == "candidate"
    kin = ""
    sentences = [part.strip(" .?!;\n") for part in re.split(r"(?<=[.?!;\n])", words)]
    for number, sentence in enumerate(part for part in sentences if part):
        own = [(place, clause) for place, clause in enumerate(found) if clause.sentence == number]
        if subject == "speaker":
            sentence = _name_pronouns(sentence, kin)
        kin = last_kin(sentence) or kin
        truth = family_of(sentence, [clause for _, clause in own], employer_speaks, words)
        if truth is not None and own:
            yield own[-1][0], Told("family", truth, own[-1][1].corrected)
