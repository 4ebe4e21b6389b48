"""One pass over the mailbox: each waiting mail claimed, decided, drafted once, and its draft left in the drafts folder.

The order of steps is what makes a draft exactly one: the ledger knows of a draft before the server does, and a mail
whose draft may be there is looked for before another is appended.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant import Assistant, MailEntry, MailLedger, MessageRefused, Notice, Settings, contact_address, presses
from bots.inbox.box import Box
from bots.inbox.deciding import Skip
from bots.inbox.errors import InboxError, NoSpace
from bots.inbox.incoming import MailUnreadable, read_mail
from bots.inbox.keys import key_of, thread_of
from bots.inbox.outgoing import draft_mail
from bots.inbox.replying import Reply, reply_to
from bots.inbox.sheet import sheet_of
from bots.labels import labels
from corpus import Language

Progress = Callable[[int, int], None]
_AGAIN = timedelta(minutes=10)  # before a mail that failed is tried again
_NOTICE = 300  # characters of questions in a notice

_log = logging.getLogger(__name__)


@dataclass
class PassReport:
    """How many mails a pass drafted for, skipped, and failed on."""

    drafted: int = 0
    skipped: int = 0
    failed: int = 0


def own_addresses(settings: Settings) -> frozenset[str]:
    """The team's addresses: the guide's, the settings', and the mailbox's own."""
    own = {contact_address().lower(), *settings.inbox.addresses}
    return frozenset(own | ({settings.inbox.user.lower()} if "@" in settings.inbox.user else set()))


class MailboxPass:
    """What one pass needs, and what it has done."""

    def __init__(self, assistant: Assistant, box: Box, ledger: MailLedger) -> None:
        self._assistant, self._box, self._ledger = assistant, box, ledger
        self._settings = assistant.settings
        self._own = own_addresses(self._settings)
        self._sender = next(iter(self._settings.inbox.addresses), assistant.contact)
        self.report = PassReport()

    def run(self, progress: Progress) -> PassReport:
        """Draft for every mail that waits, what presses first; raises InboxError."""
        folder = self._settings.inbox.folder
        validity = self._box.open_inbox()
        days = min(self._settings.inbox.days, max(1, self._settings.retention_days - 1))
        waiting = self._box.waiting((datetime.now(UTC) - timedelta(days=days)).date())
        known = self._ledger.settled_uids(folder, validity)
        uids = [uid for uid in waiting if uid not in known]
        there = self._box.drafted_keys() if uids else set()
        progress(0, len(uids))
        for done, uid in enumerate(self._pressing_first(uids), start=1):
            raw = self._box.raw(uid)
            if raw is not None:
                self._treat(raw, (folder, validity, uid), there)
            progress(done, len(uids))
        return self.report

    def _pressing_first(self, uids: list[int]) -> Iterable[int]:
        """The mails in the order to draft for; only a number of each is held in memory."""
        pressing = {uid for uid, head in self._box.heads(uids) if self._presses(head)}
        return sorted(uids, key=lambda uid: (uid not in pressing, uid))

    def _presses(self, head: bytes) -> bool:
        try:
            return presses(read_mail(head).text)
        except MailUnreadable:
            return False

    def _treat(self, raw: bytes, place: tuple[str, int, int], there: set[str]) -> None:
        key = key_of(raw)
        claim = self._ledger.claim(key, place)
        if claim is None:
            return
        try:
            self._draft(raw, key, place[2], look=claim == "unsure" or key in there)
        except NoSpace:
            self.report.failed += 1
            self._ledger.fail(key, "quota", own_fault=False)
            raise
        except InboxError:
            self._ledger.release(key)
            raise
        except Exception as error:  # noqa: BLE001 - one mail that breaks something must not keep the others waiting
            self.report.failed += 1
            _log.warning("A mail could not be drafted for: %s", type(error).__name__)
            self._ledger.fail(key, "error", _AGAIN)

    def _draft(self, raw: bytes, key: str, uid: int, look: bool) -> None:
        reply = self._reply(raw)
        if reply.draft is None:
            self._ledger.settle(key, "skipped", MailEntry(str(reply.reason)))
            self.report.skipped += 1
            return
        if not (look and self._box.has_draft(key)):
            language = Language.ENGLISH if reply.draft.language == "en" else Language.FRENCH
            sheet = sheet_of(reply, language) if self._settings.inbox.sheet == "draft" else ""
            self._tell(reply, key, uid)
            if not self._ledger.appending(key):
                return  # this took so long that somebody else has taken the mail over
            self._box.append(draft_mail(reply, key, self._sender, sheet), reply.urgent)
        self._ledger.settle(key, "drafted", _entry(reply))
        self.report.drafted += 1

    def _reply(self, raw: bytes) -> Reply:
        try:
            return reply_to(self._assistant, raw, self._own)
        except MessageRefused:
            return Reply(Skip.UNREADABLE)

    def _tell(self, reply: Reply, key: str, uid: int) -> None:
        """Flag an urgent mail and put it in the outbox, before its draft: done twice it is the same."""
        draft = reply.draft
        if draft is None:
            return
        language = self._settings.default_language
        if reply.urgent:
            self._box.flag(uid)
            asked = " ".join(asked.question for asked in draft.review.questions)[:_NOTICE]
            text = labels("inbox")["notice_text"].say(language, questions=asked)
            matter = draft.urgent or "leaving"
            self._assistant.notify(Notice(f"inbox-{key}", "inbox", matter, language, text, draft.topics))
        if self._settings.inbox.sheet == "slack":
            text = sheet_of(reply, language)
            self._assistant.notify(Notice(f"inbox-sheet-{key}", "inbox", "review", language, text, draft.topics))


def _entry(reply: Reply) -> MailEntry:
    draft, mail = reply.draft, reply.mail
    if draft is None or mail is None:
        return MailEntry(str(reply.reason))
    body = draft.body.split("\n\n", 1)[-1]  # the greeting's name is not kept
    return MailEntry(str(reply.reason), draft.language, reply.urgent, draft.topics, thread_of(mail.message_id), body)
