"""Is the mended text still the source? Letters and digits of both, in order, save the spans that are listed.

Spans are matched on letters and digits alone (white space, hyphens, punctuation and marks dropped), so that a span
listed in `document.toml` may run over the source's broken lines.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import CatalogueEntry, LeftOut
from corpus.document import Block, BlockKind, CorpusError
from corpus.markdown import link_targets, plain_text
from corpus.strict import read_text

_CONTEXT = 60  # characters shown on each side of a difference


@dataclass(frozen=True)
class Stream:
    """Letters and digits of a text, and for each the line it comes from."""

    text: str
    lines: tuple[int, ...]

    @classmethod
    def of(cls, numbered: Iterable[tuple[int, str]]) -> "Stream":
        """The stream of (line number, text) pairs."""
        letters: list[str] = []
        lines: list[int] = []
        for number, text in numbered:
            kept = only_letters(text)
            letters.append(kept)
            lines.extend([number] * len(kept))
        return cls("".join(letters), tuple(lines))

    def replaced(self, start: int, end: int, text: str = "") -> "Stream":
        """The stream with `start:end` replaced."""
        line = self.lines[start] if start < len(self.lines) else 0
        return Stream(
            self.text[:start] + text + self.text[end:],
            (*self.lines[:start], *[line] * len(text), *self.lines[end:]),
        )


def only_letters(text: str) -> str:
    """The letters and digits of a text, superscripts as digits, ligatures taken apart.

    >>> only_letters("belle-\\nmère¹, « œuvre »")
    'bellemère1œuvre'
    """
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def check_fidelity(folder: Path, entry: CatalogueEntry, blocks: Sequence[Block]) -> list[CorpusError]:
    """What keeps the mended text from being the source; empty when all letters and digits are there."""
    original = folder / f"{entry.language}.md"
    source = source_stream(folder)
    mended = Stream.of((block.line, words) for block, words in zip(blocks, _words(blocks), strict=True))
    targets = {only_letters(target) for block in blocks for target in link_targets(block.text)}
    try:
        for correction in entry.corrected:
            start, end = _single(folder, source, correction.source, correction.line)
            source = source.replaced(start, end, only_letters(correction.text))
        for span in entry.moved:
            source = _removed(folder, source, span)
            mended = _removed_moved(original, mended, span, targets)
        for dropped in entry.left_out:
            source = _removed(folder, source, dropped)
    except CorpusError as error:
        return [error]
    return _first_difference(original, source, mended)


def source_stream(folder: Path) -> Stream:
    """The stream of a document's `source.txt`."""
    return Stream.of(enumerate(read_text(folder / "source.txt").splitlines(), start=1))


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    """Each block's plain words; steps carry the number that the source prints."""
    step = 0
    for block in blocks:
        step = step + 1 if block.kind is BlockKind.STEP else 0
        yield (f"{step} " if step else "") + plain_text(block.text)


def _places(stream: Stream, letters: str) -> list[int]:
    """Where the letters stand in the stream, without overlaps."""
    places, start = [], stream.text.find(letters) if letters else -1
    while start >= 0:
        places.append(start)
        start = stream.text.find(letters, start + len(letters))
    return places


def _single(folder: Path, stream: Stream, text: str, line: int | None) -> tuple[int, int]:
    letters = only_letters(text)
    places = [place for place in _places(stream, letters) if line is None or stream.lines[place] == line]
    if len(places) != 1:
        at = f" starting on line {line}" if line else ""
        advice = "copy it verbatim" if not places else "lengthen it or give its line"
        raise CorpusError(
            folder / "document.toml",
            f"the span « {text.strip()[:_CONTEXT]} » stands {len(places)} times in source.txt{at}, not once; {advice}",
        )
    return places[0], places[0] + len(letters)


def _removed(folder: Path, stream: Stream, span: LeftOut) -> Stream:
    letters = only_letters(span.text)
    if span.occurrences == 1:
        return stream.replaced(*_single(folder, stream, span.text, span.line))
    places = _places(stream, letters)
    if len(places) != span.occurrences:
        raise CorpusError(
            folder / "document.toml",
            f"the span « {span.text.strip()[:_CONTEXT]} » stands {len(places)} times in source.txt, "
            f"not {span.occurrences} times; correct `occurrences`",
        )
    for place in reversed(places):
        stream = stream.replaced(place, place + len(letters))
    return stream


def _removed_moved(original: Path, mended: Stream, span: LeftOut, targets: set[str]) -> Stream:
    """A moved span must be the target of a link, or stand once among the mended words (from where it is taken)."""
    letters = only_letters(span.text)
    if letters in targets:
        return mended
    places = _places(mended, letters)
    if len(places) != 1:
        reason = f"the moved span « {span.text.strip()[:_CONTEXT]} » stands {len(places)} times here, not once"
        raise CorpusError(original, reason)
    return mended.replaced(places[0], places[0] + len(letters))


def _first_difference(original: Path, source: Stream, mended: Stream) -> list[CorpusError]:
    if source.text == mended.text:
        return []
    at = next(
        (n for n, (left, right) in enumerate(zip(source.text, mended.text, strict=False)) if left != right),
        min(len(source.text), len(mended.text)),
    )
    line = mended.lines[min(at, len(mended.lines) - 1)] if mended.lines else None
    source_line = source.lines[min(at, len(source.lines) - 1)] if source.lines else 0
    reason = (
        f"departs from source.txt (line {source_line}): the source has "
        f"« {source.text[max(0, at - 20) : at]}▸{source.text[at : at + _CONTEXT]} », "
        f"this file « {mended.text[max(0, at - 20) : at]}▸{mended.text[at : at + _CONTEXT]} »; "
        "mend the text, or list the span in document.toml as left_out, moved or corrected"
    )
    return [CorpusError(original, reason, line)]
