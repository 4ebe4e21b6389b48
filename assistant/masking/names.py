"""Names of people: given by their owner, written under a letter, or of somebody that the message speaks of.

A word is taken for a name only where a name is announced. Behind what announces much else too ("I'm", « je suis ») it
must be a known given name, or two words with capitals of which none says what somebody is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.masking.placeholders import Kind
from assistant.masking.reading import STRUCK, Span
from assistant.masking.vocabulary import alternation, given_names, not_names, vocabulary

_WORD = re.compile(r"(?P<space>[ ]{0,2})(?P<word>[^\W\d_](?:[\w'-]{0,30}[^\W_])?\.?)")
_MOST = 5  # words of a name
_ENDS = re.compile(r"[ ]*(?:$|[\n,;:.!?)<\x00(-])")
_LINE_END = re.compile(r"[ .,!]*(?:$|\n)")


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        return self.text.rstrip(".").lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def given(self) -> bool:
        return self.folded in given_names() or self.folded.partition("-")[0] in given_names()

    @property
    def possible(self) -> bool:
        """Whether it may be part of a name."""
        bare = self.folded.removesuffix("'s")
        return bare not in not_names() and not bare.startswith(("j'", "c'", "qu'", "i'", "n'", "s'", "m'"))

    @property
    def particle(self) -> bool:
        return self.folded in vocabulary().particles

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper() and not self.given


def titled(plain: str) -> Iterator[Span]:
    """« Mme Tremblay », "Dr. Smith"."""
    for found in _pattern("titled").finditer(plain):
        yield from _span(_with_capitals(_words(plain, found.end())))


def told(plain: str) -> Iterator[Span]:
    """« je m'appelle léa tremblay », "my name is Léa": whatever the case it is written in."""
    for found in _pattern("told").finditer(plain):
        yield from _span(_own_name(plain, found.end()))


def labelled(plain: str) -> Iterator[Span]:
    """« Nom : Tremblay », "From: Léa Tremblay <…>", "Léa Tremblay wrote:"."""
    for found in _pattern("name_label").finditer(plain):
        yield from _span(_own_name(plain, found.end()))
    for found in _pattern("person_label").finditer(plain):
        yield from _span(_surely_a_name(plain, found.end()))
    for found in _BEFORE_ADDRESS.finditer(plain):
        yield from _span(_with_capitals(_words(plain, found.start())))


def in_passing(plain: str) -> Iterator[Span]:
    """"I'm Léa Tremblay", « je suis Karim »: and never "I'm Canadian", « je suis Métisse »."""
    for found in _pattern("in_passing").finditer(plain):
        yield from _span(_surely_a_name(plain, found.end()))


def of_others(plain: str) -> Iterator[Span]:
    """« mon superviseur s'appelle Jean Roy », "my boss, John Smith": who they are to the writer stays."""
    for found in _pattern("of_others").finditer(plain):
        name = _surely_a_name(plain, found.end())
        capital = [word for word in name if word.capital or word.particle]
        yield from _span(capital if name and name[0].capital else name if found["called"] else [])


def greeted(plain: str) -> Iterator[Span]:
    """« Bonjour Julie », "Hi John Smith,"."""
    for found in _pattern("greeted").finditer(plain):
        yield from _span([word for word in _surely_a_name(plain, found.end()) if word.capital])


def signed(plain: str) -> Iterator[Span]:
    """The name under a letter: a line of its own behind the closing, or the last words of a short message."""
    for found in _pattern("formally_signed").finditer(plain):
        yield from _span(_line(plain, found.end(), True))
    for found in _pattern("signed").finditer(plain):
        yield from _span(_line(plain, found.end(), False))
    for found in _pattern("signed_inline").finditer(plain):
        name = _surely_a_name(plain, found.end())
        if name and _LINE_END.match(plain, name[-1].end):
            yield from _span(name)


_BEFORE_ADDRESS = re.compile(  # a name of at most five words before <address>, or before « a écrit »
    rf"(?<![^\s\"'(:,])[^\W\d_][\w'-]{{0,30}}(?:[ ][^\W\d_][\w'-]{{0,30}}){{1,4}}(?=[ \"']{{0,2}}(?:<{STRUCK}|[ ]?(?:<{STRUCK}+>)?[ ]?(?:a ecrit|wrote)[ ]?:))"
)


def _words(plain: str, at: int) -> list[_Word]:
    """The words that stand there on one line with nothing between them."""
    found = []
    while len(found) < _MOST and (match := _WORD.match(plain, at)):
        if found and not match["space"]:
            break
        found.append(_Word(*match.span("word"), match["word"]))
        at = match.end()
        if match["word"].endswith(".") and len(match["word"]) > 3:
            break  # the end of a sentence, and no initial
    return found


def _with_capitals(words: list[_Word]) -> list[_Word]:
    """The words from the first that are written as a name's are."""
    name: list[_Word] = []
    for place, word in enumerate(words):
        follows = place + 1 < len(words) and words[place + 1].capital
        if word.particle and (word.capital or name) and (follows or word.capital and name):
            name.append(word)
        elif word.capital and (word.possible or word.given):
            name.append(word)
        else:
            break
    return name


def _own_name(plain: str, at: int) -> list[_Word]:
    """The name that is announced as one's own: with capitals, else a word or two in lower case."""
    words = _words(plain, at)
    name = _with_capitals(words)
    if len(name) > 1:
        return name
    first = name or [word for word in words[:1] if word.possible and not word.particle]
    if not first:
        return []
    more = words[1:]
    while more and more[0].particle and len(first) < len(words) - 1:
        first, more = [*first, more[0]], more[1:]
    if more and more[0].possible and not more[0].particle and (not name or _is_last(plain, words, more[0])):
        return [*first, more[0]]
    return first[:1]


def _is_last(plain: str, words: list[_Word], word: _Word) -> bool:
    """Whether a word ends what is said, or a function word goes on."""
    behind = words[words.index(word) + 1 :]
    return _ENDS.match(plain, word.end) is not None or bool(behind) and not behind[0].possible


def _surely_a_name(plain: str, at: int) -> list[_Word]:
    """The name that stands there, where it can be nothing else; nothing elsewhere."""
    words = _words(plain, at)
    if not words:
        return []
    name = _with_capitals(words)
    behind = words[len(name) :]
    if len(name) > 1 and behind and behind[0].folded in _WHAT_THEY_ARE:
        return []  # "I'm Simon Fraser University student"
    if words[0].given:
        return name if len(name) > 1 else _own_name(plain, at)
    known = [word for word in name if not word.particle]
    return name if len(known) > 1 and not any(word.acronym for word in known) else []


_WHAT_THEY_ARE = ("student", "students", "university", "college", "cegep", "polytechnic", "intern", "employee", "program", "citizen", "graduate")


def _line(plain: str, at: int, formal: bool) -> list[_Word]:
    """The name that fills a line; after a mere « Merci » it must be surely one."""
    words = _words(plain, at)
    if not words or not _LINE_END.match(plain, words[-1].end):
        return []
    name = _with_capitals(words)
    whole = len(name) == len(words) and not all(word.acronym for word in name)
    if whole and (formal or len(name) > 1 or name[0].given):
        return name
    return words if len(words) <= 3 and words[0].given and all(word.possible or word.particle for word in words) else []


def _span(words: list[_Word]) -> Iterator[Span]:
    if words:
        last = words[-1].text
        end = words[-1].end - (last.endswith(".") and len(last) > 2)
        yield Span(words[0].start, end - 2 * last.lower().rstrip(".").endswith("'s"), Kind.NAME)


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    """What stands before a name, by how it is announced."""
    known = vocabulary()
    who, links = alternation(known.names_in_passing), alternation(known.role_links)
    roles, greetings = alternation(known.roles), alternation(known.greetings)
    closings, formal = alternation(known.closings), alternation(known.formal_closings)
    link = rf"(?:[ ]?,[ ]?|[ ]?:[ ]?|[ ](?:qui )?(?:{links})[ ]|(?:{links})[ ]|[ ])"
    sources = {
        "titled": rf"(?<![\w'])(?:(?-i:M)\.|(?:{alternation(known.titles)})(?!\w))[ ]{{1,2}}(?-i:(?=[A-Z]))",
        "told": rf"(?<!\w)(?:{alternation(known.names_told)})[\s:]{{1,3}}(?:(?:est|is|c'est)[ ])?[\"(]?",
        "name_label": rf"(?:(?:^|[\n,;(>*-])[ ]?|\b(?:my|mon|full|first|last)[ ])(?:{alternation(known.name_labels)})[ ]?:[ ]?",
        "person_label": rf"(?:^|\n)[ >*-]{{0,3}}(?:{alternation(known.person_labels)})[ ]?:[ ]?[\"']?",
        "in_passing": rf"(?<!\w)(?:{who})\s",
        "of_others": rf"(?<!\w)(?:(?:{roles}){link}|(?P<called>s'appelle|se nomme|named|is called|nommee?)[ ])",
        "greeted": rf"(?:^|\n)[ >]?(?:{greetings})[ ,]{{1,2}}",
        "formally_signed": rf"(?:^|[\n.!?,]\s?)(?:{formal})[ ]?[,.!:-]?[ ]?\s{{1,3}}-?[ ]?",
        "signed": rf"(?:^|[\n.!?,]\s?)(?:{closings})[ ]?[,.!:-]{{0,3}}[ ]?\n{{1,3}}-{{0,2}}[ ]?|(?:^|\n)--[ ]?\n|\n[ ]?-{{1,2}}[ ]?(?=\S[^\n]{{1,60}}$)",
        "signed_inline": rf"(?:^|[\s.!?,])(?:{closings})[ ]?[,.!-]{{1,3}}[ ]?|(?:^|[\s.!?,])(?:{closings})[ ]",
    }
    return re.compile(sources[name], re.IGNORECASE)
