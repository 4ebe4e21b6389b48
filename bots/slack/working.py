"""Work after the acknowledgement: a bounded pool, and one thing at a time in each Slack thread."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

_log = logging.getLogger(__name__)
_THREADS, _WAITING = 8, 2_000


class Workers:
    """Threads that do what was acknowledged, in the order it came."""

    def __init__(self, threads: int = _THREADS, waiting: int = _WAITING) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="slack")
        self._room = BoundedSemaphore(waiting)

    def submit(self, work: Callable[[], None]) -> bool:
        """Do it as soon as a thread is free; False when too much waits already."""
        if not self._room.acquire(blocking=False):
            return False
        self._pool.submit(self._run, work)
        return True

    def close(self) -> None:
        """Finish what was taken on, and take no more."""
        self._pool.shutdown(wait=True)

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - a thread's last resort: without it the reason would be lost
            # Only the kind: the words of an error may hold what a person wrote.
            _log.error("a Slack request could not be answered: %s", type(error).__name__)
        finally:
            self._room.release()


class OneAtATime:
    """Locks by name, kept only while somebody holds or waits for them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, tuple[Lock, int]] = {}

    @contextmanager
    def holding(self, name: str) -> Iterator[None]:
        """Nobody else holds that name meanwhile."""
        with self._lock:
            lock, users = self._held.get(name, (Lock(), 0))
            self._held[name] = lock, users + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                users = self._held[name][1]
                self._held[name] = lock, users - 1
                if users == 1:
                    del self._held[name]
