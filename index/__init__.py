"""Find the passage that answers a question. This is the room's door.

The LangChain store and retriever are read when they are first asked for: with them come LangChain's vector stores and
tracers, a third of a second that no reply needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.build import RIDGE_LIMIT, BuildReport, Progress, build_index, write_index
from index.concepts import Concepts
from index.embedding import DEFAULT_MODEL, EmbedderSettings, load_sentence_transformer
from index.errors import EmbedderError, IndexNotReady, IndexRoomError
from index.fusion import Logistic
from index.live import LiveIndex
from index.manifest import Manifest
from index.search import Hit, SearchIndex, SearchResult
from index.tokenising import stems, tokens
from index.units import Origin, Unit, make_units

if TYPE_CHECKING:
    from index.retriever import PassageRetriever
    from index.vector_store import FaissStore

__all__ = [
    "DEFAULT_MODEL",
    "RIDGE_LIMIT",
    "BuildReport",
    "Concepts",
    "EmbedderError",
    "EmbedderSettings",
    "FaissStore",
    "Hit",
    "IndexNotReady",
    "IndexRoomError",
    "LiveIndex",
    "Logistic",
    "Manifest",
    "Origin",
    "PassageRetriever",
    "Progress",
    "SearchIndex",
    "SearchResult",
    "Unit",
    "build_index",
    "load_sentence_transformer",
    "make_units",
    "stems",
    "tokens",
    "write_index",
]

_ON_DEMAND = {"FaissStore": "index.vector_store", "PassageRetriever": "index.retriever"}


def __getattr__(name: str) -> Any:
    """What is read on demand; raises AttributeError for a name that the room does not know."""
    if name not in _ON_DEMAND:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)
