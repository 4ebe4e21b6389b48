"""A mail's text taken apart: what is new, what is quoted from earlier mails and by whom, what was passed on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bots.inbox.patterns import said
from corpus import fold

_QUOTED = re.compile(r"^[ \t]*[>|»]+ ?")
_LOOK_AHEAD = 6  # lines in which a block of headers shows itself
_JOINED = 3  # lines that an attribution may be broken over
_LONGEST_ATTRIBUTION = 300  # characters
_DEEPEST = 6  # mails quoted within one another


@dataclass(frozen=True)
class Quoted:
    """An earlier mail: the line that says who wrote it (empty where none does) and its new text."""

    author: str
    text: str


@dataclass(frozen=True)
class Taken:
    """A text taken apart; `earlier` from the latest on; `forwarded`: the earlier mail was passed on, not replied to."""

    new: str
    earlier: tuple[Quoted, ...] = ()
    forwarded: bool = False


def take_apart(text: str, depth: int = 0) -> Taken:
    """What is new in a text, and what it quotes."""
    lines = text.splitlines()
    new: list[str] = []
    place = 0
    while place < len(lines):
        start = _start(lines, place)
        if start is not None:
            return _with_rest(new, start, lines, depth)
        if _QUOTED.match(lines[place]):
            until = _until(lines, place)
            rest = take_apart("\n".join(lines[until:]), depth)
            quoted = _quoted("", lines[place:until], depth)
            return Taken("\n".join([*new, rest.new]).strip(), (*quoted, *rest.earlier), rest.forwarded)
        new.append(lines[place])
        place += 1
    return Taken("\n".join(new).strip())


@dataclass(frozen=True)
class _Start:
    """Where an earlier mail starts: its author's line, its first line, and how it was told."""

    author: str
    first: int
    forwarded: bool
    attributed: bool


def _with_rest(new: list[str], start: _Start, lines: Sequence[str], depth: int) -> Taken:
    """The text with an earlier mail split off; behind quoted lines there may be new ones again."""
    rest = lines[start.first :]
    quoted_first = next((line for line in rest if line.strip()), "")
    if start.attributed and _QUOTED.match(quoted_first):
        first = start.first + next(number for number, line in enumerate(rest) if line.strip())
        until = _until(lines, first)
        after = take_apart("\n".join(lines[until:]), depth)
        earlier = (*_quoted(start.author, lines[first:until], depth), *after.earlier)
        return Taken("\n".join([*new, after.new]).strip(), earlier, start.forwarded or after.forwarded)
    return Taken("\n".join(new).strip(), _quoted(start.author, rest, depth), start.forwarded)


def _quoted(author: str, lines: Sequence[str], depth: int) -> tuple[Quoted, ...]:
    """The earlier mail in some lines, and those that it quotes in turn."""
    bare = [_QUOTED.sub("", line, count=1) for line in lines]
    bare = [re.sub(r"^>+ ?", "", line) if depth >= _DEEPEST else line for line in bare]
    if depth >= _DEEPEST:
        return (Quoted(author, "\n".join(bare).strip()),)
    inner = take_apart("\n".join(bare), depth + 1)
    if not inner.new and inner.earlier and not author:
        return inner.earlier
    return (Quoted(author, inner.new), *inner.earlier)


def _until(lines: Sequence[str], first: int) -> int:
    """The end of the quoted lines; a blank line, or the broken end of a quoted one, does not end them."""
    place = first
    while place < len(lines):
        if not _QUOTED.match(lines[place]):
            following = next((line for line in lines[place + 1 : place + 3] if line.strip()), "")
            if lines[place].strip() or not _QUOTED.match(following):
                break
        place += 1
    return place


def _start(lines: Sequence[str], place: int) -> _Start | None:
    line = fold(lines[place][:_LONGEST_ATTRIBUTION]).strip(" >*\t\u200b")
    if not line:
        return None
    if said("forwards", line):
        return _behind_headers(lines, place + 1, True)
    if said("separators", line):
        return _behind_headers(lines, place + 1, False)
    if re.fullmatch(r"[_-]{8,}", line):
        follows = next((n for n in range(place + 1, min(place + 4, len(lines))) if lines[n].strip()), None)
        return _behind_headers(lines, follows, False) if follows is not None and _is_header(lines, follows) else None
    if _is_header(lines, place):
        return _behind_headers(lines, place, False)
    return _attributed(lines, place)


def _attributed(lines: Sequence[str], place: int) -> _Start | None:
    """An attribution, on one line or broken over up to three."""
    if _QUOTED.match(lines[place]):
        return None
    for count in range(1, _JOINED + 1):
        joined = " ".join(line.strip() for line in lines[place : place + count])
        if len(joined) > _LONGEST_ATTRIBUTION or not lines[place].strip():
            return None
        if said("attributions", fold(joined).strip()):
            return _Start(joined, place + count, False, True)
    return None


def _is_header(lines: Sequence[str], place: int) -> bool:
    """Whether a block of headers (From, Sent, To …) starts at a line."""
    if not said("header_first", fold(lines[place][:_LONGEST_ATTRIBUTION])):
        return False
    following = [fold(line[:_LONGEST_ATTRIBUTION]) for line in lines[place + 1 : place + 1 + _LOOK_AHEAD]]
    return sum(said("header_other", line) for line in following) >= 2


def _behind_headers(lines: Sequence[str], place: int, forwarded: bool) -> _Start:
    """An earlier mail that may begin with a block of headers: its author stands in the first of them."""
    while place < len(lines) and not lines[place].strip(" >*"):
        place += 1
    author = ""
    if place < len(lines) and said("header_first", fold(lines[place][:_LONGEST_ATTRIBUTION])):
        author = lines[place].strip(" >*")
        while place < len(lines) and lines[place].strip(" >"):
            place += 1
    return _Start(author, place, forwarded, False)
