"""What kind of message it is: small talk, a question on the program, or one on the reports; one question or several."""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from itertools import pairwise

from assistant.wording import folded, vocabulary
from corpus import Corpus, Language, Tier, fold
from index import tokens

_SENTENCE = re.compile(r"(?<=[?!.;\n])\s+|\n+")
_CLAUSE = re.compile(r"(?<=[?!.;:…\n])\s+|\s+[–—-]+\s+|\n+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_SPOKEN = re.compile(r"[\w'-]+")
_SHORT_TALK = 12  # words
_AFTERTHOUGHT = 2  # words beside thanks that still ask nothing ("that helps a ton")
_INVERSION = re.compile(r"\w-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous)\b", re.IGNORECASE)
_OPENING = 6  # words of a part in which its inversion must stand
_SHORTEST_PART = 3  # words; a shorter part is no question of its own


class SmallTalk(StrEnum):
    """A message that asks nothing."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"


class Scope(StrEnum):
    """Which documents may answer: the guide alone, the reports that were named, or all."""

    GUIDE = "guide"
    NAMED = "named"
    ANY = "any"


def small_talk(text: str, whole: bool = True) -> SmallTalk | None:
    """Whether a message is a greeting, thanks or goodbye and nothing else.

    With `whole` false it may say more, as long as it is short and asks nothing: for what no passage answers.

    >>> small_talk("Bonjour!"), small_talk("merci beaucoup, bonne journée"), small_talk("hi, am I paid?")
    (<SmallTalk.GREETING: 'greeting'>, <SmallTalk.THANKS: 'thanks'>, None)
    """
    words = vocabulary()
    rest, found = f" {' '.join(_SPOKEN.findall(fold(text)))} ", []
    for kind, phrases in (
        (SmallTalk.THANKS, words.thanks),
        (SmallTalk.GOODBYE, words.goodbye),
        (SmallTalk.GREETING, words.greeting),
    ):
        for phrase in sorted(folded(phrases), key=len, reverse=True):
            if f" {phrase} " in rest:
                rest = rest.replace(f" {phrase} ", "  ")
                found.append(kind)
    left = [word for word in rest.split() if word not in folded(words.filler)]
    if found and found[0] is SmallTalk.THANKS and "?" not in text and len(left) <= _AFTERTHOUGHT:
        return SmallTalk.THANKS
    if not whole and "?" not in text and len(text.split()) <= _SHORT_TALK and not _turns(text):
        return found[0] if found else None
    return found[0] if found and not left else None


def _turns(text: str) -> bool:
    """Whether a clause asks by its first two words: « hi, has my file been approved yet »."""
    clauses = [fold(clause).split()[:2] for clause in re.split(r"[,;.!\n]", text)]
    return any(_inverts(words, language) for words in clauses for language in Language)


def scope(text: str, corpus: Corpus) -> tuple[Scope, list[str]]:
    """Which documents a question is for, by the names it holds, and their ids.

    One that names the program goes to the guide, since only the guide states the program's rules; one that names a
    report's publisher or subject goes to that report, or to the reports that it names most.
    """
    said = _said(text)
    guides = [document.id for document in corpus.documents if document.tier is Tier.PROGRAMME]
    if any(_holds(said, name) for name in vocabulary().programme_names):
        return Scope.GUIDE, guides
    counts = {
        document.id: sum(_holds(said, name) for name in document.names)
        for document in corpus.documents
        if document.tier is Tier.REPORT
    }
    most = max(counts.values(), default=0)
    if most:
        return Scope.NAMED, [id for id, count in counts.items() if count == most]
    return Scope.ANY, [document.id for document in corpus.documents]


def without_attribution(text: str) -> str:
    """A question's folded words without those that only say which report it is asked of.

    >>> without_attribution("Selon l'évaluation de la TRAES, quelle part des employeurs a embauché?")
    'quelle part des employeurs a embauche'
    """
    said = _said(text)
    for phrase in sorted(vocabulary().attribution, key=len, reverse=True):
        said = said.replace(f" {' '.join(tokens(phrase))} ", "  ")
    for frame in vocabulary().attribution_frames:
        said = said.replace(f"{frame}  ", "  ")
    return " ".join(said.split())


def in_first_person(text: str, language: Language) -> bool:
    """Whether a message speaks of its writer, beyond asking ("tell me", « j'aimerais savoir »)."""
    said = f" {' '.join(re.findall(r'[a-z]+', fold(text)))} "
    for phrase in folded(vocabulary().asking_phrases):
        said = said.replace(f" {phrase} ", " ")
    return bool(vocabulary().first_person.words(language) & set(said.split()))


def names_the_programme(text: str) -> bool:
    """Whether a message speaks of "the program", most likely this one."""
    return any(_holds(_said(text), name) for name in vocabulary().programme)


def names_reports(text: str) -> bool:
    """Whether a message speaks of a report, study or paper, without naming which."""
    return any(_holds(_said(text), name) for name in vocabulary().reports)


def _said(text: str) -> str:
    """The folded words of a text between spaces, possessive endings cut."""
    return f" {' '.join(tokens(_POSSESSIVE.sub('', text)))} "


def _holds(said: str, name: str) -> bool:
    return all(f" {' '.join(tokens(part))} " in said for part in name.split("+"))


def sentences(text: str) -> list[str]:
    """The sentences of a message that hold at least three words; a colon or a dash parts them too."""
    found = [sentence.strip() for sentence in _CLAUSE.split(text)]
    return [sentence for sentence in found if len(sentence.split()) >= _SHORTEST_PART]


def question_parts(text: str, language: Language) -> list[str]:
    """The parts of a message that could each be a question: sentences, and clauses that start a new question.

    >>> question_parts("Who fills it in, and when is it due?", Language.ENGLISH)
    ['Who fills it in', 'when is it due?']
    """
    connectors = "|".join(
        re.escape(word) for word in sorted(vocabulary().connectors.words(language), key=len, reverse=True)
    )
    splitter = re.compile(rf"([,;:]?\s+(?:{connectors})\s*,?\s+)", re.IGNORECASE)
    parts: list[str] = []
    for sentence in _SENTENCE.split(text):
        parts.extend(_clauses(splitter.split(sentence.strip()), language))
    return [part for part in parts if _asks(part, language, anywhere=part != text.strip())]


def _clauses(pieces: Sequence[str], language: Language) -> list[str]:
    """The questions in a sentence that was cut at its connectors (pieces and connectors in turn).

    A connector parts two questions only where there is one on both sides; elsewhere its pieces stay together.
    """
    parts = [pieces[0]]
    for connector, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _asks(parts[-1], language, anywhere=True) and _opens_a_question(piece, language):
            parts.append(piece)
        else:
            parts[-1] += connector + piece
    return [part.strip() for part in parts]


def _asks(part: str, language: Language, anywhere: bool = False) -> bool:
    """Whether a part asks: by its mark, by how it opens, or `anywhere` by a word that only asks."""
    words = re.findall(r"[a-z0-9'-]+", fold(part))
    known = vocabulary()
    asking = part.endswith("?") or bool(known.interrogative.words(language) & set(words[:3]))
    asking = asking or _inverts(words[:4], language)
    asking = asking or anywhere and bool(known.asking_anywhere.words(language) & set(words))
    return asking and len(words) >= _SHORTEST_PART


def _opens_a_question(piece: str, language: Language) -> bool:
    """Whether what follows "and" is a question of its own, and not the rest of the one before ("Western and Tech…").

    French asks at the end too (« la finale c'est quand? »), and by turning verb and subject around.
    """
    stripped = piece.rstrip(" ?")
    if _asks(stripped, language):
        return True
    if language is Language.ENGLISH:
        return False
    words = fold(stripped).split()
    at_the_end = bool(words) and words[-1] in vocabulary().interrogative.words(language)
    turned = _INVERSION.search(" ".join(words[:_OPENING])) is not None
    return len(words) >= _SHORTEST_PART and (at_the_end or turned) or _asks(stripped, language, anywhere=True)


def _inverts(words: Sequence[str], language: Language) -> bool:
    """Whether a verb stands before its subject: "ok can i", « dois je »."""
    verbs, subjects = vocabulary().auxiliaries.words(language), vocabulary().subjects.words(language)
    return any(verb in verbs and subject in subjects for verb, subject in pairwise(words))


def unpaid_now(text: str, concerned: Collection[str], unpaid_passages: Collection[str]) -> bool:
    """Whether a message tells of wages that are owed, and the passages it concerns are about that.

    >>> unpaid_now("my boss hasnt payed me in 3 weeks", ["a"], ["a"])
    True
    """
    return bool(set(concerned) & set(unpaid_passages)) and tells_of_owed_wages(text)


def tells_of_owed_wages(text: str) -> bool:
    """Whether a message tells of wages that are owed: words of pay and of its absence, no supposition."""
    words = vocabulary()
    said = set(tokens(text))
    supposed = folded(words.supposing) & said
    return bool(folded(words.wages) & said) and bool(folded(words.owed) & said) and not supposed
