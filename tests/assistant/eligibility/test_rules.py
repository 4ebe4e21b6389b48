"""The rules file: the guide's own words, plain questions in both languages, and errors that say what to mend."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

import assistant.eligibility
from assistant.eligibility import (
    Conclusion,
    Fact,
    FactEntry,
    Rule,
    RulesError,
    Status,
    Truth,
    Words,
    decide,
    json_of,
    load_rules,
    next_question,
    rulebook,
    truth_of,
)
from corpus import Corpus, Language, Passage, load_corpus

RULES_FILE = Path(assistant.eligibility.__file__).with_name("rules.toml")
BOOK = rulebook()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def passage(corpus: Corpus, id: str) -> Passage:
    document, _, slug = id.partition("/")
    found = next(one for one in corpus.documents if one.id == document).passage(slug)
    assert found is not None, f"there is no passage {id}"
    return found


def all_words(part: object, where: str = "") -> Iterator[tuple[str, Words]]:
    """Every text of the file, with the place where it stands."""
    if isinstance(part, Words):
        yield where, part
    elif isinstance(part, BaseModel):
        for name, value in part:
            yield from all_words(value, f"{where}.{name}")
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from all_words(value, f"{where}.{number}")


ALL_WORDS = dict(all_words(BOOK))


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_quotes_the_guide(corpus: Corpus, rule: Rule) -> None:
    renderings = passage(corpus, rule.passage).renderings
    assert rule.sentence.fr == renderings[Language.FRENCH].text
    assert rule.sentence.en == renderings[Language.ENGLISH].text
    assert all(passage(corpus, id).renderings for id in rule.also)
    assert rule.passage.startswith("student-guide/")


def test_every_fact_is_weighed_and_every_criterion_of_the_guide_is_a_rule(corpus: Corpus) -> None:
    assert {fact for rule in BOOK.rules for fact in rule.facts} == set(Fact)
    quoted = {id for rule in BOOK.rules for id in (rule.passage, *rule.also)}
    lists = [passage(corpus, f"student-guide/{slug}") for slug in ("conditions", "exclusions")]
    listed = {f"student-guide/{child}" for one in lists for child in one.children}
    assert quoted >= listed


@pytest.mark.parametrize("entry", BOOK.facts, ids=lambda entry: entry.fact)
def test_a_fact_is_asked_politely_of_both_subjects(entry: FactEntry) -> None:
    speaker, candidate = entry.question.to("speaker"), entry.question.to("candidate")
    assert re.search(r"\b(vous|votre)\b", speaker.fr, re.IGNORECASE)
    assert re.search(r"\b(you|your)\b", speaker.en, re.IGNORECASE)
    assert "la personne à placer" in candidate.fr.lower()
    assert "the person to be placed" in candidate.en.lower()
    for words in (speaker, candidate):
        assert all(words.say(language).endswith("?") for language in ("fr", "en"))
        assert all(words.say(language).count("?") == 1 for language in ("fr", "en"))
    yes, no = entry.choices[:2]
    assert (yes.label.fr, yes.label.en, yes.value) == ("Oui", "Yes", Truth.TRUE)
    assert (no.label.fr, no.label.en, no.value) == ("Non", "No", Truth.FALSE)
    assert all(choice.value is Truth.UNCLEAR for choice in entry.choices[2:])


@pytest.mark.parametrize("entry", BOOK.facts, ids=lambda entry: entry.fact)
def test_a_label_is_a_short_noun_phrase(entry: FactEntry) -> None:
    for text in (entry.label.fr, entry.label.en):
        assert len(text) <= 65
        assert text[-1].isalpha()
        assert text[0].islower() or text.startswith("Canadian")


@pytest.mark.parametrize("where", [where for where in ALL_WORDS if "reason" in where])
def test_a_reason_follows_a_colon_names_nobody_and_promises_nothing(where: str) -> None:
    words = ALL_WORDS[where]
    for text in (words.fr, words.en):
        assert text[0].islower() or text.startswith("Canadian")
        assert text[-1] not in ".!?:;"
        assert not re.search(r"\b(vous|votre|vos|you|your|je|I|nous|we)\b", text)
        assert not re.search(r"(?<!pas )admissible|(?<!not )eligible|admis\b|garanti|guarantee", text)


@pytest.mark.parametrize("where", ALL_WORDS)
def test_typography_is_canadian(where: str) -> None:
    words = ALL_WORDS[where]
    assert not re.search(r"[ \u202f]:|[\s][?!;,.]|«[^\u00a0]|[^\u00a0]»|  |’|\.\.\.", words.fr)
    assert all(words.fr[found.start() - 1] == "\u00a0" for found in re.finditer(":", words.fr))
    assert not re.search(r"\s[:?!;,.]|  |’|«|»", words.en)
    assert "programme" not in words.en.lower(), "Canadian English says program"
    assert words.fr != words.en


def test_questions_name_what_counts() -> None:
    family, role, course = (
        BOOK.fact(fact).question.speaker for fact in (Fact.IMMEDIATE_FAMILY, Fact.COMPANY_ROLE, Fact.SINGLE_COURSE_ONLY)
    )
    for word in (
        "father",
        "mother",
        "step-parent",
        "parent-in-law",
        "brother",
        "sister",
        "spouse",
        "common-law",
        "ward",
    ):
        assert word in family.en
    for word in ("père", "mère", "remariage", "alliance", "frère", "sœur", "conjoint de fait", "enfant", "pupille"):
        assert word in family.fr
    for word in (
        "directeur",
        "responsable",
        "fondateur",
        "gestionnaire",
        "actionnaire",
        "dirigeant",
        "autre entreprise",
    ):
        assert word in role.fr
    for word in ("general-interest", "standalone", "microcredential"):
        assert word in course.en


def test_words_speak_two_languages_and_questions_have_two_subjects() -> None:
    label = BOOK.fact(Fact.WORK_PERMIT).label
    assert (label.say("fr"), label.say("en")) == ("permis de travail", "work permit")
    with pytest.raises(ValueError, match="'fr' and 'en', not 'es'"):
        label.say("es")
    with pytest.raises(ValueError, match="'speaker' or the 'candidate', not 'friend'"):
        BOOK.fact(Fact.WORK_PERMIT).question.to("friend")


def test_a_truth_goes_to_json_and_back() -> None:
    assert [json_of(truth) for truth in Truth] == [True, False, None, "unclear"]
    assert [truth_of(json_of(truth)) for truth in Truth] == list(Truth)
    assert truth_of("unknown") is Truth.UNKNOWN


# What an edit of the file breaks, and the words that its error must hold.
BROKEN = {
    "an unknown key of a rule": ('kind = "condition"', 'kind = "condition"\ncolour = 1', ["rule.C1.colour", "needs"]),
    "an unknown key of the file": (
        'version = "1"',
        'version = "1"\nauthor = "me"',
        ["author", "unknown key", "version"],
    ),
    "an unknown key in a text": (
        'label = { fr = "permis de travail",',
        'label = { es = "permiso", fr = "permis de travail",',
        ["fact.work_permit.label.es", "unknown key; known here: fr, en"],
    ),
    "an unknown key in a setting": (
        'then = { fact = "work_permit", value = false }',
        'then = { fact = "work_permit", truth = false, value = false }',
        ["inference.3.then.truth", "known here: fact, value"],
    ),
    "a rule's id twice": ('id = "E2"', 'id = "E1"', ["rule.E1", "stands twice"]),
    "a rule's id of another form": ('id = "E2"', 'id = "family"', ["rule.family.id", "a letter and a number"]),
    "a fact without its entry": ('id = "work_permit"', 'id = "company_role"', ["fact.work_permit", "missing"]),
    "an unknown fact": ('facts = ["company_role"]', 'facts = ["boss"]', ["rule.E3.facts.1", "'boss'", "company_role"]),
    "an unknown fact's entry": ('id = "work_permit"', 'id = "permit"', ["fact.permit.id", "'permit'", "work_permit"]),
    "no fact": ('facts = ["company_role"]', "facts = []", ["rule.E3.facts", "must not be empty"]),
    "a fact that is no text": ('facts = ["company_role"]', "facts = [3]", ["rule.E3.facts.1", "no fact 3"]),
    "an unknown kind": ('kind = "exclusion"', 'kind = "bonus"', ["rule.E1.kind", "'bonus'", "condition, exclusion"]),
    "an unknown need": ('needs = "all"', 'needs = "some"', ["rule.C2.needs", "'some'", "any, all"]),
    "an end before the beginning": (
        "from = 2000-01-01",
        "from = 2000-01-01\nuntil = 1999-12-31",
        ["rule.C1.until", "1999-12-31 is before 'from', 2000-01-01"],
    ),
    "a date in quotes": ("from = 2000-01-01", 'from = "2000-01-01"', ["rule.C1.from", "date"]),
    "no beginning": ("from = 2000-01-01", "", ["rule.C1.from", "missing"]),
    "a missing language": (
        'en = "You must be legally authorized to work in Canada."',
        "",
        ["rule.C3.sentence.en", "missing"],
    ),
    "an empty text": (
        'en = "You must be legally authorized to work in Canada."',
        'en = "  "',
        ["rule.C3.sentence.en", "must not be empty"],
    ),
    "a passage without its document": (
        '"student-guide/exclusion-company-role"',
        '"exclusion-company-role"',
        ["rule.E3.passage", "'exclusion-company-role'", "document/passage"],
    ),
    "a further passage of another form": (
        '"student-guide/immediate-family"',
        '"student-guide#immediate-family"',
        ["rule.E2.also.1", "document/passage"],
    ),
    "a value that is no truth": ('value = "unclear"', 'value = "maybe"', ["fact.", "choices.3.value", "'maybe'"]),
    "an unknown rule of an unclear case": (
        '[[unclear]]\nrule = "E1"',
        '[[unclear]]\nrule = "E9"',
        ["unclear.rule", "E9"],
    ),
    "an unknown rule of a conflict": (
        '[[conflict]]\nrule = "E1"',
        '[[conflict]]\nrule = "E9"',
        ["conflict.rule", "E9"],
    ),
    "no version": ('version = "1"', "", ["version", "missing"]),
    "a version that is no text": ('version = "1"', "version = 1", ["version", "string"]),
    "a text that is no table": ('then = { fact = "work_permit", value = false }', "then = 1", ["inference.3.then"]),
    "not TOML": ("[[rule]]", "[[rule]", ["not valid TOML", "line"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_says_what_to_mend(tmp_path: Path, name: str) -> None:
    old, new, words = BROKEN[name]
    with pytest.raises(RulesError) as raised:
        load_rules(edited(tmp_path, old, new))
    message = str(raised.value)
    assert "\n" not in message
    for word in (str(tmp_path / "rules.toml"), *words):
        assert word in message


def test_a_fact_entry_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = RULES_FILE.read_text(encoding="utf-8")
    entry = re.search(r'\[\[fact\]\]\nid = "work_permit".*?(?=\[\[fact\]\])', text, re.DOTALL)
    assert entry
    with pytest.raises(RulesError, match=r"fact\.work_permit: this entry stands twice"):
        load_rules(edited(tmp_path, entry[0], entry[0] * 2))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"nowhere\.toml: this file is missing; restore it"):
        load_rules(tmp_path / "nowhere.toml")


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes("version = 'é'".encode("latin-1"))
    with pytest.raises(RulesError, match="cannot be read as UTF-8 text"):
        load_rules(path)


def test_a_rule_ends_with_its_last_day(tmp_path: Path) -> None:
    old = 'passage = "student-guide/exclusion-permanent-employee"'
    book = load_rules(edited(tmp_path, old, f"until = 2026-06-30\n{old}"))
    facts = {Fact.PERMANENT_EMPLOYEE_OF_HOST: Truth.TRUE}
    last = decide(facts, on=date(2026, 6, 30), book=book)
    assert [one.rule.id for one in last.deciding] == ["E4"]
    after = decide(facts, on=date(2026, 7, 1), book=book)
    assert after.conclusion is Conclusion.MORE_INFORMATION_NEEDED
    assert "E4" not in [one.rule.id for one in after.trace]
    assert Fact.PERMANENT_EMPLOYEE_OF_HOST not in decide({}, on=date(2026, 7, 1), book=book).missing


def test_a_rule_may_follow_itself(tmp_path: Path) -> None:
    text = RULES_FILE.read_text(encoding="utf-8")
    rule = re.search(r'\[\[rule\]\]\nid = "E4".*?(?=\[\[rule\]\])', text, re.DOTALL)
    assert rule
    ended = rule[0].replace("from = 2000-01-01", "from = 2000-01-01\nuntil = 2026-06-30")
    followed = edited(tmp_path, rule[0], ended + rule[0].replace("2000-01-01", "2026-07-01"))
    book = load_rules(followed)
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        assert [one.id for one in book.on(day)] == ["C1", "C2", "C3", "E1", "E2", "E3", "E4", "E5"]
    with pytest.raises(RulesError, match=r"rule\.E4: this id stands twice for the same days"):
        load_rules(edited(tmp_path, rule[0], ended + rule[0].replace("2000-01-01", "2026-06-30")))


def test_before_the_first_rule_nothing_is_decided() -> None:
    with pytest.raises(
        ValueError, match="no eligibility rule is in force on 1999-12-31; the first begins on 2000-01-01"
    ):
        decide({}, on=date(1999, 12, 31))


def test_a_conflict_gives_its_own_reason_and_question_and_its_answer_settles_it() -> None:
    facts = {Fact.CITIZEN_OR_PR: Truth.TRUE, Fact.WORK_PERMIT: Truth.TRUE, Fact.INTERNATIONAL_STUDENT: Truth.TRUE}
    verdict = decide(facts)
    assert verdict.conflict is BOOK.conflicts[0]
    e1 = next(one for one in verdict.trace if one.rule.id == "E1")
    assert (e1.status, e1.reason) == (Status.UNKNOWN, BOOK.conflicts[0].reason)
    assert next_question(verdict) is BOOK.conflicts[0]
    assert [choice.value for choice in BOOK.conflicts[0].choices] == [Truth.TRUE, Truth.FALSE]
    citizen = decide(BOOK.settled(facts, Fact.CITIZEN_OR_PR, Truth.TRUE))
    assert citizen.conflict is None
    assert dict(citizen.stated) == {Fact.CITIZEN_OR_PR: Truth.TRUE}
    permit = decide(BOOK.settled(facts, Fact.CITIZEN_OR_PR, Truth.FALSE))
    assert [one.rule.id for one in permit.deciding] == ["E1"]
    assert next_question(permit) is None


def test_without_a_conflict_the_first_missing_fact_is_asked() -> None:
    assert next_question(decide({})) is BOOK.fact(Fact.CITIZEN_OR_PR)
    assert next_question(decide({Fact.CITIZEN_OR_PR: Truth.TRUE})) is BOOK.fact(Fact.ENROLLED_FOR_WORK_PERIOD)
    assert next_question(decide({Fact.CITIZEN_OR_PR: Truth.FALSE})) is BOOK.fact(Fact.PROTECTED_PERSON)


def test_an_inference_never_changes_what_was_told() -> None:
    verdict = decide({Fact.CITIZEN_OR_PR: Truth.TRUE, Fact.AUTHORISED_TO_WORK: Truth.FALSE})
    assert [one.rule.id for one in verdict.deciding] == ["C3"]
    assert {inference.then.fact for inference in verdict.inferences} == {Fact.INTERNATIONAL_STUDENT, Fact.WORK_PERMIT}
    assert verdict.facts[Fact.WORK_PERMIT] is Truth.FALSE
    assert Fact.WORK_PERMIT not in verdict.stated


def edited(folder: Path, old: str, new: str) -> Path:
    """A copy of the rules file with the first `old` replaced."""
    text = RULES_FILE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "rules.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
