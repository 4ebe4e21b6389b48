"""From blocks to passages: what can be found and quoted, with its headings, lead-in and topics."""

from pathlib import Path

import pytest

from corpus import CorpusError, Document, Language, Passage, PassageKind, Rendering
from corpus.markdown import parse_blocks
from corpus.passages import build_passages
from tests.corpus.conftest import TinyCorpus

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


def passages_of(tmp_path: Path, *lines: str, **topics: list[str]) -> dict[str, Passage]:
    path = tmp_path / "fr.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return {found.slug: found for found in build_passages("doc", {FRENCH: parse_blocks(path)}, FRENCH, topics)}


def of(document: Document, slug: str) -> Passage:
    found = document.passage(slug)
    assert found is not None
    return found


def test_the_passages_are_paragraphs_lists_items_steps_and_quotes_in_order(tiny_corpus: TinyCorpus) -> None:
    assert [(passage.slug, passage.kind) for passage in tiny_corpus.document().passages] == [
        ("funding", PassageKind.PARAGRAPH),
        ("needed", PassageKind.LIST),
        ("address", PassageKind.ITEM),
        ("lease", PassageKind.ITEM),
        ("write", PassageKind.ITEM),
        ("process", PassageKind.LIST),
        ("form", PassageKind.STEP),
        ("wait", PassageKind.STEP),
        ("thanks", PassageKind.QUOTE),
    ]


def test_a_list_with_a_lead_in_holds_its_items_under_the_lead_in(tiny_corpus: TinyCorpus) -> None:
    needed = of(tiny_corpus.document(), "needed")
    assert (needed.children, needed.parent) == (("address", "write"), None)
    headings = ("Le programme Lanterne", "Conditions")
    text = "Il faut :\n• Une adresse à Ottawa.\n• Écrire à info@lanterne.ca."
    assert needed.renderings[FRENCH] == Rendering(text, headings, lead_in="")


def test_a_list_without_a_lead_in_stands_under_its_headings_id(tiny_corpus: TinyCorpus) -> None:
    process = of(tiny_corpus.document(), "process")
    assert (process.children, process.sections) == (("form", "wait"), ("guide", "process"))
    assert process.renderings[ENGLISH].text == "Process\n• Fill in the form.\n• Wait 10 days."


def test_an_item_hangs_from_its_lead_in(tiny_corpus: TinyCorpus) -> None:
    write = of(tiny_corpus.document(), "write")
    assert (write.parent, write.renderings[FRENCH].lead_in) == ("needed", "Il faut :")
    assert write.renderings[ENGLISH].lead_in == "You need:"


def test_a_nested_item_hangs_from_the_item_above_it_and_the_lead_in(tiny_corpus: TinyCorpus) -> None:
    lease = of(tiny_corpus.document(), "lease")
    assert (lease.parent, lease.children) == ("address", ())
    assert lease.renderings[FRENCH].lead_in == "Il faut : Une adresse à Ottawa."


def test_every_nested_item_of_one_item_has_that_item_as_parent(tmp_path: Path) -> None:
    found = passages_of(
        tmp_path, "Ainsi : {#l}", "- a {#a}", "- b {#b}", "  - c {#c}", "  - d {#d}", "- e {#e}", "  - f {#f}"
    )
    assert [found[slug].parent for slug in "abcdef"] == ["l", "l", "b", "b", "l", "e"]
    assert found["l"].children == ("a", "b", "e")


def test_a_paragraph_ends_the_list_before_it(tmp_path: Path) -> None:
    found = passages_of(
        tmp_path, "# T {#t}", "Un : {#l}", "- a {#a}", "Mots. {#p}", "Deux : {#m}", "- b {#b}", "  - c {#c}"
    )
    assert (found["l"].children, found["m"].children) == (("a",), ("b",))
    assert (found["p"].parent, found["b"].parent, found["c"].parent) == (None, "m", "b")


def test_a_list_after_a_paragraph_is_no_passage_and_its_items_stand_alone(tmp_path: Path) -> None:
    found = passages_of(tmp_path, "## T {#t}", "- a {#a}", "Mots. {#p}", "- b {#b}", "  - c {#c}")
    assert list(found) == ["t", "a", "p", "b", "c"]
    assert (found["t"].children, found["b"].parent, found["c"].parent) == (("a",), None, "b")


@pytest.mark.parametrize("opener", ["Deux : {#m}", "## Deux {#m}"])
def test_a_nested_item_without_an_item_above_it_hangs_from_its_own_list(tmp_path: Path, opener: str) -> None:
    found = passages_of(tmp_path, "Un : {#l}", "- a {#a}", opener, "  - b {#b}")
    assert (found["l"].children, found["m"].children, found["b"].parent) == (("a",), ("b",), "m")


def test_headings_are_those_above_outermost_first_and_a_sibling_replaces_its_like(tmp_path: Path) -> None:
    found = passages_of(tmp_path, "# T {#t}", "## A {#a}", "### **B** {#b}", "Un. {#one}", "## C {#c}", "Deux. {#two}")
    assert (found["one"].sections, found["two"].sections) == (("t", "a", "b"), ("t", "c"))
    assert found["one"].renderings[FRENCH].headings == ("T", "A", "B")


def test_a_heading_without_a_list_and_a_lead_in_are_no_passages_of_their_own(tmp_path: Path) -> None:
    assert list(passages_of(tmp_path, "# T {#t}", "## A {#a}", "Mots. {#p}")) == ["p"]


def test_topics_are_the_passages_own_else_those_of_the_innermost_section(tmp_path: Path) -> None:
    lines = ("# T {#t}", "Un. {#one}", "## A {#a}", "Deux. {#two}", "### B {#b}", "Trois. {#three}")
    found = passages_of(tmp_path, *lines, t=["about"], a=["pay", "wil"], three=["rights"])
    assert [found[slug].topics for slug in ("one", "two", "three")] == [("about",), ("pay", "wil"), ("rights",)]
    assert passages_of(tmp_path, *lines, a=["pay"])["three"].topics == ("pay",)
    assert passages_of(tmp_path, *lines, a=["pay"])["one"].topics == ()


def test_a_passage_is_found_by_its_old_slug_and_not_by_an_unknown_one(tiny_corpus: TinyCorpus) -> None:
    document = tiny_corpus.document()
    assert of(document, "mail") is of(document, "write")
    assert of(document, "write").id == "lanterne/write"
    assert document.passage("guide") is None


def test_wording_and_questions_stand_with_their_passage(tiny_corpus: TinyCorpus) -> None:
    document = tiny_corpus.document()
    funding, lease = of(document, "funding"), of(document, "lease")
    assert funding.wording is not None
    assert funding.wording.in_language(ENGLISH) == "The program pays 1.1 billion dollars."
    assert funding.completed_by == ("address",)
    assert funding.questions[ENGLISH] == ("How much does Lanterne pay?", "Who gets the money?")
    assert (lease.wording, lease.completed_by, lease.questions) == (None, (), {})


def test_a_document_with_one_rendering_loads_with_french_passages_only(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.path("en.md").unlink()
    document = tiny_corpus.document()
    assert set(document.blocks) == {FRENCH}
    assert [set(passage.renderings) for passage in document.passages] == [{FRENCH}] * 9
    assert tiny_corpus.errors() == []
    assert tiny_corpus.report().translated == 0


def test_the_text_in_the_documents_own_language_must_be_there(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.path("fr.md").unlink()
    with pytest.raises(CorpusError, match=r"fr\.md: the text in the document's own language is missing"):
        tiny_corpus.load()


def test_the_programmes_document_stands_first(tiny_corpus: TinyCorpus) -> None:
    report = tiny_corpus.folder / "documents" / "alpha"
    report.mkdir()
    for path in tiny_corpus.path("fr.md").parent.iterdir():
        (report / path.name).write_bytes(path.read_bytes().replace(b'tier = "programme"', b'tier = "report"'))
    corpus = tiny_corpus.load()
    assert [document.id for document in corpus.documents] == ["lanterne", "alpha"]
    assert len(corpus.passages) == 18
    assert corpus.document("alpha") is corpus.documents[1] and corpus.document("beta") is None


def test_the_digest_follows_every_file_of_the_document(tiny_corpus: TinyCorpus) -> None:
    digests = [tiny_corpus.document().digest, tiny_corpus.document().digest]
    assert digests[0] == digests[1]
    for name in ("document.toml", "fr.md", "en.md", "wording.yaml", "questions.yaml"):
        tiny_corpus.append(name, "\n")
        digests.append(tiny_corpus.document().digest)
    assert len(set(digests)) == 6


@pytest.mark.parametrize("block", ["## Conditions {#conditions}", "You need: {#needed}", "2. Wait 10 days. {#wait}"])
def test_a_block_that_others_lean_on_may_be_missing_from_the_translation(tiny_corpus: TinyCorpus, block: str) -> None:
    tiny_corpus.change("en.md", block, "")
    assert any("en.md" in error for error in tiny_corpus.errors())
