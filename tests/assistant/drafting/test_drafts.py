"""Drafts over the real documents: every question answered in order, gaps where only the team can say, our voice."""

import pytest

from assistant import Assistant, Draft, Letter, MessageRefused
from assistant.drafting.subjects import reply_subject
from assistant.drafting.words import chat_pattern, letters, matters, voice
from corpus import Language, emails
from tests.typography import fields, french_faults

ADDRESS = "wil_digital@ictc-ctic.ca"
CHAT_WORDS = (
    "Corrigez-moi",
    "Correct me",
    "I am not a person",
    "je ne suis pas une personne",
    "Je n'ai pas",
    "I did not",
)


def draft(assistant: Assistant, text: str, **values: object) -> Draft:
    return assistant.draft(Letter(text, channel="test", **values))  # type: ignore[arg-type]  # by name


def in_order(text: str, *pieces: str) -> bool:
    places = [text.replace("\u00a0", " ").find(piece) for piece in pieces]
    return -1 not in places and places == sorted(places)


def test_every_question_is_answered_in_order_from_greeting_to_signature(assistant: Assistant) -> None:
    made = draft(
        assistant,
        "Bonjour,\n\nEst-ce que le plan d'apprentissage est obligatoire et pour quand?\nAussi, combien mon employeur "
        "va-t-il recevoir?\n\nMerci!\nMarie",
        subject="RE: TR : Mon stage",
        sender_name="Tremblay, Marie",
    )
    assert (made.language, made.subject, made.urgent) == ("fr", "Re: Mon stage", None)
    assert in_order(made.body, "Bonjour Marie,", "deux premières semaines", "5 000 $", "Cordialement,", "L'équipe AIT")
    assert in_order(made.body, "Source : AIT numérique – Guide du programme", "Cordialement")
    assert [asked.answered for asked in made.review.questions] == [True, True]
    assert {"student-guide/subsidy-amount"} <= {citation.passage for citation in made.citations}


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Hi, could you tell me the status of my application?", "[to be completed by the team: the status"),
        ("Bonjour, avez-vous bien reçu ma preuve d'inscription?", "[à compléter par l'équipe : si les documents"),
        ("When will my employer get the subsidy?", "[to be completed by the team: the subsidy payment"),
        ("Je dois changer mon adresse courriel dans mon dossier.", "[à compléter par l'équipe : le changement"),
    ],
)
def test_a_matter_of_a_personal_file_is_left_to_the_team(assistant: Assistant, text: str, gap: str) -> None:
    made = draft(assistant, text)
    assert gap in made.body.replace("\u00a0", " ")
    assert [asked.answered for asked in made.review.questions] == [False]
    assert "file" in made.topics


def test_what_happens_in_general_is_answered_and_left_to_nobody(assistant: Assistant) -> None:
    made = draft(assistant, "What happens if my application is approved?")
    assert "[" not in made.body
    assert "contract" in made.body


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour, mon employeur ne m'a pas payé depuis trois semaines. Que dois-je faire?", "fr"),
        ("Hello, I haven't been paid since October 1 and my manager ignores me.", "en"),
    ],
)
def test_unpaid_wages_press_and_nobody_is_sent_to_the_address_they_wrote_to(
    assistant: Assistant, text: str, language: str
) -> None:
    made = draft(assistant, text)
    assert (made.language, made.urgent, made.pressing) == (language, "pay", True)
    before_the_signature = made.body.lower().rsplit(ADDRESS, 1)[0]
    assert ADDRESS not in before_the_signature and made.html.lower().count(ADDRESS) == 1
    assert "student-guide/unpaid-what-to-do" in [citation.passage for citation in made.citations]


def test_leaving_early_presses_without_being_about_pay(assistant: Assistant) -> None:
    made = draft(assistant, "Bonjour, je dois quitter mon stage avant la fin pour des raisons de santé.")
    assert (made.urgent, made.pressing) == (None, True)
    assert "student-guide/leaving-early" in [citation.passage for citation in made.citations]


def test_a_situation_goes_to_the_rules_with_what_is_missing_asked_at_once(assistant: Assistant) -> None:
    made = draft(
        assistant,
        "Hello, am I eligible? I am a permanent resident, studying computer science at McGill. Thanks, Ada",
        sender_name="Ada Lopez",
    )
    assert "are eligible." not in made.body and "approved" not in made.body
    assert "Only the application review process can determine eligibility" in made.body
    missing = made.body.split("we are missing the following:")[1]
    assert missing.count("\n- ") >= 2
    assert made.review.rules


def test_a_situation_that_excludes_is_said_although_nobody_asked(assistant: Assistant) -> None:
    made = draft(assistant, "I'm an international student on a study permit. How do I apply?")
    assert in_order(made.body, "you do not appear to be eligible", "start the application")


def test_a_letter_in_both_languages_is_answered_in_both(assistant: Assistant) -> None:
    made = draft(
        assistant,
        "Bonjour, qui remplit le plan d'apprentissage?\n\nHello, who fills in the final evaluation form?",
    )
    assert made.language == "both"
    assert in_order(made.body, "Bonjour,", "plan d'apprentissage", "L'équipe AIT", "Hello,", "final evaluation")


def test_the_voice_is_the_teams(assistant: Assistant) -> None:
    text = (
        "Bonjour, suis-je admissible? Je suis citoyen canadien et mon cousin travaille là-bas. Mon courriel est "
        "a.b@exemple.ca. Et quelle est la date limite? Est-ce que la pizza est bonne?"
    )
    made = draft(assistant, text)
    assert not [words for words in CHAT_WORDS if words in made.body]
    assert "a.b@exemple.ca" not in made.model_dump_json()
    assert "EMAIL" in made.review.masked


def test_html_says_what_the_text_says_and_escapes_what_came_in(assistant: Assistant) -> None:
    made = draft(assistant, "<script>alert(1)</script> What is the weather like on Mars?")
    assert "<script>" not in made.html
    assert "to be completed by the team" in made.html


def test_earlier_words_of_the_thread_are_heard(assistant: Assistant) -> None:
    made = draft(
        assistant, "Et la finale?", context="L'évaluation de mi-parcours est-elle partagée avec mon employeur?"
    )
    assert "student-guide/final-evaluation" in [citation.passage for citation in made.citations]


def test_an_empty_letter_is_refused(assistant: Assistant) -> None:
    with pytest.raises(MessageRefused):
        draft(assistant, "  \n ")


def test_every_draft_sentence_that_states_a_fact_names_its_passage(assistant: Assistant) -> None:
    made = draft(assistant, "How much can my employer receive? What documents prove my enrolment?")
    for evidence in made.review.evidence:
        assert evidence.sentence in made.body
        assert all(0 <= place < len(made.citations) for place in evidence.citations)


def test_the_words_hold_the_same_placeholders_and_the_marks_of_canadian_french() -> None:
    labels = [*letters().values(), *voice().phrases.values(), *voice().passages.values()]
    labels += [label for entry in (*matters().file, *matters().pressing) for label in (entry.gap, entry.says)]
    for label in labels:
        assert fields(label.fr) == fields(label.en)
        assert french_faults(label.fr.replace("Re:", "")) == []
        assert ADDRESS not in (label.fr + label.en).lower()


def test_the_voice_rewords_sentences_that_exist(assistant: Assistant) -> None:
    for key, label in voice().phrases.items():
        for language in Language:
            assert fields(label.fr) <= set(chat_pattern(key, language).groupindex)
    known = {passage.id for passage in assistant.corpus().passages}
    named = {id for entry in (*matters().file, *matters().pressing) for id in entry.passages}
    assert set(voice().passages) | named <= known


def test_no_plain_wording_that_sends_people_to_us_is_left_as_it_is(assistant: Assistant) -> None:
    """Each passage of the guide whose wording gives our address has its own words in a letter."""
    for passage in assistant.corpus().passages:
        if passage.wording and ADDRESS in emails(passage.wording.en):
            assert passage.id in voice().passages


def test_re_stands_once() -> None:
    assert reply_subject("Re: RE : Fwd: Tr: paie", Language.FRENCH) == "Re: paie"


def test_a_question_leans_on_what_was_just_told_before_it(assistant: Assistant) -> None:
    made = draft(
        assistant,
        "1) How soon do we have to write the learning plan?\n2) I heard there are free online courses. Who runs them?",
    )
    assert in_order(made.body, "first two weeks", "Cisco")
