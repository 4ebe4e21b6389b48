"""Schools named or described, and enrolment for the time of the placement."""

from collections.abc import Iterator, Sequence

from assistant.eligibility import Truth
from assistant.situation.clauses import Clause, holder_at
from assistant.situation.institutions import MARKS, names_unknown_school
from assistant.situation.negation import denied_at, denies
from assistant.situation.subject import Subject, asks_it, speaks_of
from assistant.situation.told import Told
from assistant.situation.vocabulary import vocabulary


def school_told(found: Sequence[Clause], subject: Subject, text: str) -> Iterator[tuple[int, Told]]:
    """What is known of the school, with the place of its clause: unclear schools outweigh accredited ones in a clause.

    `text` is the message as written: a school that only its capitals name is of unknown accreditation.
    """
    named = False
    for place, clause in enumerate(found):
        marks = [(clause.text.find(mark), truth) for mark, truth in MARKS.items() if mark in clause.text]
        if not clause.states:
            continue
        if not marks:
            yield from _described(place, clause, subject)
            continue
        named = True
        at, truth = marks[0]
        there = not clause.past and not vocabulary().pattern("frames.not_yet").search(clause.text)
        if there and speaks_of(holder_at(clause, at), subject) and not denied_at(clause.text, at):
            yield place, Told("institution", truth)
    if not named and names_unknown_school(text):
        yield len(found), Told("institution", Truth.UNCLEAR)


def _described(place: int, clause: Clause, subject: Subject) -> Iterator[tuple[int, Told]]:
    """A school that is not named but said to be accredited; a cégep always is."""
    match = vocabulary().pattern("frames.accredited_school").search(clause.text)
    if match and speaks_of(holder_at(clause, match.start()), subject) and not clause.past:
        denied = denies(clause.text[: match.end()]) and "accredit" in match[0]
        yield place, Told("institution", Truth.FALSE if denied else Truth.TRUE)


def period_told(found: Sequence[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """Enrolment told for the time of the placement, with the place of its clause."""
    studies = vocabulary().pattern("studies")
    studying: int | None = None  # the sentence that last spoke of the subject's studies
    for place, clause in enumerate(found):
        of_studies = bool(studies.search(clause.text))
        if of_studies and speaks_of(holder_at(clause, len(clause.text)), subject):
            studying = clause.sentence
        match = vocabulary().pattern("period").search(clause.text)
        if match is None or studying is None or studying < clause.sentence - 1:
            continue
        if not clause.states or asks_it(clause, match.start()) or not _of_enrolment(clause, of_studies, studying):
            continue
        denied = denied_at(clause.text, match.start()) != clause.answered_no
        if speaks_of(holder_at(clause, match.start()), subject) and (of_studies or not denied):
            yield place, Told("period", Truth.FALSE if denied else Truth.TRUE)


def _of_enrolment(clause: Clause, of_studies: bool, studying: int) -> bool:
    """Whether the period that a clause tells is that of studies: not of pay, and near to where studies were told."""
    if vocabulary().pattern("frames.of_something_else").search(clause.text):
        return False
    goes_on = vocabulary().pattern("frames.goes_on").match(clause.text)
    return bool(goes_on or of_studies or studying == clause.sentence or _of_placement(clause))


def _of_placement(clause: Clause) -> bool:
    """« Le stage tombe exactement dedans », "still, for all of it": what was told of studies goes on."""
    vocab = vocabulary()
    return bool(
        vocab.pattern("frames.still").search(clause.text) or vocab.pattern("frames.placement").search(clause.text)
    )
