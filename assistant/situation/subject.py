"""Whose situation a message tells, and whether a clause states something of that person."""

from collections.abc import Sequence
from typing import Literal

from assistant.situation.clauses import Clause, holder_at
from assistant.situation.family import hires_kin
from assistant.situation.kin import last_kin
from assistant.situation.persons import Holder
from assistant.situation.vocabulary import vocabulary

Subject = Literal["speaker", "candidate"]

STATUS = frozenset(("citizen", "permanent_resident", "protected", "work_permit", "international"))
_OF_STUDENTS = frozenset(("international", "credential", "enrolled", "single_course", "secondary_school"))
_DESCRIBING = _OF_STUDENTS | STATUS | {"authorised", "claimant", "permanent"}
_CANDIDATE = (Holder.UNSAID, Holder.CANDIDATE, Holder.THIRD, Holder.RELATIVE, Holder.OTHER)


def subject_of_message(words: str, found: Sequence[Clause], before: Subject | None) -> tuple[Subject, bool]:
    """Whose situation it is, and whether the message says so: the speaker's own, or that of the person to be placed.

    An employer, a parent or a school describes a candidate. Whoever's status and studies are told is the subject; where
    both are, an employer's words decide. In a conversation the subject stays, unless an employer speaks up.
    """
    vocab = vocabulary()
    hires = bool(vocab.pattern("hire_frames").search(words)) or hires_kin(words)
    own = bool(vocab.pattern("self_frames").search(words))
    if before is not None:
        return ("candidate", True) if hires and not own else (before, False)
    somebody = bool(vocab.pattern("frames.hires_somebody").search(words))
    framed = hires or somebody or bool(vocab.pattern("candidate_frames").search(words))
    told_of_self, told_of_other = _described(words, found, somebody)
    if hires and not own or framed and told_of_other or not told_of_self and (told_of_other or framed and not own):
        return "candidate", True
    return "speaker", told_of_self or own


def speaks_of(holder: Holder, subject: Subject) -> bool:
    """Whether words with that holder speak of the subject."""
    return holder in ((Holder.UNSAID, Holder.SELF) if subject == "speaker" else _CANDIDATE)


def asks_it(clause: Clause, place: int) -> bool:
    """Whether what stands at a place is what a question asks, and not told in passing (« am I ok since I'm a PR? »)."""
    opening = vocabulary().pattern("frames.opens_a_question").match(clause.text)
    if not clause.question or not opening:
        return False
    start = opening.end()
    if opening[0].endswith("est ce que"):
        start = min(len(clause.text), start + len(" je suis"))
    return not vocabulary().pattern("frames.states_after").search(clause.text[start:place])


def described_kin(words: str, found: Sequence[Clause]) -> str:
    """The speaker's own relative who is described as a student; none is ''."""
    students = [
        clause
        for clause in found
        for claim in vocabulary().claims
        if claim.atom in _OF_STUDENTS and (match := claim.pattern.search(clause.text))
        if holder_at(clause, match.start()) is Holder.RELATIVE
    ]
    kin = last_kin(words[: words.find(students[0].text) + len(students[0].text)]) if students else ""
    return "" if vocabulary().pattern("frames.kin_of_another").match(kin) else kin


def _described(words: str, found: Sequence[Clause], hired: bool) -> tuple[bool, bool]:
    """Whether status or studies are told of the speaker, and of somebody else who may be the candidate.

    `hired` tells that an employer hires « elle » or "him", who is then no relative or boss mentioned in passing.
    """
    tellers: dict[Holder, set[str]] = {}
    for clause in found:
        for claim in vocabulary().claims if clause.states else ():
            match = claim.pattern.search(clause.text)
            if match and claim.atom in _DESCRIBING:
                tellers.setdefault(holder_at(clause, match.start()), set()).add(claim.atom)
    other = Holder.CANDIDATE in tellers or Holder.THIRD in tellers and (hired or not _names_others(words))
    described = [Holder.RELATIVE, Holder.OTHER]
    if not vocabulary().pattern("persons.other").search(words):
        described.append(Holder.THIRD)  # « mon garçon… il termine son DEC », and not a roommate mentioned
    student = {atom for holder in described for atom in tellers.get(holder, set())}
    return Holder.SELF in tellers, other or bool(student & _OF_STUDENTS)


def _names_others(words: str) -> bool:
    """Whether « elle » or "he" may be somebody mentioned: the speaker's kin, a boss."""
    kin = last_kin(words)
    own = bool(kin) and not vocabulary().pattern("frames.kin_of_another").match(kin)
    return own or bool(vocabulary().pattern("persons.other").search(words))
