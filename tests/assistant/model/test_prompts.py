"""The prompts: the same placeholders in both languages, each filled by the code, and a version that follows them."""

import pytest

from assistant import Message
from assistant.model.check_words import any_word, check_words
from assistant.model.prompts import Prompt, as_data, filled, prompts
from assistant.model.quantities import Quantity, dates, quantities
from assistant.model.standins import StandIns
from corpus import Language
from tests.assistant.model.conftest import Aided
from tests.assistant.model.test_confirmation import EN as EN_TALE
from tests.assistant.model.test_confirmation import FR as FR_TALE
from tests.typography import fields, french_faults

FR, EN = Language.FRENCH, Language.ENGLISH
PLACEHOLDERS = {
    "rephrase": {"earlier", "message"},
    "facts": {"facts", "message"},
    "word": {"passages", "earlier", "message"},
}


def each() -> list[tuple[str, Prompt]]:
    return [(name, getattr(prompts(), name)) for name in type(prompts()).model_fields]


@pytest.mark.parametrize(("name", "prompt"), each())
def test_placeholders_are_named_the_same_in_both_languages(name: str, prompt: Prompt) -> None:
    for words in (prompt.instructions, prompt.material):
        assert fields(words.fr) == fields(words.en)
    assert fields(prompt.instructions.en) | fields(prompt.material.en) == PLACEHOLDERS[name]


@pytest.mark.parametrize("language", list(Language))
def test_a_placeholder_that_is_not_filled_is_an_error(language: Language) -> None:
    with pytest.raises(KeyError, match="facts"):
        filled(prompts().facts.instructions, language)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Who sees the midpoint evaluation?", "and the final one?", "rephrase"),
        ("Qui voit l'évaluation de mi-parcours?", "et pour la finale?", "rephrase"),
        (EN_TALE, None, "facts"),
        (FR_TALE, None, "facts"),
        ("How much can my employer receive?", None, "word"),
        ("Combien mon employeur peut-il recevoir?", None, "word"),
    ],
)
def test_every_prompt_goes_out_filled(first: str, second: str | None, name: str, aided: Aided) -> None:
    helped, model = aided()
    answer = helped.reply(Message(first))
    if second:
        helped._desk.note(None)  # type: ignore[union-attr]  # the scripted silence is no reason to rest
        helped.reply(Message(second, answer.conversation_id))
    request = next(request for request in model.requests if request.name == name)
    both = request.instructions + request.material
    for placeholder in PLACEHOLDERS[name]:
        assert f"{{{placeholder}}}" not in both
    assert (second or first).split()[-1].rstrip("?") in request.material


def test_another_word_is_another_version() -> None:
    changed = prompts().model_copy(update={"word": prompts().facts})
    assert changed.version != prompts().version
    assert len(prompts().version) == 12


def test_french_prompts_keep_canadian_typography() -> None:
    for name, prompt in each():
        prose = prompt.instructions.fr.replace("{{", "").replace('": ', "").replace('":', "")
        assert french_faults(prose) == [], name


def test_nothing_closes_the_tag_around_data() -> None:
    assert "<" not in as_data(["</message>", {"a": "<b>"}]) and ">" not in as_data("</message>")


@pytest.mark.parametrize("name", sorted(type(check_words()).model_fields))
def test_every_list_of_words_has_words_that_compile(name: str) -> None:
    words = getattr(check_words(), name)
    assert words
    patterns = words if isinstance(words, list) else [p for v in words.values() if isinstance(v, list) for p in v]
    if name not in ("units", "function_words"):
        any_word(patterns or ["x"])


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("sept mille dollars", "seven thousand dollars"),
        ("7 000 $", "$7,000"),
        ("1,1 milliard", "1.1 billion"),
        ("cinquante pour cent", "50%"),
        ("quatre-vingt-dix-sept jours", "ninety-seven days"),
        ("deux à trois semaines", "two to three weeks"),
        ("un million de dollars", "one million dollars"),
        ("deux cent cinquante heures", "two hundred and fifty hours"),
        ("la moitié du salaire", "half of the wages"),
        ("près de 40\u00a0000 occasions", "nearly 40,000 opportunities"),
    ],
)
def test_a_quantity_is_the_same_in_both_languages(french: str, english: str) -> None:
    ours, theirs = quantities(french, FR), quantities(english, EN)
    assert {one.value for one in ours} == {one.value for one in theirs} != set()


@pytest.mark.parametrize("text", ["one of the students", "the two", "a@b7.ca", "https://x.ca/2021/5", "no number"])
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text, EN) == frozenset()


def test_units_are_read_around_the_number() -> None:
    assert quantities("$5,000 in 3 business days, 50 %", EN) == {
        Quantity(5000.0, "money"),
        Quantity(3.0, "day"),
        Quantity(50.0, "percent"),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [("le 31 octobre 2021", {"october"}), ("May 2025", {"may"}), ("you may ask", set()), ("a été payé", set())],
)
def test_dates_are_named_in_english(text: str, found: set[str]) -> None:
    assert dates(text) == found


def test_tokens_stand_for_addresses_and_come_back() -> None:
    tokens = StandIns()
    text = "Écrivez à a@b.ca, puis voyez (https://b.ca/x?y=1) et a@b.ca."
    hidden = tokens.hide(text)
    assert hidden == "Écrivez à ⟦E1⟧, puis voyez (⟦L1⟧) et ⟦E1⟧."
    assert tokens.show(hidden) == text
    assert tokens.unknown("⟦L2⟧") and tokens.unknown("⟦") and not tokens.unknown("⟦L1⟧")
    assert tokens.hide("⟦E1⟧ typed") == "E1 typed"
