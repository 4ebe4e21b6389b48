"""Plainer searches, and ours less one part: each transformation takes away what it says, and all are judged alike."""

from pathlib import Path

import pytest

from assistant import Assistant
from corpus import Corpus, Language
from evals import Case, climb
from evals.ablations import ABLATIONS, rebuilt, without_bank, without_glossary, without_other_language
from evals.baselines import CHUNK, Finder, dense_alone, holding, keywords_alone, plain_rag, split
from evals.ladder import RUNGS, rung
from evals.scoring import gold_passages, letters
from tests.evals.examples import a_case, outside_case

CASES = (
    a_case(id="a-en"),
    a_case(id="a-fr", language="fr", question="Quand est-ce que je reçois ma paie?"),
    a_case(id="b-fr", language="fr", question="Qui remplit une évaluation finale?", gold=["Le superviseur remplit"]),
    a_case(id="follow", before=["Who pays me?"]),
    outside_case(id="none"),
)


def quiet(step: str, done: int, total: int) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def gold(tiny_corpus: Corpus) -> dict[str, frozenset[str]]:
    return {case.id: gold_passages(case, tiny_corpus) for case in CASES}


def test_without_the_bank_no_question_is_left(tiny_corpus: Corpus) -> None:
    less = without_bank(tiny_corpus)
    assert any(passage.questions for passage in tiny_corpus.passages) and tiny_corpus.outside
    assert not any(passage.questions for passage in less.passages) and not less.outside
    assert less.glossary == tiny_corpus.glossary
    assert [passage.renderings for passage in less.passages] == [p.renderings for p in tiny_corpus.passages]


def test_without_the_glossary_the_rest_is_as_it_was(tiny_corpus: Corpus) -> None:
    less = without_glossary(tiny_corpus)
    assert tiny_corpus.glossary and not less.glossary
    assert (less.documents, less.outside) == (tiny_corpus.documents, tiny_corpus.outside)


def test_without_the_other_language_each_passage_has_its_document_s_own_words_alone(tiny_corpus: Corpus) -> None:
    less = without_other_language(tiny_corpus)
    assert any(passage.wording for passage in tiny_corpus.passages)
    for passage, whole in zip(less.passages, tiny_corpus.passages, strict=True):
        assert list(passage.renderings) == [Language.FRENCH] and len(whole.renderings) == 2
        assert passage.wording is None
        assert (passage.id, passage.questions) == (whole.id, whole.questions)


@pytest.mark.parametrize("name", ABLATIONS)
def test_an_ablation_s_index_lacks_the_part(tiny: Assistant, tiny_corpus: Corpus, name: str, tmp_path: Path) -> None:
    before = tiny.index.get().manifest
    less = rebuilt(tiny, ABLATIONS[name](tiny_corpus), tmp_path / "index", quiet).index.get()
    origins = {found.metadata["origin"] for _, found in less.store.numbered()}
    assert less.manifest.passages == before.passages
    if name == "without_glossary":
        assert not less.corpus.glossary and less.manifest.units == before.units
    else:
        assert (
            origins
            == {"without_bank": {"text", "wording"}, "without_other_language": {"text", "question", "outside"}}[name]
        )
        assert less.manifest.units < before.units
    assert tiny.index.get().manifest == before


def test_plain_rag_cuts_the_document_s_own_words(tiny_corpus: Corpus) -> None:
    (chunk,) = split(tiny_corpus.documents[0])
    assert chunk.startswith("Guide du programme") and "L'employeur verse la paie" in chunk
    assert "The employer" not in chunk and len(chunk) <= CHUNK


def test_a_chunk_is_right_when_it_holds_a_gold_span_of_its_document() -> None:
    case = a_case(gold=["L’employeur verse", "la paie"])
    chunks = {"guide#0": "Oui, l'EMPLOYEUR  verse.", "guide#1": "la pai", "report#0": "L'employeur verse la paie"}
    assert holding(case, {key: letters(text) for key, text in chunks.items()}) == {"guide#0"}


def test_plain_rag_finds_chunks_and_tells_how_far_it_is(tiny: Assistant, tiny_corpus: Corpus) -> None:
    told: list[tuple[int, int]] = []
    finder = plain_rag(tiny_corpus, tiny.index.get().embeddings, lambda done, total: told.append((done, total)))
    assert set(finder.find(CASES[0])) == {"guide#0", "report#0"}
    assert finder.right(CASES[0]) == {"guide#0"}
    assert told == [(2, 2)]


def test_keywords_alone_know_no_synonym(tiny_corpus: Corpus, gold: dict[str, frozenset[str]]) -> None:
    finder = keywords_alone(tiny_corpus, lambda case: gold[case.id])
    assert finder.find(CASES[2])[0] == "guide/evaluation"
    assert finder.find(a_case(question="wages")) == []  # the glossary's word for pay
    assert finder.right(CASES[2]) == {"guide/evaluation"}


def test_dense_alone_names_each_passage_once(tiny: Assistant, gold: dict[str, frozenset[str]]) -> None:
    found = dense_alone(tiny.index.get(), lambda case: gold[case.id]).find(
        a_case(question="La paie L'employeur verse la paie au stagiaire toutes les deux semaines.")
    )
    assert found[0] == "guide/pay"
    assert len(found) == len(set(found)) == len(tiny.corpus().passages)


def test_a_rung_is_judged_by_language() -> None:
    def first_for_english(case: Case) -> list[str]:
        return ["guide/pay"] if case.language == "en" else ["guide/permit", "guide/pay"]

    told: list[int] = []
    found = rung(
        "whole",
        Finder(first_for_english, lambda case: frozenset({"guide/pay"})),
        CASES[:2],
        lambda step, done, total: told.append(done),
    )
    values = {(group, rule): one.value for group, rules in found.figures.items() for rule, one in rules.items()}
    assert (values["en", "search_first"], values["fr", "search_first"], values["fr", "search_three"]) == (1.0, 0.0, 1.0)
    assert values["all", "search_first"] == 0.5
    assert told == [1, 2]


def test_the_ladder_is_climbed_in_order_on_what_has_an_answer_and_needs_no_context(
    tiny: Assistant, tiny_corpus: Corpus
) -> None:
    before = tiny.index.get().manifest
    rungs = climb(tiny, tiny_corpus, CASES, quiet)
    assert tuple(found.name for found in rungs) == RUNGS
    assert {found.figures["all"]["search_first"].cases for found in rungs} == {3}
    whole = rungs[-1].figures
    assert whole["all"]["search_first"].value == 1.0
    assert tiny.index.get().manifest == before
