"""Every setting of the service, read from the environment in this file alone."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.inbox_settings import INBOX_KNOWN, InboxSettings, read_inbox_settings
from assistant.model import PROVIDERS, ModelSettings
from assistant.setting_values import positive, setting
from assistant.slack_settings import SLACK_NAMES, SlackSettings, read_slack_settings
from corpus import Language
from index import DEFAULT_MODEL, EmbedderSettings

Value = TypeVar("Value")


@dataclass(frozen=True)
class Settings:
    """What the service was asked to be; see the README for each name."""

    data: Path
    database_url: str
    public_url: str
    default_language: Language
    embedder: EmbedderSettings
    conversation_days: int
    retention_days: int
    limit_client: int
    limit_conversation: int
    inbox: InboxSettings = InboxSettings()
    secret_key: str = ""
    allowed_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    model: ModelSettings = ModelSettings()
    slack: SlackSettings = SlackSettings()

    @property
    def index_folder(self) -> Path:
        """Where the index lies."""
        return self.data / "index"

    @property
    def embedder_cache(self) -> Path:
        """Where exported embedders lie."""
        return self.data / "embedders"

    def __repr__(self) -> str:
        # The database's address may hold a password.
        return f"Settings(data={str(self.data)!r}, default_language={self.default_language.value!r})"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in an environment (the process's own by default); raises SettingsError."""
    given = dict(os.environ if environ is None else environ)
    _refuse_unknown(given)
    data = Path(given.get("WIL_DATA") or ".wil").expanduser().resolve()
    return Settings(
        data=data,
        database_url=given.get("WIL_DATABASE_URL") or f"sqlite:///{data / 'wil.sqlite3'}",
        public_url=setting(given, "WIL_PUBLIC_URL", "", _address, "an address that starts with https:// or http://"),
        default_language=setting(given, "WIL_DEFAULT_LANGUAGE", "fr", Language, "fr or en"),
        embedder=EmbedderSettings(
            model=given.get("WIL_EMBEDDING_MODEL") or DEFAULT_MODEL,
            query_prefix=given.get("WIL_EMBEDDING_QUERY_PREFIX", ""),
            passage_prefix=given.get("WIL_EMBEDDING_PASSAGE_PREFIX", ""),
            threads=setting(given, "WIL_EMBEDDING_THREADS", "1", positive, "a whole number of at least 1"),
        ),
        conversation_days=setting(given, "WIL_CONVERSATION_DAYS", "30", positive, "a whole number of days, at least 1"),
        retention_days=setting(given, "WIL_RETENTION_DAYS", "90", positive, "a whole number of days, at least 1"),
        inbox=read_inbox_settings(given),
        secret_key=setting(given, "WIL_SECRET_KEY", "", _secret, "at least 32 characters, or nothing", shown="***"),
        allowed_origins=setting(
            given, "WIL_ALLOWED_ORIGINS", "", _origins, "origins such as https://example.ca, comma-separated"
        ),
        trusted_proxies=setting(
            given, "WIL_TRUSTED_PROXIES", "", _networks, "addresses such as 10.0.0.0/8, comma-separated"
        ),
        limit_client=setting(given, "WIL_LIMIT_CLIENT", "60", _count, "a whole number of messages a minute, 0 for any"),
        limit_conversation=setting(
            given, "WIL_LIMIT_CONVERSATION", "20", _count, "a whole number of messages a minute, 0 for any"
        ),
        model=_read_model(given),
        slack=read_slack_settings(given),
    )


def _read_model(given: Mapping[str, str]) -> ModelSettings:
    return ModelSettings(
        name=setting(given, "WIL_CHAT_MODEL", "", _model, f"a model's name after one of {', '.join(_PREFIXES)}"),
        base_url=setting(given, "WIL_CHAT_BASE_URL", "", _address, "an address that starts with https:// or http://"),
        key=_key(given.get("WIL_CHAT_KEY", "")),
        timeout=setting(given, "WIL_CHAT_TIMEOUT", "8", _seconds, "a number of seconds above 0, at most 120"),
        budget=setting(given, "WIL_CHAT_BUDGET", "0", _count, "a whole number of tokens a day; 0 sets no bound"),
    )


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with some variables changed, for a command that is started beside it."""
    return {**os.environ, **changes}


KNOWN = (
    "WIL_DATA",
    "WIL_DATABASE_URL",
    "WIL_PUBLIC_URL",
    "WIL_DEFAULT_LANGUAGE",
    "WIL_EMBEDDING_MODEL",
    "WIL_EMBEDDING_QUERY_PREFIX",
    "WIL_EMBEDDING_PASSAGE_PREFIX",
    "WIL_EMBEDDING_THREADS",
    "WIL_CONVERSATION_DAYS",
    "WIL_RETENTION_DAYS",
    *INBOX_KNOWN,
    "WIL_SECRET_KEY",
    "WIL_ALLOWED_ORIGINS",
    "WIL_TRUSTED_PROXIES",
    "WIL_LIMIT_CLIENT",
    "WIL_LIMIT_CONVERSATION",
    "WIL_CHAT_MODEL",
    "WIL_CHAT_BASE_URL",
    "WIL_CHAT_KEY",
    "WIL_CHAT_TIMEOUT",
    "WIL_CHAT_BUDGET",
    *SLACK_NAMES,
)
_FOR_TESTS = ("WIL_TEST_ALL",)
_PREFIXES = tuple(f"{provider}:" for provider in PROVIDERS)


def _refuse_unknown(given: Mapping[str, str]) -> None:
    """A misspelt setting would otherwise silently leave the default in place."""
    unknown = sorted(name for name in given if name.startswith("WIL_") and name not in (*KNOWN, *_FOR_TESTS))
    if unknown:
        raise SettingsError(f"There is no setting '{unknown[0]}'. The settings are: {', '.join(KNOWN)}.")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ValueError
    return text.rstrip("/")


def _secret(text: str) -> str:
    if text and len(text) < 32:
        raise ValueError
    return text


def _model(text: str) -> str:
    if text and not re.fullmatch(rf"(?:{'|'.join(_PREFIXES)})\S+", text):
        raise ValueError
    return text


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _origins(text: str) -> tuple[str, ...]:
    """Scheme and host of each, as a browser sends them; a closing slash is forgiven, a path is not."""
    origins = tuple(part.rstrip("/").lower() for part in _listed(text))
    for origin in origins:
        found = urlsplit(origin)
        if found.scheme not in ("https", "http") or not found.netloc or f"{found.scheme}://{found.netloc}" != origin:
            raise ValueError
    return origins


def _networks(text: str) -> tuple[str, ...]:
    networks = _listed(text)
    for network in networks:
        ip_network(network, strict=False)
    return networks


def _key(text: str) -> SecretStr:
    """A key as it was given; the message of a bad one must not show it."""
    if not re.fullmatch(r"[!-~]*", text):
        raise SettingsError("The setting WIL_CHAT_KEY holds a space or a letter that no key has; copy the key again.")
    return SecretStr(text)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 120:
        raise ValueError
    return seconds
