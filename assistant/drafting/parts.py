"""What a letter asks and tells, in parts: each question, a situation for the rules, a matter for the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.drafting.reading import Sentence
from assistant.drafting.words import Entry
from assistant.leaning import follows_on
from assistant.screening import Screening, hear
from assistant.situation import Reading, read_situation
from assistant.wording import folded, vocabulary
from corpus import Language
from index import tokens

_LEANS = 2  # words of its own, up to which a question is read with what stands before it
_BEFORE = 3  # sentences before a question that it may lean on
_AFTER = 2  # words, from which what follows a question alone is a situation


class PartKind(StrEnum):
    """What is done with a part of a letter."""

    QUESTION = "question"
    ELIGIBILITY = "eligibility"
    SITUATION = "situation"
    TOLD = "told"
    FILE = "file"
    PRESSING = "pressing"


@dataclass(frozen=True)
class Part:
    """A part of a letter; `context` is what it leans on; `follows`: it is read behind the question before it."""

    kind: PartKind
    text: str
    language: Language
    context: str = ""
    leans: bool = False
    follows: bool = False
    entry: Entry | None = None


def parts_of(sentences: Sequence[Sentence]) -> list[Part]:
    """The parts of a letter, in order; all of it as one where it asks nothing in particular.

    A letter in both languages is taken apart once for each of them.
    """
    spoken = list(dict.fromkeys(sentence.language for sentence in sentences))
    found = [part for language in spoken for part in _parts([one for one in sentences if one.language is language])]
    asked = {part.language for part in found if part.kind is not PartKind.TOLD}
    if len(asked) == 1 and len(spoken) > 1:
        return _parts(_all_in(sentences, next(iter(asked))))  # the other language only tells what is asked about
    return found


def _all_in(sentences: Sequence[Sentence], language: Language) -> list[Sentence]:
    return [Sentence(one.text, language, one.asks, one.file, one.pressing) for one in sentences]


def _parts(sentences: Sequence[Sentence]) -> list[Part]:
    if not sentences:
        return []
    tale = [one for one in sentences if not one.asks and one.file is None and one.pressing is None]
    told = " ".join(one.text for one in tale)
    case = _case(sentences, told)
    parts: list[Part] = []
    for place, one in enumerate(sentences):
        entry = one.pressing or one.file
        if entry is not None:
            kind = PartKind.PRESSING if one.pressing else PartKind.FILE
            parts.append(Part(kind, one.text, one.language, entry=entry))
        elif one.asks and place not in case:
            parts.append(_question(sentences, place, parts))
        elif one.asks and place == case[0]:
            asked = " ".join(sentences[other].text for other in case)
            parts.append(Part(PartKind.ELIGIBILITY, asked, one.language, context=told))
    if not case and _tells_a_situation(told):
        parts.insert(0, Part(PartKind.SITUATION, told, sentences[0].language))
    if not any(part.kind is not PartKind.SITUATION for part in parts):
        parts.append(Part(PartKind.TOLD, " ".join(one.text for one in sentences), sentences[0].language))
    return _once(parts)


def _once(parts: Sequence[Part]) -> list[Part]:
    """A matter for the team that is put twice is one."""
    kept: list[Part] = []
    for part in parts:
        twice = part.entry is not None and any(
            other.entry is part.entry and other.language is part.language for other in kept
        )
        if not twice:
            kept.append(part)
    return kept


def _question(sentences: Sequence[Sentence], place: int, before: Sequence[Part]) -> Part:
    one = sentences[place]
    bare = _own_words(one) <= _LEANS
    told: list[str] = []
    for other in reversed(sentences[max(0, place - _BEFORE) : place]):
        if other.asks and (told or not bare):
            break  # « there are free courses. Who runs them? » leans on what was just told, not on the question before
        told.insert(0, other.text)
    follows = bool(before) and before[-1].kind is PartKind.QUESTION and follows_on(one.text, one.language)
    follows = follows and not bare and not told
    leans = bool(told) and (bare or follows_on(one.text, one.language))
    return Part(PartKind.QUESTION, one.text, one.language, " ".join(told), leans, follows)


def _own_words(one: Sentence) -> int:
    """How many words a question has to be found by."""
    known = vocabulary()
    empty = known.function_words.words(one.language) | known.interrogative.words(one.language) | folded(known.filler)
    return len({word for word in tokens(one.text) if word not in empty and len(word) > 1})


def _case(sentences: Sequence[Sentence], told: str) -> list[int]:
    """The places of the questions that the rules answer: whether somebody may take part."""
    tells = bool(read_situation(told).told)
    return [
        place
        for place, one in enumerate(sentences)
        if one.asks and one.file is None and one.pressing is None and _for_the_rules(one.text, tells)
    ]


def _for_the_rules(question: str, tells: bool) -> bool:
    heard = hear(Screening(), question, None)
    reading: Reading = heard.reading
    of_pay = bool(folded(vocabulary().wages) & set(tokens(question)))
    if reading.in_general or of_pay and not reading.asks_plainly:
        return False
    asks = reading.asks_plainly and (reading.names_subject or tells or bool(reading.told))
    return asks or reading.asks_eligibility and (tells or heard.told) and not reading.asks_openly


def _tells_a_situation(told: str) -> bool:
    return bool(told) and hear(Screening(), told, None).tells_a_situation
