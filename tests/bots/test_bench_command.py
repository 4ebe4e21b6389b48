"""`wil bench` as a person uses it, on few questions."""

import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant import Settings
from bots.bench_tables import show_goals, show_scaling
from bots.benching import wanted
from bots.command import app
from corpus import Language
from evals import SIZES, Goal, Scaling
from tests.evals.speed.test_goals import size


@pytest.fixture
def few(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIL_DATA", str(real_settings.data))
    monkeypatch.setenv("WIL_DATABASE_URL", real_settings.database_url)
    monkeypatch.setenv("COLUMNS", "200")
    for name, value in {"_STARTS": 1, "_ROUNDS": 1, "_CALLS": 4, "_RUSHES": 1, "_WARMING": 1, "USERS": (1, 2)}.items():
        monkeypatch.setattr(f"evals.speed.measuring.{name}", value)
    monkeypatch.setattr("bots.benching._QUESTIONS", 3)


@pytest.mark.usefixtures("few")
def test_the_service_is_measured_shown_and_kept(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["bench", "--runs", str(tmp_path)])
    assert result.exit_code == 0, result.output
    (folder,) = tmp_path.iterdir()
    assert str(folder) in result.stdout
    data = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
    assert set(data["speed"]["alone"]) == {"reply", "bare", "onnx", "plain"}
    assert [found["users"] for found in data["speed"]["http"]] == [1, 2]
    assert {goal["kind"] for goal in data["goals"]} == {"ready", "reply", "throughput"}
    assert "Serveur prêt" in result.stdout and "Objectifs" in result.stdout and "Débit à 2 personne(s)" in result.stdout


def test_a_missing_tool_is_said_before_anything_is_measured(monkeypatch: pytest.MonkeyPatch, few: None) -> None:
    monkeypatch.setattr("evals.tools._BENCH", {"no_such_module": "no-such-package"})
    result = CliRunner().invoke(app, ["bench"])
    assert result.exit_code == 1
    assert "no-such-package" in result.stderr and "Traceback" not in result.output


def test_options_choose_what_is_measured_beside(tmp_path: Path) -> None:
    def asked(*options: bool) -> tuple[bool, tuple[int, ...]]:
        found = wanted(tmp_path, *options)
        return found.build, tuple(found.sizes)

    assert asked(False, False, False) == (False, ())
    assert asked(True, False, False) == (True, ())
    assert asked(False, True, False) == (False, SIZES)
    assert asked(False, False, True) == (True, SIZES)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.FRENCH, ["100\u00a0000", "22,50", "15,0", "non", "oui"]),
        (Language.ENGLISH, ["100,000", "22.50", "no", "yes"]),
    ],
)
def test_goals_and_sizes_are_shown_in_the_language(language: Language, said: list[str]) -> None:
    console = Console(width=220)
    goals = [Goal("search", 100_000, 22.5, 15.0), Goal("throughput", 8, 0.6, 0.5, least=True)]
    with console.capture() as captured:
        show_goals(console, goals, language)
        show_scaling(console, Scaling((size(1_000), size(100_000)), 0.98, None), language)
    assert all(words in captured.get() for words in (*said, "—"))
