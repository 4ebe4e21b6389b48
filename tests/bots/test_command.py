"""The command line as a person uses it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import Settings
from bots.command import app

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def environment(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIL_DATA", str(real_settings.data))
    monkeypatch.setenv("WIL_DATABASE_URL", real_settings.database_url)
    monkeypatch.setenv("COLUMNS", "200")


def wil(*arguments: str, given: str | None = None) -> Result:
    return RUNNER.invoke(app, list(arguments), input=given)


def refused(result: Result, code: int) -> str:
    """The one sentence of a refusal; a traceback would be an exception that is no exit."""
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return str(result.stderr).strip()


def test_ask_shows_the_answer_and_its_source() -> None:
    result = wil("ask", "is the mid-term eval shared with my employer")
    assert result.exit_code == 0
    assert "will not be shared with your employer" in result.stdout
    assert "Ce retour d'information ne sera pas communiqué à votre employeur" in result.stdout


def test_sources_have_an_address_where_the_server_s_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIL_PUBLIC_URL", "https://aide.example.ca/")
    assert (
        "https://aide.example.ca/sources/student-guide#final-evaluation"
        in wil("ask", "Qui voit mon évaluation finale?").stdout
    )


def test_ask_as_json_gives_the_contract_s_object() -> None:
    answer = json.loads(wil("ask", "Qui voit mon évaluation finale?", "--json").stdout)
    assert (answer["outcome"], answer["language"]) == ("answered", "fr")
    assert answer["citations"][0]["passage"] == "student-guide/final-evaluation"


def test_ask_in_the_other_language() -> None:
    answer = json.loads(wil("ask", "Qui voit mon évaluation finale?", "--language", "en", "--json").stdout)
    assert answer["language"] == "en" and answer["citations"][0]["translation"]


def test_a_file_of_questions_gives_a_json_line_each(tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text("Who pays me?\n\nQui me paie?\n\x00\n", encoding="utf-8")
    rows = [json.loads(line) for line in wil("ask", "--file", str(file)).stdout.splitlines()]
    assert [row["line"] for row in rows] == [1, 3, 4]
    assert [row.get("language") for row in rows] == ["en", "fr", None]
    assert "readable text" in rows[2]["error"] or "lisible" in rows[2]["error"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "questions.txt"
    if content is not None:
        file.write_bytes(content)
    assert "questions.txt" in refused(wil("ask", "--file", str(file)), 2)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask",), 2, "Give a question"),
        (("ask", ""), 1, "vide"),
        (("ask", "x", "--language", "de"), 2, "“de”"),
        (("ask", "who pays me", "--conversation", "none"), 1, "cannot be found or has expired"),
        (("corpus", "check", "none"), 1, "there is no document 'none'; there are: bher-evaluation"),
    ],
)
def test_what_cannot_work_is_said_in_one_sentence(arguments: tuple[str, ...], code: int, said: str) -> None:
    assert said in refused(wil(*arguments), code)


def test_a_misspelt_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIL_DEFUALT_LANGUAGE", "fr")
    assert "There is no setting 'WIL_DEFUALT_LANGUAGE'" in refused(wil("ask", "x"), 1)


def test_chat_goes_on_until_an_empty_line() -> None:
    result = wil("chat", "--language", "en", given="Who pays me?\nand the amount of the subsidy?\n\n")
    assert result.exit_code == 0
    assert result.stdout.count("Sources") == 2
    assert "Searching the guide" in result.stdout


def test_search_shows_scores_and_how_each_passage_was_found() -> None:
    result = wil("search", "mot de passe oublié", "--limit", "2")
    assert "student-guide/forgotten-password" in result.stdout.splitlines()[0]
    assert "keywords" in result.stdout and "texte voisin" in result.stdout


def test_search_explains_what_each_signal_weighs() -> None:
    result = wil("search", "hwo mcuh is the subsidy", "--explain", "--language", "en", "--limit", "2")
    assert result.stdout.splitlines()[0] == "Question searched: how much is the subsidy"
    assert "student-guide/subsidy-amount" in result.stdout and "(ridge)" in result.stdout
    assert "Answers: " in result.stdout and "(outside_ridge)" in result.stdout
    assert "Does not answer: " in wil("search", "what's the weather", "--explain", "--language", "en").stdout


def test_building_an_index_that_is_current_does_nothing() -> None:
    assert "rien à faire" in wil("index", "build").stdout


def test_the_manifest_is_shown() -> None:
    manifest = json.loads(wil("index", "show").stdout)
    assert manifest["embedder"] == "all-MiniLM-L6-v2" and len(manifest["documents"]) == 5


def test_the_documents_are_checked() -> None:
    result = wil("corpus", "check", "student-guide", "--language", "en")
    assert result.exit_code == 0 and "79 passages" in result.stdout and "in order" in result.stdout


def test_the_sources_defects_are_listed_for_staff() -> None:
    shown = wil("corpus", "defects", "--language", "en").stdout
    assert "Quebec's body" in shown and "microcredential" in shown


def test_conversations_on_eligibility_are_evaluated(tmp_path: Path) -> None:
    lines = [
        f"- {{id: x-{number}, language: en, messages: [I am an international student.], verdict: {verdict},"
        f" subject: {subject}, facts: {{international_student: true}}, why: w}}"
        for number, (verdict, subject) in enumerate([("criterion_not_met", "speaker"), ("none", "null")], start=1)
    ]
    cases = tmp_path / "cases.yaml"
    cases.write_text("\n".join(lines), encoding="utf-8")
    given = ("eval", "--situations", "--cases", str(cases), "--runs", str(tmp_path / "runs"))
    shown, quiet = wil(*given).stdout, wil(*given, "--quiet", "--runs", str(tmp_path / "quiet")).stdout
    assert "x-2" in shown and "x-1" not in shown and "x-2" not in quiet
    (run,) = (tmp_path / "runs").iterdir()
    rows = [json.loads(line) for line in (run / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["verdict"], row["right"]) for row in rows] == [
        ("criterion_not_met", True),
        ("criterion_not_met", False),
    ]
    figures = json.loads((run / "figures.json").read_text(encoding="utf-8"))
    assert figures["en"]["exact"] == 0.5 and figures["en"]["false_bars"] == 1
    assert "rules" in json.loads((run / "versions.json").read_text(encoding="utf-8"))


def test_attacks_and_their_look_alikes_are_evaluated(tmp_path: Path) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        "- {id: x-1, kind: ordinary, language: en, messages: [Who pays me?], expect: [answered], urgent: [none]}\n"
        "- {id: x-2, kind: legal, language: en, messages: [Who pays me?], expect: [declined], must: [[lawyer]]}\n",
        encoding="utf-8",
    )
    shown = wil("eval", "--attacks", "--cases", str(cases), "--runs", str(tmp_path / "runs")).stdout
    assert "x-2" in shown and "x-1" not in shown
    (run,) = (tmp_path / "runs").iterdir()
    rows = [json.loads(line) for line in (run / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["right"], row["missed"]) for row in rows] == [(True, []), (False, ["lawyer"])]
    figures = json.loads((run / "figures.json").read_text(encoding="utf-8"))
    assert figures["en guarded"]["missed"] == 1 and figures["en ordinary"]["right"] == 1.0


QUESTIONS = """\
- {id: q-en-1, language: en, kind: direct, question: Who pays me?, document: student-guide,
   gold: ["Élaboriez un plan d'apprentissage"], must: [], must_not: [], outcome: answered}
- {id: q-fr-1, language: fr, kind: greeting, question: Bonjour!, document: null, gold: [], must: [], must_not: [],
   outcome: greeting}
"""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.yaml"
    file.write_text(QUESTIONS, encoding="utf-8")
    return file


def test_questions_are_evaluated_and_leave_a_folder_with_a_report(questions: Path, tmp_path: Path) -> None:
    shown = wil("eval", "--cases", str(questions), "--runs", str(tmp_path / "runs")).stdout
    assert "Réponse juste" in shown and "50,0\u00a0%" in shown
    assert "q-en-1" in shown and "q-fr-1" not in shown
    (run,) = (tmp_path / "runs").iterdir()
    names = {"answers.jsonl", "calibration.json", "figures.json", "gaps.json", "ladder.json", "manifest.json"}
    assert {path.name for path in run.iterdir()} == {*names, "settings.json", "report.en.html", "report.fr.html"}
    rows = [json.loads(line) for line in (run / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["grade"], row["cause"]) for row in rows] == [("wrong", "passage"), ("right", None)]
    assert json.loads((run / "settings.json").read_text(encoding="utf-8"))["seed"]


def test_the_gate_fails_with_a_sentence_where_a_figure_fell(
    questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.CASES", [questions])
    said = refused(wil("eval", "--gate", "--quiet", "--runs", str(tmp_path / "runs")), 1)
    assert "Réponse juste (questions en anglais)\u00a0: 0,00\u00a0%, sous le plancher de" in said
    assert said.endswith("consignez-la avec wil eval --record.")


@pytest.mark.parametrize("option", ["--gate", "--record"])
def test_floors_and_records_are_of_all_questions(questions: Path, option: str) -> None:
    assert "every question" in refused(wil("eval", option, "--cases", str(questions)), 2)


def test_a_taken_port_is_said_before_serving() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port}" in refused(wil("serve", "--port", str(port)), 2)


def test_help_is_in_both_languages() -> None:
    shown = " ".join(wil("--help").stdout.split())
    assert "Ask a question" in shown and "Poser une question" in shown


def test_both_languages_are_shown_and_agree() -> None:
    result = wil("ask", "--both", "how much can my employer receive")
    assert result.exit_code == 0
    assert "jusqu'à un maximum de 5\u00a0000\u00a0$" in result.stdout and "a maximum of $5,000" in result.stdout
    assert "concordent" in result.stdout
    both = json.loads(wil("ask", "--both", "how much can my employer receive", "--json").stdout)
    assert (both["fr"]["language"], both["en"]["language"], both["differences"]) == ("fr", "en", [])


def test_a_kept_reply_is_replayed() -> None:
    kept = json.loads(wil("ask", "Qui voit mon évaluation finale?", "--json").stdout)
    shown = wil("replay", kept["turn_id"], "--language", "en")
    assert shown.exit_code == 0
    assert "Message (masked): Qui voit mon évaluation finale?" in shown.stdout
    assert "Today's answer is the same" in shown.stdout and "student-guide/final-evaluation" in shown.stdout
    replay = json.loads(wil("replay", kept["turn_id"], "--json").stdout)
    assert replay["differs"] == [] and replay["turn"]["answer"]["text"] == kept["text"]
    assert {"corpus", "index", "rules", "prompts", "model"} <= set(replay["versions"])


def test_a_reply_that_is_not_kept_is_told_in_one_sentence() -> None:
    assert "introuvable" in refused(wil("replay", "0" * 32), 1)
