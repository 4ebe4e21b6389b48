"""From a message to details of the situation it tells: status, studies, family, roles, work at the host."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.eligibility import Truth
from assistant.situation.clauses import Clause, clauses, holder_at, sentences
from assistant.situation.family import KinSentence, family_of
from assistant.situation.kin import kin_truth, last_kin, with_possessors
from assistant.situation.months import compared_months
from assistant.situation.negation import denied_at
from assistant.situation.plain_words import plain_words
from assistant.situation.studies import period_told, school_told
from assistant.situation.subject import STATUS, Subject, asks_it, described_kin, speaks_of, subject_of_message
from assistant.situation.told import Told
from assistant.situation.vocabulary import Claim, says, vocabulary

# Details that a denial carries over to, from one member of a list to the next (« ni actions ni entreprise »).
_TOPIC = {
    "citizen": "status",
    "permanent_resident": "status",
    "protected": "status",
    "claimant": "status",
    "pending_pr": "status",
    "work_permit": "permit",
    "international": "permit",
    "any_permit": "permit",
    "owns": "role",
    "manages": "role",
    "any_role": "role",
    "permanent": "work",
}
_ROLES = ("owns", "manages", "any_role", "closed_company")
_ANY_ROLE = (*_ROLES, "unread_role")
_ONLY_LISTED = ("status", "permit")  # « pas citoyen, RP depuis 2020 »: a comma alone does not carry these
_NOT_OF_THE_PAST = ("owns", "manages", "permanent", "single_course", "credential")


@dataclass(frozen=True)
class Reading:
    """What a message tells: details in the order told, of whom, and what it asks.

    `asks_plainly`: by words that can only ask about eligibility; `asks_eligibility`: by words that do so where a
    situation is told; `asks_openly`: what yes or no cannot answer; `in_general`: of the rules at large.
    `beside` names what it tells that is not among the guide's criteria, `asked_beside` what of it is in what it asks;
    `rest` is what tells nothing of a situation.
    """

    told: tuple[Told, ...] = ()
    subject: Subject = "speaker"
    names_subject: bool = False
    asks_eligibility: bool = False
    asks_plainly: bool = False
    asks_openly: bool = False
    in_general: bool = False
    supposes: bool = False
    beside: tuple[str, ...] = ()
    asked_beside: tuple[str, ...] = ()
    rest: str = ""
    words: str = ""
    clauses: tuple[Clause, ...] = field(default=(), repr=False)


def read_situation(text: str, subject: Subject | None = None, spelled_right: Collection[str] = ()) -> Reading:
    """What a message tells of the person to be placed.

    `subject` is whom the conversation speaks of so far, if known; `spelled_right` are words not to be mended.
    """
    words = with_possessors(plain_words(text, spelled_right))
    found = clauses(words)
    whom, named = subject_of_message(words, found, subject)
    told = [*_claims(found, whom), *school_told(found, whom, text), *period_told(found, whom)]
    told += _unread(found, whom, {place for place, one in told if one.atom in _ROLES})
    compared = compared_months(found, whom)
    if compared is not None and not any(one.atom == "period" for _, one in told):
        told.append((len(found), Told("months", compared)))
    told += [*_family(words, found, whom), *_of_the_employer(words, found, whom)]
    if whom == "speaker" and says("frames.takes_on", words) and not _studies(told):
        told = [pair for pair in told if pair[1].atom not in _ANY_ROLE]
    told = sorted(told, key=lambda pair: pair[0])
    telling = {place for place, _ in told}
    return Reading(
        told=tuple(one for _, one in told),
        subject=whom,
        names_subject=named,
        asks_eligibility=says("eligibility_intent", words),
        asks_plainly=says("plain_intent", words),
        asks_openly=any(says("frames.open_question", part) for part in sentences(words) if part.endswith("?")),
        in_general=says("frames.in_general", words) or _of_anybody(words, whom) or _of_the_guide(words),
        supposes=any(clause.supposed for clause in found),
        beside=_beside(words),
        asked_beside=_beside(_asking(words)),
        rest=" ".join(clause.text for place, clause in enumerate(found) if place not in telling),
        words=words,
        clauses=tuple(found),
    )


def _beside(words: str) -> tuple[str, ...]:
    """What words name that is not among the guide's criteria."""
    return tuple(name for name in vocabulary().words.beside_criteria if says(f"beside_criteria.{name}", words))


def _asking(words: str) -> str:
    """The sentences that have a question mark; where none has, all of them."""
    marked = [sentence for sentence in sentences(words) if sentence.strip().endswith("?")]
    return " ".join(marked) or words


def _of_anybody(words: str, whom: Subject) -> bool:
    """« Un étudiant avec un permis est-il accepté? »: nobody is described, so that the rules at large are asked."""
    framed = any(says(frame, words) for frame in ("hire_frames", "candidate_frames", "self_frames"))
    return whom == "candidate" and not framed and says("frames.anybody", words)


def _of_the_guide(words: str) -> bool:
    """« Selon le guide, un actionnaire est-il exclu? »: its text is asked for, where nobody is described."""
    described = any(says(frame, words) for frame in ("persons.self", "persons.third", "frames.somebody_s"))
    return says("frames.of_the_guide", words) and not described


def _studies(told: Sequence[tuple[int, Told]]) -> bool:
    """Whether somebody tells of their own studies: they are no employer and no school's staff."""
    return any(one.atom in ("enrolled", "credential", "international", "period") for _, one in told)


def _claims(found: Sequence[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """The details that the claims of the vocabulary find, with the place of each clause."""
    denied_topics: dict[int, set[str]] = {}
    for place, clause in enumerate(found):
        goes_on = clause.verbless or clause.subjectless and clause.joined
        inherited = denied_topics.get(clause.sentence, set()) if goes_on else set()
        topics: set[str] = set()
        text = clause.text
        for claim in vocabulary().claims:
            topic = _TOPIC.get(claim.atom, claim.atom)
            carried = topic in inherited and (clause.joined or topic not in _ONLY_LISTED)
            for match in claim.pattern.finditer(text):
                if topic == "role" and claim.value is None and _is_other_side(match[0], found, clause):
                    continue
                denied = carried or _denied(claim, clause, match.start(), match.end())
                if denied:
                    topics.add(topic)
                truth = _truth(claim, clause, denied)
                if truth is not None and _stated(clause, match.start(), claim, subject, denied):
                    yield place, Told(claim.atom, truth, clause.corrected)
            text = claim.pattern.sub(lambda match: "#" * len(match[0]), text)
        denied_topics[clause.sentence] = topics or inherited


def _is_other_side(words: str, found: Sequence[Clause], clause: Clause) -> bool:
    """« Pas de parenté, ni boss ni collègues »: in a sentence on kin, whose kin the person is not."""
    if not vocabulary().pattern("frames.other_side").fullmatch(words.strip()) or not says("frames.staff", clause.text):
        return False
    sentence = " ".join(one.text for one in found if one.sentence == clause.sentence)
    return says("relatives.some", sentence)


def _denied(claim: Claim, clause: Clause, start: int, end: int) -> bool:
    """Whether the clause denies a claim; one that only its denial tells may hold it (« aucune entreprise »)."""
    place = end if claim.value is None else start
    # What denies already is not denied again by what follows it (« ne sera plus inscrit dans aucun établissement »).
    until = None if claim.value is Truth.FALSE else end
    return denied_at(clause.text, place, until) != clause.answered_no


def _truth(claim: Claim, clause: Clause, denied: bool) -> Truth | None:
    if claim.unless.search(clause.text):
        return None
    if denied:
        return claim.denied
    if claim.only_with and not claim.only_with.search(clause.text):
        return None
    return claim.value


def _stated(clause: Clause, place: int, claim: Claim, subject: Subject, denied: bool) -> bool:
    """Whether the clause states it, now, of the subject."""
    if not clause.states or not speaks_of(holder_at(clause, place), subject) or asks_it(clause, place):
        return False
    if denied:
        return True
    if claim.atom in STATUS:
        return not clause.future and (not clause.past or says("frames.granted", clause.text))
    return not clause.past or claim.atom not in _NOT_OF_THE_PAST


def _unread(found: Sequence[Clause], subject: Subject, read: Collection[int]) -> Iterator[tuple[int, Told]]:
    """A word for a role that no claim took, affirmed of the subject: then no role may be said to be absent."""
    role = vocabulary().pattern("frames.role_word")
    for place, clause in enumerate(found):
        match = role.search(clause.text)
        if match is None or place in read or not clause.states or asks_it(clause, match.start()):
            continue
        if _is_other_side(match[0], found, clause):
            continue
        affirmed = not denied_at(clause.text, match.start(), match.end()) and not clause.answered_no
        if affirmed and speaks_of(clause.holder, subject) and not clause.verbless:
            yield place, Told("unread_role", Truth.UNCLEAR)


def _of_the_employer(words: str, found: Sequence[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """« Je dirige une PME; ma fille, étudiante à Laval, ferait son stage chez nous »: the candidate is their kin."""
    kin = described_kin(words, found) if subject == "candidate" and says("frames.is_employer", words) else ""
    if kin:
        yield len(found), Told("family", kin_truth(kin))


def _family(words: str, found: Sequence[Clause], subject: Subject) -> Iterator[tuple[int, Told]]:
    """What each sentence tells of kin at the host, with the place of its last clause."""
    kin = ""
    for number, sentence in enumerate(sentences(words)):
        own = [(place, clause) for place, clause in enumerate(found) if clause.sentence == number]
        said = sentence.strip(" .?!;\n")
        if subject == "speaker":
            said = _name_pronouns(said, kin)
        kin = last_kin(said) or kin
        truth = family_of(KinSentence(said, [clause for _, clause in own], words, subject == "candidate"))
        if truth is not None and own:
            yield own[-1][0], Told("family", truth, own[-1][1].corrected)


def _name_pronouns(sentence: str, kin: str) -> str:
    """« Ma tante m'héberge; elle est simple employée là »: a pronoun gives way to the relative named last before it."""
    pronoun = vocabulary().pattern("frames.pronoun")
    return pronoun.sub(lambda match: last_kin(sentence[: match.start()]) or kin or match[0], sentence)
