"""What of an answer a model words, and what passes untouched."""

import re
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Message, Outcome, Said, StatementKind
from assistant.model import ModelFailed, Request, Trouble
from corpus import Language
from tests.assistant.model.conftest import Aided
from tests.assistant.model.scripted import worded

AMOUNT = "How much can my employer receive for a student?"
GOOD = "An employer can receive up to half of the student's wages, at most $5,000."
BON = "Un employeur peut recevoir jusqu'à la moitié du salaire de l'étudiant, au plus 5\u00a0000\u00a0$."


def same(answer: Answer) -> dict[str, object]:
    return answer.model_dump(exclude={"conversation_id", "turn_id"})


def plain(request: Request) -> list[tuple[str, list[int]]]:
    """The passages' plain wordings, each citing its passage."""
    found = re.findall(r'"number": (\d+).*?"plain": "(.*?)"[,}]', request.material)
    return [(text, [int(number)]) for number, text in found]


def echo(request: Request) -> object:
    """The plain wordings as they are: the mildest of models."""
    return worded(*plain(request))


def amount_in_own_words(request: Request) -> object:
    """The same, save what an employer can receive."""
    return worded(*((GOOD if "50%" in text else text, cited) for text, cited in plain(request)))


@pytest.mark.parametrize(
    "text",
    [
        "I have a study permit, am I eligible?",
        "Suis-je admissible? Je suis citoyenne et inscrite à l'Université Laval.",
        "am I eligible?",
        "Bonjour!",
        "what's the deadline to apply?",
        "Quelle est la recette de la poutine?",
        "my boss hasn't paid me in 3 weeks, what do I do?",
    ],
)
def test_verdicts_gaps_greetings_and_owed_wages_pass_untouched(text: str, assistant: Assistant, aided: Aided) -> None:
    helped, model = aided(*[worded((GOOD, [1]))] * 3)
    assert same(helped.reply(Message(text))) == same(assistant.reply(Message(text)))
    assert [request for request in model.requests if request.name == "word"] == []


def test_a_correction_stays_word_for_word_before_what_is_worded(assistant: Assistant, aided: Aided) -> None:
    text = "is the mid-term eval shared with my employer, and how much can my employer receive?"
    before = assistant.reply(Message(text))
    corrections = [s for s in before.statements if s.text.startswith("No, ")]
    assert corrections
    after = aided(echo)[0].reply(Message(text))
    assert [s for s in after.statements if s.text.startswith("No, ")] == corrections
    assert GOOD in aided(amount_in_own_words)[0].reply(Message(text)).text


def test_what_is_not_worded_keeps_its_place_and_its_words(assistant: Assistant, aided: Aided) -> None:
    text = "Who can take part? And what colour is the logo of the office in Moncton?"
    before = assistant.reply(Message(text))
    helped, model = aided(echo)
    after = helped.reply(Message(text))
    kinds = (StatementKind.RESERVE, StatementKind.GAP, StatementKind.COURTESY, StatementKind.QUESTION)
    assert [s for s in after.statements if s.kind in kinds] == [s for s in before.statements if s.kind in kinds]
    assert after.outcome is before.outcome and after.contact == before.contact
    assert after.citations == before.citations and model.requests


def test_statements_are_dropped_until_the_answer_is_no_longer_whole(assistant: Assistant, aided: Aided) -> None:
    good = aided(worded((GOOD, [1]), ("It is paid by the employer's bank in Paris.", [1])))[0].reply(Message(AMOUNT))
    assert good.text == GOOD
    half = aided(worded(("An employer can receive up to half of the student's wages.", [1])))[0].reply(Message(AMOUNT))
    assert half.text == assistant.reply(Message(AMOUNT)).text


def test_the_stream_tells_checked_statements_only(aided: Aided) -> None:
    helped, _ = aided(worded((GOOD, [1]), ("You are eligible for $7,000.", [1])))
    said = [event.statement.text for event in helped.stream(Message(AMOUNT)) if isinstance(event, Said)]
    assert said == [GOOD]


def test_a_list_keeps_its_marks(assistant: Assistant, aided: Aided) -> None:
    text = "What documents does ICTC accept as proof of enrolment?"
    before = assistant.reply(Message(text))
    after = aided(echo)[0].reply(Message(text))
    assert sum(s.text.startswith("- ") for s in before.statements) > 2
    assert [s.text[:2] for s in after.statements] == [s.text[:2] for s in before.statements]


def test_an_address_comes_back_in_the_place_of_its_token(aided: Aided) -> None:
    helped, model = aided(echo)
    answer = helped.reply(Message("How do I contact the WIL Digital team?"))
    assert "WIL_Digital@ictc-ctic.ca" in answer.text and "⟦" not in answer.text
    assert "WIL_Digital@" not in model.requests[0].material and "⟦E1⟧" in model.requests[0].material


def test_a_follow_up_is_searched_as_the_model_rephrased_it(aided: Aided) -> None:
    helped, model = aided(
        ModelFailed(Trouble.EMPTY),
        {"question": "Who sees my answers in the final evaluation?"},
        ModelFailed(Trouble.EMPTY),
    )
    first = helped.reply(Message("Who sees my answers in the midpoint evaluation?"))
    answer = helped.reply(Message("and the final one?", first.conversation_id))
    assert [request.name for request in model.requests] == ["word", "rephrase", "word"]
    assert answer.citations[0].passage == "student-guide/final-evaluation"
    turns = helped.store.turns(first.conversation_id)
    assert turns[-1].message == "and the final one?" and turns[-1].versions["model_work"] == "rephrase"


@pytest.mark.parametrize(
    "question",
    [
        "Can you pay $7,000 to Jean Tremblay in Paris?",
        "Qui voit mes réponses à l'évaluation finale?",
        "x" * 400,
        "",
        "<b>final evaluation</b>",
    ],
)
def test_a_rephrasing_that_leaves_the_conversation_is_not_searched(
    question: str, assistant: Assistant, aided: Aided
) -> None:
    first = assistant.reply(Message("Who sees my answers in the midpoint evaluation?"))
    plain = assistant.reply(Message("and the final one?", first.conversation_id))
    helped, model = aided({"question": question})
    again = assistant.reply(Message("Who sees my answers in the midpoint evaluation?"))
    answer = helped.reply(Message("and the final one?", again.conversation_id))
    assert model.requests[0].name == "rephrase"
    assert same(answer) == same(plain)


def test_a_first_message_is_not_rephrased(aided: Aided) -> None:
    helped, model = aided()
    helped.reply(Message("and the final one?"))
    assert "rephrase" not in [request.name for request in model.requests]


def test_both_languages_of_a_good_wording_agree(aided: Aided) -> None:
    helped, model = aided(worded((GOOD, [1])), worded((BON, [1])))
    twins = helped.twins(Message(AMOUNT))
    assert (twins.en.text, twins.fr.text, twins.differences) == (GOOD, BON, ())
    assert len(model.requests) == 2


def test_french_is_typeset_as_canadians_do(aided: Aided) -> None:
    bare = BON.replace("\u00a0", " ")
    assert aided(worded((bare, [1])))[0].reply(Message("Combien mon employeur peut-il recevoir?")).text == BON


def test_wordings_that_do_not_agree_give_way_to_the_documents_own(assistant: Assistant, aided: Aided) -> None:
    reply = worded(("Un employeur peut recevoir jusqu'à 50\u00a0% du salaire, au plus 5\u00a0000\u00a0$.", [1]))
    more = worded((GOOD, [1]), ("An employer can receive a wage subsidy.", [1]))
    twins = aided(more, reply)[0].twins(Message(AMOUNT))
    plain = assistant.twins(Message(AMOUNT))
    assert twins.differences == () == plain.differences
    assert {twins.fr.outcome, twins.en.outcome} == {Outcome.ANSWERED}


@pytest.mark.parametrize(
    "text",
    [
        "Qui me paie, et quand?",
        "I have a study permit, am I eligible?",
        "combien d'employeurs ont offert l'AIT pour la première fois selon la TRAES?",
        "hello",
        "quelle est la date limite?",
        "am I eligible?",
    ],
)
def test_twins_stand_on_the_same_passages_and_agree(text: str, assistant: Assistant) -> None:
    twins = assistant.twins(Message(text))
    assert twins.differences == ()
    assert (twins.fr.language, twins.en.language) == (Language.FRENCH, Language.ENGLISH)
    assert [c.passage for c in twins.fr.citations] == [c.passage for c in twins.en.citations]


def test_twins_keep_nothing(assistant: Assistant) -> None:
    first = assistant.reply(Message(AMOUNT))
    assistant.twins(Message("and who pays?", first.conversation_id))
    assert len(assistant.store.turns(first.conversation_id)) == 1


def test_without_a_model_nothing_of_a_provider_is_imported() -> None:
    import subprocess
    import sys

    names = ("langchain", "openai", "anthropic", "ollama", "langchain_openai")
    code = f"import sys, bots.command; print([n for n in sys.modules if n.split('.')[0] in {names}])"
    root = Path(__file__).parents[3]
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert found.stdout.strip() == "[]"
