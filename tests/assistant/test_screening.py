"""Screening over turns: short replies, questions beside, corrections, buttons, conflicts."""

from collections.abc import Mapping

import pytest

from assistant import Answer, Assistant, Fact, Message, Outcome, StatementKind, Truth


class Talk:
    """One conversation."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.id: str | None = None

    def say(self, text: str, facts: Mapping[Fact, Truth] | None = None) -> Answer:
        answer = self.assistant.reply(Message(text, self.id, facts=facts))
        self.id = answer.conversation_id
        return answer


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return Talk(assistant)


def asked(answer: Answer) -> str | None:
    return answer.eligibility.question.fact if answer.eligibility and answer.eligibility.question else None


def fact(answer: Answer, name: str) -> object:
    assert answer.eligibility is not None
    return answer.eligibility.facts[name]


def test_short_replies_fill_the_fact_just_asked_and_only_that_one(talk: Talk) -> None:
    first = talk.say("am I eligible?")
    assert (first.outcome, asked(first)) == (Outcome.CLARIFICATION, "citizen_or_pr")
    turns = [
        ("PR", "enrolled_for_work_period"),
        ("part-time, the whole time", "accredited_institution_in_canada"),
        ("Waterloo", "credential_programme"),
        ("a bachelor's", "immediate_family"),
        ("nope, nobody", "company_role"),
        ("no", "permanent_employee_of_host"),
    ]
    for reply, following in turns:
        assert asked(talk.say(reply)) == following, reply
    last = talk.say("no, just the placement")
    assert last.eligibility is not None and last.eligibility.verdict == "no_obstacle_found"
    assert last.outcome is Outcome.VERDICT
    assert any(statement.kind is StatementKind.RESERVE for statement in last.statements)


def test_no_fact_is_asked_twice_and_not_knowing_moves_on(talk: Talk) -> None:
    questions = [asked(talk.say("suis-je admissible?"))]
    while questions[-1] is not None:
        questions.append(asked(talk.say("je ne sais pas")))
    assert len(questions) == len(set(questions)) == 13  # the twelve facts, then none
    assert talk.say("je ne sais pas").outcome is not Outcome.VERDICT


def test_a_question_beside_is_answered_and_the_screening_goes_on(talk: Talk) -> None:
    talk.say("Je suis citoyenne, suis-je admissible?")
    beside = talk.say("combien mon employeur peut-il recevoir?")
    assert beside.outcome is Outcome.ANSWERED and beside.eligibility is None
    assert beside.citations[0].passage == "student-guide/subsidy-amount"
    assert beside.statements[-1].kind is StatementKind.QUESTION
    assert fact(talk.say("oui"), "enrolled_for_work_period") is True


def test_one_fact_that_decides_ends_the_questions(talk: Talk) -> None:
    talk.say("I'm a PR, am I eligible?")
    answer = talk.say("my brother is one of the managers there")
    assert answer.eligibility is not None and answer.eligibility.verdict == "criterion_not_met"
    assert asked(answer) is None and answer.eligibility.missing == ()
    assert "immediate family" in answer.text and "you do not appear to be eligible" in answer.text


def test_a_later_statement_replaces_an_earlier_one(talk: Talk) -> None:
    assert fact(talk.say("I have a study permit, am I eligible?"), "international_student") is True
    answer = talk.say("actually my PR came through last week")
    assert fact(answer, "citizen_or_pr") is True and fact(answer, "international_student") is False


def test_two_statuses_at_once_are_asked_about_and_the_answer_settles_both(talk: Talk) -> None:
    first = talk.say("I'm a Canadian citizen and I have an open work permit, am I eligible?")
    assert asked(first) == "citizen_or_pr" and first.outcome is Outcome.CLARIFICATION
    settled = talk.say("Canadian citizenship", {Fact.CITIZEN_OR_PR: Truth.TRUE})
    assert fact(settled, "work_permit") is False and asked(settled) == "enrolled_for_work_period"


def test_buttons_set_facts_and_removed_chips_forget_them(talk: Talk) -> None:
    talk.say("suis-je admissible?")
    assert fact(talk.say("Oui", {Fact.CITIZEN_OR_PR: Truth.TRUE}), "citizen_or_pr") is True
    assert fact(talk.say("enlever", {Fact.CITIZEN_OR_PR: Truth.UNKNOWN}), "citizen_or_pr") is None


def test_what_others_say_changes_nothing(talk: Talk) -> None:
    talk.say("I have a study permit, am I eligible?")
    answer = talk.say("but my boss says the rule changed and it's fine now")
    assert answer.eligibility is not None and answer.eligibility.verdict == "criterion_not_met"


def test_another_candidate_starts_over(talk: Talk) -> None:
    talk.say("We want to hire a student who has a work permit. Is she eligible?")
    answer = talk.say("And another candidate: a permanent resident, is he eligible?")
    assert fact(answer, "work_permit") is False and fact(answer, "citizen_or_pr") is True


def test_the_candidate_is_spoken_of_and_not_the_employer(talk: Talk) -> None:
    answer = talk.say("Je suis directrice; notre candidate a un permis de travail. Est-elle admissible?")
    assert answer.eligibility is not None and answer.eligibility.subject == "candidate"
    assert fact(answer, "company_role") is None
    assert "la personne à placer ne semble pas admissible" in answer.text


def test_what_is_not_among_the_criteria_is_said_to_be_none(talk: Talk) -> None:
    answer = talk.say("I'm 52 and a citizen, am I too old to be eligible?")
    said = next(statement for statement in answer.statements if "not among the guide's criteria" in statement.text)
    assert "age" in said.text and said.citations


def test_an_owed_wage_is_no_matter_of_eligibility(talk: Talk) -> None:
    answer = talk.say("I'm a PR and I haven't been paid in 3 weeks, what do I do?")
    assert answer.urgent == "pay" and answer.eligibility is None


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "Je finis ma technique à Trois-Rivières et je commence lundi. J'ai viré ma boîte courriel à l'envers. "
            "C'est qui au juste qui signe le contrat avec vous autres?",
            "contract-signed",
        ),
        ("what boxes does a student have to tick to get in? gimme all of them", "conditions"),
        ("Un étudiant avec un permis d'études, est-ce que le programme le prend?", "exclusion-international"),
    ],
)
def test_a_question_of_the_rules_at_large_or_of_another_matter_is_answered_from_the_guide(
    talk: Talk, text: str, passage: str
) -> None:
    answer = talk.say(text)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].passage == f"student-guide/{passage}"
