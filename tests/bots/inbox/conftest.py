"""A mailbox on a real server for each test that asks for one, and settings that lead to it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant import Assistant, Settings, read_settings
from assistant.store import Store
from tests.bots.inbox.dovecot import PASSWORD, PROGRAM, USER, Dovecot

Mail = Callable[..., bytes]


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """A server of its own; left out where Dovecot is not installed, unless every test must run."""
    if not os.path.exists(PROGRAM) and "WIL_TEST_ALL" not in os.environ:
        print("left out: tests of the mailbox, Dovecot is not installed")  # noqa: T201
        pytest.skip("Dovecot is not installed (apt-get install dovecot-imapd)")
    server = Dovecot()
    yield server
    server.close()


@pytest.fixture
def mailbox_settings(dovecot: Dovecot, real_settings: Settings, tmp_path: Path) -> Settings:
    """Settings of the mailbox on that server, over the real documents, with a store of their own."""
    given = {
        "WIL_DATA": str(real_settings.data),
        "WIL_DATABASE_URL": f"sqlite:///{tmp_path / 'inbox.sqlite3'}",
        "WIL_INBOX_HOST": "127.0.0.1",
        "WIL_INBOX_PORT": str(dovecot.port),
        "WIL_INBOX_TLS": "off",
        "WIL_INBOX_USER": USER,
        "WIL_INBOX_PASSWORD": PASSWORD,
    }
    return read_settings(given)


@pytest.fixture
def clerk(mailbox_settings: Settings, assistant: Assistant) -> Iterator[Assistant]:
    """The service with that mailbox and a store of its own; its index is the shared one."""
    store = Store.open(mailbox_settings.database_url)
    yield Assistant(mailbox_settings, assistant.index, store)
    store.close()


@pytest.fixture
def with_inbox() -> Callable[..., Settings]:
    """Settings with some of the mailbox's changed."""

    def change(settings: Settings, **values: object) -> Settings:
        return replace(settings, inbox=replace(settings.inbox, **values))  # type: ignore[arg-type]  # by name

    return change


@pytest.fixture
def mail() -> Mail:
    """Writes a raw mail to the team."""
    count = iter(range(1_000_000))

    def write(text: str, subject: str = "Question", sender: str = "Marie Roy <marie@exemple.ca>", **more: str) -> bytes:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, "WIL_Digital@ictc-ctic.ca", subject
        message["Message-ID"] = f"<{next(count)}@exemple.ca>"
        message["Date"] = "Mon, 09 Nov 2026 10:00:00 -0500"
        for name, value in more.items():
            del message[name.replace("_", "-")]
            message[name.replace("_", "-")] = value
        message.set_content(text)
        return message.as_bytes()

    return write
