"""The committed record: what the README shows of it, and what the gate says when a figure falls below its floor."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Language
from evals import EvalsError, check_floors, read_record, record_of, results_of, write_record
from evals.errors import FigureFell, NoRecord
from evals.gate import GATED, falls
from evals.ladder import RUNGS
from evals.readme_table import README, placed, tables, write_readme
from evals.record import Record
from tests.evals.examples import MADE, a_case, a_score, some_results, some_scores


@pytest.fixture(scope="module")
def record() -> Record:
    return record_of(some_results())


def test_what_is_recorded_can_be_read_again(record: Record, tmp_path: Path) -> None:
    write_record(record, tmp_path / "figures.json")
    assert read_record(tmp_path / "figures.json") == record
    assert record.cases == {"fr": 5, "en": 5}
    assert [rung.name for rung in record.ladder] == list(RUNGS)


@pytest.mark.parametrize("content", [None, "{}", "not json"])
def test_a_record_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "figures.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(NoRecord, match=r"figures\.json.*wil eval --record"):
        read_record(path)


def test_the_same_figures_pass(record: Record) -> None:
    check_floors(some_results().figures, record, Language.ENGLISH)


def test_a_fall_within_the_interval_passes(record: Record) -> None:
    worse = some_scores()
    worse[0] = a_score(worse[0].case, facts=False)  # one of five
    check_floors(some_results(worse).figures, record, Language.ENGLISH)


def test_a_real_fall_is_said_with_the_figure_its_value_and_its_floor() -> None:
    floors = record_of(results_of([a_score(a_case(id=f"{n}-fr", language="fr")) for n in range(100)], [], MADE))
    now = results_of([a_score(a_case(id=f"{n}-fr", language="fr"), language=n >= 10) for n in range(100)], [], MADE)
    assert [fall.name for fall in falls(now.figures, floors)] == ["right", "language"]
    with pytest.raises(FigureFell) as caught:
        check_floors(now.figures, floors, Language.ENGLISH)
    assert str(caught.value).splitlines() == [
        "Answer right (French questions): 90.00%, below the floor of 96.38%.",
        "Language of the answer right (French questions): 90.00%, below the floor of 96.38%.",
        "The floors are those of evals/figures.json. Mend what fell; where the fall is meant, record it with"
        " wil eval --record.",
    ]
    with pytest.raises(
        EvalsError, match="Réponse juste \\(questions en français\\)\u00a0: 90,00\u00a0%, sous le plancher"
    ):
        check_floors(now.figures, floors, Language.FRENCH)


def test_a_figure_that_is_no_longer_measured_has_fallen(record: Record) -> None:
    english = results_of([found for found in some_scores() if found.case.language == "en"], [], MADE)
    fallen = list(falls(english.figures, record))
    assert {(fall.group, fall.value) for fall in fallen} == {("fr", 0.0)}
    assert {fall.name for fall in fallen} <= set(GATED)


def test_neither_time_nor_length_is_gated(record: Record) -> None:
    slow = [
        replace(found, text=50 * found.text, seen=replace(found.seen, milliseconds=9999.0)) for found in some_scores()
    ]
    figures = some_results(slow).figures
    assert figures["en"]["time_median"].value > record.figures["en"]["time_median"].high
    assert figures["en"]["words"].value > record.figures["en"]["words"].high
    check_floors(figures, record, Language.ENGLISH)


def test_the_tables_are_in_both_languages(record: Record) -> None:
    english, french = tables(record, Language.ENGLISH), tables(record, Language.FRENCH)
    assert "| Answer right | 40.0% (0.0 to 80.0) | 40.0% (0.0 to 80.0) |" in english
    assert "| Réponse juste | 40,0\u00a0% (0,0 à 80,0) | 40,0\u00a0% (0,0 à 80,0) |" in french
    assert "| Ours, whole | 50.0% | 50.0% |" in english
    assert len(english.splitlines()) == len(french.splitlines())


def test_the_readme_s_tables_are_those_of_the_committed_record() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == placed(text, read_record()), "run wil eval --record, or put the tables back"
    assert text.index("<!-- figures en -->") < text.index("# Assistant AIT") < text.index("<!-- figures fr -->")


def test_tables_are_put_between_their_markers_and_nowhere_else(record: Record, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(
        "a\n<!-- figures en -->\nold\n<!-- /figures -->\nb\n<!-- figures fr -->\n\n<!-- /figures -->\nc\n"
    )
    write_readme(record, readme)
    once = readme.read_text(encoding="utf-8")
    write_readme(record, readme)
    assert readme.read_text(encoding="utf-8") == once
    assert once.startswith("a\n<!-- figures en -->\n") and once.endswith("<!-- /figures -->\nc\n")
    assert "old" not in once and "\nb\n" in once


def test_a_readme_without_markers_is_refused(record: Record) -> None:
    with pytest.raises(NoRecord, match="figures fr"):
        placed("<!-- figures en -->\n\n<!-- /figures -->", record)


def test_the_committed_record_has_every_figure_of_the_gate_and_every_rung() -> None:
    committed = read_record()
    for language in ("fr", "en"):
        assert set(GATED) <= set(committed.figures[language])
    assert [rung.name for rung in committed.ladder] == list(RUNGS)
