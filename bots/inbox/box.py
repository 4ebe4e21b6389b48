"""The mailbox over IMAP: new mail read without marking it, drafts looked for and appended. Nothing here can send."""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from imap_tools import BaseMailBox, FolderInfo, ImapToolsError, MailBox, MailBoxUnencrypted

from assistant import InboxSettings
from bots.inbox.errors import ConnectionLost, InboxError, NoSpace
from bots.inbox.outgoing import DRAFT_FOR
from bots.inbox.tokens import access_token
from corpus import Language

KEYWORD = "$WILDraft"
"""The keyword on our drafts, where the server allows keywords."""

_TIMEOUT = 60  # seconds that the server may take for an answer
_BATCH = 20  # mails fetched at once
_HEAD = 65_536  # bytes of a mail that show whether it presses
_REASON = 160  # characters of a server's words that are repeated
_NAMES = {
    "drafts": ("drafts", "brouillons", "[gmail]/drafts", "[gmail]/brouillons", "inbox.drafts", "inbox/drafts"),
    "sent": ("sent", "sent items", "sent messages", "éléments envoyés", "envoyés", "messages envoyés", "inbox.sent"),
    "trash": ("trash", "deleted items", "éléments supprimés", "corbeille", "deleted messages", "inbox.trash"),
}


class Box:
    """An open mailbox; use it as a context. Every method raises InboxError, ConnectionLost when the server is gone."""

    def __init__(self, settings: InboxSettings, language: Language) -> None:
        self._settings, self._language = settings, language
        self._keywords = False
        self._box: BaseMailBox = self._connect()
        try:
            self._log_in()
            self._folders = self._special_folders()
        except InboxError:
            self.close()
            raise

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection, whatever state it is in."""
        try:
            self._box.client.shutdown()
        except OSError:
            pass  # it is gone already

    @property
    def drafts(self) -> str:
        """The drafts folder."""
        return self._folders["drafts"]

    @property
    def sent(self) -> str:
        """The folder of sent mail; empty where there is none."""
        return self._folders.get("sent", "")

    @property
    def can_idle(self) -> bool:
        """Whether the server tells of new mail."""
        return "IDLE" in self._box.client.capabilities

    def open_inbox(self) -> int:
        """Select the folder of incoming mail; its UIDVALIDITY."""
        with self._sentences():
            self._box.folder.set(self._settings.folder)
            status = self._box.folder.status(self._settings.folder, ["UIDVALIDITY"])
            return int(status["UIDVALIDITY"])

    def waiting(self, since: date) -> list[int]:
        """The uids of mail since a day that nobody has answered or deleted."""
        with self._sentences():
            found = self._box.uids(f"(SINCE {_day(since)} UNANSWERED UNDELETED UNDRAFT)", charset=None)
        return sorted(int(uid) for uid in found)

    def heads(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The beginning of each mail, in batches."""
        for start in range(0, len(uids), _BATCH):
            yield from self._fetched(uids[start : start + _BATCH], f"BODY.PEEK[]<0.{_HEAD}>")

    def raw(self, uid: int) -> bytes | None:
        """A whole mail, left unread; None when it is gone."""
        return next((raw for _, raw in self._fetched([uid], "BODY.PEEK[]")), None)

    def has_draft(self, key: str) -> bool:
        """Whether a draft for a mail lies in the drafts, or was sent or thrown away."""
        with self._sentences():
            try:
                return any(self._holds(folder, key) for folder in self._folders.values())
            finally:
                self._box.folder.set(self._settings.folder)

    def drafted_keys(self) -> set[str]:
        """The mails that have a draft in the drafts folder now, by their keys."""
        with self._sentences():
            try:
                self._box.folder.set(self.drafts, readonly=True)
                uids = self._box.uids(f'HEADER {DRAFT_FOR} ""', charset=None)
                wanted = f"BODY.PEEK[HEADER.FIELDS ({DRAFT_FOR.upper()})]"
                heads = [raw for _, raw in self._fetched([int(uid) for uid in uids], wanted)] if uids else []
            finally:
                self._box.folder.set(self._settings.folder)
        return {raw.decode("ascii", "replace").split(":", 1)[1].strip() for raw in heads if b":" in raw}

    def append(self, draft: bytes, urgent: bool) -> None:
        """Save a draft in the drafts folder; raises NoSpace when the server does not take it."""
        flags = ["\\Draft", *(["\\Flagged"] if urgent else [])]
        with self._sentences():
            if self._keywords_allowed():
                flags.append(KEYWORD)
            try:
                self._box.append(draft, self.drafts, flag_set=flags)
            except ImapToolsError as error:
                raise NoSpace(self._language, "no_space", reason=_reason(error)) from None

    def flag(self, uid: int) -> None:
        """Flag an incoming mail as urgent; it stays unread."""
        with self._sentences():
            self._box.flag([str(uid)], ["\\Flagged"], True)

    def sent_replies(self, since: date) -> Iterator[bytes]:
        """The mails sent since a day, one at a time, the latest first."""
        if not self.sent:
            return
        with self._sentences():
            self._box.folder.set(self.sent, readonly=True)
            uids = self._box.uids(f"(SINCE {_day(since)})", charset=None)
        for uid in reversed(uids):
            yield from (raw for _, raw in self._fetched([int(uid)], "BODY.PEEK[]"))

    def wait(self, seconds: float) -> bool:
        """Wait for news from the server; whether there were any."""
        with self._sentences():
            news = self._box.idle.wait(timeout=seconds)
        if any(b"BYE" in line for line in news):
            raise ConnectionLost(self._language, "lost", host=self._settings.host, reason="BYE")
        return bool(news)

    def _connect(self) -> BaseMailBox:
        settings = self._settings
        try:
            if not settings.tls:
                return MailBoxUnencrypted(settings.host, settings.port, timeout=_TIMEOUT)
            context = ssl.create_default_context(cafile=settings.ca_file or None)
            return MailBox(settings.host, settings.port, timeout=_TIMEOUT, ssl_context=context)
        except ssl.SSLCertVerificationError as error:
            reason = error.verify_message
            raise InboxError(self._language, "bad_certificate", host=settings.host, reason=reason) from None
        except (OSError, imaplib.IMAP4.error) as error:
            where = {"host": settings.host, "port": settings.port}
            raise ConnectionLost(self._language, "no_connection", **where, reason=_reason(error)) from None

    def _log_in(self) -> None:
        settings = self._settings
        try:
            if settings.token_command or settings.token_url:
                self._box.xoauth2(settings.user, access_token(settings, self._language), initial_folder=None)
            elif settings.user.isascii() and settings.password.isascii():
                self._box.login(settings.user, settings.password, initial_folder=None)
            else:
                self._box.login_utf8(settings.user, settings.password, initial_folder=None)
            self._box.client._get_capabilities()  # more may be said after the login
        except (ImapToolsError, imaplib.IMAP4.error) as error:
            if isinstance(error, imaplib.IMAP4.abort):
                raise self._lost(error) from None
            who = {"host": settings.host, "user": settings.user}
            raise InboxError(self._language, "bad_login", **who, reason=_reason(error)) from None
        except OSError as error:
            raise self._lost(error) from None

    def _special_folders(self) -> dict[str, str]:
        """The folders that matter, by setting, by SPECIAL-USE, or by their usual names."""
        with self._sentences():
            listed = self._box.folder.list()
        names = {info.name for info in listed}
        settings = self._settings
        for folder, setting in ((settings.drafts, "WIL_INBOX_DRAFTS"), (settings.sent, "WIL_INBOX_SENT")):
            if folder and folder not in names:
                raise InboxError(self._language, "no_folder", folder=folder, setting=setting)
        if settings.folder.upper() != "INBOX" and settings.folder not in names:
            raise InboxError(self._language, "no_folder", folder=settings.folder, setting="WIL_INBOX_FOLDER")
        found = {use: _special(listed, use) for use in _NAMES}
        found |= {use: name for use, name in (("drafts", settings.drafts), ("sent", settings.sent)) if name}
        if not found["drafts"]:
            raise InboxError(self._language, "no_drafts")
        return {use: name for use, name in found.items() if name}

    def _fetched(self, uids: Sequence[int], parts: str) -> Iterator[tuple[int, bytes]]:
        with self._sentences():
            status, data = self._box.client.uid("FETCH", ",".join(map(str, uids)), f"(UID {parts})")
        if status != "OK":
            raise self._lost(f"FETCH {status}")
        for item in data:
            if isinstance(item, tuple):
                uid = re.search(rb"UID (\d+)", item[0])
                if uid:
                    yield int(uid[1]), item[1]

    def _holds(self, folder: str, key: str) -> bool:
        self._box.folder.set(folder, readonly=True)
        return bool(self._box.uids(f'HEADER {DRAFT_FOR} "{key}"', charset=None))

    def _keywords_allowed(self) -> bool:
        """Whether the selected folder's server takes keywords of our own."""
        _, flags = self._box.client.response("PERMANENTFLAGS")
        said = b" ".join(line for line in flags if isinstance(line, bytes))
        if said:
            self._keywords = b"\\*" in said
        return self._keywords

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Errors of the network and the protocol as ours."""
        try:
            yield
        except (imaplib.IMAP4.abort, OSError, EOFError) as error:
            raise self._lost(error) from None
        except (imaplib.IMAP4.error, ImapToolsError) as error:
            raise self._lost(error) from None

    def _lost(self, error: object) -> ConnectionLost:
        return ConnectionLost(self._language, "lost", host=self._settings.host, reason=_reason(error))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _day(day: date) -> str:
    """A day as IMAP writes it, whatever the machine's language."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year}"


def _special(listed: Sequence[FolderInfo], use: str) -> str:
    flagged = [info.name for info in listed if f"\\{use}" in [flag.lower() for flag in info.flags]]
    named = [info.name for info in listed if info.name.lower() in _NAMES[use]]
    return next(iter([*flagged, *named]), "")


def _reason(error: object) -> str:
    """A server's or system's words, on one short line."""
    if isinstance(error, socket.gaierror):
        return error.strerror or "DNS"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    result: Any = getattr(error, "command_result", None)
    text = str(result[1] if result else error) or type(error).__name__
    return "".join(char if char.isprintable() else " " for char in text)[:_REASON]
