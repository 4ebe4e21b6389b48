"""From a letter to a draft: the steps, in order. Answers come from the same steps as everywhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.answer import Answer, Citation
from assistant.conversation import MESSAGE_LIMIT, Message, normalise
from assistant.drafting.answering import Answered, answer_part
from assistant.drafting.blocks import Block, as_html, as_text
from assistant.drafting.letter import Asked, Draft, Evidence, Letter, Review, Urgency
from assistant.drafting.names import first_name
from assistant.drafting.parts import Part, PartKind, parts_of
from assistant.drafting.reading import read_sentences
from assistant.drafting.sources import Sources
from assistant.drafting.subjects import reply_subject
from assistant.drafting.words import say
from assistant.eligibility import Fact, rulebook
from assistant.masking import Masked
from corpus import Corpus, Language

_CONTEXT_WORDS = 60  # a new text up to this long may lean on what the person wrote before
_FILE_TOPIC = "file"
_PRESSING_PAY = "pay"


@dataclass(frozen=True)
class Desk:
    """What drafting needs of the service."""

    reply: Callable[[Message], Answer]
    detect: Callable[[str], Language | None]
    mask: Callable[[str], Masked]
    corpus: Corpus
    default_language: Language
    public_url: str = ""


@dataclass
class _Made:
    """A letter in one language as it grows."""

    language: Language
    blocks: list[Block] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)


def write_draft(letter: Letter, desk: Desk) -> Draft:
    """The draft of a reply; raises MessageRefused (empty, too long, no text) or IndexNotReady."""
    guess = letter.language or desk.detect(letter.text[:MESSAGE_LIMIT]) or desk.default_language
    masked = desk.mask(_without_name(normalise(letter.text, guess), letter.sender_name))
    detect = desk.detect if letter.language is None else lambda _: letter.language
    parts = parts_of(read_sentences(masked.text, detect, guess)) or [Part(PartKind.TOLD, masked.text, guess)]
    conversation = _earlier(letter, masked.text, parts[0].language, desk)
    answered: list[Answered] = []
    for part in parts:
        answered.append(answer_part(part, answered, desk.reply, letter.channel, conversation))
        conversation = None if conversation and answered[-1].answer else conversation
    return _assemble(letter, desk, masked, [one for one in answered if one.said], bool(_context(letter, masked.text)))


def _without_name(text: str, name: str | None) -> str:
    """The text without its writer's own name, as the letter came with it."""
    words = [re.escape(word) for word in (name or "").split() if len(word) > 1]
    if len(words) < 2:
        return text
    return re.sub(rf"\b{words[0]}\s+(?:\S+\s+)?{words[-1]}\b", "[NAME]", text, flags=re.IGNORECASE)


def _context(letter: Letter, text: str) -> str:
    return letter.context.strip() if len(text.split()) <= _CONTEXT_WORDS else ""


def _earlier(letter: Letter, text: str, language: Language, desk: Desk) -> str | None:
    """A conversation in which the person's earlier words were heard, for a short letter that may lean on them."""
    context = desk.mask(_without_name(_context(letter, text), letter.sender_name)[:MESSAGE_LIMIT]).text
    if not any(char.isalnum() for char in context):
        return None
    return desk.reply(Message(context, language=language, channel=letter.channel)).conversation_id


def _assemble(letter: Letter, desk: Desk, masked: Masked, answered: list[Answered], in_context: bool) -> Draft:
    languages = list(dict.fromkeys(one.part.language for one in answered)) or [desk.default_language]
    name = first_name(letter.sender_name)
    sources = Sources(desk.public_url)
    blocks: list[Block] = []
    for language in languages:
        blocks.extend(_letter_in(language, [one for one in answered if one.part.language is language], name, sources))
    urgent = _urgent(answered)
    review = Review(
        questions=tuple(Asked(question=one.question, answered=one.is_answered) for one in answered),
        evidence=tuple(
            Evidence(sentence=block.text, citations=block.citations)
            for block in blocks
            if block.kind != "source" and block.citations
        ),
        rules=tuple(rule for one in answered if one.verdict for rule in one.verdict.rules),
        to_verify=tuple(_to_verify(languages[0], answered, sources.citations, name, in_context, desk.corpus)),
        masked=masked.kinds,
        urgent=urgent,
    )
    return Draft(
        language="both" if len(languages) > 1 else languages[0].value,
        urgent=urgent,
        pressing=urgent is not None or any(one.part.kind is PartKind.PRESSING for one in answered),
        topics=_topics(answered),
        subject=reply_subject(letter.subject, languages[0]),
        body=as_text(blocks),
        html=as_html(blocks),
        citations=tuple(sources.citations),
        answers=tuple(one.answer for one in answered if one.answer is not None),
        review=review,
    )


def _letter_in(language: Language, answered: list[Answered], name: str | None, sources: Sources) -> list[Block]:
    """The letter in one language, from greeting to signature."""
    greeting = say("greeting_name", language, name=name) if name else say("greeting", language)
    pressing = any(one.part.kind is PartKind.PRESSING or one.urgent for one in answered)
    several = len(answered) > 1
    opening = "opening_pressing" if pressing else "opening_several" if several else "opening"
    blocks = [Block("text", greeting), Block("text", say(opening, language))]
    for one in answered:
        blocks.extend(sources.with_source(one, language))
    missing = _missing(answered, language)
    if missing:
        blocks.append(Block("text", say("ask_missing", language)))
        blocks.extend(Block("item", question) for question in missing)
    blocks.append(Block("text", say("answer_us" if missing else "closing", language)))
    blocks.append(Block("signature", say("signature", language)))
    return blocks


def _missing(answered: list[Answered], language: Language) -> list[str]:
    """What the rules still need to know, asked at once: a letter does not come back for each."""
    verdicts = [one.verdict for one in answered if one.verdict is not None]
    verdict = verdicts[-1] if verdicts else None
    if verdict is None or verdict.verdict == "criterion_not_met":
        return []
    asked = [rulebook().fact(Fact(fact)).question.to(verdict.subject).say(language.value) for fact in verdict.missing]
    if verdict.question is not None and verdict.question.text not in asked:
        asked.insert(0, verdict.question.text)
    return asked


def _urgent(answered: list[Answered]) -> Urgency | None:
    """Safety before pay."""
    found = {one.urgent for one in answered}
    told = any(one.part.entry is not None and one.part.entry.id == _PRESSING_PAY for one in answered)
    if "safety" in found:
        return "safety"
    return "pay" if told or "pay" in found else None


def _topics(answered: list[Answered]) -> tuple[str, ...]:
    topics = [topic for one in answered if one.answer is not None for topic in one.answer.topics]
    topics += [_FILE_TOPIC for one in answered if one.part.kind is PartKind.FILE]
    return tuple(dict.fromkeys(topics))


def _to_verify(
    language: Language,
    answered: list[Answered],
    citations: list[Citation],
    name: str | None,
    in_context: bool,
    corpus: Corpus,
) -> list[str]:
    """What a reviewer should look at, in a sentence each."""
    notes = [say("verify_verdict", language, facts=facts) for one in answered if (facts := one.understood)]
    notes += [say("verify_gap", language, what=one.gap) for one in answered if one.gap]
    for citation in citations:
        if citation.tier == "report":
            notes.append(say("verify_report", language, title=citation.title))
        document = corpus.document(citation.document)
        for defect in document.defects if document else ():
            if citation.passage == f"{citation.document}/{defect.passage}":
                note = defect.note.in_language(language)
                notes.append(say("verify_defect", language, passage=citation.passage, note=note))
    if name is None:
        notes.append(say("verify_greeting", language))
    if in_context:
        notes.append(say("verify_context", language))
    return list(dict.fromkeys(notes))
