"""Drafts left in a real mailbox: where, with what flags, under which thread, and each once."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant import Assistant, Settings
from bots.inbox.box import KEYWORD, Box
from bots.inbox.checking import check_mailbox
from bots.inbox.errors import ConnectionLost, InboxError, NoSpace
from bots.inbox.passing import MailboxPass, PassReport
from bots.inbox.surviving import measure_survival
from bots.inbox.watching import watch
from tests.bots.inbox.conftest import Mail
from tests.bots.inbox.dovecot import TOKEN, Dovecot

ASKS = "Bonjour,\n\nL'évaluation de mi-parcours est-elle partagée avec mon employeur?\n\nMerci,\nMarie"
UNPAID = "Hello, my employer has not paid me for three weeks. What can I do?"


def run(assistant: Assistant) -> PassReport:
    with Box(assistant.settings.inbox, assistant.settings.default_language) as box:
        return MailboxPass(assistant, box, assistant.store.mails).run(lambda done, total: None)


def test_a_draft_lies_under_its_thread_and_the_mail_stays_unread(
    dovecot: Dovecot, clerk: Assistant, mail: Mail
) -> None:
    dovecot.deliver(mail(ASKS, Cc="Coop <coop@ecole.ca>, WIL_Digital@ictc-ctic.ca", References="<first@exemple.ca>"))
    assert run(clerk) == PassReport(drafted=1)
    [(flags, raw)] = dovecot.mails("Drafts")
    draft = message_from_bytes(raw, policy=policy.default)
    assert {"\\Draft", KEYWORD} <= flags and "\\Flagged" not in flags
    assert (draft["To"], draft["Cc"], draft["Subject"]) == ("marie@exemple.ca", "coop@ecole.ca", "Re: Question")
    assert draft["References"] == f"<first@exemple.ca> {draft['In-Reply-To']}"
    plain = draft.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    page = draft.get_body(("html",)).get_content()  # type: ignore[union-attr]  # it has one
    for shown in ("Bonjour Marie,", "ne sera pas communiqué", "NOTE POUR L'ÉQUIPE", "partagée avec mon employeur?"):
        assert shown in plain
    assert "> L'évaluation de mi-parcours" in plain and "<blockquote" in page
    assert [flags for flags, _ in dovecot.mails()] == [{"\\Recent"}] or "\\Seen" not in dovecot.mails()[0][0]


def test_what_presses_comes_first_flagged_and_in_the_outbox(dovecot: Dovecot, clerk: Assistant, mail: Mail) -> None:
    dovecot.deliver(mail(ASKS), mail(UNPAID, subject="Wages"))
    run(clerk)
    (first, raw), (second, _) = dovecot.mails("Drafts")
    assert "\\Flagged" in first and "\\Flagged" not in second
    assert b"Re: Wages" in raw
    assert ["\\Flagged" in flags for flags, _ in dovecot.mails()] == [False, True]
    [notice] = clerk.store.outbox.take()
    assert (notice.matter, notice.channel) == ("pay", "inbox")
    assert "three weeks" in notice.text


def test_what_wants_no_draft_is_skipped_with_its_reason(dovecot: Dovecot, clerk: Assistant, mail: Mail) -> None:
    dovecot.deliver(
        mail("I am away.", subject="Automatic reply: hello"),
        mail("Merci beaucoup, c'est très clair!"),
        mail("News", List_Unsubscribe="<https://x.ca>"),
        mail("Hello", sender="WIL Digital <wil_digital@ictc-ctic.ca>"),
    )
    assert run(clerk) == PassReport(skipped=4)
    assert dovecot.mails("Drafts") == []
    counts = clerk.store.mails.counts()
    assert counts.skipped == {"automatic": 1, "thanks": 1, "newsletter": 1, "own_address": 1}
    assert (counts.received, counts.waiting) == (4, 0)


def test_a_draft_that_was_edited_deleted_or_sent_is_not_written_again(
    dovecot: Dovecot, clerk: Assistant, mail: Mail
) -> None:
    dovecot.deliver(mail(ASKS))
    run(clerk)
    dovecot.remove("Drafts")
    assert run(clerk) == PassReport()
    assert dovecot.mails("Drafts") == []


def test_moved_mail_and_a_folder_made_anew_bring_no_second_draft(
    dovecot: Dovecot, clerk: Assistant, mail: Mail, with_inbox: Callable[..., Settings]
) -> None:
    dovecot.deliver(mail(ASKS))
    run(clerk)
    client = dovecot.client()
    client.create("Questions")
    client.logout()
    dovecot.move_all("INBOX", "Questions")
    moved = Assistant(with_inbox(clerk.settings, folder="Questions"), clerk.index, clerk.store)
    assert run(moved) == PassReport()
    [(_, raw)] = dovecot.mails("Questions")
    dovecot.make_anew("Questions")
    dovecot.deliver(raw, folder="Questions")
    assert run(moved) == PassReport()
    assert len(dovecot.mails("Drafts")) == 1


def test_a_lost_store_brings_no_second_draft(dovecot: Dovecot, clerk: Assistant, mail: Mail, tmp_path: Path) -> None:
    dovecot.deliver(mail(ASKS))
    run(clerk)
    fresh = Assistant(clerk.settings, clerk.index, type(clerk.store).open(f"sqlite:///{tmp_path / 'other.sqlite3'}"))
    run(fresh)
    fresh.store.close()
    assert len(dovecot.mails("Drafts")) == 1


def test_two_passes_at_once_on_one_store_draft_once_each(dovecot: Dovecot, clerk: Assistant, mail: Mail) -> None:
    dovecot.deliver(*(mail(ASKS) for _ in range(8)))
    reports: list[PassReport] = []
    threads = [threading.Thread(target=lambda: reports.append(run(clerk))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.drafted for report in reports) == 8
    assert len(dovecot.mails("Drafts")) == 8


def test_killed_at_every_step_one_draft_is_left(dovecot: Dovecot, mailbox_settings: Settings, mail: Mail) -> None:
    """A helper process is killed before and after each step; after a second pass there is one draft, and one notice."""
    (dovecot.base / "mail.eml").write_bytes(mail(UNPAID))
    script = Path(__file__).with_name("killed.py")
    given = {"port": dovecot.port, "database": str(dovecot.base / "kill"), "mail": str(dovecot.base / "mail.eml")}
    done = subprocess.run(
        [sys.executable, str(script), json.dumps(given)],
        capture_output=True,
        cwd=Path(__file__).parents[3],
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    results = json.loads(done.stdout)
    assert len(results) >= 12
    wrong = {name: found for name, found in results.items() if found != {"killed": True, "drafts": 1, "notices": 1}}
    assert wrong == {}


def test_a_draft_appended_before_the_connection_broke_is_found(
    dovecot: Dovecot, clerk: Assistant, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot.deliver(mail(ASKS))
    append = Box.append

    def append_then_lose(self: Box, draft: bytes, urgent: bool) -> None:
        append(self, draft, urgent)
        self.close()
        raise ConnectionLost(clerk.settings.default_language, "lost", host="x", reason="y")

    monkeypatch.setattr(Box, "append", append_then_lose)
    with pytest.raises(ConnectionLost):
        run(clerk)
    monkeypatch.undo()
    assert run(clerk).drafted == 1
    assert len(dovecot.mails("Drafts")) == 1


def test_a_full_mailbox_is_said_and_nothing_is_lost(
    clerk: Assistant, mail: Mail, with_inbox: Callable[..., Settings]
) -> None:
    full = Dovecot(storage="4k")
    try:
        full.deliver(mail(ASKS))
        settings = with_inbox(clerk.settings, port=full.port)
        poor = Assistant(settings, clerk.index, clerk.store)
        for _ in range(7):  # it is not given up after some tries either
            with pytest.raises(NoSpace, match="Faites de la place"):
                run(poor)
        assert clerk.store.mails.counts().failed == {"quota": 1}
        config = full.base / "dovecot.conf"
        config.write_text(config.read_text(encoding="utf-8").replace("storage=4k", "storage=10M"), "utf-8")
        full.stop()
        full.start()
        assert run(poor).drafted == 1
        assert len(full.mails("Drafts")) == 1
    finally:
        full.close()


def test_watching_drafts_for_mail_as_it_comes_and_reconnects(
    dovecot: Dovecot, clerk: Assistant, mail: Mail, with_inbox: Callable[..., Settings]
) -> None:
    """New mail is told of by the server; when the server goes away and comes back, watching goes on."""

    class Enough(Exception):
        """Ends the watch."""

    passes: list[int] = []
    pauses: list[float] = []

    def progress(done: int, total: int) -> None:
        if total and done == total:
            passes.append(total)
            if len(passes) == 1:
                threading.Timer(0.3, dovecot.deliver, [mail(ASKS)]).start()
            elif len(passes) == 2:
                threading.Timer(0.3, restart).start()
            else:
                raise Enough

    def restart() -> None:
        dovecot.stop()
        dovecot.start()
        dovecot.deliver(mail(ASKS))

    dovecot.deliver(mail(ASKS))
    with pytest.raises(Enough):
        watch(clerk, progress, lambda error, seconds: pauses.append(seconds))
    assert passes == [1, 1, 1]
    assert pauses and pauses[0] >= 1
    assert len(dovecot.mails("Drafts")) == 3


def test_tls_is_checked(dovecot: Dovecot, clerk: Assistant, with_inbox: Callable[..., Settings]) -> None:
    secure = with_inbox(clerk.settings, host="localhost", port=dovecot.tls_port, tls=True)
    with pytest.raises(InboxError, match="certificat"):
        check_mailbox(secure)
    assert "Drafts" in check_mailbox(with_inbox(secure, ca_file=str(dovecot.certificate)))


def test_a_token_logs_in_and_a_bad_one_is_said(
    dovecot: Dovecot, clerk: Assistant, with_inbox: Callable[..., Settings]
) -> None:
    by_command = with_inbox(clerk.settings, password="", token_command=f"echo {TOKEN}")
    assert "Drafts" in check_mailbox(by_command)
    url = f"http://127.0.0.1:{dovecot.tokens.server_port}/token"
    by_client = with_inbox(clerk.settings, password="", token_url=url, client_id="id", client_secret="right")  # noqa: S106
    assert "Drafts" in check_mailbox(by_client)
    with pytest.raises(InboxError, match="refuse l'accès"):
        check_mailbox(with_inbox(clerk.settings, password="", token_command="echo bad-token"))  # noqa: S106
    with pytest.raises(InboxError, match="Aucun jeton") as error:
        check_mailbox(with_inbox(by_client, client_secret="wrong"))  # noqa: S106
    assert "wrong" not in str(error.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": ""}, "Aucune boîte"),
        ({"password": ""}, "Aucun moyen de se connecter"),
        ({"password": "wrong"}, "refuse l'accès"),
        ({"port": 9}, "ne répond pas"),
        ({"drafts": "Nowhere"}, "WIL_INBOX_DRAFTS"),
        ({"folder": "Nowhere"}, "WIL_INBOX_FOLDER"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    clerk: Assistant, with_inbox: Callable[..., Settings], changes: dict[str, object], words: str
) -> None:
    with pytest.raises(InboxError, match=words) as error:
        check_mailbox(with_inbox(clerk.settings, **changes))
    assert "\n" not in str(error.value) and "Traceback" not in str(error.value)


def test_how_much_of_a_draft_was_sent_is_measured(dovecot: Dovecot, clerk: Assistant, mail: Mail) -> None:
    dovecot.deliver(mail(ASKS))
    run(clerk)
    [(_, raw)] = dovecot.mails("Drafts")
    dovecot.deliver(raw, folder="Sent", flags="\\Seen")
    with Box(clerk.settings.inbox, clerk.settings.default_language) as box:
        assert measure_survival(box, clerk.store.mails) == 1
    [found] = clerk.store.mails.survival()
    assert (found.topic, found.drafts, found.share) == ("evaluations", 1, 1.0)


def test_the_ledger_holds_nothing_of_the_person(dovecot: Dovecot, clerk: Assistant, mail: Mail) -> None:
    dovecot.deliver(mail("Hi, I'm Marie Roy (514 555-1234). Is the midpoint evaluation shared with my employer?"))
    run(clerk)
    with create_engine(clerk.settings.database_url).connect() as connection:
        tables = ("inbox_mails", "turns", "notices")
        rows = [str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608
    assert rows
    assert [word for word in ("marie", "514 555", "exemple.ca") if any(word in row.lower() for row in rows)] == []


def test_old_and_answered_mail_is_left_alone(dovecot: Dovecot, clerk: Assistant, mail: Mail) -> None:
    dovecot.deliver(mail(ASKS), flags="\\Answered")
    client = dovecot.client()
    old = datetime.now(UTC) - timedelta(days=40)
    client.append("INBOX", "", f'"{old.strftime("%d-%b-%Y %H:%M:%S +0000")}"', mail(ASKS))
    client.logout()
    assert run(clerk) == PassReport()
