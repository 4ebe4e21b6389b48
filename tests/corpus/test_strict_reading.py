"""A broken file is refused with its name, the key or line, and what is known; nothing is read half."""

import shutil

import pytest

from corpus import CorpusError, check_corpus, load_corpus
from tests.corpus.conftest import FILES, TinyCorpus

EDITS = [
    (
        "document.toml",
        "programme = ",
        "program = ",
        ["unknown key 'program'", "known here: address, aliases, corrected"],
    ),
    ("document.toml", "printed = true", "printd = true", ["unknown key 'date.printd'", "known here: en, fr, printed"]),
    ("document.toml", "own = [", "owns = [", ["unknown key 'title.owns'", "known here: en, fr, own"]),
    ("document.toml", 'tier = "programme"\n', "", ["the key 'tier' is missing"]),
    ("document.toml", 'fr = "La Ville", ', "", ["the key 'publisher.fr' is missing"]),
    ("document.toml", '"programme"', '"brochure"', ["'tier': Input should be 'programme' or 'report'"]),
    ("document.toml", 'language = "fr"', 'language = "de"', ["'language': Input should be 'fr' or 'en'"]),
    ("document.toml", "printed = true", "printed = 'true'", ["'date.printed': Input should be a valid boolean"]),
    ("document.toml", '"eligibility"', '"eligible"', ["'topics.conditions.0'", "'about'"]),
    ("document.toml", 'fr = "le guide"', 'fr = ""', ["'short.fr'", "at least 1 character"]),
    ("document.toml", 'tier = "programme"', "tier = ", ["not valid TOML", "line 2"]),
    ("document.toml", 'tier = "programme"', 'language = "en"', ["not valid TOML", "line 2"]),
    ("document.toml", 'mail = "write"', 'mail = "wrote"', ["no passage has the id 'wrote'"]),
    ("document.toml", 'mail = "write"', 'mail = "guide"', ["no passage has the id 'guide'"]),
    ("wording.yaml", "with: [", "wiht: [", ["unknown key 'funding.wiht'", "known here: en, fr, with"]),
    ("wording.yaml", "with: [", "completed_by: [", ["unknown key 'funding.completed_by'"]),
    ("wording.yaml", "with: [address]", "with: address", ["'funding.with': Input should be a valid list"]),
    ("wording.yaml", '  en: "You must write to info@lanterne.ca."\n', "", ["the key 'write.en' is missing"]),
    ("wording.yaml", "write:", "wrote:", ["no passage has the id 'wrote'"]),
    ("wording.yaml", "[address]", "[adress]", ["no passage has the id 'adress'"]),
    ("wording.yaml", "write:", "funding:", ["line 5", "the key 'funding' stands twice"]),
    ("wording.yaml", "  with: [address]", "  fr: Encore.", ["line 4", "the key 'fr' stands twice"]),
    ("wording.yaml", "  with: [address]", "  with: [address", ["line 5", "not valid YAML"]),
    ("questions.yaml", "  en: [", "  eng: [", ["unknown key 'funding.eng'", "known here: en, fr"]),
    ("questions.yaml", '["Combien verse Lanterne?"]', "Combien?", ["'funding.fr': Input should be a valid list"]),
    ("questions.yaml", '"Combien verse Lanterne?"', "2024", ["'funding.fr.0': Input should be a valid string"]),
    ("questions.yaml", "funding:", "founding:", ["no passage has the id 'founding'"]),
    ("glossary.yaml", "  en: [", "  note: 3\n  en: [", ["'entry 1.note': Input should be a valid string"]),
    ("glossary.yaml", "  en: [lease, rental contract]", "  en: []", ["'entry 1.en'", "at least 1 item"]),
    ("glossary.yaml", "  fr: [bail]", "  fra: [bail]", ["unknown key 'entry 1.fra'", "known here: en, fr, id, note"]),
    ("glossary.yaml", "- id: lease\n", "- note: x\n", ["the key 'entry 1.id' is missing"]),
    ("outside.yaml", "  about:", "  abuot:", ["unknown key 'entry 1.abuot'", "known here: about, en, fr, id"]),
    ("outside.yaml", "  about: The weather\n", "", ["the key 'entry 1.about' is missing"]),
]

CONTENTS: list[tuple[str, str | bytes, list[str]]] = [
    ("wording.yaml", "- a\n- b\n", ["must map each passage's slug to its entry"]),
    ("wording.yaml", "funding: Une phrase.\n", ["'funding': Input should be a valid dictionary"]),
    ("questions.yaml", "funding\n", ["must map each passage's slug to its entry"]),
    ("questions.yaml", "funding:\n\tfr: []\n", ["line 2", "not valid YAML"]),
    ("glossary.yaml", "lease: {fr: [bail], en: [lease]}\n", ["must be a list of entries"]),
    ("glossary.yaml", "", ["must be a list of entries"]),
    ("glossary.yaml", "- lease\n", ["'entry 1': Input should be a valid dictionary"]),
    ("glossary.yaml", FILES["glossary.yaml"] * 2, ["the id 'lease' stands twice; merge the two entries"]),
    ("outside.yaml", FILES["outside.yaml"] * 2, ["the id 'weather' stands twice; merge the two entries"]),
    *((name, "été: [été]".encode("latin-1"), ["cannot be read as UTF-8 text", "save it again as UTF-8"])
      for name in ("document.toml", "wording.yaml", "questions.yaml", "glossary.yaml", "outside.yaml")),
]  # fmt: skip


def refusal(tiny: TinyCorpus, name: str) -> str:
    """What loading says; it must begin with the file."""
    with pytest.raises(CorpusError) as caught:
        tiny.load()
    assert str(caught.value).startswith(str(tiny.path(name)))
    return str(caught.value)


def test_the_unbroken_corpus_loads_and_holds(tiny_corpus: TinyCorpus) -> None:
    corpus = tiny_corpus.load()
    assert (len(corpus.documents), len(corpus.passages), len(corpus.glossary), len(corpus.outside)) == (1, 9, 1, 1)
    assert tiny_corpus.errors() == []


@pytest.mark.parametrize(("name", "old", "new", "words"), EDITS)
def test_a_slip_in_a_file_is_refused(tiny_corpus: TinyCorpus, name: str, old: str, new: str, words: list[str]) -> None:
    tiny_corpus.change(name, old, new)
    message = refusal(tiny_corpus, name)
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(("name", "content", "words"), CONTENTS)
def test_a_file_of_the_wrong_shape_is_refused(
    tiny_corpus: TinyCorpus, name: str, content: str | bytes, words: list[str]
) -> None:
    tiny_corpus.write(name, content)
    message = refusal(tiny_corpus, name)
    assert [word for word in words if word not in message] == []


def test_a_defect_of_an_unknown_passage_is_refused(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.append("document.toml", '[[defect]]\npassage = "nowhere"\ntext = "x"\nnote = { fr = "x", en = "x" }\n')
    assert "no passage has the id 'nowhere'; see the ids in the .md files" in refusal(tiny_corpus, "document.toml")


@pytest.mark.parametrize(
    ("table", "entry", "words"),
    [
        ("left_out", 'text = "x"', "the key 'left_out.0.reason' is missing"),
        ("left_out", 'text = "x"\nreason = "y"\noccurrences = 0', "'left_out.0.occurrences'"),
        ("moved", 'text = "x"\nreason = "y"\nlines = 3', "known here: line, occurrences, reason, text"),
        ("corrected", 'source = "x"\ntxet = "y"\nreason = "z"', "known here: line, reason, source, text"),
        ("defect", 'passage = "lease"\ntext = "x"\nnote = { fr = "x", em = "x" }', "known here: en, fr"),
    ],
)
def test_a_slip_in_a_listed_span_is_refused(tiny_corpus: TinyCorpus, table: str, entry: str, words: str) -> None:
    tiny_corpus.append("document.toml", f"[[{table}]]\n{entry}\n")
    assert words in refusal(tiny_corpus, "document.toml")


@pytest.mark.parametrize("name", ["document.toml", "glossary.yaml", "outside.yaml"])
def test_a_missing_file_is_named(tiny_corpus: TinyCorpus, name: str) -> None:
    path = tiny_corpus.path(name)
    path.unlink()
    with pytest.raises(CorpusError) as caught:
        tiny_corpus.load()
    assert str(caught.value) == f"{path}: this file is missing; restore it from the repository"


@pytest.mark.parametrize("name", ["wording.yaml", "questions.yaml"])
@pytest.mark.parametrize("gone", [True, False])
def test_a_document_may_have_no_wording_or_no_questions_yet(tiny_corpus: TinyCorpus, name: str, gone: bool) -> None:
    tiny_corpus.write(name, "# nothing yet\n")
    if gone:
        tiny_corpus.path(name).unlink()
    report = tiny_corpus.report()
    assert (report.errors, report.worded, report.questions) == ((), *((0, 3) if name == "wording.yaml" else (2, 0)))


def test_an_empty_documents_folder_is_refused(tiny_corpus: TinyCorpus) -> None:
    shutil.rmtree(tiny_corpus.folder / "documents" / "lanterne")
    (tiny_corpus.folder / "documents" / "notes.txt").write_text("no folder", encoding="utf-8")
    with pytest.raises(CorpusError, match="documents: holds no document; at least one folder is needed"):
        load_corpus(tiny_corpus.folder)


def test_a_folder_without_documents_is_refused(tiny_corpus: TinyCorpus) -> None:
    shutil.rmtree(tiny_corpus.folder / "documents")
    with pytest.raises(CorpusError, match="documents: there is no such folder"):
        load_corpus(tiny_corpus.folder)


def test_a_check_of_a_folder_without_documents_is_refused(tiny_corpus: TinyCorpus) -> None:
    shutil.rmtree(tiny_corpus.folder / "documents")
    with pytest.raises(CorpusError, match="documents"):
        check_corpus(tiny_corpus.folder)


@pytest.mark.parametrize("name", ["fr.md", "en.md", "source.txt"])
def test_a_text_that_is_not_utf_8_is_refused(tiny_corpus: TinyCorpus, name: str) -> None:
    tiny_corpus.write(name, "Été {#summer}".encode("latin-1"))
    with pytest.raises(CorpusError, match=f"{name}: cannot be read as UTF-8 text"):
        tiny_corpus.report()


def test_a_missing_source_is_named(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.path("source.txt").unlink()
    with pytest.raises(CorpusError, match=r"source\.txt: this file is missing"):
        tiny_corpus.report()


def test_a_text_without_blocks_is_refused(tiny_corpus: TinyCorpus) -> None:
    for name in ("wording.yaml", "questions.yaml", "fr.md", "en.md"):
        tiny_corpus.write(name, "")
    tiny_corpus.change("document.toml", 'aliases = { mail = "write" }', "")
    with pytest.raises(CorpusError, match=r"fr\.md"):
        tiny_corpus.report()


def test_a_yaml_key_that_is_a_list_is_refused(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.write("questions.yaml", "? [a, b]\n: {fr: [x]}\n")
    with pytest.raises(CorpusError, match="not valid YAML"):
        tiny_corpus.load()
