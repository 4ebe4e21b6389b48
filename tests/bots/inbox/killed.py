"""Run by a test: passes over a mailbox that are killed before and after each of their steps, then a whole one."""

import imaplib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import create_engine, text

from assistant import Draft, MailLedger, Review, read_settings
from assistant.store import Store
from bots.inbox import passing
from bots.inbox.box import Box
from bots.inbox.incoming import read_mail
from bots.inbox.replying import Reply
from corpus import Language

STEPS: list[tuple[type, str]] = [
    (MailLedger, "claim"),
    (Box, "flag"),
    (MailLedger, "appending"),
    (Box, "append"),
    (MailLedger, "settle"),
]


def canned(_: object, raw: bytes, own: object) -> Reply:
    """A reply without a search: what is tried here is what is done with it."""
    review = Review(questions=(), evidence=(), rules=(), to_verify=(), masked=(), urgent="pay")
    draft = Draft(
        language="en",
        urgent="pay",
        pressing=True,
        topics=("pay",),
        subject="Re: x",
        body="Hello,\n\nBody",
        html="<p>x</p>",
        citations=(),
        answers=(),
        review=review,
    )
    return Reply("pay", read_mail(raw), draft, "marie@exemple.ca")


def killing(real: Callable[..., Any], after: bool) -> Callable[..., Any]:
    def step(*values: object, **named: object) -> object:
        if after:
            real(*values, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return step


def one_pass(given: dict[str, Any], database: str) -> None:
    settings = read_settings(
        {
            "WIL_DATABASE_URL": database,
            "WIL_INBOX_HOST": "127.0.0.1",
            "WIL_INBOX_PORT": str(given["port"]),
            "WIL_INBOX_TLS": "off",
            "WIL_INBOX_USER": "team",
            "WIL_INBOX_PASSWORD": "secret",
        }
    )
    store = Store.open(settings.database_url)
    assistant: Any = SimpleNamespace(
        settings=settings, store=store, contact="team@ictc.ca", notify=lambda notice: store.outbox.put(notice)
    )
    with Box(settings.inbox, Language.ENGLISH) as box:
        passing.MailboxPass(assistant, box, store.mails).run(lambda done, total: None)
    store.close()


def in_a_child(work: Callable[[], None]) -> bool:
    """Do it in a process of its own; whether that was killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def tried(given: dict[str, Any], owner: type, name: str, after: bool, number: int) -> dict[str, object]:

    client = imaplib.IMAP4("127.0.0.1", given["port"])
    client.login("team", "secret")
    for folder in ("INBOX", "Drafts"):
        if int(client.select(folder)[1][0] or 0):
            client.store("1:*", "+FLAGS", "\\Deleted")
            client.expunge()
    client.append("INBOX", "", "", Path(given["mail"]).read_bytes())
    database = f"sqlite:///{given['database']}{number}.sqlite3"
    real = getattr(owner, name)
    setattr(owner, name, killing(real, after))
    killed = in_a_child(lambda: one_pass(given, database))
    setattr(owner, name, real)
    engine = create_engine(database)
    with engine.begin() as connection:  # as when the claim has run out
        connection.execute(text("UPDATE inbox_mails SET claimed_until = '2000-01-01 00:00:00.000000'"))
    assert not in_a_child(lambda: one_pass(given, database))
    assert not in_a_child(lambda: one_pass(given, database))
    with engine.connect() as connection:
        notices = connection.execute(text("SELECT count(*) FROM notices")).scalar()
    client.select("Drafts")
    drafts = len(client.search(None, "ALL")[1][0].split())
    client.logout()
    return {"killed": killed, "drafts": drafts, "notices": notices}


def main() -> None:
    given = json.loads(sys.argv[1])
    passing.reply_to = canned  # type: ignore[assignment,attr-defined]
    points: list[tuple[type, str]] = [*STEPS, (passing.MailboxPass, "_tell")]
    results = {}
    for number, (owner, name) in enumerate(points):
        for after in (False, True):
            place = f"{'after' if after else 'before'} {owner.__name__}.{name}"
            results[place] = tried(given, owner, name, after, 2 * number + after)
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main()
