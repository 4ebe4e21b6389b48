"""One reply's requests: their time, the day's tokens, a rest after failures, and what the log says."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.model import Desk, ModelFailed, Request, Trouble
from assistant.store import Store
from corpus import StrictModel
from tests.assistant.model.scripted import ScriptedModel

REQUEST = Request("word", "Do it.", "{}", {}, 100)


class Shape(StrictModel):
    ok: bool


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_reply_in_the_wanted_shape_comes_back() -> None:
    desk = Desk(ScriptedModel('Sure: {"ok": true}.'), 5)
    found = desk.work().ask(REQUEST, Shape)
    assert found is not None and found.ok


@pytest.mark.parametrize("reply", ["", "no", "{", '{"ok": 1}', '{"ok": true, "more": 1}', "[]", '{"a":' * 3000])
def test_any_other_is_none_and_one_line_of_the_log(reply: str, caplog: pytest.LogCaptureFixture) -> None:
    assert Desk(ScriptedModel(reply), 5).work().ask(REQUEST, Shape) is None
    assert [record.getMessage().count("malformed") for record in caplog.records] == [1]


def test_all_requests_of_a_reply_share_its_seconds() -> None:
    clock = Clock()

    def slow(request: Request) -> object:
        clock.now += 6
        return {"ok": True}

    model = ScriptedModel(slow, slow, slow)
    work = Desk(model, 8, now=clock).work()
    assert work.ask(REQUEST, Shape) is not None
    assert work.ask(REQUEST, Shape) is not None
    assert work.ask(REQUEST, Shape) is None  # the eight seconds are over
    assert len(model.requests) == 2


def test_a_model_that_never_comes_back_is_left_behind(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def hang(request: Request) -> object:
        done.wait(20)
        return {"ok": True}

    try:
        assert Desk(ScriptedModel(hang), 0.3).work().ask(REQUEST, Shape) is None
        assert "timeout" in caplog.text
    finally:
        done.set()


def test_what_breaks_in_the_model_is_a_failure_like_any_other(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(request: Request) -> object:
        raise RuntimeError("with the person's words")

    assert Desk(ScriptedModel(breaks), 5).work().ask(REQUEST, Shape) is None
    assert "RuntimeError" in caplog.text and "person's words" not in caplog.text


def test_after_three_failures_the_model_rests_and_is_then_asked_again() -> None:
    clock = Clock()
    model = ScriptedModel(*[ModelFailed(Trouble.RATE_LIMIT)] * 3, {"ok": True})
    desk = Desk(model, 8, now=clock)
    for _ in range(5):
        assert desk.work().ask(REQUEST, Shape) is None
    assert len(model.requests) == 3
    clock.now += 31
    assert desk.work().ask(REQUEST, Shape) is not None


def test_a_success_between_failures_starts_the_count_again() -> None:
    failure = ModelFailed(Trouble.CONNECTION)
    model = ScriptedModel(failure, failure, {"ok": True}, failure, failure, {"ok": True})
    desk = Desk(model, 8)
    found = [desk.work().ask(REQUEST, Shape) is not None for _ in range(6)]
    assert found == [False, False, True, False, False, True]


def test_only_so_many_wait_at_once(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def hang(request: Request) -> object:
        done.wait(20)
        return {"ok": True}

    clock = Clock()  # stands still, so that nobody is late
    desk = Desk(ScriptedModel(*[hang] * 17), 0.3, now=clock)
    for _ in range(17):
        with desk._lock:
            desk._failures, desk._resting_until = 0, 0.0
        desk.work().ask(REQUEST, Shape)
    done.set()
    assert [("busy" in r.getMessage()) for r in caplog.records] == [False] * 16 + [True]


@pytest.fixture
def store(tmp_path: Path) -> Callable[[datetime], Store]:
    return lambda now: Store.open(f"sqlite:///{tmp_path / 'wil.sqlite3'}", now=lambda: now)


DAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_day_s_budget_survives_a_restart_and_ends_with_the_day(store: Callable[[datetime], Store]) -> None:
    first, second, tomorrow = store(DAY), store(DAY), store(DAY + timedelta(days=1))
    assert first.ledger(1000).reserve(700)
    assert not second.ledger(1000).reserve(400)
    second.ledger(1000).correct(-500)
    assert second.ledger(1000).reserve(400)
    assert tomorrow.ledger(1000).reserve(1000)
    for opened in (first, second, tomorrow):
        opened.close()


def test_many_at_once_never_spend_more_than_the_budget(store: Callable[[datetime], Store]) -> None:
    opened = store(DAY)
    granted: list[bool] = []
    threads = [threading.Thread(target=lambda: granted.append(opened.ledger(1000).reserve(150))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(granted) == 6
    opened.close()


def test_a_spent_budget_is_a_failure_without_a_request(
    store: Callable[[datetime], Store], caplog: pytest.LogCaptureFixture
) -> None:
    opened = store(DAY)
    model = ScriptedModel({"ok": True}, {"ok": True})
    desk = Desk(model, 5, opened.ledger(110))
    assert desk.work().ask(REQUEST, Shape) is not None  # 102 set aside, 100 used
    assert desk.work().ask(REQUEST, Shape) is None
    assert len(model.requests) == 1 and "budget" in caplog.text
    opened.close()


def test_old_days_are_purged(store: Callable[[datetime], Store]) -> None:
    before = store(DAY)
    before.ledger(1000).reserve(1000)
    before.close()
    later = store(DAY + timedelta(days=200))
    later.purge()
    later.close()
    again = store(DAY)
    assert again.ledger(1000).reserve(1000)
    again.close()
