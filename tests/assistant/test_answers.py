"""Replies over the real documents: what people ask, and what a right answer says and stands on."""

import pytest

from assistant import Answer, Assistant, Message, Outcome, StatementKind
from corpus import Language, Tier, emails, numbers

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


def ask(assistant: Assistant, question: str, **values: object) -> Answer:
    return assistant.reply(Message(question, channel="test", **values))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("question", "language", "passage", "said"),
    [
        ("Combien l'employeur peut-il recevoir?", FRENCH, "student-guide/subsidy-amount", "5 000 $"),
        ("my boss hasnt payed me in 3 weeks who do i tell", ENGLISH, "student-guide/unpaid-what-to-do", "WIL_Digital@"),
        ("is the mid-term eval shared with my employer", ENGLISH, "student-guide/midpoint-evaluation", "not be shared"),
        (
            "can international students join WIL Digital?",
            ENGLISH,
            "student-guide/exclusion-international",
            "not eligible",
        ),
        (
            "Selon la TRAES, combien de partenaires au 31 octobre 2021?",
            FRENCH,
            "bher-evaluation/progress-toward-target",
            "42 partenaires",
        ),
        (
            "chu-tu obligé de faire le plan d'apprentissage, pis c'est pour quand?",
            FRENCH,
            "student-guide/learning-plan-first-two-weeks",
            "deux premières semaines",
        ),
    ],
)
def test_a_question_is_answered_in_its_language_from_its_passage(
    assistant: Assistant, question: str, language: Language, passage: str, said: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, answer.language) == (Outcome.ANSWERED, language)
    assert passage in [citation.passage for citation in answer.citations]
    assert said in answer.text.replace("\u00a0", " ")


def test_41_partnerships_are_not_given_for_october_2021(assistant: Assistant) -> None:
    assert "41" not in ask(assistant, "Selon la TRAES, combien de partenaires au 31 octobre 2021?").text


@pytest.mark.parametrize(
    "question",
    [
        "what's the deadline to apply?",
        "Quelle est la date limite pour déposer une demande?",
        "How many weeks does it take to review a file?",
        "Combien de semaines de vacances ai-je pendant le stage?",
    ],
)
def test_what_no_document_says_is_not_answered_and_leads_to_a_person(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.outcome is Outcome.UNANSWERED
    assert answer.contact is not None
    assert answer.contact.email == "WIL_Digital@ictc-ctic.ca"
    assert answer.statements[0].kind is StatementKind.GAP


def test_every_fact_cites_a_passage_and_holds_only_its_numbers(assistant: Assistant) -> None:
    for question in ("Quelles preuves d'inscription acceptez-vous?", "What are my employer's responsibilities?"):
        answer = ask(assistant, question)
        for statement in answer.statements:
            cited = [answer.citations[number] for number in statement.citations]
            assert cited or statement.kind not in (StatementKind.FACT, StatementKind.RESERVE)
            supported = [n for c in cited for n in numbers(c.translation or c.quote, answer.language)]
            body = statement.text.split(". ", 1)[-1] if statement.text[:1].isdigit() else statement.text
            assert set(numbers(body, answer.language)) <= set(supported)


def test_the_text_is_exactly_the_statements(assistant: Assistant) -> None:
    answer = ask(assistant, "What documents prove that I am enrolled?")
    position = 0
    for statement in answer.statements:
        found = answer.text.index(statement.text, position)
        assert answer.text[position:found].strip() == ""
        position = found + len(statement.text)
    assert position == len(answer.text)


def test_a_list_is_given_whole(assistant: Assistant) -> None:
    answer = ask(assistant, "Quelles sont toutes les responsabilités de l'employeur?")
    assert sum(statement.text.startswith("- ") for statement in answer.statements) == 7


def test_an_english_reply_quotes_the_french_words_and_marks_the_translation(assistant: Assistant) -> None:
    citation = ask(assistant, "Does WIL Digital pay students directly?").citations[0]
    assert citation.quote_language is FRENCH
    assert citation.quote.startswith("Non, le programme")
    assert citation.translation is not None and citation.translation.startswith("No, the WIL Digital program")
    assert citation.title == "WIL Digital – Program Guide for Students"


def test_a_report_is_named_with_its_date(assistant: Assistant) -> None:
    answer = ask(assistant, "What share of SMEs saw a positive return on investment according to BHER?")
    assert answer.citations[0].tier is Tier.REPORT
    assert answer.text.startswith("According to the BHER report on SMEs (undated)")


def test_a_report_never_answers_for_the_program(assistant: Assistant) -> None:
    answer = ask(assistant, "Does WIL Digital fund two-day micro-internships?")
    assert all(citation.tier is Tier.PROGRAMME for citation in answer.citations)


def test_an_answer_on_eligibility_says_who_decides_and_never_that_someone_is_eligible(assistant: Assistant) -> None:
    for question in ("Am I eligible if I study part time?", "Suis-je admissible à temps partiel?"):
        answer = ask(assistant, question)
        assert any(statement.kind is StatementKind.RESERVE for statement in answer.statements)
        assert "you are eligible" not in answer.text.lower()
        assert "vous êtes admissible" not in answer.text.lower()


def test_unpaid_wages_are_urgent_and_a_supposition_is_not(assistant: Assistant) -> None:
    assert ask(assistant, "Ça fait deux semaines que j'ai pas reçu ma paye").urgent == "pay"
    assert ask(assistant, "What happens if my employer does not pay me?").urgent is None


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Bonjour!", FRENCH),
        ("hi there", ENGLISH),
        ("merci beaucoup", FRENCH),
        ("thanks a lot!", ENGLISH),
        ("who are you?", ENGLISH),
    ],
)
def test_small_talk_is_met_briefly(assistant: Assistant, message: str, language: Language) -> None:
    answer = ask(assistant, message)
    assert (answer.outcome, answer.language) == (Outcome.GREETING, language)
    assert len(answer.statements) == 1


def test_several_questions_are_each_answered(assistant: Assistant) -> None:
    answer = ask(assistant, "How much can my employer get? And who do I contact if I quit early?")
    passages = {citation.passage for citation in answer.citations}
    assert {"student-guide/subsidy-amount", "student-guide/leaving-early"} <= passages


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Les étudiants à temps partiel sont-ils acceptés, et qu'arrive-t-il à qui ne suit qu'un microcrédit?",
            {"condition-enrolment", "exclusion-single-course"},
        ),
        ("Can the owner's nephew who lives in her house join? and someone with shares?", {"exclusion-company-role"}),
        (
            "Two things: how much can they get, and which government program pays?",
            {"subsidy-amount", "funder"},
        ),
    ],
)
def test_a_part_that_asks_of_what_is_told_is_answered_too(assistant: Assistant, text: str, wanted: set[str]) -> None:
    said = {citation.passage.removeprefix("student-guide/") for citation in ask(assistant, text).citations}
    assert wanted <= said


def test_an_exclusion_that_is_ruled_out_is_not_said(assistant: Assistant) -> None:
    answer = ask(assistant, "Arrivé du Mali, j'ai ma résidence permanente et j'étudie à l'université. J'ai droit?")
    facts = [statement.text for statement in answer.statements if statement.kind is StatementKind.FACT]
    assert not any("étudiants étrangers" in fact for fact in facts)


def test_a_part_without_an_answer_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "How much can my employer get? What is the capital of Mongolia?")
    gaps = [statement.text for statement in answer.statements if statement.kind is StatementKind.GAP]
    assert answer.outcome is Outcome.ANSWERED
    assert len(gaps) == 1 and "Mongolia" in gaps[0]
    assert answer.contact is not None


def test_personal_data_is_masked_before_anything_is_kept(assistant: Assistant) -> None:
    answer = ask(assistant, "Mon NAS est 046 454 286 et mon courriel lea@exemple.ca; suis-je admissible?")
    stored = assistant.store.turns(answer.conversation_id)[0]
    assert "046" not in stored.message and "lea@exemple.ca" not in str(stored)
    assert "[SIN]" in stored.message and "[EMAIL]" in stored.message
    assert "lea@exemple.ca" not in emails(answer.text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Do students have to be under 30 to take part in WIL Digital?", "age"),
        ("faut tu une moyenne minimum genre 3.0 de GPA pr participer", "notes"),
    ],
)
def test_what_is_no_criterion_of_the_guide_is_said_to_be_none(assistant: Assistant, text: str, named: str) -> None:
    answer = assistant.reply(Message(text))
    assert answer.statements[0].text.endswith(f": {named}.") and answer.statements[0].citations
    assert answer.outcome is Outcome.UNANSWERED and answer.contact is not None


def test_marks_that_are_told_of_beside_a_question_are_not_asked_of(assistant: Assistant) -> None:
    answer = assistant.reply(Message("I only have my grades sheet here. Do you accept an unofficial transcript?"))
    assert answer.outcome is Outcome.ANSWERED and answer.citations[0].passage == "student-guide/proof-transcript"


def test_a_question_is_searched_in_its_own_language_whatever_the_reply_is_wanted_in(assistant: Assistant) -> None:
    answer = assistant.reply(
        Message("when do i hear back with the link to my half of the midterm check-in?", language=Language.FRENCH)
    )
    assert (answer.language, answer.citations[0].passage) == (Language.FRENCH, "student-guide/midpoint-evaluation")


@pytest.mark.parametrize(
    "text",
    [
        "Can you list the conditions a student has to meet?",
        "Pouvez-vous me donner la liste des papiers acceptés pour montrer que j'étudie?",
        "what are the usual deal-breakers, i.e. everything the guide says will knock a student out?",
    ],
)
def test_a_list_that_is_asked_for_is_given_before_any_screening(assistant: Assistant, text: str) -> None:
    answer = assistant.reply(Message(text))
    assert answer.outcome is Outcome.ANSWERED and sum(s.text.startswith("- ") for s in answer.statements) >= 3
