"""Corpora of any size, drawn around the real one: its words and vectors, disturbed by a seeded generator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus import Corpus, Document, Language, Passage, PassageKind, Rendering
from index import Origin, Unit, make_units

_REPLACED = 0.3  # of a text's words
_NOISE = 0.5  # length of what is added to a vector of length 1: the cosine with the real one is about 0.89
_DOCUMENT = 1000  # passages a document


@dataclass(frozen=True)
class Synthetic:
    """A corpus, its searched texts and their vectors (units, dimension)."""

    corpus: Corpus
    units: tuple[Unit, ...]
    vectors: np.ndarray


@dataclass(frozen=True)
class _Model:
    """A real passage in one language: the text and a banked question, each with its vector's place."""

    passage: Passage
    language: Language
    text: int
    question: int


def synthetic(corpus: Corpus, vectors: np.ndarray, count: int, seed: int = 0) -> Synthetic:
    """`count` passages, each in one language, with one text and one banked question.

    `vectors` are those of the real corpus's searched texts, in their order. The outside questions stay as they are.
    """
    random = np.random.default_rng(seed)
    units = make_units(corpus.passages, corpus.outside)
    models = _models(corpus, units)
    words = _Words(units, random)
    chosen = [models[place] for place in random.integers(len(models), size=count)]
    passages = [_passage(number, model, units, words) for number, model in enumerate(chosen)]
    made = Corpus(tuple(_documents(corpus, passages)), corpus.glossary, corpus.outside)
    outside = [place for place, unit in enumerate(units) if unit.origin is Origin.OUTSIDE]
    places = [place for model in chosen for place in (model.text, model.question)]
    disturbed = _disturbed(vectors[places], random)
    found = np.concatenate([disturbed, vectors[outside]]).astype(np.float32)
    return Synthetic(made, tuple(make_units(made.passages, made.outside)), found)


def _models(corpus: Corpus, units: Sequence[Unit]) -> list[_Model]:
    first: dict[tuple[int, Language, Origin], int] = {}
    for place, unit in enumerate(units):
        first.setdefault((unit.answer, unit.language, unit.origin), place)
    return [
        _Model(passage, language, first[number, language, Origin.TEXT], first[number, language, Origin.QUESTION])
        for number, passage in enumerate(corpus.passages)
        for language in Language
        if (number, language, Origin.TEXT) in first and (number, language, Origin.QUESTION) in first
    ]


class _Words:
    """Disturbs texts with words of their language, drawn as often as they stand in the real texts."""

    def __init__(self, units: Sequence[Unit], random: np.random.Generator) -> None:
        self._random = random
        self._spoken = {
            language: [word for unit in units if unit.language is language for word in unit.text.split()]
            for language in Language
        }

    def disturbed(self, text: str, language: Language) -> str:
        words, spoken = text.split(), self._spoken[language]
        for place in np.flatnonzero(self._random.random(len(words)) < _REPLACED):
            words[place] = spoken[self._random.integers(len(spoken))]
        return " ".join(words)


def _passage(number: int, model: _Model, units: Sequence[Unit], words: _Words) -> Passage:
    text = words.disturbed(units[model.text].text, model.language)
    question = words.disturbed(units[model.question].text, model.language)
    return Passage(
        document=f"synthetic-{number // _DOCUMENT}",
        slug=f"passage-{number}",
        kind=PassageKind.PARAGRAPH,
        sections=(),
        renderings={model.language: Rendering(text, ())},
        questions={model.language: (question,)},
    )


def _documents(corpus: Corpus, passages: Sequence[Passage]) -> list[Document]:
    return [
        replace(
            corpus.documents[0],
            id=passages[start].document,
            blocks={},
            passages=tuple(passages[start : start + _DOCUMENT]),
            aliases={},
            defects=(),
            digest=f"synthetic-{start}",
        )
        for start in range(0, len(passages), _DOCUMENT)
    ]


def _disturbed(vectors: np.ndarray, random: np.random.Generator) -> np.ndarray:
    noise = random.standard_normal(vectors.shape, dtype=np.float32) * (_NOISE / np.sqrt(vectors.shape[1]))
    moved = vectors + noise
    result: np.ndarray = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return result
