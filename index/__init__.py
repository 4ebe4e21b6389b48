"""Find the passage that answers a question. This is the room's door."""

from index.build import RIDGE_LIMIT, BuildReport, Progress, build_index, write_index
from index.concepts import Concepts
from index.embedding import DEFAULT_MODEL, EmbedderSettings, load_sentence_transformer
from index.errors import EmbedderError, IndexNotReady, IndexRoomError
from index.fusion import Logistic
from index.live import LiveIndex
from index.manifest import Manifest
from index.retriever import PassageRetriever
from index.search import Hit, SearchIndex, SearchResult
from index.tokenising import stems, tokens
from index.units import Origin, Unit, make_units
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
