"""Step: whether a message is for the eligibility rules, and what they conclude from all that was told so far."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.eligibility import (
    Conflict,
    Fact,
    FactEntry,
    Truth,
    Verdict,
    decide,
    next_question,
    rulebook,
)
from assistant.situation import (
    Details,
    Reading,
    Subject,
    Told,
    corrected_kin,
    facts_of,
    read_reply,
    read_situation,
    read_yes_or_no,
    with_fact,
    with_told,
)


@dataclass(frozen=True)
class Screening:
    """How far a conversation's screening has come: of whom, what was told, what was asked and is still open.

    `proposed` are facts that a model read and the person was asked to confirm; until then no rule sees them.
    """

    subject: Subject | None = None
    details: Details = field(default_factory=dict)
    asked: tuple[Fact, ...] = ()
    pending: Fact | None = None
    proposed: Mapping[Fact, Truth] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> "Screening":
        """As it was kept on the conversation; an empty one for None."""
        if not kept:
            return cls()
        return cls(
            kept["subject"],
            {name: Truth(value) for name, value in kept["details"].items()},
            tuple(Fact(name) for name in kept["asked"]),
            Fact(kept["pending"]) if kept["pending"] else None,
            {Fact(name): Truth(value) for name, value in kept.get("proposed", {}).items()},
        )

    def as_dict(self) -> dict[str, Any] | None:
        """As it is kept; None while nothing was told or asked."""
        if self == Screening():
            return None
        return {
            "subject": self.subject,
            "details": {name: truth.value for name, truth in self.details.items()},
            "asked": [fact.value for fact in self.asked],
            "pending": self.pending.value if self.pending else None,
            "proposed": {fact.value: truth.value for fact, truth in self.proposed.items()},
        }

    def verdict(self) -> Verdict:
        """What the rules in force today conclude."""
        return decide(facts_of(self.details))

    def question(self, verdict: Verdict) -> Conflict | FactEntry | None:
        """What to ask next: never a fact that was asked before, save which of two conflicting statuses is current."""
        asks = next_question(verdict)
        if isinstance(asks, Conflict):
            return asks
        left = [fact for fact in verdict.missing if fact not in self.asked]
        return rulebook().fact(left[0]) if left else None

    def open_question(self) -> Conflict | FactEntry | None:
        """The question that still waits for its answer, to come back to after another matter."""
        if self.pending is None:
            return None
        asks = next_question(self.verdict())
        return asks if isinstance(asks, Conflict) else rulebook().fact(self.pending)

    def asking(self, question: Conflict | FactEntry | None) -> "Screening":
        """The same with that question asked."""
        if question is None:
            return replace(self, pending=None)
        return replace(self, pending=question.fact, asked=tuple(dict.fromkeys((*self.asked, question.fact))))

    def proposing(self, facts: Mapping[Fact, Truth]) -> "Screening":
        """The same with facts to confirm; a question that waited for its answer will be asked again."""
        asked = tuple(fact for fact in self.asked if fact is not self.pending)
        return replace(self, proposed=dict(facts), pending=None, asked=asked)


@dataclass(frozen=True)
class Matter:
    """What a message is about, by what the documents hold on it.

    `asks`: it holds a question; `found`: the documents answer it; `eligibility`: with a passage on eligibility;
    `likely`: more likely than not; `sure`: beyond doubt; `pressing`: it tells of wages that are owed; `named`: it asks
    of a report by its name.
    """

    asks: bool
    found: bool
    eligibility: bool
    likely: bool
    sure: bool
    pressing: bool
    named: bool


@dataclass(frozen=True)
class Heard:
    """A message as the screening takes it: the state before and after it, and whether it told or answered anything."""

    before: Screening
    state: Screening
    reading: Reading
    answered: bool = False
    told: bool = False

    def for_the_rules(self, matter: "Matter") -> bool:
        """Whether the rules answer it and not the documents.

        What is told beside a question on another matter is kept, and that question answered from the documents. In a
        screening under way a remark (« mon boss dit que c'est correct ») changes nothing: the rules answer it again.
        """
        if self.answered or self.opens and (matter.eligibility or not matter.sure):
            return True
        if matter.pressing or matter.named or self.reading.in_general:
            return False
        about = self.reading.asks_plainly or self.reading.asks_eligibility and not self._asks_openly_of_another(matter)
        under_way = bool(self.before.details)
        if not self.told:
            return under_way and not self.reading.supposes and (not matter.asks or not matter.found and about)
        if not self.reading.asks_plainly and not under_way and not self._is_of_a_situation(matter):
            return False
        return not matter.asks or about or not self._of_another_matter(matter)

    @property
    def weight(self) -> int:
        """How much what is told weighs on the criteria; nothing where it only says where or what somebody studies."""
        return sum({one.atom: _weight(one) for one in self.reading.told}.values())

    @property
    def tells_a_situation(self) -> bool:
        """Whether what is told weighs enough on the criteria to be a situation, and no passing remark."""
        return self.weight >= _A_SITUATION

    @property
    def tells_of_a_school(self) -> bool:
        """Whether what is told is a situation that names the school where somebody studies."""
        return self.tells_a_situation and any(one.atom == "institution" for one in self.reading.told)

    def _is_of_a_situation(self, matter: "Matter") -> bool:
        in_passing = not self.weight and len({one.atom for one in self.reading.told}) == 1
        if matter.asks and matter.likely and in_passing:
            return False  # « quels papiers montrent que j'étudie? »
        asked = self.reading.asks_eligibility and not matter.sure
        return matter.eligibility or self.tells_a_situation or asked or bool(self.weight) and not matter.found

    def _of_another_matter(self, matter: "Matter") -> bool:
        likely = matter.likely and not self.tells_a_situation
        return not matter.eligibility and (self.reading.asks_openly or matter.sure or likely)

    def _asks_openly_of_another(self, matter: "Matter") -> bool:
        """Whether it asks what yes or no cannot answer and another passage does: « c'est qui qui signe? »."""
        return not matter.eligibility and self.reading.asks_openly and matter.likely

    @property
    def opens(self) -> bool:
        """Whether somebody asks if they may take part and tells nothing yet: the screening may begin."""
        return self.reading.asks_plainly and self.reading.names_subject and not self.state.details


def hear(state: Screening, text: str, given: Mapping[Fact, Truth] | None, spelled_right: Collection[str] = ()) -> Heard:
    """The screening after a message and after what buttons and removed chips say."""
    if _STARTS_OVER.search(text.lower()):
        state = Screening()
    proposed, state = state.proposed, replace(state, proposed={})
    details = dict(state.details)
    reading = read_situation(text, state.subject, spelled_right)
    confirmed, given = _confirmed(proposed, given, reading, text)
    for fact, truth in (*(proposed.items() if confirmed is Truth.TRUE else ()), *given.items()):
        details = _settle(state, details, fact, truth)
    pending = None if given and state.pending in given else state.pending
    reply = read_reply(reading, text, pending) if pending else None
    if pending and reply is not None and reply.truth is not None:
        details = _settle(state, details, pending, reply.truth)
    told = reply.told if reply is not None else reading.told
    details = with_told(details, [*told, *corrected_kin(reading, details)])
    answered = bool(given) or confirmed is not None or reply is not None
    subject = reading.subject if told or reading.names_subject or state.subject else None
    heard = Screening(subject, details, state.asked, None if answered else state.pending)
    return Heard(state, heard, reading, answered, bool(told))


def _confirmed(
    proposed: Mapping[Fact, Truth], given: Mapping[Fact, Truth] | None, reading: Reading, text: str
) -> tuple[Truth | None, Mapping[Fact, Truth]]:
    """Whether what a model read is confirmed (None: the person speaks of something else), and the facts given beside.

    The buttons of that question give its first fact: as proposed for a yes, else a no to all of it.
    """
    left = dict(given or {})
    first = next(iter(proposed), None)
    if first is None:
        return None, left
    if first in left:
        return Truth.TRUE if left.pop(first) is proposed[first] else Truth.FALSE, left
    return (None if left else read_yes_or_no(reading, text)), left


_A_SITUATION = 2
_INCIDENTAL = ("institution", "credential", "enrolled", "period", "months", "secondary_school")  # « j'étudie à l'UQAM »


def _weight(told: Told) -> int:
    """How much a detail weighs on a criterion: a status or a tie much, a denial little, where one studies nothing."""
    if told.atom in _INCIDENTAL:
        return 0 if told.truth is Truth.TRUE and told.atom != "secondary_school" else _A_SITUATION
    if told.atom == "authorised":
        return 1 if told.truth is Truth.TRUE else _A_SITUATION
    return 1 if told.truth is Truth.FALSE else _A_SITUATION


def _settle(state: Screening, details: Details, fact: Fact, truth: Truth) -> dict[str, Truth]:
    """The details with a fact set; the answer to which of two statuses is current settles both."""
    conflict = decide(facts_of(details)).conflict
    if conflict is None or fact is not conflict.fact or truth is Truth.UNKNOWN:
        return with_fact(details, fact, truth)
    for settled, value in rulebook().settled(facts_of(details), fact, truth).items():
        details = with_fact(details, settled, value)
    return dict(details)


_STARTS_OVER = re.compile(
    r"\b(?:another|a different|second|next) (?:student|candidate|intern|applicant)\b|\bstart over\b|\bnew situation\b"
    r"|\bun(?:e)? autre (?:étudiante?|etudiante?|candidate?|stagiaire)\b|\brecommen[cç]ons\b|\brecommencer à zéro\b"
)
