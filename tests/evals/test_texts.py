"""The words of the measuring: both languages, the same placeholders, Canadian typography, none idle, none missing."""

from pathlib import Path

import evals
from evals import read_cases
from evals.gate import GATED
from evals.ladder import RULES, RUNGS
from evals.measuring import METRICS
from evals.scoring import Cause, Grade
from evals.wording import all_words
from tests.typography import fields, french_faults

FOLDER = Path(evals.__file__).parent
MADE = {
    "figure_": {*METRICS, *Grade, *GATED},
    "rung_": {*RUNGS, "chunks"},
    "rule_": set(RULES),
    "cause_": {*Cause, "title"},
    "kind_": {case.kind for case in read_cases()},
    "part_": {"guide", "reports"},
    "of_": {"all", "fr", "en"},
    "short_": {"all", "fr", "en"},
}
SECTIONS = ("gaps", "ladder", "kinds", "calibration", "times")


def test_both_languages_have_the_same_placeholders() -> None:
    assert [key for key, label in all_words().items() if fields(label.fr) != fields(label.en)] == []


def test_french_keeps_canadian_typography() -> None:
    assert {key: found for key, label in all_words().items() if (found := french_faults(label.fr))} == {}


def test_every_key_that_the_code_puts_together_is_there_and_none_else() -> None:
    for prefix, wanted in MADE.items():
        there = {key.removeprefix(prefix) for key in all_words() if key.startswith(prefix)}
        assert there == {str(name) for name in wanted}, prefix


def test_every_other_label_is_used() -> None:
    rooms = (FOLDER, FOLDER.parent / "bots")
    code = "".join(path.read_text(encoding="utf-8") for room in rooms for path in room.rglob("*.py"))
    code += (FOLDER / "templates" / "report.html").read_text(encoding="utf-8")
    sections = {f"{name}_{part}" for name in SECTIONS for part in ("title", "text")}
    idle = [
        key for key in all_words() if f'"{key}"' not in code and key not in sections and not key.startswith(tuple(MADE))
    ]
    assert idle == []
