"""Where a message asks: the parts that are questions, and the statements around them that are none."""

import pytest

from assistant.asking import question_parts, sentences, turns_around
from corpus import Language

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("Who signs? When is it due?", ENGLISH, ["Who signs?", "When is it due?"][1:]),
        (
            "Qui remplit le plan et quand faut-il le remettre?",
            FRENCH,
            ["Qui remplit le plan", "quand faut-il le remettre?"],
        ),
        (
            "Quick ones: are permanent residents allowed, and can I be part time?",
            ENGLISH,
            ["Quick ones: are permanent residents allowed", "Quick ones: can I be part time?"],
        ),
        ("What status do I need, do I need a permit?", ENGLISH, ["What status do I need", "do I need a permit?"]),
        ("If I drop a course, do I lose it?", ENGLISH, ["If I drop a course, do I lose it?"]),
        ("c'est payant, ça? pis c'est qui qui en donne", FRENCH, ["c'est payant, ça?", "pis c'est qui qui en donne"]),
        ("Who signs it and can I get a copy?", ENGLISH, ["Who signs it", "can I get a copy?"]),
        ("c'est qui qui signe pis la finale c'est quand?", FRENCH, ["c'est qui qui signe", "la finale c'est quand?"]),
        (
            "qui signe l'entente, et l'argent nous revient-il après?",
            FRENCH,
            ["qui signe l'entente", "l'argent nous revient-il après?"],
        ),
        (
            "How many students did Western and TechAlliance reach?",
            ENGLISH,
            ["How many students did Western and TechAlliance reach?"],
        ),
        ("do you take screenshots? the bookkeeper is asking me tonight", ENGLISH, ["do you take screenshots?"]),
        ("My boss is away. I have a midterm at 8. Who signs instead?", ENGLISH, ["Who signs instead?"]),
        ("where do i sign up. is it free?", ENGLISH, ["where do i sign up.", "is it free?"]),
        ("need to know who signs. is it free?", ENGLISH, ["need to know who signs.", "is it free?"]),
        ("When I was hired nobody knew. Who pays me?", ENGLISH, ["Who pays me?"]),
        ("Two things: what's the ceiling, and where do I write?", ENGLISH, ["what's the ceiling", "where do I write?"]),
        (
            "Le plan on fait ça quand, pis la finale, elle arrive de quelle adresse?",
            FRENCH,
            ["Le plan on fait ça quand", "la finale, elle arrive de quelle adresse?"],
        ),
        (
            "D'où vient l'argent, et c'est qui, le CTIC?",
            FRENCH,
            ["D'où vient l'argent", "c'est qui, le CTIC?"],
        ),
        (
            "À quel moment touche-t-on l'argent, et qu'est-ce que je dois montrer?",
            FRENCH,
            ["À quel moment touche-t-on l'argent", "qu'est-ce que je dois montrer?"],
        ),
        (
            "Qui ouvre le dossier, par où ça passe, et on vous suit où sur les réseaux?",
            FRENCH,
            ["Qui ouvre le dossier", "par où ça passe", "on vous suit où sur les réseaux?"],
        ),
        (
            "Is it paid (if I work from there, where I live)?",
            ENGLISH,
            ["Is it paid (if I work from there, where I live)?"],
        ),
        (
            "my pay's late: 1) who do i write to 2) does the company lose its subsidy",
            ENGLISH,
            ["my pay's late: who do i write to", "my pay's late: does the company lose its subsidy"],
        ),
        (
            "2 pépins : je ne parviens plus à entrer, et je ne sais plus quelle adresse prendre.",
            FRENCH,
            ["je ne parviens plus à entrer", "je ne sais plus quelle adresse prendre."],
        ),
        (
            "3 affaires : c'est qui qui me paye, je signe tu un contrat, pis si je lâche j'avertis qui",
            FRENCH,
            ["c'est qui qui me paye", "je signe tu un contrat", "si je lâche j'avertis qui"],
        ),
        (
            "qu'est-ce qu'il faut comme preuve pis mon boss y voit tu mon évaluation?",
            FRENCH,
            ["qu'est-ce qu'il faut comme preuve", "mon boss y voit tu mon évaluation?"],
        ),
        ("Qui est exclu? un permanent? non?", FRENCH, ["Qui est exclu?", "un permanent?"]),
        ("Are part-timers in? Right?", ENGLISH, ["Are part-timers in?"]),
        ("my father and my mother work there", ENGLISH, []),
        ("mon père et ma mère travaillent là", FRENCH, []),
    ],
)
def test_a_message_is_cut_where_a_new_question_starts(text: str, language: Language, parts: list[str]) -> None:
    assert question_parts(text, language) == parts


@pytest.mark.parametrize(
    ("words", "language", "turned"),
    [
        ("ok so can i apply", ENGLISH, True),
        ("why does the guide", ENGLISH, True),
        ("my boss is a machine", ENGLISH, False),
        ("she already has a full-time job", ENGLISH, False),
        ("pis dois je signer", FRENCH, True),
        ("il va nous payer", FRENCH, False),
    ],
)
def test_a_verb_before_its_subject_asks_only_where_the_sentence_opens(
    words: str, language: Language, turned: bool
) -> None:
    assert turns_around(words.split(), language) is turned


def test_a_colon_and_a_dash_part_sentences_and_short_ones_are_left_out() -> None:
    assert sentences("Ok: my boss left — who signs now? Thanks") == ["my boss left", "who signs now?"]
