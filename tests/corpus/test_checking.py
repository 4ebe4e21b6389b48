"""What the check of a document looks at beside fidelity and alignment."""

import pytest

from corpus import CorpusError, check_corpus
from tests.corpus.conftest import TinyCorpus


@pytest.mark.parametrize("twin", ["Combien verse Lanterne?", "  combien VERSE lanterne ?", "Combien verse Lanterne"])
def test_a_question_under_two_passages_is_reported(tiny_corpus: TinyCorpus, twin: str) -> None:
    tiny_corpus.append("questions.yaml", f'lease:\n  fr: ["{twin}"]\n')
    (error,) = tiny_corpus.errors()
    assert error.endswith("stands under both 'funding' and 'lease'; keep one")
    assert error.startswith(str(tiny_corpus.path("questions.yaml")))


def test_an_empty_question_is_reported(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.append("questions.yaml", 'lease:\n  en: [" ? "]\n')
    assert tiny_corpus.errors() == [f"{tiny_corpus.path('questions.yaml')}: lease: holds an empty question"]


def test_topics_of_no_block_are_reported(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("document.toml", "conditions = [", "condition = [")
    (error,) = tiny_corpus.errors()
    assert error.endswith("[topics] names 'condition', which is no block of the document")


def test_only_the_documents_named_are_checked(tiny_corpus: TinyCorpus) -> None:
    (tiny_corpus.folder / "documents" / "broken").mkdir()
    assert [report.id for report in check_corpus(tiny_corpus.folder, only=["lanterne"])] == ["lanterne"]
    with pytest.raises(CorpusError, match="this file is missing"):
        check_corpus(tiny_corpus.folder)


def test_a_check_of_an_unknown_document_names_those_there_are(tiny_corpus: TinyCorpus) -> None:
    with pytest.raises(CorpusError, match="there is no document 'lantern'; there are: lanterne"):
        check_corpus(tiny_corpus.folder, only=["lantern"])


def test_an_error_tells_the_place_with_and_without_a_line() -> None:
    assert str(CorpusError("fr.md", "broken", 3)) == "fr.md, line 3: broken"
    assert str(CorpusError("fr.md", "broken")) == "fr.md: broken"
