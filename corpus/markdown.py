"""The Markdown subset of `FORMAT.md`: from text to blocks, and from a block's text to plain words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.document import Block, BlockKind, CorpusError
from corpus.strict import read_text

_SLUG = re.compile(r"^(?P<body>.*\S)\s+\{#(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\}$")
_MARKERS = (
    (re.compile(r"^(?P<mark>#{1,4}) (?P<text>.+)$"), BlockKind.HEADING),
    (re.compile(r"^(?P<mark>(?:  )?)- (?P<text>.+)$"), BlockKind.ITEM),
    (re.compile(r"^(?P<mark>)\d+\. (?P<text>.+)$"), BlockKind.STEP),
    (re.compile(r"^(?P<mark>)> (?P<text>.+)$"), BlockKind.QUOTE),
)
_ALMOST = re.compile(r"^(?:\s|#|[->] ?|\d+\. )")
_LINK = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<target>[^)\s]+)\)")
LIST_KINDS = (BlockKind.ITEM, BlockKind.STEP)


def parse_blocks(path: Path) -> tuple[Block, ...]:
    """The blocks of a Markdown file, in order.

    Raises CorpusError where a line has no id, or an id stands twice.
    """
    blocks: list[Block] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        block = _parse_line(path, number, line)
        if block.slug in seen:
            raise CorpusError(path, f"the id {{#{block.slug}}} already stands on line {seen[block.slug]}", number)
        seen[block.slug] = number
        blocks.append(block)
    if not blocks:
        raise CorpusError(path, "holds no block; restore it from the repository")
    return tuple(_with_lead_ins(blocks))


def _parse_line(path: Path, number: int, line: str) -> Block:
    found = _SLUG.match(line)
    if not found:
        raise CorpusError(path, "a block must end with its id, such as {#some-slug}", number)
    body = found["body"]
    for pattern, kind in _MARKERS:
        if marked := pattern.match(body):
            level = len(marked["mark"]) if kind is BlockKind.HEADING else 1 + len(marked["mark"]) // 2
            return Block(kind, level, found["slug"], marked["text"].strip(), number)
    if _ALMOST.match(body):
        raise CorpusError(path, "looks like a heading, item or step, but is none that FORMAT.md knows", number)
    return Block(BlockKind.PARAGRAPH, 0, found["slug"], body.strip(), number)


def _with_lead_ins(blocks: list[Block]) -> Iterator[Block]:
    """A paragraph that ends with a colon right before a list is its lead-in."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        introduces = following is not None and following.kind in LIST_KINDS
        if block.kind is BlockKind.PARAGRAPH and introduces and block.text.endswith(":"):
            yield replace(block, kind=BlockKind.LEAD_IN)
        else:
            yield block


def inline_parts(text: str) -> list[tuple[str, str | None]]:
    """A block's text as (words, link target or None), bold marks dropped.

    >>> inline_parts("See [the page](https://a.ca/b) **now**")
    [('See ', None), ('the page', 'https://a.ca/b'), (' now', None)]
    """
    text = text.replace("**", "")
    parts: list[tuple[str, str | None]] = []
    position = 0
    for link in _LINK.finditer(text):
        if link.start() > position:
            parts.append((text[position : link.start()], None))
        parts.append((link["label"], link["target"]))
        position = link.end()
    if position < len(text):
        parts.append((text[position:], None))
    return parts


def plain_text(text: str) -> str:
    """A block's words without markup; of a link, the label.

    >>> plain_text("See [the page](https://a.ca/b) **now**")
    'See the page now'
    """
    return "".join(words for words, _ in inline_parts(text))


def link_targets(text: str) -> list[str]:
    """The addresses that a block's links lead to."""
    return [target for _, target in inline_parts(text) if target]
