"""From blocks to passages: each paragraph, list, item, step and quote, with its headings and lead-in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Block, BlockKind, Passage, PassageKind, Rendering
from corpus.language import Language
from corpus.markdown import LIST_KINDS, plain_text

_KINDS = {
    BlockKind.PARAGRAPH: PassageKind.PARAGRAPH,
    BlockKind.ITEM: PassageKind.ITEM,
    BlockKind.STEP: PassageKind.STEP,
    BlockKind.QUOTE: PassageKind.QUOTE,
}


@dataclass
class _Walk:
    """Where the reading of the blocks stands."""

    headings: list[Block] = field(default_factory=list)
    opener: Block | None = None  # the lead-in or heading that the next list belongs to
    list_items: dict[str, list[str]] = field(default_factory=dict)  # list slug -> its items' slugs
    last_item: str | None = None


@dataclass(frozen=True)
class _Draft:
    """A passage before its texts are filled in."""

    slug: str
    kind: PassageKind
    sections: tuple[str, ...]
    parent: str | None


def build_passages(
    document: str, blocks: Mapping[Language, Sequence[Block]], original: Language, topics: Mapping[str, Sequence[str]]
) -> list[Passage]:
    """The passages of a document, in order of appearance; the structure is that of the original's blocks."""
    by_slug = {language: {block.slug: block for block in found} for language, found in blocks.items()}
    drafts, lists = _outline(blocks[original])
    parents = {draft.slug: draft.parent for draft in drafts}
    return [
        Passage(
            document=document,
            slug=draft.slug,
            kind=draft.kind,
            sections=draft.sections,
            parent=draft.parent,
            children=tuple(lists.get(draft.slug, ())),
            topics=_topics((*draft.sections, draft.slug), topics),
            renderings={
                language: _rendering(draft, texts, lists, parents)
                for language, texts in by_slug.items()
                if _needed(draft, lists, parents) <= texts.keys()
            },
        )
        for draft in drafts
    ]


def _outline(blocks: Sequence[Block]) -> tuple[list[_Draft], dict[str, list[str]]]:
    walk = _Walk()
    drafts: list[_Draft] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            walk.headings = [heading for heading in walk.headings if heading.level < block.level] + [block]
            walk.opener, walk.last_item = block, None
        elif block.kind is BlockKind.LEAD_IN:
            walk.opener, walk.last_item = block, None
        else:
            drafts.extend(_drafts_of(block, walk))
    return drafts, walk.list_items


def _drafts_of(block: Block, walk: _Walk) -> list[_Draft]:
    sections = tuple(heading.slug for heading in walk.headings)
    if block.kind not in LIST_KINDS:
        walk.opener, walk.last_item = None, None
        return [_Draft(block.slug, _KINDS[block.kind], sections, None)]
    if block.level == 2 and walk.last_item:
        return [_Draft(block.slug, _KINDS[block.kind], sections, walk.last_item)]
    opener = walk.opener.slug if walk.opener else None
    drafts = []
    if opener and opener not in walk.list_items:
        walk.list_items[opener] = []
        drafts.append(_Draft(opener, PassageKind.LIST, sections, None))
    if opener:
        walk.list_items[opener].append(block.slug)
    walk.last_item = block.slug
    return [*drafts, _Draft(block.slug, _KINDS[block.kind], sections, opener)]


def _topics(slugs: Sequence[str], topics: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The topics of the passage itself, else of the innermost section that has any."""
    return next((tuple(topics[slug]) for slug in reversed(slugs) if slug in topics), ())


def _rendering(
    draft: _Draft,
    texts: Mapping[str, Block],
    lists: Mapping[str, Sequence[str]],
    parents: Mapping[str, str | None],
) -> Rendering:
    text = plain_text(texts[draft.slug].text)
    for item in lists.get(draft.slug, ()):
        text += f"\n• {plain_text(texts[item].text)}"
    return Rendering(
        text=text,
        headings=tuple(plain_text(texts[section].text) for section in draft.sections),
        lead_in=_lead_in(draft.parent, texts, parents),
    )


def _needed(draft: _Draft, lists: Mapping[str, Sequence[str]], parents: Mapping[str, str | None]) -> set[str]:
    """The blocks whose words a passage's rendering is made of."""
    needed = {draft.slug, *draft.sections, *lists.get(draft.slug, ())}
    parent = draft.parent
    while parent:
        needed.add(parent)
        parent = parents.get(parent)
    return needed


def _lead_in(parent: str | None, texts: Mapping[str, Block], parents: Mapping[str, str | None]) -> str:
    """The words that an item hangs from: its list's lead-in, and for a nested one the item above it too."""
    words: list[str] = []
    while parent:
        words.insert(0, plain_text(texts[parent].text))
        parent = parents.get(parent)
    return " ".join(words)
