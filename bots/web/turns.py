"""Replies take turns at the processor, so that whoever asks sees a first step at once, however many ask."""

import os
from collections.abc import AsyncGenerator, Generator, Iterator

from anyio import CapacityLimiter, move_on_after, to_thread
from anyio import Event as Signal

from assistant import Event, Step

_FIRST = 4  # replies that may begin at once: brief work, then their first step is shown
_PATIENT = 40  # replies that may be written at once: they may wait for a language model, not for the processor
_COURTESY = 0.5  # seconds that a search waits at most for those who begin
_WRITTEN = ("writing", "checking")  # after these steps nothing is searched any more


class Turns:
    """Runs replies in threads: those that begin come first, and as many search as there are processors."""

    def __init__(self, waits: bool = False) -> None:
        """`waits`: a language model is asked before searching too, so that searches wait for the network."""
        self._first = CapacityLimiter(_FIRST)
        self._searching = CapacityLimiter(_PATIENT if waits else os.cpu_count() or 1)
        self._writing = CapacityLimiter(_PATIENT)
        self._beginning = 0
        self._all_begun = Signal()

    async def take(self, events: Iterator[Event]) -> AsyncGenerator[Event]:
        """The events of a reply as they come; a reply that nobody waits for any more is given up."""
        limiter = self._searching
        try:
            event = await self._begin(events)
            while event is not None:
                yield event
                if isinstance(event, Step) and event.name in _WRITTEN:
                    limiter = self._writing
                async with limiter:
                    await self._let_begin()
                    event = await to_thread.run_sync(next, events, None, limiter=CapacityLimiter(1))
        finally:
            if isinstance(events, Generator):
                events.close()

    async def _begin(self, events: Iterator[Event]) -> Event | None:
        self._beginning += 1
        try:
            return await to_thread.run_sync(next, events, None, limiter=self._first)
        finally:
            self._beginning -= 1
            if not self._beginning:
                self._all_begun.set()
                self._all_begun = Signal()

    async def _let_begin(self) -> None:
        """Wait a little while others begin."""
        if self._beginning:
            with move_on_after(_COURTESY):
                await self._all_begun.wait()
