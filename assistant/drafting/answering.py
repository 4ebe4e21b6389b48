"""A part of a letter answered: what the service says to it in the team's voice, and the gap left for the team."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer, Eligibility, Outcome, StatementKind
from assistant.conversation import MESSAGE_LIMIT, Message
from assistant.drafting.blocks import Block
from assistant.drafting.parts import Part, PartKind
from assistant.drafting.team_voice import facts_understood, in_our_voice
from assistant.drafting.words import Entry, chat_pattern, say
from corpus import Language

Reply = Callable[[Message], Answer]

_QUOTED = 140  # characters of a question that a gap names
_WORTH_SAYING = ("criterion_not_met", "ask_the_team")  # of a situation that nobody asked about


@dataclass(frozen=True)
class Answered:
    """A part of a letter with what is said to it; `gap` is what the team must add, empty where nothing is missing."""

    part: Part
    blocks: tuple[Block, ...]
    answer: Answer | None = None
    gap: str = ""

    @property
    def said(self) -> bool:
        """Whether it has a place in the letter."""
        return bool(self.blocks)

    @property
    def is_answered(self) -> bool:
        """Whether the draft answers it, with nothing left to the team."""
        return not self.gap

    @property
    def question(self) -> str:
        """The part as the reviewer reads it."""
        return self.part.text

    @property
    def verdict(self) -> Eligibility | None:
        """What the rules concluded, if they were asked."""
        return self.answer.eligibility if self.answer is not None else None

    @property
    def urgent(self) -> Literal["pay", "safety"] | None:
        """What the service found urgent in it."""
        return self.answer.urgent if self.answer is not None else None

    @property
    def understood(self) -> str:
        """The facts that the rules took from it."""
        return facts_understood(self.answer) if self.answer is not None else ""


def answer_part(
    part: Part, before: Sequence[Answered], reply: Reply, channel: str, conversation: str | None
) -> Answered:
    """The part answered; `conversation` holds earlier letters of the thread, if they matter."""
    if part.kind is PartKind.FILE and part.entry is not None:
        return _left_to_the_team(part, part.entry, reply, channel)
    answer = _ask(part, before, reply, channel, conversation)
    if part.kind is PartKind.PRESSING and part.entry is not None:
        return _pressing(part, part.entry, answer)
    if part.kind is PartKind.SITUATION:
        worth = answer.eligibility is not None and answer.eligibility.verdict in _WORTH_SAYING
        return _written(part, answer) if worth else Answered(part, ())
    return _written(part, answer)


def _ask(part: Part, before: Sequence[Answered], reply: Reply, channel: str, conversation: str | None) -> Answer:
    """The service's answer: to the part alone or behind what it leans on, whichever finds something."""
    if conversation is None and part.follows and before and before[-1].answer is not None:
        conversation = before[-1].answer.conversation_id
    whole = f"{part.context} {part.text}".strip()[-MESSAGE_LIMIT:]
    together = part.kind is PartKind.ELIGIBILITY or part.leans
    first = whole if together else part.text
    answer = reply(Message(first, conversation, part.language, channel=channel))
    if answer.outcome is not Outcome.UNANSWERED or not part.context:
        return answer
    other = reply(Message(part.text if together else whole, None, part.language, channel=channel))
    return answer if other.outcome is Outcome.UNANSWERED else other


def _written(part: Part, answer: Answer) -> Answered:
    gaps = _gaps(part, answer)
    blocks = in_our_voice(answer)
    if not blocks and not gaps and answer.outcome is not Outcome.GREETING:
        gaps = [say("gap_answer_to", part.language, part=_short(part.text))]
    if _unsettled(answer):
        gaps.insert(0, say("gap_unclear", part.language))
        blocks.insert(1, Block("gap", say("to_complete", part.language, what=gaps[0])))
    for what in gaps[_unsettled(answer) :]:
        if answer.outcome is Outcome.UNANSWERED:
            blocks.append(Block("text", say("gap_unanswered", part.language)))
        blocks.append(Block("gap", say("to_complete", part.language, what=what)))
    return Answered(part, tuple(blocks), answer, "; ".join(gaps))


def _gaps(part: Part, answer: Answer) -> list[str]:
    """What the answer leaves to the team, one gap for each question that finds nothing."""
    if answer.outcome is Outcome.UNANSWERED:
        return [say("gap_answer_to", part.language, part=_short(part.text))]
    gaps = []
    for statement in answer.statements:
        found = chat_pattern("gap", answer.language).fullmatch(statement.text)
        if statement.kind is StatementKind.GAP and found:
            gaps.append(say("gap_answer_to", part.language, part=_short(found["part"])))
    return gaps


def _unsettled(answer: Answer) -> bool:
    """Whether the guide is silent or at odds on the situation: the team decides."""
    return answer.eligibility is not None and answer.eligibility.verdict == "ask_the_team"


def _left_to_the_team(part: Part, entry: Entry, reply: Reply, channel: str) -> Answered:
    """A matter of a personal file: what the guide says on it, if anything, then the gap."""
    answer = _of_the_guide(part, entry, reply, channel)
    blocks = list(in_our_voice(answer)) if answer is not None else []
    return Answered(part, (*blocks, *_gap_of(entry, part.language)), answer, entry.gap.say(part.language))


def _of_the_guide(part: Part, entry: Entry, reply: Reply, channel: str) -> Answer | None:
    """The service's answer, where it stands on a passage that is known to be on this matter."""
    if not entry.passages:
        return None
    answer = reply(Message(part.text, None, part.language, channel=channel))
    first = [citation.passage for citation in answer.citations[:1]]
    return answer if answer.eligibility is None and set(first) & set(entry.passages) else None


def _pressing(part: Part, entry: Entry, answer: Answer) -> Answered:
    """A matter that presses: what the service says where it found that matter, then the gap."""
    blocks = list(in_our_voice(answer)) if answer.outcome is Outcome.ANSWERED else []
    return Answered(part, (*blocks, *_gap_of(entry, part.language)), answer, entry.gap.say(part.language))


def _gap_of(entry: Entry, language: Language) -> tuple[Block, ...]:
    gap = say("to_complete", language, what=entry.gap.say(language))
    return (Block("text", entry.says.say(language)), Block("gap", gap))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
