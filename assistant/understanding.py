"""Step: what a message is and what answers it; then the answer in either language from that one understanding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, StatementKind
from assistant.composing import Composer
from assistant.eligibility import Conclusion, Fact, Truth
from assistant.finding import Finding
from assistant.masking import Masked
from assistant.model_help import ModelHelp
from assistant.routing import SmallTalk, small_talk
from assistant.screening import Heard, Matter, Screening
from assistant.store import StoredTurn
from assistant.verdicts import write_confirmation
from assistant.writing import (
    find_all,
    find_beside,
    matter_of,
    write_from_documents,
    write_from_rules,
    write_small_talk,
)
from corpus import Language
from index import SearchIndex

_A_TALE = 6  # words; a shorter message tells no situation that word lists would miss


@dataclass(frozen=True)
class Incoming:
    """A message as the steps take it: masked, its language, the screening before it, its buttons, the turns before."""

    masked: Masked
    language: Language
    screening: Screening
    facts: Mapping[Fact, Truth] | None
    latest: Sequence[StoredTurn]

    def context(self) -> dict[str, Any]:
        """What stands beside the message, as it is kept with the turn."""
        return {
            "screening": self.screening.as_dict(),
            "facts": {fact.value: truth.value for fact, truth in (self.facts or {}).items()},
            "masked": list(self.masked.kinds),
        }


@dataclass(frozen=True)
class Understood:
    """What a message is: small talk, or something for the rules or the documents; and what was found for it.

    `proposed` are facts that a model read in it and that the person is to confirm.
    """

    incoming: Incoming
    heard: Heard
    finding: Finding
    talk: SmallTalk | None
    for_the_rules: bool
    proposed: Mapping[Fact, Truth]

    @property
    def step(self) -> str:
        """The step that comes next, by its name."""
        return "checking" if self.for_the_rules or self.proposed else "writing"


def understand(index: SearchIndex, incoming: Incoming, heard: Heard, aid: ModelHelp) -> Understood:
    """What a message is and what the documents hold on it."""
    text, language = incoming.masked.text, incoming.language
    talk = small_talk(text)
    alone = talk is not None and not heard.answered or heard.answered and not heard.told
    finding = Finding.nothing() if alone else _find(index, incoming, heard, aid)
    talk = talk or (None if finding.answered else small_talk(text, whole=False))
    matter = matter_of(finding, heard, text, language)
    rules = talk is None and heard.for_the_rules(matter)
    proposed = aid.facts(text) if aid and talk is None and _may_tell_more(heard, matter, text) else {}
    return Understood(incoming, heard, finding, talk, rules, proposed)


def write(index: SearchIndex, understood: Understood, language: Language) -> tuple[Answer, Screening]:
    """The answer in that language, and the screening after it."""
    masked, heard, finding = understood.incoming.masked, understood.heard, understood.finding
    if understood.talk:
        return write_small_talk(index, understood.talk, language), heard.state
    if understood.proposed:
        composer = Composer(index.corpus, language)
        if masked.kinds:
            composer.fixed(StatementKind.COURTESY, "masked")
        told_of = replace(heard.state, subject=heard.reading.subject)
        return write_confirmation(composer, told_of, understood.proposed, language)
    if understood.for_the_rules:
        return write_from_rules(index, finding, masked, language, heard, understood.incoming.language)
    return write_from_documents(index, finding, masked, language, heard)


def _find(index: SearchIndex, incoming: Incoming, heard: Heard, aid: ModelHelp) -> Finding:
    """What the documents hold: on the message as a model rephrased it where that finds something, else as it is."""
    text, language, latest = incoming.masked.text, incoming.language, incoming.latest
    rephrased = aid.rephrased(text, latest) if aid and latest and not heard.told else None
    if rephrased:
        finding = find_beside(index, heard, rephrased, language, ())
        if finding.answered:
            return finding
    return find_all(index, heard, text, language, latest)


def _may_tell_more(heard: Heard, matter: Matter, text: str) -> bool:
    """Whether a message may tell a situation in words that the rules' reader does not know.

    Nothing is proposed once the rules have concluded: what is told already decides.
    """
    if heard.told or heard.answered or matter.pressing or matter.named or len(text.split()) < _A_TALE:
        return False
    about = heard.reading.asks_plainly or heard.reading.asks_eligibility or bool(heard.before.details)
    if matter.sure and not matter.eligibility or not (about or matter.eligibility):
        return False
    return heard.state.verdict().conclusion is Conclusion.MORE_INFORMATION_NEEDED
