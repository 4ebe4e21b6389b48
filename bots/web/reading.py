"""A document as its page draws it: the blocks of each rendering in groups, and the table of contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus import BlockKind, Document, Language, inline_parts

_LISTED = {BlockKind.ITEM: "ul", BlockKind.STEP: "ol"}
_DEEPEST = 3  # headings below are not in the table of contents


@dataclass(frozen=True)
class Rendering:
    """A document's text in one language; `translated` where it is the project's own translation."""

    language: Language
    translated: bool
    groups: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class ContentsEntry:
    """A heading, and where it stands."""

    slug: str
    text: str
    level: int


def rendering_of(document: Document, language: Language) -> Rendering:
    """The document in one of its languages."""
    return Rendering(language, language is not document.language, _groups(document, language))


def contents_of(document: Document, language: Language) -> list[ContentsEntry]:
    """The headings below the title, in order."""
    return [
        ContentsEntry(block.slug, "".join(words for words, _ in inline_parts(block.text)), block.level)
        for block in document.blocks[language]
        if block.kind is BlockKind.HEADING and 1 < block.level <= _DEEPEST
    ]


def _groups(document: Document, language: Language) -> list[dict[str, Any]]:
    """Blocks as the template draws them: items of one list together, nested ones under their item."""
    groups: list[dict[str, Any]] = []
    for block in document.blocks[language]:
        drawn: dict[str, Any] = {"slug": block.slug, "parts": _parts(block.text), "nested": []}
        tag = _LISTED.get(block.kind)
        if tag is None:
            groups.append({"kind": block.kind.value, "level": block.level, **drawn})
        elif block.level == 2 and groups and groups[-1].get("items"):
            groups[-1]["items"][-1]["nested"].append(drawn)
        elif groups and groups[-1]["kind"] == tag:
            groups[-1]["items"].append(drawn)
        else:
            groups.append({"kind": tag, "items": [drawn]})
    return groups


def _parts(text: str) -> list[tuple[str, str | None]]:
    """Words and links; a link whose target is no web or mail address is shown as words."""
    return [
        (words, target if target and target.startswith(("https://", "http://", "mailto:")) else None)
        for words, target in inline_parts(text)
    ]
