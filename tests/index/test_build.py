import json
from pathlib import Path

import numpy as np
import pytest

from corpus import Corpus, Language, check_corpus, load_corpus
from index import EmbedderSettings, IndexNotReady, SearchIndex, build_index
from index.manifest import FORMAT, current_build, read_manifest
from tests.tiny import add_question, write_tiny_model

Step = tuple[str, int, int]


def builds(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"CURRENT"}


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def vectors(index: SearchIndex) -> dict[str, np.ndarray]:
    return {document.page_content: index.store.vector_of(number) for number, document in index.store.numbered()}


def test_the_tiny_corpus_is_a_valid_one(corpus_folder: Path) -> None:
    assert [report.errors for report in check_corpus(corpus_folder)] == [(), ()]


# What a build writes.


def test_the_manifest_says_what_the_index_was_made_from_and_with(
    corpus: Corpus, built: Path, settings: EmbedderSettings
) -> None:
    build = current_build(built)
    manifest = read_manifest(build)
    questions = [text for passage in corpus.passages for texts in passage.questions.values() for text in texts]
    wordings = [passage for passage in corpus.passages if passage.wording]
    outside = [pair for theme in corpus.outside for pair in theme.pairs()]
    assert manifest.documents == {document.id: document.digest for document in corpus.documents}
    assert (manifest.embedder, manifest.query_prefix, manifest.passage_prefix) == (settings.model, "", "")
    assert manifest.passages == len(corpus.passages) == 7
    assert manifest.units == 2 * (len(corpus.passages) + len(wordings)) + len(questions) + len(outside)
    assert set(manifest.files) == {
        str(path.relative_to(build)) for path in build.rglob("*") if path.is_file() and path.name != "manifest.json"
    }
    assert {"vectors.faiss", "units.json", "corpus.json"} < set(manifest.files)
    assert set(manifest.libraries) == {"faiss-cpu", "bm25s", "numpy", "sentence-transformers"}
    assert 0 < manifest.floor < 1
    assert all(0 <= share <= 1 for share in manifest.figures.values())
    assert len(manifest.corpus_version) == 12


def test_nothing_in_a_build_is_pickled(built: Path) -> None:
    build = current_build(built)
    for path in (path for path in build.rglob("*") if path.is_file()):
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as arrays:
                assert all(arrays[name].dtype != object for name in arrays)
        elif path.suffix == ".npy":
            assert np.load(path, allow_pickle=False).dtype != object
        else:
            assert path.name == "vectors.faiss"


def test_the_index_keeps_the_corpus_for_replies_but_not_the_bank(corpus: Corpus, index: SearchIndex) -> None:
    assert [passage.id for passage in index.corpus.passages] == [passage.id for passage in corpus.passages]
    assert index.corpus.glossary == corpus.glossary
    assert index.corpus.outside == ()
    [pay] = [passage for passage in index.corpus.passages if passage.id == "guide/pay"]
    assert pay.questions[Language.FRENCH] == ("Quand est-ce que je reçois ma paie?",)
    assert pay.wording == corpus.passages[0].wording


# What a build does again, and what it does not.


def test_nothing_is_done_when_nothing_changed(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    before, manifest = builds(folder), read_manifest(current_build(folder))
    steps: list[Step] = []
    report = build_index(corpus, folder, cache, settings, lambda *step: steps.append(step))
    assert (report.rebuilt, report.embedded, report.kept) == (False, 0, manifest.units)
    assert report.manifest == manifest
    assert steps == []
    assert builds(folder) == before


def test_a_build_is_made_again_when_forced_without_embedding_anew(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    before = current_build(folder)
    report = build_index(corpus, folder, cache, settings, force=True)
    assert (report.rebuilt, report.embedded, report.kept) == (True, 0, report.manifest.units)
    assert current_build(folder) != before


def test_only_the_texts_that_changed_are_embedded_again(
    corpus_folder: Path, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    old = read_manifest(current_build(folder))
    add_question(corpus_folder, "guide", "pay", "Le virement arrive quel jour?")
    report = build_index(load_corpus(corpus_folder), folder, cache, settings)
    assert (report.rebuilt, report.embedded, report.kept) == (True, 1, old.units)
    assert report.manifest.units == old.units + 1
    assert report.manifest.documents["guide"] != old.documents["guide"]
    assert report.manifest.documents["report"] == old.documents["report"]
    assert report.manifest.corpus_version != old.corpus_version
    found = SearchIndex.open(folder, cache, settings).search("Le virement arrive quel jour?", Language.FRENCH)
    assert found.hits[0].passage.id == "guide/pay"
    assert found.hits[0].nearest == "Le virement arrive quel jour?"


def test_kept_vectors_are_those_that_a_first_build_would_compute(
    corpus_folder: Path, folder: Path, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    add_question(corpus_folder, "guide", "pay", "Le virement arrive quel jour?")
    corpus = load_corpus(corpus_folder)
    build_index(corpus, folder, cache, settings)
    build_index(corpus, tmp_path / "fresh", cache, settings)
    kept, fresh = (vectors(SearchIndex.open(path, cache, settings)) for path in (folder, tmp_path / "fresh"))
    assert kept.keys() == fresh.keys()
    for text, vector in kept.items():
        np.testing.assert_allclose(vector, fresh[text], atol=1e-5)


@pytest.mark.parametrize("name", ["glossary.yaml", "outside.yaml"])
def test_a_change_of_the_glossary_or_the_outside_questions_makes_a_new_index(
    corpus_folder: Path, folder: Path, cache: Path, settings: EmbedderSettings, name: str
) -> None:
    path = corpus_folder / name
    text = path.read_text(encoding="utf-8").replace("salaire", "traitement").replace("froid", "chaud")
    path.write_text(text, encoding="utf-8")
    old = read_manifest(current_build(folder))
    report = build_index(load_corpus(corpus_folder), folder, cache, settings)
    assert report.rebuilt
    assert report.manifest.documents == old.documents
    assert report.manifest.corpus_version != old.corpus_version


def test_another_embedder_embeds_everything_again(corpus: Corpus, folder: Path, cache: Path, tmp_path: Path) -> None:
    other = EmbedderSettings(model=str(write_tiny_model(tmp_path / "other", seed=1)))
    report = build_index(corpus, folder, cache, other)
    assert (report.embedded, report.kept) == (report.manifest.units, 0)
    assert SearchIndex.open(folder, cache, other).manifest.embedder == other.model


def test_progress_is_told_step_by_step_to_the_end(
    corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    steps: list[Step] = []
    build_index(corpus, tmp_path / "index", cache, settings, lambda *step: steps.append(step))
    assert all(0 <= done <= total for _, done, total in steps)
    for name in ("model", "vectors", "training"):
        told = [(done, total) for step, done, total in steps if step == name]
        assert told == sorted(told)
        assert len({total for _, total in told}) == 1
        assert told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize("failing", ["model", "vectors", "training"])
@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt])
def test_a_build_that_fails_midway_leaves_the_old_index_in_use(
    corpus_folder: Path,
    folder: Path,
    cache: Path,
    settings: EmbedderSettings,
    failing: str,
    kind: type[BaseException],
) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == failing and done == total:
            raise kind("stop")

    before, current = builds(folder), current_build(folder)
    add_question(corpus_folder, "guide", "pay", "Le virement arrive quel jour?")
    with pytest.raises(kind, match="stop"):
        build_index(load_corpus(corpus_folder), folder, cache, settings, progress)
    assert builds(folder) == before
    assert current_build(folder) == current
    assert SearchIndex.open(folder, cache, settings).search("la paie", Language.FRENCH).hits


def test_swapping_keeps_the_build_before_and_removes_older_ones(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    made = [current_build(folder).name]
    for _ in range(3):
        build_index(corpus, folder, cache, settings, force=True)
        made.append(current_build(folder).name)
    assert len(set(made)) == 4
    assert builds(folder) == set(made[-2:])


def test_other_files_of_the_folder_are_left_alone(
    corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    for _ in range(3):
        build_index(corpus, tmp_path, cache, settings, force=True)
    assert (tmp_path / "notes" / "mine.txt").read_text(encoding="utf-8") == "mine"


# What is refused.


def refused(folder: Path, cache: Path, settings: EmbedderSettings) -> str:
    """The message with which an index is refused; it always says what to do."""
    with pytest.raises(IndexNotReady) as caught:
        SearchIndex.open(folder, cache, settings)
    message = str(caught.value)
    assert str(folder) in message
    assert message.endswith("Run `wil index build`.")
    return message


def test_an_index_of_another_embedder_is_refused_naming_both(folder: Path, cache: Path, tmp_path: Path) -> None:
    other = EmbedderSettings(model=str(write_tiny_model(tmp_path / "other", seed=1)))
    message = refused(folder, cache, other)
    assert read_manifest(current_build(folder)).embedder in message
    assert other.model in message


def test_a_changed_file_is_refused_by_name(
    folder: Path, cache: Path, settings: EmbedderSettings, subtests: pytest.Subtests
) -> None:
    build = current_build(folder)
    for name in read_manifest(build).files:
        with subtests.test(name):
            content = (build / name).read_bytes()
            flip(build / name)
            assert f"'{name}'" in refused(folder, cache, settings)
            (build / name).unlink()
            assert f"'{name}' is missing" in refused(folder, cache, settings)
            (build / name).write_bytes(content)
    SearchIndex.open(folder, cache, settings)


def test_a_folder_without_an_index_is_refused(cache: Path, settings: EmbedderSettings, tmp_path: Path) -> None:
    assert "not been built yet" in refused(tmp_path / "nothing", cache, settings)
    assert "not been built yet" in refused(tmp_path, cache, settings)


def test_an_index_without_its_file_current_is_refused(folder: Path, cache: Path, settings: EmbedderSettings) -> None:
    (folder / "CURRENT").unlink()
    assert "not been built yet" in refused(folder, cache, settings)


NONSENSE = [b"", b"\n", b".", b"..", b"/", b"/etc", b"../other", b"../../other", b"build-none", b"a\0b", b"\xff\xfe"]
TOO_LONG = b"x" * 5000


@pytest.mark.parametrize("nonsense", [*NONSENSE, TOO_LONG], ids=lambda value: repr(value[:12]))
def test_a_file_current_that_names_no_build_is_refused_and_a_new_build_mends_it(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings, nonsense: bytes
) -> None:
    current_build(folder).rename(folder.parent / "other")  # a good build, but outside the folder
    (folder / "CURRENT").write_bytes(nonsense)
    refused(folder, cache, settings)
    assert build_index(corpus, folder, cache, settings).rebuilt
    assert (folder.parent / "other" / "manifest.json").exists()
    SearchIndex.open(folder, cache, settings)


def test_a_manifest_of_another_format_is_refused(folder: Path, cache: Path, settings: EmbedderSettings) -> None:
    path = current_build(folder) / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"format": 99}), encoding="utf-8")
    assert "format 99" in refused(folder, cache, settings)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"{}",
        b"[]",
        b"null",
        b"7",
        f'{{"format": {FORMAT}}}'.encode(),
        b"\xff\xfe",
        f'{{"format": {FORMAT}, "x": 2}}'.encode(),
    ],
)
def test_a_manifest_of_garbage_is_refused_and_a_new_build_mends_it(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings, content: bytes
) -> None:
    (current_build(folder) / "manifest.json").write_bytes(content)
    assert "manifest is damaged" in refused(folder, cache, settings)
    assert build_index(corpus, folder, cache, settings).rebuilt
    SearchIndex.open(folder, cache, settings)


@pytest.mark.parametrize("wrong", [{"files": []}, {"floor": None}, {"passages": "many"}, {"documents": 7}], ids=str)
def test_a_manifest_with_a_wrong_value_is_refused(
    folder: Path, cache: Path, settings: EmbedderSettings, wrong: dict[str, object]
) -> None:
    path = current_build(folder) / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | wrong), encoding="utf-8")
    refused(folder, cache, settings)


# What a new build mends, as the messages promise.
@pytest.mark.parametrize("name", ["units.json", "corpus.json", "vectors.faiss"])
@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_new_build_mends_a_damaged_file(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings, name: str, harm: str
) -> None:
    path = current_build(folder) / name
    if harm == "changed":
        flip(path)
    else:
        path.unlink()
    assert build_index(corpus, folder, cache, settings).rebuilt
    SearchIndex.open(folder, cache, settings)


def test_a_damaged_vector_is_not_carried_into_the_next_build(
    corpus: Corpus, index: SearchIndex, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    path = current_build(folder) / "vectors.faiss"
    content = path.read_bytes()
    place = content.index(index.store.vector_of(3).tobytes())
    path.write_bytes(content[:place] + np.float32(9).tobytes() + content[place + 4 :])
    build_index(corpus, folder, cache, settings, force=True)
    mended = vectors(SearchIndex.open(folder, cache, settings))
    for text, vector in vectors(index).items():
        np.testing.assert_allclose(mended[text], vector, atol=1e-5)


def test_a_build_makes_the_export_again_where_it_is_gone(
    corpus: Corpus, folder: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    build_index(corpus, folder, tmp_path / "cache", settings)
    assert [path.name for path in (tmp_path / "cache").rglob("model.onnx")] == ["model.onnx"]


def test_a_build_does_not_remove_one_that_another_program_is_writing(
    corpus: Corpus, corpus_folder: Path, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if (step, done) == ("training", 0):  # meanwhile, elsewhere
            build_index(corpus, folder, cache, settings, force=True)

    add_question(corpus_folder, "guide", "pay", "Le virement arrive quel jour?")
    build_index(load_corpus(corpus_folder), folder, cache, settings, progress)
    SearchIndex.open(folder, cache, settings)


def test_a_corpus_without_questions_can_be_built_and_searched(
    corpus_folder: Path, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    for path in corpus_folder.rglob("questions.yaml"):
        path.unlink()
    (corpus_folder / "outside.yaml").write_text("[]", encoding="utf-8")
    build_index(load_corpus(corpus_folder), tmp_path / "index", cache, settings)
    found = SearchIndex.open(tmp_path / "index", cache, settings).search("un permis de travail", Language.FRENCH)
    assert found.hits
