"""`wil eligibility`: the interview, a file of facts, the rules; and a verdict as `wil ask` and `wil chat` show it."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from assistant import Assistant, Settings
from bots.command import app
from bots.interview import interview
from bots.terminal import show_answer
from corpus import Language

RUNNER = CliRunner()
IDS = ["C1", "C2", "C3", "E1", "E2", "E3", "E4", "E5"]


@pytest.fixture(autouse=True)
def environment(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIL_DATA", str(real_settings.data))
    monkeypatch.setenv("WIL_DATABASE_URL", real_settings.database_url)
    monkeypatch.setenv("COLUMNS", "300")


def wil(*arguments: str, given: str | None = None) -> Result:
    return RUNNER.invoke(app, ["eligibility", *arguments], input=given)


def refused(result: Result) -> str:
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output and result.stdout == ""
    return str(result.stderr).strip()


def written(folder: Path, data: Any) -> str:
    path = folder / "facts.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(path)


def test_the_interview_asks_in_order_and_ends_with_the_verdict() -> None:
    result = wil("--language", "en", given="yes\ny\n1\nYES\nno\nn\n2\n")
    assert result.exit_code == 0
    asked = [line for line in result.stdout.splitlines() if line.endswith("?")]
    openings = ["Are you a Canadian citizen", "For the work period", "Do you study", "Are you following"]
    assert [line.startswith(opening) for line, opening in zip(asked, openings, strict=False)] == [True] * 4
    assert result.stdout.count("\n> ") == 7
    assert "you may be eligible" in result.stdout and "Only the application review process" in result.stdout
    assert result.stdout.count("appears met") == 8
    assert "the condition on enrolment appears to be met" in result.stdout


def test_the_interview_stops_once_a_criterion_is_not_met() -> None:
    result = wil("--language", "fr", given="non\no\noui\n")
    assert result.stdout.count("\n> ") == 3
    assert "vous ne semblez pas admissible" in result.stdout and "ne semble pas respecté" in result.stdout


def test_not_knowing_goes_on_and_is_told_as_missing() -> None:
    result = wil("--language", "en", "--json", given="\n?\n" + "I don't know\n" * 10)
    found = json.loads(result.stdout)
    assert found["verdict"] == "more_information_needed" and len(found["missing"]) == 12
    assert result.stderr.count("> ") == 12


def test_an_answer_that_cannot_be_read_is_asked_again() -> None:
    result = wil("--language", "fr", given="peut-être\n9\no\n\nentre deux sessions, en congé ou en fin d'études\n")
    assert result.stdout.count("Je n'ai pas compris") == 3
    result = wil("--language", "fr", given="o\nentre deux sessions, en congé ou en fin d'études\n")
    assert "à voir avec l'équipe" in result.stdout and "WIL_Digital@ictc-ctic.ca" in result.stdout


def test_the_end_of_the_input_ends_with_what_is_known() -> None:
    result = wil("--language", "fr", given="oui\n")
    assert result.exit_code == 0
    assert (
        "Entretien terminé" in result.stdout and "citoyenneté canadienne ou résidence permanente (oui)" in result.stdout
    )
    assert "Il manque encore" in result.stdout


def test_an_interrupted_interview_ends_cleanly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object, **named: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Console, "input", interrupted)
    result = wil("--language", "en")
    assert result.exit_code == 0 and "Interview ended" in result.stdout


def test_a_candidate_is_asked_about() -> None:
    result = wil("--language", "en", "--subject", "candidate", given="no\nno\nyes\n")
    assert "Is the person to be placed a Canadian citizen" in result.stdout
    assert "the person to be placed does not appear to be eligible" in result.stdout


def test_the_interview_keeps_nothing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant, "store", None)
    monkeypatch.setattr(Console, "input", lambda *given, **named: "non")
    answer = interview(Console(quiet=True), assistant, Language.FRENCH, "speaker")
    assert answer.eligibility is not None and answer.eligibility.verdict == "criterion_not_met"
    assert (answer.conversation_id, answer.turn_id) == ("", "")


def test_a_status_that_stays_in_conflict_does_not_ask_for_ever(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter(["oui", *["?"] * 20])
    monkeypatch.setattr(Console, "input", lambda *given, **named: next(said))
    real = assistant.decide

    def in_conflict(facts: Any, *given: Any, **named: Any) -> Any:
        from assistant import Fact, Truth

        return real({**facts, Fact.WORK_PERMIT: Truth.TRUE} if facts else facts, *given, **named)

    monkeypatch.setattr(assistant, "decide", in_conflict)
    answer = interview(Console(quiet=True), assistant, Language.FRENCH, "speaker")
    assert answer.eligibility is not None and answer.eligibility.verdict == "more_information_needed"


MANY = [
    {"name": "Léa", "facts": {"international_student": True}},
    {"citizen_or_pr": True, "company_role": "unclear"},
    {"facts": {}},
]


def test_a_file_of_situations_is_decided(tmp_path: Path) -> None:
    shown = wil("--facts", written(tmp_path, MANY), "--language", "en").stdout
    lines = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert lines[:3] == [
        "Léa: does not appear to be eligible",
        "2: a point to ask the team about",
        "3: more information is needed",
    ]
    assert "  E1: the guide says that international students" in shown
    assert lines[3].startswith("Only the application review process") and len(lines) == 4


def test_a_file_of_situations_as_json(tmp_path: Path) -> None:
    found = json.loads(wil("--facts", written(tmp_path, MANY), "--json", "--subject", "candidate").stdout)
    assert [(one["name"], one["verdict"]) for one in found] == [
        ("Léa", "criterion_not_met"),
        (None, "ask_the_team"),
        (None, "more_information_needed"),
    ]
    assert [rule["id"] for rule in found[0]["rules"]] == IDS
    assert found[0]["rules"][3]["passage"] == "student-guide/exclusion-international"
    assert found[0]["missing"] == [] and "enrolled_for_work_period" in found[1]["missing"]
    assert found[0]["subject"] == "candidate" and "examen des demandes" in found[0]["reserve"]


def test_one_object_gives_one_object(tmp_path: Path) -> None:
    found = json.loads(wil("--facts", written(tmp_path, {"work_permit": True}), "--json").stdout)
    assert found["verdict"] == "criterion_not_met"
    assert json.loads(wil("--facts", written(tmp_path, []), "--json").stdout) == []
    assert wil("--facts", written(tmp_path, [])).stdout == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{not json", "is not readable UTF-8 JSON"),
        ("[" * 100_000, "is not readable UTF-8 JSON"),
        ("7", "must hold one object of facts or a list"),
        ("[" + " " * 1024 * 1024 + "]", "over the limit of 1024 KiB"),
        ([{}, {"citizen": True}], "Entry 2: There is no fact “citizen”. Known facts: citizen_or_pr"),
        (
            [{"name": "Léa", "facts": {"work_permit": "maybe"}}],
            "Entry 1 (Léa): The fact “work_permit” cannot be “maybe”",
        ),
        ([{"name": "\u001b[2J", "facts": []}], "Entry 1 (?[2J): The facts must be a JSON object"),
        ([{"facts": {}, "age": 7}], "Entry 1: There is no field “age” here. Known fields: name and facts."),
        ([{"facts": {}, "name": 7}], "Entry 1 (7): The field name must be a text"),
        ([3], "Entry 1: The facts must be a JSON object (a name and a value for each), not “3”."),
        ({"citizen": True}, "There is no fact “citizen”"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_one_sentence(tmp_path: Path, data: Any, said: str) -> None:
    found = refused(wil("--facts", written(tmp_path, data), "--language", "en"))
    assert said in found and "\n" not in found


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    assert "missing.json" in refused(wil("--facts", str(tmp_path / "missing.json")))
    assert str(tmp_path) in refused(wil("--facts", str(tmp_path)))
    (tmp_path / "bytes.json").write_bytes(b'{"\xff": 1}')
    assert "UTF-8" in refused(wil("--facts", str(tmp_path / "bytes.json")))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "demain"), "«\u00a0demain\u00a0»"),
        (("--on", "1999-01-01"), "n'est en vigueur le 1999-01-01"),
        (("--subject", "me"), "“me”"),
        (("--language", "de"), "“de”"),
    ],
)
def test_what_cannot_work_is_said(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(wil("--facts", written(tmp_path, {}), *arguments))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_rules_are_shown(language: str) -> None:
    shown = wil("--rules", "--language", language).stdout
    assert all(f" {id} " in shown for id in IDS)
    assert "single_course_only" in shown and "2000-01-01" in shown
    assert ("Phrase du guide" in shown) == (language == "fr")


def test_ask_shows_the_choices_and_the_rules() -> None:
    shown = RUNNER.invoke(app, ["ask", "I am a Canadian citizen. Am I eligible?"]).stdout
    assert "Possible answers: Yes · No · Between terms, on leave or finishing" in shown
    assert "Criterion by criterion" not in shown  # the rules are shown with a verdict
    shown = RUNNER.invoke(app, ["ask", "I am on a study permit. Am I eligible?"]).stdout
    assert "Criterion by criterion" in shown and "not known yet" in shown


def test_only_the_sources_that_statements_cite_are_shown(assistant: Assistant) -> None:
    answer = assistant.decide({}, Language.ENGLISH)
    with (console := Console(width=200)).capture() as shown:
        show_answer(console, answer)
    assert len(answer.citations) > 8
    assert shown.get().count("Program Guide for Students ›") == 1  # the reserve's, not each rule's


def test_chat_shows_the_rules_in_the_conversation_s_language() -> None:
    shown = RUNNER.invoke(app, ["chat"], input="Je suis étudiant étranger, suis-je admissible?\n\n").stdout
    assert "Critère par critère" in shown and "ne semble pas respecté" in shown
