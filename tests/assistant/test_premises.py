"""A false belief about the program hears the guide's "no" first; what is true, or asked openly, does not."""

import pytest

from assistant import Assistant, Message, StatementKind
from assistant.premises import correction_of, premises
from assistant.wording import programme
from corpus import Corpus, Language, load_corpus

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def test_every_correction_has_its_premise_and_the_other_way_round(corpus: Corpus) -> None:
    guide = corpus.document(programme().guide)
    assert guide is not None
    assert [premise.id for premise in premises()] == [correction.id for correction in guide.corrections]
    assert all(premise.fr and premise.en for premise in premises())


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("Puisque le programme me paie, c'est quand le prochain versement?", FRENCH, "pays-students"),
        ("what day does ICTC deposit... sorry, when does the program send my paycheque?", ENGLISH, "pays-students"),
        ("since it's 70% up to $7,000 for the subsidy, what's left for my boss to pay?", ENGLISH, "other-amount"),
        ("c'est quoi les critères pour la subvention de 70 %?", FRENCH, "other-amount"),
        ("Comme les étudiants internationaux sont acceptés, mon ami peut appliquer?", FRENCH, "international-accepted"),
        ("is my midpoint feedback shared with my boss?", ENGLISH, "midpoint-shared"),
        ("mon évaluation finale est-elle transmise à mon superviseur?", FRENCH, "final-shared"),
        ("I have to submit an application before Friday, right?", ENGLISH, "student-applies"),
        ("my boss says I must order an official transcript", ENGLISH, "official-transcript-only"),
        ("Faut-il absolument être à temps plein?", FRENCH, "full-time-only"),
        ("if I tick all the boxes am I guaranteed to be accepted?", ENGLISH, "guaranteed"),
    ],
)
def test_what_people_take_for_granted(text: str, language: Language, id: str, corpus: Corpus) -> None:
    found = correction_of(text, language, corpus)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who pays me, the program or my employer?", ENGLISH),
        ("Qui me paie?", FRENCH),
        ("The program does not pay me directly, correct?", ENGLISH),
        ("L'employeur reçoit-il 50 % du salaire?", FRENCH),
        ("What is the subsidy, up to $5,000?", ENGLISH),
        ("Si je gagne 8 000 $, quel pourcentage de la subvention?", FRENCH),
        ("why are international students not eligible?", ENGLISH),
        ("How do I apply?", ENGLISH),
        ("Un relevé non officiel suffit-il?", FRENCH),
        ("merci beaucoup", FRENCH),
        ("", ENGLISH),
    ],
)
def test_what_is_true_or_asked_openly_is_not_corrected(text: str, language: Language, corpus: Corpus) -> None:
    assert correction_of(text, language, corpus) is None


def test_the_no_comes_first_and_cites_its_passage(assistant: Assistant) -> None:
    answer = assistant.reply(Message("Since the program pays me directly, when is payday?"))
    first = answer.statements[0]
    assert first.kind is StatementKind.FACT
    assert first.text.startswith("No, the WIL Digital program does not pay students directly")
    assert answer.citations[first.citations[0]].passage == "student-guide/program-does-not-pay-students"
    assert answer.text.count("does not pay students directly") == 1


def test_a_figure_of_a_report_is_not_corrected_by_the_guide(assistant: Assistant) -> None:
    answer = assistant.reply(Message("BHER says 70% of employers get the subsidy, is that in the evaluation?"))
    assert not answer.text.startswith("No,")
