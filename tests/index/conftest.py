"""The tiny model and corpus, and an index of them that is built once and copied where a test changes it."""

import shutil
from pathlib import Path

import pytest

from corpus import Corpus, load_corpus
from index import EmbedderSettings, SearchIndex, build_index
from tests.tiny import write_tiny_corpus, write_tiny_model


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "model: loads the real embedding model (a few seconds)")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> EmbedderSettings:
    return EmbedderSettings(model=str(write_tiny_model(tmp_path_factory.mktemp("model"))))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_tiny_corpus(tmp_path_factory.mktemp("corpus")))


@pytest.fixture(scope="session")
def built(corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny corpus's index; not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    build_index(corpus, folder, cache, settings)
    return folder


@pytest.fixture(scope="session")
def index(built: Path, cache: Path, settings: EmbedderSettings) -> SearchIndex:
    return SearchIndex.open(built, cache, settings)


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the index, to change."""
    return Path(shutil.copytree(built, tmp_path / "index"))


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """A tiny corpus, to edit."""
    return write_tiny_corpus(tmp_path / "corpus")
