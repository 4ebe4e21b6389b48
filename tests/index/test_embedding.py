import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Corpus, Language
from index import EmbedderError, EmbedderSettings, IndexNotReady, SearchIndex, build_index
from index.embedding import (
    OnnxEmbeddings,
    SentenceTransformerEmbeddings,
    embedder_digest,
    file_digest,
    load_sentence_transformer,
    model_folder,
    verify_digests,
)
from index.onnx_export import export, export_folder, has_export, open_embeddings
from tests.tiny import write_static_model, write_tiny_model

TEXTS = [
    "Quand est-ce que je reçois ma paie?",
    "pay",
    "Qui remplit l’évaluation finale — mon superviseur?",
    "",
    "🙂 ???",
    "zwxq 12 345,67 $",
    "the final evaluation of the intern " * 100,  # longer than any model reads
]
Embedder = OnnxEmbeddings | SentenceTransformerEmbeddings
KINDS: list[type[Embedder]] = [OnnxEmbeddings, SentenceTransformerEmbeddings]


def made(kind: type[Embedder], settings: EmbedderSettings, cache: Path) -> Embedder:
    """An embedder of that kind; exports the model into `cache` where it must."""
    model, digest = load_sentence_transformer(settings), embedder_digest(settings)
    if kind is SentenceTransformerEmbeddings:
        return SentenceTransformerEmbeddings(model, settings)
    if not has_export(cache, digest):
        export(model, cache, digest)
    return OnnxEmbeddings(export_folder(cache, digest), settings)


def assert_same_directions(settings: EmbedderSettings, cache: Path) -> None:
    """The export computes in whole numbers: each vector points where the original's does, to within some degrees."""
    exported = np.array(made(OnnxEmbeddings, settings, cache).embed_documents(TEXTS))
    original = np.array(made(SentenceTransformerEmbeddings, settings, cache).embed_documents(TEXTS))
    np.testing.assert_allclose(np.linalg.norm(exported, axis=1), 1, atol=1e-5)
    assert (exported * original).sum(axis=1).min() > 0.97
    assert ((exported @ original.T).argmax(axis=1) == np.arange(len(TEXTS))).all()


def test_the_exported_model_gives_nearly_the_originals_vectors(settings: EmbedderSettings, tmp_path: Path) -> None:
    assert_same_directions(settings, tmp_path)


@pytest.mark.model
def test_the_exported_default_model_gives_nearly_the_originals_vectors(tmp_path: Path) -> None:
    assert_same_directions(EmbedderSettings(), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_prefixes_reach_the_model(settings: EmbedderSettings, tmp_path: Path, kind: type[Embedder]) -> None:
    prefixed = replace(settings, query_prefix="question: ", passage_prefix="texte: ")
    with_prefixes, plain = made(kind, prefixed, tmp_path), made(kind, settings, tmp_path)
    query, passage = with_prefixes.embed_query("la paie"), with_prefixes.embed_documents(["la paie"])[0]
    assert not np.allclose(query, passage, atol=1e-3)
    np.testing.assert_allclose(query, plain.embed_query("question: la paie"), atol=1e-5)
    np.testing.assert_allclose(passage, plain.embed_documents(["texte: la paie"])[0], atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_a_texts_vector_does_not_depend_on_its_company(
    settings: EmbedderSettings, tmp_path: Path, kind: type[Embedder]
) -> None:
    embedder = made(kind, settings, tmp_path)
    texts = [*TEXTS, *(f"texte {number}" for number in range(70))]  # more than one batch
    together = embedder.embed_documents(texts)
    assert len(together) == len(texts)
    for text, vector in zip(texts[-3:], together[-3:], strict=True):
        np.testing.assert_allclose(vector, embedder.embed_query(text), atol=1e-5)


def test_the_default_model_is_the_pinned_package() -> None:
    folder = Path(model_folder(EmbedderSettings()))
    assert (folder / "modules.json").is_file()


def test_a_named_model_is_left_to_the_library() -> None:
    assert model_folder(EmbedderSettings(model="intfloat/some-model")) == "intfloat/some-model"


def test_a_model_file_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "config.json"
    shutil.copy(Path(model_folder(EmbedderSettings())) / "config.json", copy)
    pinned = {"config.json": file_digest(copy)}
    verify_digests(tmp_path, pinned)
    copy.write_bytes(copy.read_bytes().replace(b"12", b"13", 1))
    with pytest.raises(EmbedderError, match=r"config\.json' is not the pinned one.*make install.*WIL_EMBEDDING_MODEL"):
        verify_digests(tmp_path, pinned)
    copy.unlink()
    with pytest.raises(EmbedderError, match="no file"):
        verify_digests(tmp_path, pinned)


@pytest.mark.parametrize("name", ["nobody/no-such-model", "not a name at all", "/no/such/folder"])
def test_a_wrong_model_name_says_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EmbedderError, match=f"(?s)'{name}' cannot be loaded.*WIL_EMBEDDING_MODEL"):
        load_sentence_transformer(EmbedderSettings(model=name))


def test_a_folder_that_holds_no_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{", encoding="utf-8")
    with pytest.raises(EmbedderError, match="(?s)cannot be loaded.*WIL_EMBEDDING_MODEL"):
        load_sentence_transformer(EmbedderSettings(model=str(tmp_path)))


def test_the_embedders_digest_tells_models_and_prefixes_apart(settings: EmbedderSettings, tmp_path: Path) -> None:
    copy = replace(settings, model=str(shutil.copytree(settings.model, tmp_path / "copy")))
    others = [
        EmbedderSettings(),
        EmbedderSettings(model="some/other-model"),
        settings,
        replace(settings, query_prefix="query: "),
        replace(settings, passage_prefix="query: "),
        replace(settings, model=str(write_tiny_model(tmp_path / "other", seed=1))),
    ]
    assert len({embedder_digest(other) for other in others}) == len(others)
    assert embedder_digest(copy) == embedder_digest(settings)  # the same files elsewhere
    assert embedder_digest(replace(settings, threads=2)) == embedder_digest(settings)
    (Path(copy.model) / "config.json").write_text("{}", encoding="utf-8")
    assert embedder_digest(copy) != embedder_digest(settings)


def test_a_model_that_cannot_be_exported_answers_through_its_library(corpus: Corpus, tmp_path: Path) -> None:
    settings = EmbedderSettings(model=str(write_static_model(tmp_path / "model")))
    cache = tmp_path / "cache"
    build_index(corpus, tmp_path / "index", cache, settings)
    assert list(cache.iterdir()) == []
    assert not build_index(corpus, tmp_path / "index", cache, settings).rebuilt
    assert isinstance(open_embeddings(cache, embedder_digest(settings), settings), SentenceTransformerEmbeddings)
    found = SearchIndex.open(tmp_path / "index", cache, settings).search("Qui verse mon salaire?", Language.FRENCH)
    assert found.hits[0].passage.id == "guide/pay"


def test_an_impossible_export_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    settings = EmbedderSettings(model=str(write_static_model(tmp_path / "model")))
    with pytest.raises(EmbedderError, match="cannot be exported to ONNX"):
        export(load_sentence_transformer(settings), tmp_path / "cache", "0123456789abcdef")
    assert list((tmp_path / "cache").iterdir()) == []


def test_an_index_is_searched_through_the_export(built: Path, cache: Path, settings: EmbedderSettings) -> None:
    index = SearchIndex.open(built, cache, settings)
    assert isinstance(index.embeddings, OnnxEmbeddings)


def test_an_index_without_its_export_answers_through_the_library(
    built: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    index = SearchIndex.open(built, tmp_path, settings)
    assert isinstance(index.embeddings, SentenceTransformerEmbeddings)
    assert index.search("Who pays my salary?", Language.ENGLISH).hits[0].passage.id == "guide/pay"


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_export_says_what_to_do_and_that_mends_it(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings, tmp_path: Path, name: str
) -> None:
    copy = Path(shutil.copytree(cache, tmp_path / "cache"))
    path = export_folder(copy, embedder_digest(settings)) / name
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(IndexNotReady, match="wil index build"):
        SearchIndex.open(folder, copy, settings)
    build_index(corpus, folder, copy, settings)
    assert isinstance(SearchIndex.open(folder, copy, settings).embeddings, OnnxEmbeddings)
