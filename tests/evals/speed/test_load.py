"""Users at once, against a small server of our own."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from evals.speed.errors import ServerFailed
from evals.speed.load import Rush, load, rush
from evals.speed.server import asking, served


class Fake(BaseHTTPRequestHandler):
    """Answers every question but "bad"; counts questions and connections."""

    protocol_version = "HTTP/1.1"
    asked: Counter[str] = Counter()
    connections: set[tuple[str, int]] = set()

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["content-length"])))["message"]
        Fake.asked[question] += 1
        Fake.connections.add(self.client_address)
        self.send_response(500 if question == "bad" else 200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests are silent."""


@pytest.fixture
def port() -> Iterator[int]:
    Fake.asked.clear()
    Fake.connections.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(("users", "calls", "asked"), [(1, 12, 12), (4, 12, 12), (8, 3, 8)])
def test_each_user_asks_over_one_connection_until_all_is_asked(port: int, users: int, calls: int, asked: int) -> None:
    found = rush(lambda: asking(port), ["a", "b", "c"], users, calls)
    assert len(found.times) == sum(Fake.asked.values()) == asked
    assert len(Fake.connections) == users
    assert set(Fake.asked) == {"a", "b", "c"}
    assert found.seconds > 0 and min(found.times) > 0


def test_a_reply_that_is_no_answer_ends_the_rush(port: int) -> None:
    with pytest.raises(ServerFailed, match="replied 500"):
        rush(lambda: asking(port), ["good", "bad"], 2, 8)


def test_a_call_of_this_process_is_measured_the_same_way() -> None:
    heard: list[str] = []
    assert len(rush(lambda: nullcontext(heard.append), ["a"], 2, 6).times) == 6
    assert heard == ["a"] * 6


def test_rushes_are_taken_together() -> None:
    found = load(8, [Rush(2.0, (10.0, 20.0)), Rush(3.0, (30.0, 40.0, 50.0))])
    assert (found.users, found.per_second, found.timing.median) == (8, 1.0, 30.0)


def test_a_server_that_ends_before_it_answers_is_told() -> None:
    with pytest.raises(ServerFailed, match="ended with code 3"), served(["sh", "-c", "exit 3"], {}):
        pass
