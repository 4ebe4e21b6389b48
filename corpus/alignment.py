"""Do the two renderings say the same, block for block, and the plain wordings the same as their passage?"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from corpus.document import Bilingual, Block, CorpusError, Document, Passage
from corpus.language import Language
from corpus.markdown import link_targets, plain_text
from corpus.particulars import denies, emails, fold, links, names, numbers


def check_alignment(folder: Path, document: Document) -> list[CorpusError]:
    """Where the translation departs from the original: blocks, ids, kinds, numbers, addresses, links."""
    if len(document.blocks) < len(Language):
        return []
    path = folder / f"{document.language.other}.md"
    pairs = list(zip_longest(document.blocks[document.language], document.blocks[document.language.other]))
    return [error for ours, theirs in pairs for error in _compare(path, document.language, ours, theirs)][:10]


def _compare(path: Path, original: Language, ours: Block | None, theirs: Block | None) -> Iterator[CorpusError]:
    if ours is None or theirs is None:
        present, missing = (ours, "has no counterpart here") if ours else (theirs, "has none in the original")
        assert present is not None  # noqa: S101 - zip_longest gives at least one of the two
        yield CorpusError(path, f"the block {{#{present.slug}}} {missing}", theirs.line if theirs else None)
        return
    if (ours.slug, ours.kind, ours.level) != (theirs.slug, theirs.kind, theirs.level):
        reason = f"expected the {ours.kind} {{#{ours.slug}}} here, found the {theirs.kind} {{#{theirs.slug}}}"
        yield CorpusError(path, reason, theirs.line)
        return
    first, second = plain_text(ours.text), plain_text(theirs.text)
    checks = (
        ("numbers", numbers(first, original), numbers(second, original.other)),
        ("e-mail addresses", emails(first), emails(second)),
        ("links", links(first) | set(link_targets(ours.text)), links(second) | set(link_targets(theirs.text))),
    )
    for what, expected, found in checks:
        if expected != found:
            reason = (
                f"{{#{ours.slug}}}: the {what} differ from the original's: {found or 'none'}, not {expected or 'none'}"
            )
            yield CorpusError(path, reason, theirs.line)


def check_wordings(folder: Path, document: Document) -> list[CorpusError]:
    """Where a plain wording or a correction says a number, address, link, name or denial that its passage does not."""
    by_slug = {passage.slug: passage for passage in document.passages}
    worded = [
        (folder / "wording.yaml", passage.slug, passage, passage.wording)
        for passage in document.passages
        if passage.wording is not None
    ]
    corrected = [
        (folder / "corrections.yaml", correction.id, by_slug[correction.passage], correction.text)
        for correction in document.corrections
    ]
    return [error for each in (*worded, *corrected) for error in _check_wording(document, *each)]


def _check_wording(
    document: Document, path: Path, name: str, passage: Passage, wording: Bilingual
) -> Iterator[CorpusError]:
    both = [(language, wording.in_language(language)) for language in Language]
    for language, words in both:
        # Where the document has no rendering in that language, the original's words are compared.
        rendered = language if language in passage.renderings else document.language
        support = passage_support(document, passage, rendered)
        for what in _unsupported(words, language, support, rendered):
            yield CorpusError(path, f"{name}, {language}: {what}")
    (_, french), (_, english) = both
    if numbers(french, Language.FRENCH) != numbers(english, Language.ENGLISH):
        yield CorpusError(path, f"{name}: the French and the English wording do not hold the same numbers")
    if denies(french, Language.FRENCH) != denies(english, Language.ENGLISH):
        yield CorpusError(path, f"{name}: one language denies, the other does not")


def passage_support(document: Document, passage: Passage, language: Language) -> str:
    """All that a passage's words may draw on: headings, lead-in, text, link addresses, the document's own names."""
    rendering = passage.renderings[language]
    slugs = {passage.slug, *passage.children}
    addresses = [t for b in document.blocks[language] if b.slug in slugs for t in link_targets(b.text)]
    own_names = [document.programme, *(f"{t.fr} {t.en}" for t in (document.title, document.publisher, document.short))]
    return "\n".join([*own_names, *rendering.headings, rendering.lead_in, rendering.text, *addresses])


def _unsupported(words: str, language: Language, support: str, rendered: Language) -> Sequence[str]:
    folded = fold(support)
    missing: dict[str, set[Any]] = {
        "number": set(numbers(words, language)) - set(numbers(support, rendered)),
        "e-mail address": emails(words) - emails(support),
        "link": links(words) - links(support),
        "name": {name for name in names(words) if name not in folded} if language is rendered else set(),
    }
    problems = [f"the {what} {sorted(found)} stands nowhere in the passage" for what, found in missing.items() if found]
    if denies(words, language) and not denies(support, rendered):
        problems.append("it denies something, and the passage does not")
    return problems
