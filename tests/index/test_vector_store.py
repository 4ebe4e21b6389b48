import json
from collections.abc import Generator
from pathlib import Path

import faiss
import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.vectorstores import VectorStore
from langchain_tests.integration_tests.vectorstores import VectorStoreIntegrationTests

from index import FaissStore

TEXTS = ["la paie", "un permis", "le rapport"]


@pytest.mark.asyncio
@pytest.mark.filterwarnings("ignore:.*is marked with '@pytest.mark.asyncio':pytest.PytestWarning")
class TestLangChainsOwnSuite(VectorStoreIntegrationTests):
    @pytest.fixture
    def vectorstore(self) -> Generator[VectorStore, None, None]:
        yield FaissStore(self.get_embeddings())


@pytest.fixture
def store() -> FaissStore:
    metadatas = [{"passage": number} for number in range(len(TEXTS))]
    return FaissStore.from_texts(TEXTS, DeterministicFakeEmbedding(size=8), metadatas, ids=["a", "b", "c"])


def reopened(store: FaissStore, folder: Path) -> FaissStore:
    store.save(folder)
    return FaissStore.load(folder, store.embeddings)


def test_a_saved_store_comes_back_with_its_numbers_ids_and_scores(store: FaissStore, tmp_path: Path) -> None:
    store.delete(["b"])  # numbers are no longer positions
    store.add_texts(["les évaluations 🙂"], [{"topics": ["pay"]}], ids=["d"])
    again = reopened(store, tmp_path)
    assert again.numbered() == store.numbered()
    assert [number for number, _ in again.numbered()] == [0, 2, 3]
    assert again.similarity_search_with_score("la paie", k=9) == store.similarity_search_with_score("la paie", k=9)
    assert again.get_by_ids(["d", "b", "a"]) == store.get_by_ids(["d", "b", "a"])
    assert [document.id for document in again.get_by_ids(["d", "b", "a"])] == ["d", "a"]
    assert all(np.array_equal(again.vector_of(number), store.vector_of(number)) for number, _ in store.numbered())


def test_a_reopened_store_gives_new_texts_new_numbers(store: FaissStore, tmp_path: Path) -> None:
    again = reopened(store, tmp_path)
    again.add_texts(["un ajout"])
    assert [number for number, _ in again.numbered()] == [0, 1, 2, 3]


def test_an_empty_store_can_be_saved_opened_and_searched(tmp_path: Path) -> None:
    again = reopened(FaissStore(DeterministicFakeEmbedding(size=8)), tmp_path)
    assert len(again) == 0
    assert again.similarity_search("la paie") == []
    again.add_texts(TEXTS)
    assert len(again.similarity_search("la paie")) == 3


def test_a_store_is_two_files_without_pickle(store: FaissStore, tmp_path: Path) -> None:
    store.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["units.json", "vectors.faiss"]
    assert [row["text"] for row in json.loads((tmp_path / "units.json").read_text(encoding="utf-8"))] == TEXTS
    assert faiss.read_index(str(tmp_path / "vectors.faiss")).ntotal == 3


@pytest.mark.parametrize("name", ["units.json", "vectors.faiss"])
@pytest.mark.parametrize("harm", ["removed", "emptied", "cut", "garbage"])
def test_a_damaged_file_is_refused(store: FaissStore, tmp_path: Path, name: str, harm: str) -> None:
    store.save(tmp_path)
    path = tmp_path / name
    content = path.read_bytes()
    path.unlink()
    if harm != "removed":
        path.write_bytes({"emptied": b"", "cut": content[: len(content) // 2], "garbage": b"\xff" * 99}[harm])
    with pytest.raises((OSError, RuntimeError, ValueError)):
        FaissStore.load(tmp_path, store.embeddings)


def test_files_of_two_different_stores_are_refused(store: FaissStore, tmp_path: Path) -> None:
    store.save(tmp_path)
    rows = json.loads((tmp_path / "units.json").read_text(encoding="utf-8"))
    (tmp_path / "units.json").write_text(json.dumps(rows[:2]), encoding="utf-8")
    with pytest.raises(ValueError, match=r"3 vectors, units.json 2 texts"):
        FaissStore.load(tmp_path, store.embeddings)


def test_a_text_with_a_known_id_replaces_the_one_before(store: FaissStore) -> None:
    assert store.add_texts(["la paie du stagiaire"], [{"passage": 7}], ids=["a"]) == ["a"]
    assert len(store) == 3
    [found] = store.get_by_ids(["a"])
    assert (found.page_content, found.metadata) == ("la paie du stagiaire", {"passage": 7})
    assert store.similarity_search("la paie du stagiaire", k=1) == [found]
    assert "la paie" not in [document.page_content for document in store.similarity_search("la paie", k=9)]


def test_a_deleted_text_is_not_found_again(store: FaissStore) -> None:
    store.delete(["a", "unknown"])
    assert len(store) == 2
    assert store.get_by_ids(["a"]) == []
    assert {document.id for document in store.similarity_search("la paie", k=9)} == {"b", "c"}


def test_a_store_whose_texts_were_all_deleted_finds_nothing(store: FaissStore) -> None:
    store.delete()
    assert len(store) == 0
    assert store.similarity_search("la paie") == []


def test_an_id_given_twice_in_one_call_keeps_the_last_text(store: FaissStore) -> None:
    store.add_texts(["first", "last"], ids=["x", "x"])
    assert len(store) == 4
    assert [document.page_content for document in store.get_by_ids(["x"])] == ["last"]


def test_a_call_that_does_not_fit_together_changes_nothing(store: FaissStore) -> None:
    with pytest.raises(ValueError, match="shorter"):
        store.add_texts(["d", "e"], [{}], ids=["a", "e"])
    assert len(store) == 3
    assert {document.id for document in store.similarity_search("d", k=9)} == {"a", "b", "c"}


def test_asking_for_none_or_too_many_is_let_pass(store: FaissStore) -> None:
    assert store.similarity_search("la paie", k=0) == []
    assert len(store.similarity_search("la paie", k=1000)) == 3


def test_the_nearest_text_comes_first_with_its_cosine(store: FaissStore) -> None:
    vectors = np.eye(3, dtype=np.float32)
    exact = FaissStore(store.embeddings)
    exact.add_vectors(TEXTS, vectors)
    found = exact.nearest(np.array([0.0, 0.8, 0.6], dtype=np.float32), 2)
    assert [number for number, _ in found] == [1, 2]
    assert [score for _, score in found] == pytest.approx([0.8, 0.6])
