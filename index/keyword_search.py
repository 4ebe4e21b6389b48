"""BM25 over the passages' words and concepts, both renderings and the plain wordings together."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from corpus import Language, Passage
from index.concepts import Concepts
from index.tokenising import stems
from index.units import full_text


class KeywordSearch:
    """One document a passage; `scores` gives every passage's BM25."""

    def __init__(self, engine: bm25s.BM25, concepts: Concepts) -> None:
        self._engine, self._concepts = engine, concepts

    @classmethod
    def build(cls, passages: Sequence[Passage], concepts: Concepts) -> "KeywordSearch":
        """Index the passages, in order."""
        engine = bm25s.BM25()
        engine.index([_passage_terms(passage, concepts) for passage in passages], show_progress=False)
        return cls(engine, concepts)

    def scores(self, question: str, language: Language, most: int | None = None) -> np.ndarray:
        """The BM25 of every passage, divided by the best one's (0 everywhere when no word is known).

        Where passages are very many, `most` bounds the work: the question's rarest words count, until they stand in
        that many passages together.
        """
        known = [term for term in set(_terms(question, language, self._concepts)) if term in self._engine.vocab_dict]
        if not known:
            return np.zeros(self._engine.scores["num_docs"], dtype=np.float32)
        if most is not None:
            known = self._rarest(known, most)
        found: np.ndarray = self._engine.get_scores(known).astype(np.float32)
        return found / max(float(found.max()), 1e-9)

    def _rarest(self, terms: Sequence[str], most: int) -> list[str]:
        starts = self._engine.scores["indptr"]
        held = {term: int(np.diff(starts[self._engine.vocab_dict[term] :][:2])[0]) for term in terms}
        ordered = sorted(terms, key=lambda term: (held[term], term))
        together = np.cumsum([held[term] for term in ordered])
        return ordered[: max(1, int(np.searchsorted(together, most, side="right")))]

    def save(self, folder: Path) -> None:
        """Write the engine's files into `folder/keywords`."""
        self._engine.save(str(folder / "keywords"))

    @classmethod
    def load(cls, folder: Path, concepts: Concepts) -> "KeywordSearch":
        """The search that was saved there."""
        return cls(bm25s.BM25.load(str(folder / "keywords"), load_corpus=False), concepts)


def _terms(text: str, language: Language, concepts: Concepts) -> list[str]:
    return stems(text, language) + [f"c:{concept}" for concept in concepts.find(text)]


def _passage_terms(passage: Passage, concepts: Concepts) -> list[str]:
    found = [
        term for language in passage.renderings for term in _terms(full_text(passage, language), language, concepts)
    ]
    if passage.wording:
        for language in Language:
            found.extend(_terms(passage.wording.in_language(language), language, concepts))
    return found
