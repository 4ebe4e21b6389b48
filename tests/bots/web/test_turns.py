"""Replies in turns: every event comes, in order; few search at once; an abandoned reply is given up."""

from collections.abc import Iterator
from contextlib import aclosing
from threading import Lock
from time import sleep
from typing import Any

import anyio

from assistant import Step
from bots.web.turns import Turns
from corpus import Language


def test_every_event_comes_in_order_and_errors_too() -> None:
    def events() -> Iterator[Any]:
        yield Step("reading", "…", Language.ENGLISH)
        yield Step("searching", "…", Language.ENGLISH)
        yield Step("writing", "…", Language.ENGLISH)
        raise LookupError("broken")

    async def run() -> list[str]:
        seen = []
        try:
            async for event in Turns().take(events()):
                assert isinstance(event, Step)
                seen.append(event.name)
        except LookupError as error:
            seen.append(str(error))
        return seen

    assert anyio.run(run) == ["reading", "searching", "writing", "broken"]


def test_first_steps_do_not_wait_for_those_who_search() -> None:
    lock, searching, most, began = Lock(), 0, 0, 0

    def events() -> Iterator[Any]:
        nonlocal searching, most, began
        began += 1
        yield Step("reading", "…", Language.ENGLISH)
        with lock:
            searching += 1
            most = max(most, searching)
        while began < 12:  # every reply begins before any search ends
            sleep(0.001)
        sleep(0.02)  # long enough for the others to come beside it, were they let
        with lock:
            searching -= 1
        yield Step("writing", "…", Language.ENGLISH)

    async def one(turns: Turns) -> None:
        async for _ in turns.take(events()):
            pass

    async def run() -> None:
        turns = Turns()
        turns._searching.total_tokens = 2
        async with anyio.create_task_group() as group:
            for _ in range(12):
                group.start_soon(one, turns)

    anyio.run(run)
    assert (began, most) == (12, 2)


def test_a_reply_that_nobody_waits_for_is_given_up() -> None:
    given_up = []

    def events() -> Iterator[Any]:
        try:
            yield Step("reading", "…", Language.ENGLISH)
            yield Step("writing", "…", Language.ENGLISH)
        finally:
            given_up.append(True)

    async def run() -> None:
        async with aclosing(Turns().take(events())) as taken:
            async for _ in taken:
                break

    anyio.run(run)
    assert given_up == [True]
