"""Put the service together from its settings."""

from pathlib import Path

from assistant.errors import SettingsError
from assistant.model import Desk, LangChainChat, ModelSettings, ModelSettingsError, check_model
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.store import Store
from corpus import CORPUS_FOLDER, load_corpus
from index import BuildReport, LiveIndex, Progress, build_index


def build_assistant(settings: Settings) -> Assistant:
    """The service: the store is opened (and purged of what is too old); the index is opened by the first reply.

    Raises StoreError, or SettingsError where the language model that the settings name cannot be used.
    """
    store = Store.open(settings.database_url, settings.conversation_days, settings.retention_days)
    store.purge()
    return Assistant(settings, open_index(settings), store, _desk(settings.model, store))


def _desk(model: ModelSettings, store: Store) -> Desk | None:
    """Where the language model of the settings is asked; None where they name none."""
    if not model.name:
        return None
    try:
        check_model(model)
    except ModelSettingsError as error:
        raise SettingsError(str(error)) from None
    return Desk(LangChainChat(model), model.timeout, store.ledger(model.budget) if model.budget else None)


def purge(settings: Settings) -> int:
    """Forget what is older than the retention; how many turns went. Raises StoreError."""
    store = Store.open(settings.database_url, settings.conversation_days, settings.retention_days)
    try:
        return store.purge()
    finally:
        store.close()


def open_index(settings: Settings) -> LiveIndex:
    """The index that the settings name; nothing is read yet."""
    return LiveIndex(settings.index_folder, settings.embedder_cache, settings.embedder)


def rebuild_index(
    settings: Settings, progress: Progress, corpus_folder: Path = CORPUS_FOLDER, force: bool = False
) -> BuildReport:
    """Build the index where something changed; raises CorpusError or EmbedderError."""
    corpus = load_corpus(corpus_folder)
    return build_index(corpus, settings.index_folder, settings.embedder_cache, settings.embedder, progress, force)
