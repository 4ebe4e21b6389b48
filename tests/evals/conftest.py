"""The tiny corpus with an assistant over it, for what needs a real search and no real documents."""

import pytest

from assistant import Assistant, build_assistant, read_settings
from corpus import Corpus, load_corpus
from index import build_index
from tests.tiny import write_tiny_corpus, write_tiny_model


@pytest.fixture(scope="session")
def tiny_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_tiny_corpus(tmp_path_factory.mktemp("corpus")))


@pytest.fixture(scope="session")
def tiny(tiny_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The service over the tiny corpus, with the tiny model."""
    data, model = tmp_path_factory.mktemp("data"), write_tiny_model(tmp_path_factory.mktemp("model"))
    settings = read_settings({"WIL_DATA": str(data), "WIL_EMBEDDING_MODEL": str(model)})
    build_index(tiny_corpus, settings.index_folder, settings.embedder_cache, settings.embedder)
    return build_assistant(settings)
