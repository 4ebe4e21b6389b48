"""Facts that a model read are shown, and enter the rules only once the person has said yes."""

import pytest

from assistant import Answer, Assistant, Fact, Message, Outcome, StatementKind, Truth
from tests.assistant.model.conftest import Aided
from tests.assistant.model.scripted import worded

EN = "My folks came over from Lebanon and I took the oath in front of the judge last spring, so could I take part?"
FR = "Mes parents sont venus du Liban et j'ai prêté serment devant la juge le printemps dernier; puis-je participer?"
EN_READ = {"facts": [{"fact": "citizen_or_pr", "value": True, "evidence": "I took the oath in front of the judge"}]}
FR_READ = {"facts": [{"fact": "citizen_or_pr", "value": True, "evidence": "j'ai prêté serment devant la juge"}]}
CASES = [
    (EN, EN_READ, "yes", "no", "How much can my employer receive?", "If I understand correctly"),
    (FR, FR_READ, "oui, c'est exact", "non", "Combien mon employeur peut-il recevoir?", "Si je comprends bien"),
]


def known(answer: Answer) -> dict[str, object]:
    assert answer.eligibility is not None
    return {name: value for name, value in answer.eligibility.facts.items() if value is not None}


@pytest.fixture(params=CASES, ids=["en", "fr"])
def case(request: pytest.FixtureRequest) -> tuple[str, dict[str, object], str, str, str, str]:
    found: tuple[str, dict[str, object], str, str, str, str] = request.param
    return found


Case = tuple[str, dict[str, object], str, str, str, str]


def test_what_a_model_read_is_asked_and_no_rule_sees_it_yet(case: Case, assistant: Assistant, aided: Aided) -> None:
    assert assistant.reply(Message(case[0])).outcome is not Outcome.VERDICT
    answer = aided(case[1])[0].reply(Message(case[0]))
    assert answer.outcome is Outcome.CLARIFICATION and known(answer) == {}
    question = next(s for s in answer.statements if s.kind is StatementKind.QUESTION)
    assert question.text.startswith(case[5])
    assert answer.eligibility is not None and answer.eligibility.question is not None
    asked = answer.eligibility.question
    assert (asked.fact, [choice.value for choice in asked.choices]) == ("citizen_or_pr", [True, False])
    assert answer.eligibility.verdict == "more_information_needed"


def test_a_yes_lets_it_enter(case: Case, aided: Aided) -> None:
    helped, model = aided(case[1])
    first = helped.reply(Message(case[0]))
    answer = helped.reply(Message(case[2], first.conversation_id))
    assert known(answer)["citizen_or_pr"] is True and known(answer)["authorised_to_work"] is True
    assert answer.outcome is Outcome.CLARIFICATION and len(model.requests) == 1
    assert answer.eligibility is not None and answer.eligibility.question is not None
    assert answer.eligibility.question.fact != "citizen_or_pr"


def test_a_no_leaves_it_out(case: Case, aided: Aided) -> None:
    helped, _ = aided(case[1])
    first = helped.reply(Message(case[0]))
    answer = helped.reply(Message(case[3], first.conversation_id))
    assert known(answer) == {}
    assert answer.outcome is Outcome.CLARIFICATION


def test_silence_leaves_it_out_for_good(case: Case, aided: Aided) -> None:
    helped, _ = aided(case[1], worded())
    first = helped.reply(Message(case[0]))
    beside = helped.reply(Message(case[4], first.conversation_id))
    assert beside.outcome is Outcome.ANSWERED and beside.eligibility is None
    kept = helped.store.find(first.conversation_id)
    assert kept is not None and not (kept.screening or {}).get("proposed")
    late = helped.reply(Message(case[2], first.conversation_id))
    assert late.eligibility is None or "citizen_or_pr" not in known(late)


@pytest.mark.parametrize(("truth", "expected"), [(Truth.TRUE, True), (Truth.FALSE, None)])
def test_the_buttons_answer_for_all_of_it(truth: Truth, expected: object, aided: Aided) -> None:
    helped, _ = aided(
        {
            "facts": [
                {"fact": "citizen_or_pr", "value": True, "evidence": "I took the oath"},
                {"fact": "work_permit", "value": False, "evidence": "in front of the judge"},
            ]
        }
    )
    first = helped.reply(Message(EN))
    answer = helped.reply(Message("Yes", first.conversation_id, facts={Fact.CITIZEN_OR_PR: truth}))
    assert known(answer).get("citizen_or_pr") is expected
    assert known(answer).get("work_permit") is (False if expected else None)


def test_a_yes_with_more_tells_both(aided: Aided) -> None:
    helped, _ = aided(EN_READ)
    first = helped.reply(Message(EN))
    answer = helped.reply(Message("yes, and my brother is the manager there", first.conversation_id))
    assert known(answer)["citizen_or_pr"] is True and known(answer)["immediate_family"] is True


@pytest.mark.parametrize(
    "reply",
    [
        {"facts": []},
        {"facts": [{"fact": "citizen_or_pr", "value": True, "evidence": "I am a Canadian citizen"}]},
        {"facts": [{"fact": "is_a_wizard", "value": True, "evidence": "I took the oath"}]},
        {
            "facts": [
                {"fact": "citizen_or_pr", "value": True, "evidence": "I took the oath"},
                {"fact": "citizen_or_pr", "value": False, "evidence": "came over from Lebanon"},
            ]
        },
        {"facts": [{"fact": "citizen_or_pr", "value": "yes", "evidence": "I took the oath"}]},
        "nothing",
    ],
)
def test_what_does_not_stand_in_the_message_is_not_even_proposed(
    reply: object, assistant: Assistant, aided: Aided
) -> None:
    helped, model = aided(reply)
    answer = helped.reply(Message(EN))
    plain = assistant.reply(Message(EN))
    assert (answer.outcome, answer.text) == (plain.outcome, plain.text)
    assert model.requests[0].name == "facts"


@pytest.mark.parametrize(
    "text", ["I'm a PR, am I eligible?", "How much can my employer receive?", "am I eligible?", "hello there my friend"]
)
def test_what_the_reader_reads_or_nobody_tells_is_not_given_to_a_model(text: str, aided: Aided) -> None:
    helped, model = aided(EN_READ)
    helped.reply(Message(text))
    assert "facts" not in [request.name for request in model.requests]
