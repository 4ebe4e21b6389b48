from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus import Language, load_corpus
from index import EmbedderSettings, IndexNotReady, LiveIndex, build_index
from index.manifest import current_build
from tests.tiny import add_question

NEW = "Le virement arrive quel jour?"


@pytest.fixture
def live(folder: Path, cache: Path, settings: EmbedderSettings) -> LiveIndex:
    return LiveIndex(folder, cache, settings)


def build_anew(live: LiveIndex, corpus_folder: Path, question: str = NEW) -> Path:
    add_question(corpus_folder, "guide", "pay", question)
    build_index(load_corpus(corpus_folder), live.folder, live.cache, live.settings)
    return current_build(live.folder)


def nearest(live: LiveIndex, question: str) -> str:
    return live.get().search(question, Language.FRENCH).hits[0].nearest


def test_an_index_is_opened_once(live: LiveIndex) -> None:
    assert live.get() is live.get()


def test_many_threads_get_the_same_index(live: LiveIndex) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: live.get(), range(16)))
    assert all(index is found[0] for index in found)


def test_a_new_build_is_taken_up_and_a_reader_of_the_old_one_goes_on(live: LiveIndex, corpus_folder: Path) -> None:
    old = live.get()
    build_anew(live, corpus_folder)
    assert live.get() is not old
    assert nearest(live, NEW) == NEW
    assert old.search(NEW, Language.FRENCH).hits[0].nearest != NEW


@pytest.mark.parametrize("harm", ["vectors.faiss", "manifest.json"])
def test_a_broken_new_build_leaves_the_old_one_in_use_until_a_good_one_comes(
    live: LiveIndex, corpus_folder: Path, harm: str
) -> None:
    old = live.get()
    build = build_anew(live, corpus_folder)
    (build / harm).write_bytes(b"garbage")
    assert live.get() is old
    assert live.get() is old
    build_anew(live, corpus_folder, "Et le dépôt direct?")
    assert live.get() is not old
    assert nearest(live, "Et le dépôt direct?") == "Et le dépôt direct?"


def test_an_index_that_vanishes_stays_in_use(live: LiveIndex) -> None:
    index = live.get()
    (live.folder / "CURRENT").unlink()
    assert live.get() is index


def test_without_an_index_it_says_so_until_one_is_built(
    corpus_folder: Path, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    live = LiveIndex(tmp_path / "later", cache, settings)
    for _ in range(2):
        with pytest.raises(IndexNotReady, match=r"not been built yet.*wil index build"):
            live.get()
    build_anew(live, corpus_folder)
    assert nearest(live, NEW) == NEW


def test_a_broken_first_index_is_refused_each_time(live: LiveIndex) -> None:
    (current_build(live.folder) / "units.json").unlink()
    for _ in range(2):
        with pytest.raises(IndexNotReady, match=r"units\.json' is missing"):
            live.get()
