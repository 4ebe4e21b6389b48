"""The assistant drafts; a person sends. Nothing in the project can."""

import ast
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from bots.inbox.box import Box
from bots.inbox.passing import MailboxPass
from tests.bots.inbox.conftest import Mail
from tests.bots.inbox.dovecot import Dovecot

ROOT = Path(__file__).parents[3]
ROOMS = ("assistant", "bots", "corpus", "evals", "index")
SENDING = re.compile(
    r"^(?:smtplib|aiosmtplib|smtpd|yagmail|redmail|sendgrid|mailgun|postmarker|boto3|exchangelib)(?:\.|$)"
)
WORDS = ("sendmail", "send_message", "submission", "smtp.")
PORTS = {25, 465, 587, 2525}


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def test_nothing_imports_what_sends_mail() -> None:
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [str(node.value)] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
            found += [f"{path.name}: {name}" for name in names if SENDING.match(name)]
    assert found == []


def test_nothing_in_the_inbox_names_a_way_to_send() -> None:
    texts = {path.name: path.read_text(encoding="utf-8").lower() for path in (ROOT / "bots" / "inbox").glob("*.py")}
    assert texts
    assert [(name, word) for name, text in texts.items() for word in WORDS if word in text] == []


def test_a_pass_connects_to_the_mailbox_alone(
    dovecot: Dovecot, clerk: Assistant, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: set[int] = set()
    real: Callable[..., Any] = socket.socket.connect

    def watched(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple):
            reached.add(address[1])
        return real(self, address)

    dovecot.deliver(mail("Is the midpoint evaluation shared with my employer?"))
    monkeypatch.setattr(socket.socket, "connect", watched)
    with Box(clerk.settings.inbox, clerk.settings.default_language) as box:
        assert MailboxPass(clerk, box, clerk.store.mails).run(lambda done, total: None).drafted == 1
    assert reached == {dovecot.port}
    assert not reached & PORTS
