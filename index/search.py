"""Open an index and find the passages that answer a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np

from corpus import Corpus, Language, Passage, Tier
from index.bank import Bank
from index.build import read_corpus
from index.concepts import Concepts
from index.embedding import EmbedderSettings, embedder_digest
from index.errors import IndexNotReady
from index.fusion import SIGNALS, Fusion, Logistic, candidates, gate_row, signal_rows
from index.keyword_search import KeywordSearch
from index.manifest import Manifest, current_build, read_manifest, verify_files
from index.onnx_export import open_embeddings
from index.spelling import Speller, Words
from index.vector_store import FaissStore

_CANDIDATES = 24  # passages weighed for one question
_NEIGHBOURS = 200  # texts asked of FAISS
# A passage found with this probability answers, unless the gate's is below the second: names and keywords alone
# (« Lien d'avenir Moncton ») look like no banked question, so that the gate mistrusts them.
_BEYOND_DOUBT = ((0.955, 0.05), (0.99, 0.01))


@dataclass(frozen=True)
class Hit:
    """A passage found: the probability that it answers, each search's signal, and the nearest banked text."""

    passage: Passage
    score: float
    found: Mapping[str, float]
    nearest: str


@dataclass(frozen=True)
class SearchResult:
    """Hits, best first; `answerable` is the probability that the documents answer at all."""

    hits: tuple[Hit, ...]
    answerable: float
    floor: float

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
        store: FaissStore,
        keywords: KeywordSearch,
        bank: Bank,
        speller: Speller,
    ) -> None:
        self.manifest, self.corpus, self.store = manifest, corpus, store
        self._speller = speller
        self._keywords, self._bank = keywords, bank
        self._passages = corpus.passages
        self._fusion = Fusion(Logistic(**manifest.rank), Logistic(**manifest.gate), manifest.floor)
        tiers = {document.id: document.tier for document in corpus.documents}
        self._tiers = np.array([tiers[passage.document] is Tier.PROGRAMME for passage in self._passages])

    @property
    def floor(self) -> float:
        """The probability below which nothing is answered."""
        return self._fusion.floor

    @classmethod
    def open(cls, folder: Path, cache: Path, settings: EmbedderSettings) -> "SearchIndex":
        """The index in use in `folder`.

        Raises IndexNotReady when there is none, a file is damaged, or the settings ask for another embedder.
        """
        # One thread: with two, another busy process turns 1 ms into 6.
        faiss.omp_set_num_threads(settings.threads)
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
            store = FaissStore.load(build, open_embeddings(cache, digest, settings))
            keywords, bank = KeywordSearch.load(build, concepts), Bank.load(build, concepts)
            return cls(manifest, corpus, store, keywords, bank, Speller(Words.load(build)))
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            raise IndexNotReady(folder, f"it is damaged ({error}).") from error

    def mend(self, text: str, language: Language) -> str:
        """The text with slips of spelling and short forms mended towards the documents' words."""
        return self._speller.mend(text, language)

    def search(
        self, question: str, language: Language, limit: int = 5, documents: Sequence[str] | None = None
    ) -> SearchResult:
        """The `limit` passages most likely to answer, from all documents or those named, best first."""
        question = question.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair: tokenizers refuse it
        vector = np.array(self.store.embeddings.embed_query(question), dtype=np.float32)
        kernel = self._bank.kernel(question, language, vector)
        ridge, nearest = self._bank.class_scores(kernel), self._bank.nearest(kernel)
        signals = signal_rows(
            ridge=ridge,
            nearest=nearest,
            dense=self._dense(vector),
            keywords=self._keywords.scores(question, language),
        )
        chosen = candidates(signals, _CANDIDATES)
        if documents is not None:
            chosen = np.flatnonzero([passage.document in documents for passage in self._passages])
        scores = self._fusion.ranked(signals[chosen])
        order = np.argsort(-scores)[:limit]
        hits = tuple(
            Hit(
                passage=self._passages[chosen[place]],
                score=float(scores[place]),
                found=dict(zip(SIGNALS, (float(value) for value in signals[chosen[place]]), strict=True)),
                nearest=self._nearest_text(kernel, int(chosen[place])),
            )
            for place in order
        )
        if not hits:
            return SearchResult((), 0.0, self.floor)
        count = len(self._passages)
        gate = gate_row(signals[chosen[order[0]]], hits[0].score, ridge[count:], nearest[count:])
        return SearchResult(hits, float(self._fusion.gate.probability(gate[None])[0]), self.floor)

    def _dense(self, vector: np.ndarray) -> np.ndarray:
        best = np.zeros(len(self._bank.starts), dtype=np.float32)
        for number, score in self.store.nearest(vector, _NEIGHBOURS):
            place = self._bank.classes[number]
            best[place] = max(best[place], score)
        return best

    def _nearest_text(self, kernel: np.ndarray, passage: int) -> str:
        rows = np.flatnonzero(self._bank.classes == passage)
        number = int(rows[np.argmax(kernel[rows])])
        return self.store.get_by_ids([str(number)])[0].page_content
