"""What kind of message it is: small talk, a question on the program, or one on the reports; whether wages are owed."""

import re
from collections.abc import Collection
from enum import StrEnum

from assistant.asking import turns_around
from assistant.wording import folded, vocabulary
from corpus import Corpus, Language, Tier, fold
from index import tokens

_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_SPOKEN = re.compile(r"[\w'-]+")
_SHORT_TALK = 12  # words
_AFTERTHOUGHT = 2  # words beside thanks that still ask nothing ("that helps a ton")


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
    return any(turns_around(words, language) for words in clauses for language in Language)


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
