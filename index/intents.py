"""What a message is beside a question: a cry for help, an attack, a matter for others; learned from examples.

The examples are in `corpus/intents/`. They are told from each other and from ordinary questions by multinomial
logistic regression over the bank's features (`features.py`) and the vector. Each intent has a floor, set on banked
questions that were kept apart from the learning, so that next to none of them reaches it; a group of intents has one
for the sum of their probabilities.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np

from corpus import ORDINARY, Corpus, Language
from index.concepts import Concepts
from index.features import Features, load_vocabulary
from index.units import Origin, Unit

_FOLDER = "intents"
_FILE = "intents.json"
_KEPT = 10  # every tenth banked question sets the floors; the others teach what is ordinary
_ALLOWED = 0.002  # share of ordinary questions that may reach an intent's floor
_ALLOWED_TOGETHER = 0.01  # the same of a group: what these miss costs more, and some banked questions are of them
_LEAST = 0.2  # below this probability an intent is never found
_PLAINLY = 0.9  # from this probability a message is surely ordinary
_WITHOUT_BANK = 0.9  # the floor where there are no banked questions to set it on
_SPARSE_WEIGHT = 1.5  # of words and characters, beside the vector
_INVERSE_PENALTY = 10.0  # scikit-learn's C
_ORDINARY = 1.4  # all ordinary questions together weigh at most this many times as much as all examples
PARAMETERS: dict[str, float] = {
    "intents_kept": _KEPT,
    "intents_allowed": _ALLOWED,
    "intents_allowed_together": _ALLOWED_TOGETHER,
    "intents_least": _LEAST,
    "intents_sparse_weight": _SPARSE_WEIGHT,
    "intents_inverse_penalty": _INVERSE_PENALTY,
    "intents_ordinary": _ORDINARY,
}


@dataclass(frozen=True)
class Example:
    """A text whose intent is known."""

    text: str
    language: Language
    intent: str


def examples_of(corpus: Corpus) -> list[Example]:
    """The examples of the intents; outside questions that are one too stand with it, the others with ORDINARY."""
    if not corpus.intents:
        return []
    found = [Example(text, language, entry.id) for entry in corpus.intents for language, text in entry.pairs()]
    for theme in corpus.outside:
        found.extend(Example(text, language, theme.intent or ORDINARY) for language, text in theme.pairs())
    return found


@dataclass(frozen=True)
class Classifier:
    """Logistic regression: weights (features, intents) of the sparse features, then of the vector, and the biases."""

    features: Features
    sparse: np.ndarray
    dense: np.ndarray
    biases: np.ndarray

    def probabilities(self, text: str, language: Language, vector: np.ndarray) -> np.ndarray:
        """The probability of each intent."""
        columns, values = self.features.row(text, language)
        scores = self.biases + vector @ self.dense + _SPARSE_WEIGHT * values @ self.sparse[columns]
        odds = np.exp(scores - scores.max())
        found: np.ndarray = odds / odds.sum()
        return found

    def save(self, folder: Path) -> None:
        """Write `classifier.npz` (numbers only, no pickle) and `vocabulary.json`."""
        np.savez(
            folder / "classifier.npz",
            idf=self.features.idf,
            sparse=self.sparse,
            dense=self.dense,
            biases=self.biases,
        )
        self.features.save_vocabulary(folder)

    @classmethod
    def load(cls, folder: Path, concepts: Concepts) -> "Classifier":
        """What was saved there; raises OSError, KeyError or ValueError when a file is damaged."""
        vocabulary = load_vocabulary(folder)
        with np.load(folder / "classifier.npz", allow_pickle=False) as arrays:
            features = Features(vocabulary, arrays["idf"], concepts)
            return cls(features, arrays["sparse"], arrays["dense"], arrays["biases"])


@dataclass(frozen=True)
class Intents:
    """The intents' names, floors and groups, and the classifier that tells them; without examples there are none.

    `floors` are by intent and by group; `groups` holds the intents of each group.
    """

    names: tuple[str, ...] = ()
    floors: Mapping[str, float] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    classifier: Classifier | None = None

    def found(self, text: str, language: Language, vector: np.ndarray) -> dict[str, float]:
        """The intents of a text that reach their floor, by their probability, the highest first.

        Of a group that reaches its own floor, the likeliest intent has the group's probability. A text that is plainly
        ordinary has that intent alone, or beside what it resembles.
        """
        if self.classifier is None:
            return {}
        probabilities = self.classifier.probabilities(text, language, vector)
        scores = {name: float(score) for name, score in zip(self.names, probabilities, strict=True)}
        reached = {name: score for name, score in scores.items() if score >= self.floors[name]}
        for group, members in self.groups.items():
            together = sum(scores[name] for name in members)
            if together >= self.floors[group]:
                reached[max(members, key=lambda name: scores[name])] = together
        return dict(sorted(reached.items(), key=lambda pair: -pair[1]))

    def save(self, build: Path) -> None:
        """Write the classifier in a folder of its own, with the names and floors."""
        folder = build / _FOLDER
        folder.mkdir()
        if self.classifier is not None:
            self.classifier.save(folder)
        data = {"names": self.names, "floors": dict(self.floors), "groups": dict(self.groups)}
        (folder / _FILE).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, build: Path, concepts: Concepts) -> "Intents":
        """What was saved there; raises OSError, KeyError or ValueError when a file is damaged."""
        folder = build / _FOLDER
        data = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        classifier = Classifier.load(folder, concepts) if data["names"] else None
        return cls(tuple(data["names"]), data["floors"], data["groups"], classifier)


def groups_of(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """The intents of each group."""
    named = {entry.group for entry in corpus.intents if entry.group}
    return {group: tuple(entry.id for entry in corpus.intents if entry.group == group) for group in sorted(named)}


def train_intents(
    examples: Sequence[Example],
    example_vectors: np.ndarray,
    units: Sequence[Unit],
    vectors: np.ndarray,
    concepts: Concepts,
    groups: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Intents:
    """Learn the intents from their examples (with their vectors) beside the bank's questions; none without examples."""
    if not examples:
        return Intents()
    questions = [number for number, unit in enumerate(units) if unit.origin is Origin.QUESTION]
    kept = questions[_KEPT // 2 :: _KEPT]
    taught = sorted(set(questions) - set(kept))
    texts = [(units[number].text, units[number].language) for number in taught]
    texts += [(example.text, example.language) for example in examples]
    intents = [ORDINARY] * len(taught) + [example.intent for example in examples]
    names, classifier = _fit(texts, np.concatenate([vectors[taught], example_vectors]), intents, concepts)
    asked = [(units[number].text, units[number].language, vectors[number]) for number in kept]
    return Intents(names, _floors(names, classifier, asked, groups), groups, classifier)


def _floors(
    names: Sequence[str],
    classifier: Classifier,
    asked: Sequence[tuple[str, Language, np.ndarray]],
    groups: Mapping[str, Sequence[str]],
) -> dict[str, float]:
    """The floor of each intent and group, which next to none of the ordinary questions reaches."""
    if not asked:
        return {ORDINARY: _PLAINLY} | dict.fromkeys((*(set(names) - {ORDINARY}), *groups), _WITHOUT_BANK)
    scores = np.array([classifier.probabilities(*one) for one in asked])
    floors = dict(zip(names, np.quantile(scores, 1 - _ALLOWED, axis=0).tolist(), strict=True))
    for group, members in groups.items():
        together = scores[:, [names.index(name) for name in members]].sum(axis=1)
        floors[group] = float(np.quantile(together, 1 - _ALLOWED_TOGETHER))
    return {name: max(floor, _LEAST) for name, floor in floors.items()} | {ORDINARY: _PLAINLY}


def _fit(
    texts: Sequence[tuple[str, Language]], vectors: np.ndarray, intents: Sequence[str], concepts: Concepts
) -> tuple[tuple[str, ...], Classifier]:
    """The names of the intents, and the classifier whose outputs they are."""
    from scipy import sparse  # both are slow to import, and no reply needs them
    from sklearn.linear_model import LogisticRegression

    features, (values, columns, starts) = Features.fit(texts, concepts)
    rows = sparse.csr_matrix((values, columns, starts), shape=(len(texts), len(features.vocabulary)))
    inputs = sparse.hstack([rows * _SPARSE_WEIGHT, sparse.csr_matrix(vectors)]).tocsr()
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=300).fit(inputs, list(intents), _importance(intents))
    weights, biases, count = model.coef_.T, model.intercept_, len(features.vocabulary)
    if weights.shape[1] == 1:  # of two intents scikit-learn gives the second's odds against the first
        weights, biases = np.hstack([np.zeros_like(weights), weights]), np.append(0.0, biases)
    weights = weights.astype(np.float32)
    classifier = Classifier(features, weights[:count], weights[count:], biases.astype(np.float32))
    return tuple(str(name) for name in model.classes_), classifier


def _importance(intents: Sequence[str]) -> np.ndarray:
    """How much each text counts: the more questions are banked, the less each, so that the examples stay heard."""
    ordinary = np.array([intent == ORDINARY for intent in intents])
    weight = min(1.0, _ORDINARY * int((~ordinary).sum()) / max(int(ordinary.sum()), 1))
    found: np.ndarray = np.where(ordinary, weight, 1.0)
    return found
