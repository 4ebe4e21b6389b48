"""The Markdown subset: lines to blocks, and a block's text to plain words."""

from pathlib import Path

import pytest

from corpus import BlockKind, CorpusError, inline_parts, plain_text
from corpus.markdown import link_targets, parse_blocks


def parsed(tmp_path: Path, *lines: str) -> list[tuple[BlockKind, int, str, str, int]]:
    path = tmp_path / "fr.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return [(block.kind, block.level, block.slug, block.text, block.line) for block in parse_blocks(path)]


@pytest.mark.parametrize(
    ("line", "kind", "level", "text"),
    [
        ("# Titre {#a-1}", BlockKind.HEADING, 1, "Titre"),
        ("## Titre {#a-1}", BlockKind.HEADING, 2, "Titre"),
        ("### Titre {#a-1}", BlockKind.HEADING, 3, "Titre"),
        ("#### Titre {#a-1}", BlockKind.HEADING, 4, "Titre"),
        ("Des mots – en #ligne. {#a-1}", BlockKind.PARAGRAPH, 0, "Des mots – en #ligne."),
        ("¹ Une note. {#a-1}", BlockKind.PARAGRAPH, 0, "¹ Une note."),
        ("- Un point {#a-1}", BlockKind.ITEM, 1, "Un point"),
        ("  - Un point {#a-1}", BlockKind.ITEM, 2, "Un point"),
        ("12. Une étape {#a-1}", BlockKind.STEP, 1, "Une étape"),
        ("> « Mots » — Ana {#a-1}", BlockKind.QUOTE, 1, "« Mots » — Ana"),
    ],
)
def test_each_marker_makes_its_kind_of_block(tmp_path: Path, line: str, kind: BlockKind, level: int, text: str) -> None:
    assert parsed(tmp_path, line) == [(kind, level, "a-1", text, 1)]


def test_blocks_keep_their_order_and_their_line_in_the_file(tmp_path: Path) -> None:
    found = parsed(tmp_path, "# T {#t}", "", "Mots. {#p}", "   ", "- un {#i}", "- deux {#j}")
    assert [(slug, line) for _, _, slug, _, line in found] == [("t", 1), ("p", 3), ("i", 5), ("j", 6)]


@pytest.mark.parametrize("item", ["- un {#i}", "1. un {#i}"])
def test_a_paragraph_with_a_colon_right_before_a_list_is_its_lead_in(tmp_path: Path, item: str) -> None:
    kinds = [kind for kind, *_ in parsed(tmp_path, "Il faut : {#p}", "", item)]
    assert kinds[0] is BlockKind.LEAD_IN


@pytest.mark.parametrize(
    "lines",
    [
        ["Il faut : {#p}", "Un mot. {#q}", "- un {#i}"],
        ["Il faut : {#p}", "> « un » {#i}"],
        ["Il faut : {#p}"],
        ["Il faut. {#p}", "- un {#i}"],
        ["Il faut : encore {#p}", "- un {#i}"],
    ],
)
def test_a_paragraph_without_colon_or_without_list_stays_a_paragraph(tmp_path: Path, lines: list[str]) -> None:
    assert parsed(tmp_path, *lines)[0][0] is BlockKind.PARAGRAPH


def test_a_heading_or_item_with_a_colon_before_a_list_is_no_lead_in(tmp_path: Path) -> None:
    kinds = [kind for kind, *_ in parsed(tmp_path, "## Ainsi : {#h}", "- un : {#i}", "  - deux {#j}")]
    assert kinds == [BlockKind.HEADING, BlockKind.ITEM, BlockKind.ITEM]


@pytest.mark.parametrize(
    "line",
    ["Sans id.", "Mots. {#}", "Mots. {#Deux-Mots}", "Mots. {#deux_mots}", "Mots. {#deux--mots}", "Mots.{#a}", "{#a}"],
)
def test_a_block_without_an_id_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(CorpusError) as caught:
        parsed(tmp_path, "# T {#t}", "", line)
    assert str(caught.value) == f"{tmp_path / 'fr.md'}, line 3: a block must end with its id, such as {{#some-slug}}"


def test_an_id_that_stands_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        parsed(tmp_path, "Mots. {#same}", "", "Autres. {#other}", "", "Encore. {#same}")
    assert str(caught.value) == f"{tmp_path / 'fr.md'}, line 5: the id {{#same}} already stands on line 1"


def test_a_block_keeps_its_markup_and_its_plain_words_lose_it() -> None:
    text = "**Note :** voir [la page](https://a.ca/b?c=d&e=f) et [une autre](https://b.ca)."
    assert plain_text(text) == "Note : voir la page et une autre."
    assert link_targets(text) == ["https://a.ca/b?c=d&e=f", "https://b.ca"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("rien", [("rien", None)]),
        ("[ici](https://a.ca)", [("ici", "https://a.ca")]),
        ("[ici](https://a.ca)[là](https://b.ca)", [("ici", "https://a.ca"), ("là", "https://b.ca")]),
        ("**[ici](https://a.ca)** !", [("ici", "https://a.ca"), (" !", None)]),
        ("un [crochet] seul (et une parenthèse)", [("un [crochet] seul (et une parenthèse)", None)]),
        ("[coupé] (https://a.ca)", [("[coupé] (https://a.ca)", None)]),
        ("", []),
    ],
)
def test_inline_parts_are_words_and_links_in_order(text: str, parts: list[tuple[str, str | None]]) -> None:
    assert inline_parts(text) == parts


@pytest.mark.parametrize(
    "line", ["##### Titre {#a}", "    - trop profond {#a}", " - de travers {#a}", "  1. étape {#a}"]
)
def test_a_marker_outside_the_subset_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(CorpusError, match="line 1"):
        parsed(tmp_path, line)
