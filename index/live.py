"""The index as a running program sees it: opened once, and opened again when a newer build has been swapped in."""

from pathlib import Path
from threading import Lock

from index.embedding import EmbedderSettings
from index.errors import IndexNotReady, IndexRoomError
from index.manifest import current_build
from index.search import SearchIndex


class LiveIndex:
    """Gives the newest index; a reply that began with the one before keeps it."""

    def __init__(self, folder: Path, cache: Path, settings: EmbedderSettings) -> None:
        self.folder, self.cache, self.settings = folder, cache, settings
        self._lock = Lock()
        self._build: Path | None = None
        self._index: SearchIndex | None = None

    def get(self) -> SearchIndex:
        """The index in use; raises IndexNotReady when there is none that can be used.

        A newer build that cannot be opened does not take away one that works.
        """
        build = self._newest()
        if self._index is not None and build in (None, self._build):
            return self._index
        with self._lock:
            if self._index is None or build not in (None, self._build):
                self._open(build)
        if self._index is None:
            raise IndexNotReady(self.folder, "it has not been built yet.")
        return self._index

    def _newest(self) -> Path | None:
        try:
            return current_build(self.folder)
        except IndexNotReady:
            if self._index is None:
                raise
            return None

    def _open(self, build: Path | None) -> None:
        try:
            self._index = SearchIndex.open(self.folder, self.cache, self.settings)
        except IndexRoomError:
            if self._index is None:
                raise
        self._build = build
