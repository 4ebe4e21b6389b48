"""`wil slack` and `wil serve` as they are started, against the stand-in."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import Settings, environment
from tests.bots.slack.people import Person, mention
from tests.bots.slack.standin import APP_TOKEN, BOT_TOKEN, SECRET, Slack

ROOT = Path(__file__).parent.parent.parent.parent
QUESTION = "How much can the employer receive?"


@contextmanager
def started(
    settings: Settings, tmp_path: Path, slack: Slack, *arguments: str, **more: str
) -> Iterator[subprocess.Popen[str]]:
    given = environment(
        WIL_DATA=str(settings.data),
        WIL_DATABASE_URL=f"sqlite:///{tmp_path / 'process.sqlite3'}",
        WIL_DEFAULT_LANGUAGE="en",
        WIL_SLACK_BOT_TOKEN=BOT_TOKEN,
        WIL_SLACK_API_URL=f"{slack.address}/api/",
        PYTHONPATH=str(ROOT),
        **more,
    )
    command = [sys.executable, "-c", "from bots.command import main; main()", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=given, stderr=subprocess.PIPE, text=True)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate(timeout=30)


def envelope(payload: dict[str, object]) -> dict[str, object]:
    return {"envelope_id": "e1", "type": "events_api", "accepts_response_payload": False, "payload": payload}


def test_wil_slack_answers_and_ends_when_it_is_told_to(real_settings: Settings, tmp_path: Path, slack: Slack) -> None:
    with started(real_settings, tmp_path, slack, "slack", WIL_SLACK_APP_TOKEN=APP_TOKEN) as process:
        slack.wait(lambda: slack.sockets, "the socket", timeout=120)
        slack.send(envelope(mention(QUESTION)))
        slack.wait(lambda: slack.of("chat.postMessage", "chat.postEphemeral"), "the answer", timeout=120)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "All is well: wil in the workspace AIT" in errors and "Traceback" not in errors


def test_wil_slack_ends_with_a_sentence_when_the_token_is_taken_back(
    real_settings: Settings, tmp_path: Path, slack: Slack
) -> None:
    with started(real_settings, tmp_path, slack, "slack", WIL_SLACK_APP_TOKEN=APP_TOKEN) as process:
        slack.wait(lambda: slack.sockets, "the socket", timeout=120)
        slack.send(envelope({**mention(""), "event": {"type": "tokens_revoked", "tokens": {}}}))
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Slack no longer takes the assistant's token (tokens_revoked)" in errors and "Traceback" not in errors


@pytest.mark.parametrize("secret", [SECRET, ""], ids=["signed", "without a secret"])
def test_wil_serve_answers_slack_beside_the_web_only_with_a_secret(
    real_settings: Settings, tmp_path: Path, slack: Slack, secret: str
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with started(real_settings, tmp_path, slack, "serve", "--port", port, WIL_SLACK_SIGNING_SECRET=secret) as process:
        person = Person(slack, f"http://127.0.0.1:{port}")
        status, _ = slack.wait(lambda: reached(person), "the server", timeout=120)
        assert status == (200 if secret else 404)
        if secret:
            assert person.raw("{}", "application/json", secret="other")[0] == 401  # noqa: S106
            slack.wait(lambda: slack.of("chat.postMessage", "chat.postEphemeral"), "the answer", timeout=120)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    assert ("/slack/events" in errors) == bool(secret)


def reached(person: Person) -> tuple[int, str] | None:
    """What the server says, once it listens."""
    try:
        return person.send(mention(QUESTION))
    except OSError:
        return None
