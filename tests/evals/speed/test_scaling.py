"""The synthetic sizes, built and searched for real, and what is kept of them."""

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Settings
from corpus import Language
from evals.speed.folder import write_bench
from evals.speed.goals import scaling_goals, speed_goals
from evals.speed.memory import memory
from evals.speed.plot import scaling_plot
from evals.speed.scaling import Scaling, build_size, search_size
from evals.wording import all_words
from index.manifest import current_build, read_manifest
from tests.evals.speed.test_goals import SPEED, size

QUESTIONS = [("who pays the intern?", Language.ENGLISH), ("qui verse la paie?", Language.FRENCH)] * 3


def test_a_synthetic_corpus_is_built_as_a_large_one_and_searched(real_settings: Settings, tmp_path: Path) -> None:
    built = build_size(real_settings, 60, tmp_path)
    assert read_manifest(current_build(tmp_path)).comparer == "neighbours"
    assert built.texts > 120 and built.disk > 0
    searched = search_size(real_settings, tmp_path, QUESTIONS)
    assert 0.5 <= searched.recall <= 1
    assert searched.search.p95 >= searched.search.median > 0


def test_a_process_s_memory_is_told_where_the_system_tells() -> None:
    found = memory()
    if not Path("/proc/self/status").exists():
        assert found is None
        return
    assert found is not None and 0 < found.now <= found.peak


def texts(svg: str) -> set[str]:
    return {element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")}  # noqa: S314 - our own


@pytest.mark.parametrize("language", list(Language))
def test_the_plot_says_its_words_in_the_language_and_is_the_same_each_time(language: Language) -> None:
    scaling = Scaling((size(1_000), size(10_000)), 1.0, None)
    svg = scaling_plot(scaling, language)
    words = {label.say(language) for key, label in all_words().items() if key.startswith("growth_")}
    assert texts(svg) >= {*words, "10,000" if language is Language.ENGLISH else "10\u00a0000"}
    assert svg == scaling_plot(scaling, language)


def test_memory_that_was_not_measured_is_not_drawn() -> None:
    known = size(50)
    unknown = replace(known, built=replace(known.built, memory=None), searched=replace(known.searched, memory=None))
    drawn, left_out = (texts(scaling_plot(Scaling((one,), 1.0, None), Language.ENGLISH)) for one in (known, unknown))
    assert drawn - left_out >= {"MiB", "Once open"}
    assert {"Seconds", "Milliseconds"} <= left_out


def test_a_run_s_folder_holds_every_figure_and_goal(tmp_path: Path) -> None:
    scaling = Scaling((size(1_000), size(100_000, 20.0)), 1.0, 0.9)
    goals = (*speed_goals(SPEED), *scaling_goals(scaling))
    folder = write_bench(SPEED, scaling, goals, "<svg/>", tmp_path)
    data = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
    assert folder.parent == tmp_path and folder.name.endswith("-bench")
    assert data["speed"]["alone"]["reply"]["median"] == SPEED.alone["reply"].median
    assert [found["passages"] for found in data["scaling"]["sizes"]] == [1_000, 100_000]
    assert {goal["kind"]: goal["met"] for goal in data["goals"]}["search"] is False
    assert (folder / "scaling.svg").read_text(encoding="utf-8") == "<svg/>"


def test_a_run_without_synthetic_sizes_has_no_plot(tmp_path: Path) -> None:
    folder = write_bench(SPEED, None, speed_goals(SPEED), None, tmp_path)
    assert [path.name for path in folder.iterdir()] == ["bench.json"]
    assert json.loads((folder / "bench.json").read_text(encoding="utf-8"))["scaling"] is None
