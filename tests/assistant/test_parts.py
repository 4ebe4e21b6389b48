"""The steps one by one: language, masking, small talk, scope, parts of a message, settings, texts."""

import string
from pathlib import Path

import pytest

from assistant import Assistant, SettingsError, read_settings
from assistant.eligibility import Conclusion, Truth
from assistant.guarding import HOSTILE, HURT, REFERRED, Care
from assistant.language import Lexicon, detect_language
from assistant.masking import mask
from assistant.query import read_query
from assistant.routing import Scope, in_first_person, scope, small_talk, unpaid_now
from assistant.settings import KNOWN
from assistant.situation.vocabulary import vocabulary as situation
from assistant.wording import programme, replies, vocabulary
from corpus import Corpus, Language, load_corpus

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("salaire", FRENCH),
        ("deadline", ENGLISH),
        ("chu tu payé", FRENCH),
        ("jai pas recu ma paye", FRENCH),
        ("Where is the Ministère de la Santé office?", ENGLISH),
        ("my boss ne me paye pas", FRENCH),
        ("who do i tell", ENGLISH),
        ("c koi le plan d apprentissage", FRENCH),
        ("Does Université Laval count?", ENGLISH),
        ("demographic info form", ENGLISH),
        ("formulaire démographique", FRENCH),
        ("PR", None),
        ("42", None),
    ],
)
def test_the_language_of_short_accentless_and_mixed_messages(
    text: str, language: Language | None, corpus: Corpus
) -> None:
    assert detect_language(text, Lexicon.of(corpus)) is language


@pytest.mark.parametrize(
    ("text", "masked", "kinds"),
    [
        ("NAS 046 454 286", "NAS [SIN]", ("SIN",)),
        ("sin: 046-454-286!", "sin: [SIN]!", ("SIN",)),
        ("call me at (514) 555-0199", "call me at [PHONE]", ("PHONE",)),
        ("visa 4111 1111 1111 1111", "visa [CARD]", ("CARD",)),
        ("lea.roy+x@exemple.qc.ca", "[EMAIL]", ("EMAIL",)),
        ("WIL_Digital@ictc-ctic.ca", "WIL_Digital@ictc-ctic.ca", ()),
        ("5 000 $ en 2021, 39 948 occasions", "5 000 $ en 2021, 39 948 occasions", ()),
        ("https://a.ca/046454286/x", "https://a.ca/046454286/x", ()),
        ("123 456 789", "123 456 789", ()),
    ],
)
def test_personal_data_is_masked_and_the_rest_left_alone(text: str, masked: str, kinds: tuple[str, ...]) -> None:
    found = mask(text, keep={"wil_digital@ictc-ctic.ca"})
    assert (found.text, found.kinds) == (masked, kinds)


@pytest.mark.parametrize("text", ["bonjour, suis-je payé?", "thanks but who pays me", "hi can i apply", "ok", ""])
def test_a_question_behind_a_greeting_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None


@pytest.mark.parametrize("text", ["Thanks so much, you saved my week", "merci, bonne fin de semaine à vous autres"])
def test_longer_thanks_count_only_where_nothing_was_found(text: str) -> None:
    assert small_talk(text) is None
    assert small_talk(text, whole=False) is not None


def test_a_question_mark_is_never_small_talk() -> None:
    assert small_talk("merci, et la paye?", whole=False) is None
    assert small_talk("hey again, has my file been approved yet", whole=False) is None


@pytest.mark.parametrize(
    ("text", "language", "personal"),
    [
        ("Am I paid by the hour?", ENGLISH, True),
        ("Tell me what the evaluators recommend", ENGLISH, False),
        ("Pouvez-vous me dire ce que les PME y gagnent?", FRENCH, False),
        ("Pouvez-vous me dire si mon boss doit me payer?", FRENCH, True),
        ("j'aimerais savoir combien d'employeurs ont répondu", FRENCH, False),
    ],
)
def test_asking_alone_is_not_speaking_of_oneself(text: str, language: Language, personal: bool) -> None:
    assert in_first_person(text, language) is personal


def test_a_report_is_named_in_the_possessive_too(corpus: Corpus) -> None:
    found, documents = scope("in BHER's SME report, how many employers answered?", corpus)
    assert (found, documents) == (Scope.NAMED, ["bher-sme"])


def test_a_part_is_asked_of_the_documents_that_its_message_names(assistant: Assistant) -> None:
    query = read_query(assistant.index.get(), "sme rpt: how many hired, and how many plan to?", ENGLISH)
    part = query.part(assistant.corpus(), "how many plan to?")
    assert query.text == "sme report: how many hired, and how many plan to?"
    assert (part.scope, list(part.documents)) == (Scope.NAMED, ["bher-sme"])
    assert query.part(assistant.corpus(), "what does ICTC say?").scope is Scope.GUIDE


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("my boss hasn't paid me", True),
        ("mon boss m'a jamais versé mon salaire", True),
        ("what if my boss doesn't pay me", False),
        ("how much is the subsidy", False),
    ],
)
def test_wages_owed_now_are_told_from_a_supposition(text: str, owed: bool) -> None:
    assert unpaid_now(text, {"p"}, ["p"]) is owed
    assert unpaid_now(text, {"other"}, ["p"]) is False


def test_the_program_s_passages_exist(corpus: Corpus) -> None:
    known = {passage.id for passage in corpus.passages}
    named = programme()
    assert {named.contact_passage, named.reserve_passage, *named.unpaid_passages} <= known
    assert {f"{named.guide}/{slug}" for slug in (*named.first_suggestions, *named.said_first)} <= known


def test_every_fixed_sentence_has_the_same_placeholders_in_both_languages() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, sentence in replies().sentences.items():
        assert fields(sentence.fr) == fields(sentence.en), key
        assert sentence.fr.strip() and sentence.en.strip(), key


def test_every_fixed_sentence_is_used() -> None:
    folder = Path(__file__).parent.parent.parent / "assistant"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    made = {f"step_{name}" for name in ("reading", "searching", "checking", "writing")} | {
        "greeting",
        "thanks",
        "goodbye",
    }
    made |= {f"verdict_{found}_{subject}" for found in Conclusion for subject in ("speaker", "candidate")}
    made |= {f"understood_{truth}" for truth in Truth} | {
        f"beside_{name}" for name in situation().words.beside_criteria
    }
    made |= {f"care_{kind}" for kind in HURT} | {f"decline_{kind}" for kind in (*HOSTILE, Care.ABUSE, Care.OFF_TOPIC)}
    made |= {f"refer_{kind}" for kind in REFERRED} | {f"decline_language_{language}" for language in Language}
    unused = [key for key in replies().sentences if f'"{key}"' not in code and key not in made]
    assert unused == []


def test_french_sentences_keep_canadian_typography() -> None:
    for key, sentence in replies().sentences.items():
        for mark in (":", "»", "%", "$"):
            for position, char in enumerate(sentence.fr):
                if char == mark and sentence.fr[position - 1] not in "\u00a0/s":
                    raise AssertionError(f"{key}: no non-breaking space before {mark}: {sentence.fr}")
        assert " ?" not in sentence.fr and " !" not in sentence.fr, key


def test_no_word_tells_both_languages() -> None:
    words = vocabulary().function_words
    assert not words.words(FRENCH) & words.words(ENGLISH)


def test_settings_are_read_and_a_misspelt_one_is_refused(tmp_path: Path) -> None:
    found = read_settings({"WIL_DATA": str(tmp_path), "WIL_DEFAULT_LANGUAGE": "en", "WIL_CONVERSATION_DAYS": "7"})
    assert (found.data, found.default_language, found.conversation_days) == (tmp_path, ENGLISH, 7)
    with pytest.raises(SettingsError, match="WIL_DATTA.*The settings are: WIL_DATA"):
        read_settings({"WIL_DATTA": "x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIL_DEFAULT_LANGUAGE", "de"),
        ("WIL_CONVERSATION_DAYS", "0"),
        ("WIL_RETENTION_DAYS", "soon"),
        ("WIL_PUBLIC_URL", "ftp://x"),
        ("WIL_EMBEDDING_THREADS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_what_would_do(name: str, value: str) -> None:
    assert name in KNOWN
    with pytest.raises(SettingsError, match=f"{name} is '{value}'; it must be"):
        read_settings({name: value})


def test_settings_do_not_show_the_database_s_password() -> None:
    assert "secret" not in repr(read_settings({"WIL_DATABASE_URL": "postgresql+psycopg://u:secret@h/db"}))
