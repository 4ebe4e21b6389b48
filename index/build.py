"""Build an index: corpus to texts, vectors, keyword search, classifier and weights, and the manifest."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from pydantic import TypeAdapter

from corpus import Corpus, Language, Passage
from index.concepts import Concepts
from index.embedding import (
    EmbedderSettings,
    SentenceTransformerEmbeddings,
    embedder_digest,
    file_digest,
    load_sentence_transformer,
)
from index.errors import EmbedderError, IndexNotReady
from index.intents import PARAMETERS as INTENT_PARAMETERS
from index.intents import Intents, examples_of, groups_of, train_intents
from index.kept_vectors import load_vectors, save_vectors
from index.keyword_search import KeywordSearch
from index.large_training import train_large
from index.manifest import (
    FORMAT,
    Manifest,
    current_build,
    library_versions,
    new_build,
    read_manifest,
    swap_in,
    verify_files,
    write_manifest,
)
from index.neighbours import PARAMETERS as LARGE_PARAMETERS
from index.onnx_export import export, has_export, open_embeddings
from index.spelling import Words
from index.threads import all_threads
from index.training import PARAMETERS, train
from index.units import Unit, make_units

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done and how much there is."""

RIDGE_LIMIT = 25_000  # texts of one language; beyond, the ridge would take many minutes and gigabytes
_BATCH = 64
_CORPUS = TypeAdapter(Corpus)


@dataclass(frozen=True)
class BuildReport:
    """What a build did: whether anything had changed, and how many vectors were computed or kept."""

    manifest: Manifest
    rebuilt: bool
    embedded: int
    kept: int


@dataclass(frozen=True)
class Taught:
    """The intents, and the vectors of the examples that they were learned from."""

    intents: Intents = Intents()
    vectors: Mapping[str, np.ndarray] = field(default_factory=dict)

    def save(self, build: Path) -> None:
        """Write both."""
        self.intents.save(build)
        save_vectors(build, self.vectors)


def _no_progress(step: str, done: int, total: int) -> None:
    """The default: tell nobody."""


def build_index(
    corpus: Corpus,
    folder: Path,
    cache: Path,
    settings: EmbedderSettings,
    progress: Progress = _no_progress,
    force: bool = False,
    ridge_limit: int = RIDGE_LIMIT,
) -> BuildReport:
    """Build the index of a corpus in `folder`; vectors of unchanged texts are taken from the index that is there.

    `cache` is where the exported embedder lies. Nothing is done when all digests are the same, unless `force`.
    Where a language has more texts than `ridge_limit`, all are compared by their neighbours alone (`neighbours.py`).
    Raises EmbedderError when the model cannot be used.
    """
    digest = embedder_digest(settings)
    documents, data_digest = corpus_digests(corpus)
    previous = _previous(folder)
    if previous and not force and previous[1].same_sources(documents, data_digest, digest, _parameters(ridge_limit)):
        if not has_export(cache, digest):
            _export(load_sentence_transformer(settings), cache, digest)
        return BuildReport(previous[1], rebuilt=False, embedded=0, kept=previous[1].units)
    known = _known_vectors(previous, digest)
    units, examples = make_units(corpus.passages, corpus.outside), examples_of(corpus)
    texts = [unit.text for unit in units] + [example.text for example in examples]
    vectors, embedded = _embed(texts, known, settings, cache, digest, progress)
    searched, own = vectors[: len(units)], vectors[len(units) :]

    def teach() -> Taught:
        progress("intents", 0, 1)
        concepts, groups = Concepts(corpus.glossary), groups_of(corpus)
        intents = train_intents(examples, own, units, searched, concepts, groups)
        progress("intents", 1, 1)
        return Taught(intents, {example.text: vector for example, vector in zip(examples, own, strict=True)})

    manifest = write_index(corpus, units, searched, folder, settings, progress, ridge_limit, teach)
    return BuildReport(manifest, rebuilt=True, embedded=embedded, kept=len(texts) - embedded)


def write_index(
    corpus: Corpus,
    units: Sequence[Unit],
    vectors: np.ndarray,
    folder: Path,
    settings: EmbedderSettings,
    progress: Progress = _no_progress,
    ridge_limit: int = RIDGE_LIMIT,
    teach: Callable[[], Taught] = Taught,
) -> Manifest:
    """Write an index of units whose vectors (units, dimension) are known, and make it the one in use.

    What `teach` learns is learned beside the classifiers: much of either keeps a single processor busy.
    """
    build = new_build(folder)
    try:
        with all_threads(), ThreadPoolExecutor(1) as beside:
            manifest = _write(build, corpus, units, vectors, settings, progress, ridge_limit, beside.submit(teach))
        write_manifest(build, manifest)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise
    swap_in(folder, build)
    return manifest


def corpus_digests(corpus: Corpus) -> tuple[dict[str, str], str]:
    """The documents' digests by id, and that of the glossary, the outside questions and the intents."""
    data = [entry.model_dump() for entry in (*corpus.glossary, *corpus.outside, *corpus.intents)]
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return {document.id: document.digest for document in corpus.documents}, digest


def _previous(folder: Path) -> tuple[Path, Manifest] | None:
    try:
        build = current_build(folder)
        manifest = read_manifest(build)
        verify_files(build, manifest)
        return build, manifest
    except IndexNotReady:
        return None


def _known_vectors(previous: tuple[Path, Manifest] | None, digest: str) -> dict[str, np.ndarray]:
    """Text to vector, from the index that is there, when it was made with the same embedder."""
    if previous is None or previous[1].embedder_digest != digest:
        return {}
    from langchain_core.embeddings import DeterministicFakeEmbedding

    from index.vector_store import FaissStore

    try:
        # Only the vectors are read; nothing is embedded through this store.
        store = FaissStore.load(previous[0], DeterministicFakeEmbedding(size=1))
        taught = load_vectors(previous[0])
    except (OSError, RuntimeError, ValueError, KeyError):
        return {}
    return taught | {document.page_content: store.vector_of(number) for number, document in store.numbered()}


def _embed(
    texts: Sequence[str],
    known: dict[str, np.ndarray],
    settings: EmbedderSettings,
    cache: Path,
    digest: str,
    progress: Progress,
) -> tuple[np.ndarray, int]:
    """The vectors of texts, and how many had to be computed; exports the model on the way."""
    missing = sorted(set(texts) - known.keys(), key=len)
    if missing or not has_export(cache, digest):
        progress("model", 0, 1)
        embeddings = _build_embeddings(replace(settings, threads=os.cpu_count() or 1), cache, digest)
        progress("model", 1, 1)
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            found = embeddings.embed_documents(batch)
            known.update(zip(batch, (np.array(vector, dtype=np.float32) for vector in found), strict=True))
            progress("vectors", min(start + _BATCH, len(missing)), len(missing))
    return np.stack([known[text] for text in texts]), len(missing)


def _build_embeddings(settings: EmbedderSettings, cache: Path, digest: str) -> Embeddings:
    """The exported embedder, made first where it is missing: more than twice as fast as sentence-transformers here.

    The two give the same vectors (a test compares them); where an export is impossible, sentence-transformers embeds.
    """
    if has_export(cache, digest):
        try:
            return open_embeddings(cache, digest, settings)
        except ValueError:
            pass  # a damaged export has been taken away; it is made again
    model = load_sentence_transformer(settings)
    _export(model, cache, digest)
    exported = has_export(cache, digest)
    return open_embeddings(cache, digest, settings) if exported else SentenceTransformerEmbeddings(model, settings)


def _export(model: Any, cache: Path, digest: str) -> None:
    try:
        export(model, cache, digest)
    except EmbedderError:
        pass  # sentence-transformers answers then: `open_embeddings` finds no export


def _write(
    build: Path,
    corpus: Corpus,
    units: Sequence[Unit],
    vectors: np.ndarray,
    settings: EmbedderSettings,
    progress: Progress,
    ridge_limit: int,
    taught: Future[Taught],
) -> Manifest:
    from langchain_core.embeddings import DeterministicFakeEmbedding

    from index.vector_store import FaissStore

    passages, large = corpus.passages, _most_of_a_language(units) > ridge_limit
    store = FaissStore(DeterministicFakeEmbedding(size=vectors.shape[1]), lists=large)
    store.add_vectors(
        [unit.text for unit in units],
        vectors,
        [{"answer": unit.answer, "language": unit.language, "origin": unit.origin} for unit in units],
        [f"{number}" for number in range(len(units))],
    )
    store.save(build)
    concepts = Concepts(corpus.glossary)
    keywords = KeywordSearch.build(passages, concepts)
    keywords.save(build)
    Words.of(units, _terms(corpus)).save(build)
    progress("training", 0, 1)
    trained = train_large(units, store, concepts, keywords) if large else train(units, vectors, concepts, keywords)
    trained.bank.save(build)
    progress("training", 1, 1)
    taught.result().save(build)
    (build / "corpus.json").write_bytes(_CORPUS.dump_json(_without_bank(corpus)))
    documents, data_digest = corpus_digests(corpus)
    return Manifest(
        format=FORMAT,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=documents,
        data_digest=data_digest,
        parameters=_parameters(ridge_limit),
        embedder=settings.model,
        embedder_digest=embedder_digest(settings),
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
        files={str(p.relative_to(build)): file_digest(p) for p in sorted(build.rglob("*")) if p.is_file()},
        passages=len(passages),
        units=len(units),
        rank=asdict(trained.fusion.rank),
        gate=asdict(trained.fusion.gate),
        floor=trained.fusion.floor,
        figures=trained.figures,
        libraries=library_versions(),
        comparer="neighbours" if large else "ridge",
    )


def _most_of_a_language(units: Sequence[Unit]) -> int:
    counts = Counter(unit.language for unit in units)
    return max(counts.values(), default=0)


def _parameters(ridge_limit: int) -> dict[str, float]:
    return {**PARAMETERS, **LARGE_PARAMETERS, **INTENT_PARAMETERS, "ridge_limit": ridge_limit}


def _terms(corpus: Corpus) -> list[str]:
    return [term for entry in corpus.glossary for language in Language for term in entry.terms(language)]


def _without_bank(corpus: Corpus) -> Corpus:
    """The corpus as replies need it: one banked question a passage and language (to suggest), no other examples."""
    documents = tuple(
        replace(document, passages=tuple(_with_first_questions(passage) for passage in document.passages))
        for document in corpus.documents
    )
    return replace(corpus, documents=documents, outside=(), intents=())


def _with_first_questions(passage: Passage) -> Passage:
    return replace(passage, questions={language: found[:1] for language, found in passage.questions.items()})


def read_corpus(build: Path) -> Corpus:
    """The corpus as an index keeps it; raises OSError or ValueError when the file is damaged."""
    return _CORPUS.validate_json((build / "corpus.json").read_bytes())
