"""Find the passage that answers a question. This is the room's door."""

from index.build import BuildReport, Progress, build_index
from index.embedding import DEFAULT_MODEL, EmbedderSettings
from index.errors import EmbedderError, IndexNotReady, IndexRoomError
from index.live import LiveIndex
from index.manifest import Manifest
from index.retriever import PassageRetriever
from index.search import Hit, SearchIndex, SearchResult
from index.tokenising import stems, tokens
from index.vector_store import FaissStore

__all__ = [
    "DEFAULT_MODEL",
    "BuildReport",
    "EmbedderError",
    "EmbedderSettings",
    "FaissStore",
    "Hit",
    "IndexNotReady",
    "IndexRoomError",
    "LiveIndex",
    "Manifest",
    "PassageRetriever",
    "Progress",
    "SearchIndex",
    "SearchResult",
    "build_index",
    "stems",
    "tokens",
]
