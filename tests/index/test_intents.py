"""What a message is beside a question: learned from examples, kept with the index, silent on ordinary questions."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Corpus, IntentEntry, Language, OutsideEntry
from index import EmbedderSettings, SearchIndex, build_index
from index.concepts import Concepts
from index.features import Features
from index.intents import Classifier, Intents, examples_of, groups_of, train_intents
from index.units import make_units

HELP = IntentEntry(
    id="distress",
    about="Somebody is not well",
    fr=["je vais très mal", "je n'en peux plus du tout", "je me sens très mal", "ça va vraiment très mal"],
    en=["I feel really awful", "I am not well at all", "I feel so awful today", "I am really not well"],
)
ORDINARY = IntentEntry(id="ordinary", about="Only looks like it", fr=["je vais mal lire"], en=["an awful lot of forms"])


class Constant(Classifier):
    """A classifier that finds the same in every text."""

    def __init__(self, found: np.ndarray) -> None:
        super().__init__(Features({}, np.zeros(0), Concepts(())), np.zeros((0, 3)), np.zeros((4, 3)), np.log(found))


def test_there_are_none_without_examples(corpus: Corpus) -> None:
    units = make_units(corpus.passages, corpus.outside)
    found = train_intents(examples_of(corpus), np.zeros((0, 4)), units, np.zeros((len(units), 4)), Concepts(()))
    assert found.found("je vais mal", Language.FRENCH, np.zeros(4)) == {}


def test_outside_questions_stand_with_the_intent_that_they_name(corpus: Corpus) -> None:
    theme = OutsideEntry(id="sad", about="Sadness", intent="distress", fr=["je suis triste"], en=["I am sad"])
    examples = examples_of(replace(corpus, outside=(theme, *corpus.outside), intents=(HELP,)))
    intents = {example.text: example.intent for example in examples}
    assert intents["I am sad"] == "distress"
    assert {intents[text] for theme in corpus.outside for text in theme.en} == {"ordinary"}


@pytest.fixture(scope="module")
def taught(
    corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path_factory: pytest.TempPathFactory
) -> SearchIndex:
    folder = tmp_path_factory.mktemp("index")
    build_index(replace(corpus, intents=(HELP, ORDINARY)), folder, cache, settings)
    return SearchIndex.open(folder, cache, settings)


def test_an_intent_is_found_again_and_an_ordinary_question_has_none(taught: SearchIndex) -> None:
    found: Mapping[str, float] = taught.intents("I feel awful, not well at all", Language.ENGLISH)
    assert list(found) == ["distress"]
    assert 0 < found["distress"] <= 1
    assert list(taught.intents("Qui verse la paie au stagiaire?", Language.FRENCH)) in ([], ["ordinary"])


def test_a_corpus_without_a_bank_has_intents_all_the_same(corpus: Corpus) -> None:
    examples = examples_of(replace(corpus, outside=(), intents=(HELP, ORDINARY)))
    vectors = np.random.default_rng(0).normal(size=(len(examples), 4))
    found = train_intents(examples, vectors, [], np.zeros((0, 4)), Concepts(()))
    assert set(found.floors.values()) == {0.9}


def test_a_group_is_told_from_the_ordinary_together() -> None:
    """Two intents that share the doubt are found where neither is by itself, under the likelier one's name."""
    classifier = Constant(np.array([0.35, 0.3, 0.35]))
    alone = {"danger": 0.5, "distress": 0.5, "ordinary": 0.9}
    intents = Intents(
        ("danger", "distress", "ordinary"), {**alone, "hurt": 0.6}, {"hurt": ("danger", "distress")}, classifier
    )
    assert intents.found("", Language.ENGLISH, np.zeros(4)) == pytest.approx({"danger": 0.65})
    apart = replace(intents, groups={})
    assert apart.found("", Language.ENGLISH, np.zeros(4)) == {}


def test_the_groups_are_those_of_the_corpus(corpus: Corpus) -> None:
    grouped = HELP.model_copy(update={"group": "hurt"})
    assert groups_of(replace(corpus, intents=(grouped, ORDINARY))) == {"hurt": ("distress",)}


def test_half_a_surrogate_pair_is_no_error(taught: SearchIndex) -> None:
    assert taught.intents("awful \ud800", Language.ENGLISH) is not None


def test_a_damaged_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / "intents.json").write_text('{"names": ["a"], "floors": {"a": 1}}', encoding="utf-8")
    with pytest.raises(OSError, match="vocabulary"):
        Intents.load(tmp_path, Concepts(()))
