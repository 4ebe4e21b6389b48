"""The settings of the team's mailbox; `assistant/settings.py` reads the environment for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from assistant.errors import SettingsError
from assistant.setting_values import positive, setting

Sheet = Literal["draft", "slack", "none"]
_LOOPBACK = ("localhost", "127.0.0.1", "::1")

INBOX_KNOWN = (
    "WIL_INBOX_HOST",
    "WIL_INBOX_PORT",
    "WIL_INBOX_TLS",
    "WIL_INBOX_CA_FILE",
    "WIL_INBOX_USER",
    "WIL_INBOX_PASSWORD",
    "WIL_INBOX_TOKEN_COMMAND",
    "WIL_INBOX_TOKEN_URL",
    "WIL_INBOX_TOKEN_SCOPE",
    "WIL_INBOX_CLIENT_ID",
    "WIL_INBOX_CLIENT_SECRET",
    "WIL_INBOX_FOLDER",
    "WIL_INBOX_DRAFTS",
    "WIL_INBOX_SENT",
    "WIL_INBOX_ADDRESSES",
    "WIL_INBOX_DAYS",
    "WIL_INBOX_POLL",
    "WIL_INBOX_SHEET",
)


@dataclass(frozen=True)
class InboxSettings:
    """Where the mailbox is and how drafts are left in it. `poll` is in seconds, `days` how far back mail is read."""

    host: str = ""
    port: int = 993
    tls: bool = True
    ca_file: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    token_command: str = field(default="", repr=False)
    token_url: str = ""
    token_scope: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    folder: str = "INBOX"
    drafts: str = ""
    sent: str = ""
    addresses: tuple[str, ...] = ()
    days: int = 14
    poll: int = 60
    sheet: Sheet = "draft"


def read_inbox_settings(given: Mapping[str, str]) -> InboxSettings:
    """The mailbox's settings in an environment; raises SettingsError. Without a host no mailbox is set up."""
    text = {name: given.get(name, "").strip() for name in INBOX_KNOWN}
    host = text["WIL_INBOX_HOST"]
    tls = setting(text, "WIL_INBOX_TLS", "on", _switch, "on or off")
    if host and not tls and host not in _LOOPBACK:
        raise SettingsError("WIL_INBOX_TLS is off; that is possible for a server on this machine only. Leave it on.")
    return InboxSettings(
        host=host,
        port=setting(text, "WIL_INBOX_PORT", "993", _port, "a port, from 1 to 65535"),
        tls=tls,
        ca_file=text["WIL_INBOX_CA_FILE"],
        user=text["WIL_INBOX_USER"],
        password=given.get("WIL_INBOX_PASSWORD", ""),
        token_command=text["WIL_INBOX_TOKEN_COMMAND"],
        token_url=setting(text, "WIL_INBOX_TOKEN_URL", "", _token_url, "an address that starts with https://"),
        token_scope=text["WIL_INBOX_TOKEN_SCOPE"],
        client_id=text["WIL_INBOX_CLIENT_ID"],
        client_secret=given.get("WIL_INBOX_CLIENT_SECRET", ""),
        folder=text["WIL_INBOX_FOLDER"] or "INBOX",
        drafts=text["WIL_INBOX_DRAFTS"],
        sent=text["WIL_INBOX_SENT"],
        addresses=tuple(part.strip().lower() for part in text["WIL_INBOX_ADDRESSES"].split(",") if part.strip()),
        days=setting(text, "WIL_INBOX_DAYS", "14", positive, "a whole number of days, at least 1"),
        poll=setting(text, "WIL_INBOX_POLL", "60", positive, "a whole number of seconds, at least 1"),
        sheet=setting(text, "WIL_INBOX_SHEET", "draft", _sheet, "draft, slack or none"),
    )


def _switch(text: str) -> bool:
    if text.lower() not in ("on", "off"):
        raise ValueError
    return text.lower() == "on"


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def _token_url(text: str) -> str:
    parts = urlsplit(text)
    if text and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError
    return text


def _sheet(text: str) -> Sheet:
    if text == "draft":
        return "draft"
    if text == "slack":
        return "slack"
    if text == "none":
        return "none"
    raise ValueError
