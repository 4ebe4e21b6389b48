"""Which words of a text are a person's name, where a name may stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import given_names, not_names, vocabulary

_WORD = re.compile(r"(?P<space>[ ]{0,2})(?P<word>[^\W\d_](?:[\w'-]{0,30}[^\W_])?\.?)")
_MOST = 5  # words of a name
_ENDS = re.compile(r"[ ]*(?:$|[\n,;:.!?)<\x00(-])")
_LINE_END = re.compile(r"[ .,!]*(?:$|\n)")
_TITLES = re.compile(r"[ ]?[,|(][^\n?]{1,60}(?:$|\n)")  # « Tunde Bakare, BSc »
_WHAT_THEY_ARE = frozenset(
    (
        "student",
        "students",
        "university",
        "college",
        "cegep",
        "polytechnic",
        "intern",
        "employee",
        "program",
        "graduate",
    )
)


@dataclass(frozen=True)
class Word:
    """A word and where it stands."""

    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        """In lower case, without the full stop of an initial or a sentence."""
        return self.text.rstrip(".").lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def given(self) -> bool:
        """Whether it is a known given name, or begins with one (« Jean-François »)."""
        return self.folded in given_names() or self.folded.partition("-")[0] in given_names()

    @property
    def possible(self) -> bool:
        """Whether it may be part of a name."""
        if len(self.text) == len("A.") and self.capital and self.text.endswith("."):
            return True  # an initial
        bare = self.folded.removesuffix("'s")
        return bare not in not_names() and not bare.startswith(("j'", "c'", "qu'", "i'", "n'", "s'", "m'"))

    @property
    def particle(self) -> bool:
        """Whether it may stand between a name's words (« de », "van")."""
        return self.folded in vocabulary().particles

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals alone, as names of schools and offices are."""
        return len(self.text) > 1 and self.text.isupper() and not self.given


def words_at(plain: str, at: int) -> list[Word]:
    """The words that stand there on one line with nothing between them."""
    found: list[Word] = []
    while len(found) < _MOST and (match := _WORD.match(plain, at)):
        if found and not match["space"]:
            break
        found.append(Word(*match.span("word"), match["word"]))
        at = match.end()
        if match["word"].endswith(".") and len(match["word"]) > 3:
            break  # the end of a sentence, and no initial
    return found


def with_capitals(words: list[Word]) -> list[Word]:
    """The words from the first that are written as a name's are."""
    name: list[Word] = []
    for place, word in enumerate(words):
        follows = place + 1 < len(words) and words[place + 1].capital
        if word.particle and (word.capital or name) and (follows or word.capital and name):
            name.append(word)
        elif word.capital and (word.possible or word.given):
            name.append(word)
        else:
            break
    return name


def own_name(plain: str, at: int) -> list[Word]:
    """The name that is announced as one's own: with capitals, else a word or two in lower case."""
    words = words_at(plain, at)
    name = with_capitals(words)
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


def _is_last(plain: str, words: list[Word], word: Word) -> bool:
    """Whether a word ends what is said, or a function word goes on."""
    behind = words[words.index(word) + 1 :]
    return _ENDS.match(plain, word.end) is not None or bool(behind) and not behind[0].possible


def surely_a_name(plain: str, at: int) -> list[Word]:
    """The name that stands there, where it can be nothing else; nothing elsewhere."""
    words = words_at(plain, at)
    if not words:
        return []
    name = with_capitals(words)
    behind = words[len(name) :]
    if len(name) > 1 and behind and behind[0].folded in _WHAT_THEY_ARE:
        return []  # "I'm Simon Fraser University student"
    if words[0].given:
        return name if len(name) > 1 else own_name(plain, at)
    known = [word for word in name if not word.particle]
    return name if len(known) > 1 and not any(word.acronym for word in known) else []


def line_of(plain: str, at: int, formal: bool) -> list[Word]:
    """The name that fills a line; after a mere « Merci » it must be surely one."""
    words = words_at(plain, at)
    name = with_capitals(words)
    if len(name) > 1 and _TITLES.match(plain, name[-1].end):
        return name
    if not words or not _LINE_END.match(plain, words[-1].end):
        return []
    whole = len(name) == len(words) and not all(word.acronym for word in name)
    if whole and (formal or len(name) > 1 or name[0].given):
        return name
    return words if len(words) <= 3 and words[0].given and all(word.possible or word.particle for word in words) else []


def ends_the_line(plain: str, name: list[Word]) -> bool:
    """Whether nothing stands behind a name on its line."""
    return _LINE_END.match(plain, name[-1].end) is not None


def name_span(words: list[Word]) -> Iterator[Span]:
    """The words as a span, without the full stop or the possessive behind them; nothing for no words."""
    if words:
        last = words[-1].text
        end = words[-1].end - (last.endswith(".") and len(last) > 2)
        yield Span(words[0].start, end - 2 * last.lower().rstrip(".").endswith("'s"), Kind.NAME)
