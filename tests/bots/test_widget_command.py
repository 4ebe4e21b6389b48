"""`wil widget` and `wil purge` as a person uses them."""

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import StoredTurn, read_settings
from assistant.store import Store, new_id
from bots.command import app
from bots.web import widget_script
from corpus import Language

RUNNER = CliRunner()


def test_the_line_names_the_script_its_version_and_its_checksum() -> None:
    result = RUNNER.invoke(app, ["widget", "--server", "https://aide.example.ca/", "--language", "fr"])
    assert result.exit_code == 0
    found = re.fullmatch(
        r'<script src="https://aide\.example\.ca/widget/([0-9a-f]{16})\.js" integrity="sha384-([^"]+)" '
        r'crossorigin="anonymous" async data-language="fr"></script>\n',
        result.stdout,
    )
    assert found
    digest = hashlib.sha384(widget_script().source).digest()
    assert (found[1], base64.b64decode(found[2])) == (digest.hex()[:16], digest)
    assert "https://aide.example.ca/widget.js" in result.stderr


def test_without_an_address_it_says_what_to_give() -> None:
    result = RUNNER.invoke(app, ["widget"])
    assert result.exit_code == 2 and "WIL_PUBLIC_URL" in result.stderr


def test_a_wrong_address_is_refused() -> None:
    result = RUNNER.invoke(app, ["widget", "--server", "example.ca"])
    assert result.exit_code == 1 and "'example.ca'" in result.stderr


def keep_a_turn(url: str, moment: datetime) -> None:
    store = Store.open(url, now=lambda: moment)
    conversation = store.start("web").id
    answer: dict[str, Any] = {"citations": []}
    turn = StoredTurn(new_id(), conversation, "web", Language.ENGLISH, "hello", "answered", (), None, answer, (), {})
    store.keep(turn, language_chosen=False)
    store.close()


def test_purge_forgets_what_is_older_than_the_retention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIL_DATA", str(tmp_path))
    monkeypatch.setenv("WIL_DEFAULT_LANGUAGE", "en")
    url = read_settings().database_url
    for days in (100, 1):
        keep_a_turn(url, datetime.now(UTC) - timedelta(days=days))
    assert RUNNER.invoke(app, ["purge"]).stdout == "Messages forgotten: 1 (older than 90 days).\n"
    assert RUNNER.invoke(app, ["purge"]).stdout == "Messages forgotten: 0 (older than 90 days).\n"
