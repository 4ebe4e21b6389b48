"""Names of people: given by their owner, written under a letter, or of somebody that the message speaks of.

A word is taken for a name only where a name is announced. Behind what announces much else too ("I'm", « je suis ») it
must be a known given name, or two words with capitals of which none says what somebody is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.masking.naming import ends_the_line, line_of, name_span, own_name, surely_a_name, with_capitals, words_at
from assistant.masking.reading import STRUCK, Span
from assistant.masking.vocabulary import Vocabulary, alternation, vocabulary

_NAME_WORD = r"[^\W\d_][\w'-]{0,30}"
_WROTE = r"(?:a ecrit|wrote)[ ]?:"
_BEHIND = rf"[ \"']{{0,2}}(?:<{STRUCK}|[ ]?{_WROTE})"  # <address>, « a écrit : »
_BEFORE_ADDRESS = re.compile(rf"(?<![^\s\"'(:,]){_NAME_WORD}(?:[ ]{_NAME_WORD}){{1,4}}(?={_BEHIND})")


def titled(plain: str) -> Iterator[Span]:
    """« Mme Tremblay », "Dr. Smith"."""
    for found in _pattern("titled").finditer(plain):
        yield from name_span(with_capitals(words_at(plain, found.end())))


def told(plain: str) -> Iterator[Span]:
    """« je m'appelle léa tremblay », "my name is Léa": whatever the case it is written in."""
    for found in _pattern("told").finditer(plain):
        yield from name_span(own_name(plain, found.end()))


def labelled(plain: str) -> Iterator[Span]:
    """« Nom : Tremblay », "From: Léa Tremblay <…>", "Léa Tremblay wrote:"."""
    for found in _pattern("name_label").finditer(plain):
        yield from name_span(own_name(plain, found.end()))
    for found in _pattern("person_label").finditer(plain):
        yield from name_span(surely_a_name(plain, found.end()))
    for found in _BEFORE_ADDRESS.finditer(plain):
        yield from name_span(with_capitals(words_at(plain, found.start())))


def in_passing(plain: str) -> Iterator[Span]:
    """ "I'm Léa Tremblay", « je suis Karim »: and never "I'm Canadian", « je suis Métisse »."""
    for found in _pattern("in_passing").finditer(plain):
        yield from name_span(surely_a_name(plain, found.end()))


def of_others(plain: str) -> Iterator[Span]:
    """« mon superviseur s'appelle Jean Roy », "my boss, John Smith": who they are to the writer stays."""
    for found in _pattern("of_others").finditer(plain):
        name = surely_a_name(plain, found.end())
        capital = [word for word in name if word.capital or word.particle]
        yield from name_span(capital if name and name[0].capital else name if found["called"] else [])


def greeted(plain: str) -> Iterator[Span]:
    """« Bonjour Julie », "Hi John Smith,"."""
    for found in _pattern("greeted").finditer(plain):
        yield from name_span([word for word in surely_a_name(plain, found.end()) if word.capital])


def signed(plain: str) -> Iterator[Span]:
    """The name under a letter: a line of its own behind the closing, or the last words of a short message."""
    for found in _pattern("formally_signed").finditer(plain):
        yield from name_span(line_of(plain, found.end(), True))
    for found in _pattern("signed").finditer(plain):
        yield from name_span(line_of(plain, found.end(), False))
    for found in _pattern("signed_inline").finditer(plain):
        name = surely_a_name(plain, found.end())
        if name and ends_the_line(plain, name):
            yield from name_span(name)


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    """What stands before a name, by how it is announced."""
    known = vocabulary()
    return re.compile((_announcements(known) | _closings(known))[name], re.IGNORECASE)


def _announcements(known: Vocabulary) -> dict[str, str]:
    links, labels = alternation(known.role_links), alternation(known.name_labels)
    link = rf"(?:[ ]?[,:][ ]?|[ ]?(?:{links})[ ]|[ ])"
    labelled = r"(?:(?:^|[\n,;(>*-])[ ]?|\b(?:my|mon|full|first|last)[ ])"
    return {
        "titled": rf"(?<![\w'])(?:(?-i:M)\.|(?:{alternation(known.titles)})(?!\w))[ ]{{1,2}}(?-i:(?=[A-Z]))",
        "told": rf"(?<!\w)(?:{alternation(known.names_told)})[\s:,]{{1,3}}(?:(?:est|is|c'est)[ ])?[\"(]?",
        "name_label": rf"{labelled}(?:{labels})[ ]?:[ ]?",
        "person_label": rf"(?:^|\n)[ >*-]{{0,3}}(?:{alternation(known.person_labels)})[ ]?:[ ]?[\"']?",
        "in_passing": rf"(?<!\w)(?:{alternation(known.names_in_passing)})\s",
        "of_others": rf"(?<!\w)(?:(?:{alternation(known.roles)}){link}|(?P<called>{alternation(known.called)})[ ])",
        "greeted": rf"(?:^|\n)[ >]?(?:{alternation(known.greetings)})[ ,]{{1,2}}",
    }


def _closings(known: Vocabulary) -> dict[str, str]:
    plain, formal = alternation(known.closings), alternation(known.formal_closings)
    begins = r"(?:^|[\n.!?,]\s?)"
    dashes = r"(?:^|\n)--[ ]?\n|\n[ ]?-{1,2}[ ]?(?=\S[^\n]{1,60}$)"
    return {
        "formally_signed": rf"{begins}(?:{formal})[ ]?[,.!:-]?[ ]?\s{{1,3}}-?[ ]?",
        "signed": rf"{begins}(?:{plain})[ ]?[,.!:-]{{0,3}}[ ]?\n{{1,3}}-{{0,2}}[ ]?|{dashes}",
        "signed_inline": rf"(?:^|[\s.!?,])(?:{plain})(?:[ ]?[,.!-]{{0,3}}[ ]?[,.!~-][ ]?|[ ])",
    }
