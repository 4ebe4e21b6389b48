"""Replies take turns at the processor, so that whoever asks sees a first step at once, however many ask."""

import os
from collections.abc import AsyncGenerator, Generator, Iterator

from anyio import CapacityLimiter, to_thread

from assistant import Event, Step

_FIRST = 4  # replies that may begin at once: brief work, then their first step is shown
_PATIENT = 40  # replies that may be written at once: they may wait for a language model, not for the processor
_WRITTEN = ("writing", "checking")  # after these steps nothing is searched any more


class Turns:
    """Runs replies in threads: few of those that search at once, one for each processor."""

    def __init__(self) -> None:
        self._first = CapacityLimiter(_FIRST)
        self._searching = CapacityLimiter(os.cpu_count() or 1)
        self._writing = CapacityLimiter(_PATIENT)

    async def take(self, events: Iterator[Event]) -> AsyncGenerator[Event]:
        """The events of a reply as they come; a reply that nobody waits for any more is given up."""
        limiter = self._first
        try:
            while (event := await to_thread.run_sync(next, events, None, limiter=limiter)) is not None:
                yield event
                written = isinstance(event, Step) and event.name in _WRITTEN
                limiter = self._writing if written or limiter is self._writing else self._searching
        finally:
            if isinstance(events, Generator):
                events.close()
