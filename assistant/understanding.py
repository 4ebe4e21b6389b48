"""Steps: what a message is and what answers it; then the answer in either language from that one understanding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer
from assistant.asking import question_parts
from assistant.caring import open_with_care, speaks_alone, urgent, weigh, write_care, write_in_both
from assistant.composing import Composer
from assistant.eligibility import Conclusion, Fact, Truth
from assistant.finding import Finding
from assistant.foreign import OtherLanguage, foreign_language
from assistant.guarding import Care, Watch, watch
from assistant.language import detect_language
from assistant.linting import lint
from assistant.masking import Masked
from assistant.model_help import ModelHelp
from assistant.routing import SmallTalk, small_talk
from assistant.screening import Heard, Matter, Screening, hear
from assistant.store import StoredTurn
from assistant.verdicts import write_confirmation
from assistant.writing import (
    find_all,
    find_beside,
    matter_of,
    note_masked,
    write_from_documents,
    write_from_rules,
    write_small_talk,
)
from corpus import Language
from index import SearchIndex

_OPENLY_OF_PAPERS = 0.5  # a question that yes or no cannot answer is of immigration papers so likely
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
    """What a message is: what asks for care, small talk, or something for the rules or the documents; what was found.

    `spoken` is its language, `asked` the message without attacks, `asks` whether it holds a question; `proposed` are
    facts that a model read in it and that the person is to confirm; `papers` is how likely it is of immigration papers,
    whatever else it may be.
    """

    incoming: Incoming
    spoken: Language
    asked: str
    watched: Watch
    other: OtherLanguage | None
    heard: Heard
    finding: Finding
    talk: SmallTalk | None
    asks: bool
    matter: Matter
    proposed: Mapping[Fact, Truth]
    papers: float = 0.0

    @property
    def needs_care(self) -> bool:
        """Whether somebody is hurt or hostile in it, or it is in another language: no model sees it."""
        return _needs_care(self.watched, self.other)

    @property
    def care_alone(self) -> bool:
        """Whether care is all that it gets."""
        return speaks_alone(self.watched, self.finding, self.heard, self.asks)

    @property
    def for_the_rules(self) -> bool:
        """Whether the rules answer it, and neither care nor the documents."""
        aside = self.other is not None or self.care_alone or self.talk is not None or bool(self.watched.hurt)
        return not aside and not self.for_others and self.heard.for_the_rules(self.matter)

    @property
    def for_others(self) -> bool:
        """Whether it plainly asks of health, taxes or immigration papers, and not whether somebody may take part."""
        reading, beyond_doubt = self.heard.reading, self.watched.without_doubtful(below=1.0)
        if reading.asks_plainly or self.heard.answered or self.heard.before.details:
            return False
        openly = self.papers >= _OPENLY_OF_PAPERS and reading.asks_openly
        if openly or Care.IMMIGRATION in beyond_doubt.found and not reading.asks_eligibility:
            return True
        # « conjoints de fait aux impôts … ça compte pas, hein? » tells of a tie.
        of_taxes = Care.TAX in beyond_doubt.found and not (reading.asks_eligibility and self.heard.tells_a_situation)
        return of_taxes or Care.MEDICAL in beyond_doubt.found

    @property
    def step(self) -> str:
        """The step that comes next, by its name."""
        return "checking" if self.for_the_rules or self.proposed else "writing"


def understand(index: SearchIndex, incoming: Incoming, aid: ModelHelp) -> Understood:
    """What a message is and what the documents hold on it: watched over, heard, searched for, weighed."""
    said, spelled_right = incoming.masked.question, aid.lexicon.words
    # The reply may be wanted in another language than the message is in.
    language = detect_language(said, aid.lexicon) or incoming.language
    watched = watch(index, said, language)
    other = foreign_language(said, spelled_right) if said else None
    asked = watched.rest or said
    talk = small_talk(asked) if asked else SmallTalk.GREETING
    heard = hear(incoming.screening, asked, incoming.facts, spelled_right)
    alone = talk is not None and not heard.answered or heard.answered and not heard.told
    aside = alone or heard.told or _needs_care(watched, other)
    rephrased = None if aside else aid.rephrased(asked, incoming.latest)
    finding = Finding.nothing() if alone else _find(index, incoming, heard, asked, rephrased, language)
    asks = bool(question_parts(asked, language))
    more = finding.answered or asks or heard.told or watched.hurt
    talk = talk or (None if more else small_talk(asked, whole=False))
    papers = watched.found.get(Care.IMMIGRATION, 0.0)
    watched = weigh(watched, finding, talk, heard)
    matter = matter_of(finding, heard, watched, asked, asks)
    tells = aid and talk is None and not _needs_care(watched, other) and _may_tell_more(heard, matter, asked)
    proposed = aid.facts(asked) if tells else {}
    return Understood(incoming, language, asked, watched, other, heard, finding, talk, asks, matter, proposed, papers)


def write(index: SearchIndex, understood: Understood, language: Language) -> tuple[Answer, Screening]:
    """The answer in that language, and the screening after it."""
    composer = Composer(index.corpus, language)
    open_with_care(composer, understood.watched)
    answer, state = _write(composer, index, understood, language)
    return lint(urgent(answer, understood.watched)), state


def _write(
    composer: Composer, index: SearchIndex, understood: Understood, language: Language
) -> tuple[Answer, Screening]:
    masked, heard, finding = understood.incoming.masked, understood.heard, understood.finding
    if understood.other is not None or understood.care_alone:
        note_masked(composer, masked)
    if understood.other is not None:
        return write_in_both(composer, language, understood.other), heard.state
    if understood.care_alone:
        return write_care(composer, understood.watched), heard.state
    if understood.talk:
        return write_small_talk(composer, understood.talk, masked), heard.state
    if understood.proposed:
        note_masked(composer, masked)
        told_of = replace(heard.state, subject=heard.reading.subject)
        return write_confirmation(composer, told_of, understood.proposed, language)
    if understood.for_the_rules:
        return write_from_rules(
            composer, index, finding, masked, language, heard, understood.watched, understood.spoken
        )
    unpaid = understood.matter.pressing
    return write_from_documents(composer, finding, masked, language, heard, understood.watched, unpaid)


def _needs_care(watched: Watch, other: OtherLanguage | None) -> bool:
    return bool(watched.hurt) or watched.hostile is not None or other is not None


def _find(
    index: SearchIndex, incoming: Incoming, heard: Heard, asked: str, rephrased: str | None, language: Language
) -> Finding:
    """What the documents hold: on the message as a model rephrased it where that finds something, else as it is."""
    if rephrased:
        finding = find_beside(index, heard, rephrased, language, ())
        if finding.answered:
            return finding
    return find_all(index, heard, asked, language, incoming.latest)


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
