"""Open an index and find the passages that answer a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus import Corpus, Language, Passage
from index.bank import Banks
from index.build import read_corpus
from index.comparing import Comparer, Comparison
from index.concepts import Concepts
from index.embedding import EmbedderSettings, embedder_digest
from index.errors import IndexNotReady
from index.fusion import GATE_SIGNALS, SIGNALS, Fusion, Logistic, candidates, gate_row, signal_rows
from index.intents import Intents
from index.keyword_search import KeywordSearch
from index.manifest import Manifest, current_build, read_manifest, verify_files
from index.neighbours import NeighbourSearch, TextBank
from index.onnx_export import open_embeddings
from index.ridge import RidgeSearch
from index.spelling import Speller, Words
from index.threads import limit_threads

if TYPE_CHECKING:
    from index.vector_store import FaissStore

_VECTORS = 64  # questions whose vectors and mended texts are kept
_CANDIDATES = 24  # passages weighed for one question
# A passage found with this probability answers, unless the gate's is below the second: names and keywords alone
# (« Lien d'avenir Moncton ») look like no banked question, so that the gate mistrusts them.
_BEYOND_DOUBT = ((0.9, 0.1), (0.99, 0.04))


@dataclass(frozen=True)
class Hit:
    """A passage found: the probability that it answers, and each search's signal.

    `nearest` is its text that is most like the question; it is looked up when it is asked for: no reply needs it.
    """

    passage: Passage
    score: float
    found: Mapping[str, float]
    look_up: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def nearest(self) -> str:
        """The nearest banked text, wording or rendering of the passage."""
        return self.look_up()


@dataclass(frozen=True)
class SearchResult:
    """Hits, best first; `answerable` is the probability that the documents answer at all, `gate` what it stands on."""

    hits: tuple[Hit, ...]
    answerable: float
    floor: float
    gate: Mapping[str, float] = field(default_factory=dict)

    @property
    def confident(self) -> bool:
        """Whether the documents answer, as far as the search can tell.

        A passage found beyond doubt answers too, unless the gate is nearly sure that nothing does.
        """
        if not self.hits:
            return False
        best = self.hits[0].score
        found = any(best >= sure and self.answerable >= least for sure, least in _BEYOND_DOUBT)
        return found or self.answerable >= self.floor


class SearchIndex:
    """An opened index; safe to share between threads."""

    def __init__(
        self,
        manifest: Manifest,
        corpus: Corpus,
        embeddings: Embeddings,
        load_store: Callable[[], "FaissStore"],
        comparer: Comparer,
        speller: Speller,
        intents: Intents,
    ) -> None:
        self.manifest, self.corpus, self.embeddings = manifest, corpus, embeddings
        self._load_store = load_store
        self._intents = intents
        self._mended = lru_cache(maxsize=_VECTORS)(speller.mend)  # every step of a reply reads the same text
        self._vector = lru_cache(maxsize=_VECTORS)(self._embed)  # a reply searches the same words in several scopes
        self._comparer = comparer
        self._passages = corpus.passages
        self._fusion = Fusion(Logistic(**manifest.rank), Logistic(**manifest.gate), manifest.floor)
        places = {document.id: place for place, document in enumerate(corpus.documents)}
        self._owners = np.array([places[passage.document] for passage in self._passages])

    @property
    def store(self) -> "FaissStore":
        """The searched texts with their vectors; read when it is first asked for: no reply to a small corpus needs it.

        Raises OSError, RuntimeError or ValueError when a file has been damaged since the index was opened.
        """
        return self._load_store()

    @property
    def fusion(self) -> Fusion:
        """How the searches are weighed, as it was learned when the index was built."""
        return self._fusion

    @property
    def floor(self) -> float:
        """The probability below which nothing is answered."""
        return self._fusion.floor

    @classmethod
    def open(cls, folder: Path, cache: Path, settings: EmbedderSettings) -> "SearchIndex":
        """The index in use in `folder`.

        Raises IndexNotReady when there is none, a file is damaged, or the settings ask for another embedder.
        """
        limit_threads(settings.threads)
        build = current_build(folder)
        manifest = read_manifest(build)
        digest = embedder_digest(settings)
        if manifest.embedder_digest != digest:
            made = f"'{manifest.embedder}' (prefixes '{manifest.query_prefix}', '{manifest.passage_prefix}')"
            asked = f"'{settings.model}' (prefixes '{settings.query_prefix}', '{settings.passage_prefix}')"
            reason = f"it was made with the model {made}, the settings ask for {asked}."
            raise IndexNotReady(folder, reason)
        verify_files(build, manifest)
        try:
            corpus = read_corpus(build)
            concepts = Concepts(corpus.glossary)
            embeddings = open_embeddings(cache, digest, settings)
            load_store = lru_cache(maxsize=1)(partial(_load_store, build, embeddings))
            comparer = _comparer(build, manifest, load_store, concepts)
            speller, intents = Speller(Words.load(build)), Intents.load(build, concepts)
            return cls(manifest, corpus, embeddings, load_store, comparer, speller, intents)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            raise IndexNotReady(folder, f"it is damaged ({error}).") from error

    def mend(self, text: str, language: Language) -> str:
        """The text with slips of spelling and short forms mended towards the documents' words."""
        return self._mended(text, language)

    def intents(self, text: str, language: Language) -> dict[str, float]:
        """What a message is beside a question, by how likely (about 1: sure), the likeliest first; mostly nothing."""
        text = _encodable(text)
        return self._intents.found(text, language, self._vector(text))

    def search(
        self, question: str, language: Language, limit: int = 5, documents: Sequence[str] | None = None
    ) -> SearchResult:
        """The `limit` passages most likely to answer, from all documents or those named, best first."""
        question = _encodable(question)
        vector = self._vector(question)
        among = None if documents is None else self._passages_of(documents)
        found = self._comparer.compare(question, language, vector, among)
        count = len(found.passages)
        allowed = np.arange(count) if among is None else np.flatnonzero(among[found.passages])
        # Margins are those over the other passages that may answer: what another document says better is no rival.
        parts = (found.ridge, found.nearest, found.dense, found.keywords)
        signals = signal_rows(*(part[allowed] for part in parts))
        chosen = candidates(signals, _CANDIDATES) if among is None else np.arange(len(allowed))
        positions = found.passages[allowed[chosen]]
        scores = self._fusion.ranked(signals[chosen])
        order = np.argsort(-scores)[:limit]
        hits = tuple(
            Hit(
                passage=self._passages[positions[place]],
                score=float(scores[place]),
                found=dict(zip(SIGNALS, (float(value) for value in signals[chosen[place]]), strict=True)),
                look_up=partial(self._nearest, found, int(positions[place])),
            )
            for place in order
        )
        if not hits:
            return SearchResult((), 0.0, self.floor)
        gate = gate_row(signals[chosen[order[0]]], hits[0].score, found.ridge[count:], found.nearest[count:])
        return SearchResult(
            hits,
            float(self._fusion.gate.probability(gate[None])[0]),
            self.floor,
            dict(zip(GATE_SIGNALS, (float(value) for value in gate), strict=True)),
        )

    def _embed(self, question: str) -> np.ndarray:
        return np.array(self.embeddings.embed_query(question), dtype=np.float32)

    def _passages_of(self, documents: Sequence[str]) -> np.ndarray:
        """A mark for each passage: whether it is of one of those documents."""
        wanted = np.array([document.id in documents for document in self.corpus.documents], dtype=bool)
        marks: np.ndarray = wanted[self._owners]
        return marks

    def _nearest(self, found: Comparison, position: int) -> str:
        """The text of a passage, by its position, that is most like the question."""
        return self.store.get_by_ids([str(found.nearest_row(position))])[0].page_content


def _encodable(text: str) -> str:
    """The text without half surrogate pairs, which tokenizers refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _load_store(build: Path, embeddings: Embeddings) -> "FaissStore":
    from index.vector_store import FaissStore  # with it come LangChain's vector stores: a third of a second

    return FaissStore.load(build, embeddings)


def _comparer(build: Path, manifest: Manifest, load_store: Callable[[], "FaissStore"], concepts: Concepts) -> Comparer:
    keywords = KeywordSearch.load(build, concepts)
    if manifest.comparer == "neighbours":
        return NeighbourSearch(TextBank.load(build, concepts), load_store(), keywords)
    return RidgeSearch(Banks.load(build, concepts), keywords)
