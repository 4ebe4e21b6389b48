"""The interface's words: both languages, the same placeholders, Canadian typography, none idle."""

from pathlib import Path

import pytest

from bots.labels import labels
from corpus import CorpusError
from tests.typography import fields, french_faults

FOLDER = Path(__file__).parent.parent.parent / "bots"
FILES = ["command", "web", "widget", "slack"]


@pytest.mark.parametrize("name", FILES)
def test_both_languages_have_the_same_placeholders(name: str) -> None:
    for key, label in labels(name).items():
        assert fields(label.fr) == fields(label.en), key


@pytest.mark.parametrize("name", FILES)
def test_french_keeps_canadian_typography(name: str) -> None:
    assert {key: found for key, label in labels(name).items() if (found := french_faults(label.fr))} == {}


def test_every_label_is_used() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in FOLDER.rglob("*") if path.suffix in (".py", ".html", ".js")
    )
    made = (
        "problem_",
        "reason_",
        "detail_",
        "step_",
        "eval_",
        "status_",
        "verdict_",
        "kind_",
        "bench_",
        "goal_",
        "first_",
        "failure_",
        "letter_",
        "subject_",
        "fact_",
        "both_",
        "outcome_",
        "urgent_",
        "rules_",
        "tier_",
        "button_",
        "loading_",
        "topic_",
        "prompt_",
        "notice_",
        "proposals_",
    )  # keys that the code puts together
    unused = [
        f"{name}: {key}"
        for name in FILES
        for key in labels(name)
        if f'"{key}"' not in code and f"words.{key}" not in code and not key.startswith(made)
    ]
    assert unused == []


def test_a_broken_file_of_words_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text('title: {fr: "x"}\n', encoding="utf-8")
    monkeypatch.setattr("bots.labels._FOLDER", tmp_path)
    with pytest.raises(CorpusError, match="title.en' is missing"):
        labels("broken")
