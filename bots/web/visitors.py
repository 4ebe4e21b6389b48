"""Who asks: a visitor by a short-lived signed token (a random number, nothing personal), else an address."""

import base64
import hmac
import os
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from ipaddress import ip_address, ip_network
from pathlib import Path
from tempfile import NamedTemporaryFile

from fastapi import Request

from assistant import Assistant, Settings, SettingsError
from bots.web.negotiation import preferred_language

TOKEN_SECONDS = 2 * 60 * 60
HEADER = "X-WIL-Visitor"
_SECRET_LEAST = 32  # characters
_LONGEST = 200  # characters; a token is shorter


class Visitors:
    """Gives tokens and reads them; `now` is the time in seconds."""

    def __init__(self, secret: bytes, now: Callable[[], float] = time.time) -> None:
        self._secret, self._now = secret, now

    def token(self) -> str:
        """A token for a new visitor, good for TOKEN_SECONDS."""
        payload = f"{secrets.token_hex(16)}.{int(self._now()) + TOKEN_SECONDS}"
        return f"{payload}.{self._signature(payload)}"

    def visitor(self, token: str) -> str | None:
        """The visitor of a token; None where it is not ours, was changed or has ended.

        >>> times = iter([0, 10, 10_000])
        >>> visitors = Visitors(b"secret", lambda: next(times))
        >>> token = visitors.token()
        >>> visitors.visitor(token) == token.split(".")[0], visitors.visitor(token)
        (True, None)
        """
        payload, _, signature = token[:_LONGEST].rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(payload).encode()):
            return None
        name, _, ends = payload.partition(".")
        return name if int(ends) > self._now() else None

    def _signature(self, payload: str) -> str:
        digest = hmac.new(self._secret, b"visitor " + payload.encode(), sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Door:
    """Where everyone is counted before they come in."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._visitors = assistant, Visitors(secret_of(assistant.settings))

    def token(self, request: Request) -> str:
        """A token for a new visitor; raises TooManyMessages where an address asks for too many."""
        self._admit(request, f"token {address_of(request, self._trusted)}")
        return self._visitors.token()

    def message(self, request: Request) -> None:
        """Count a message; raises TooManyMessages."""
        self._admit(request, client_of(request, self._visitors, self._trusted))

    def feedback(self, request: Request) -> None:
        """Count a word on an answer; raises TooManyMessages."""
        self._admit(request, "feedback " + client_of(request, self._visitors, self._trusted))

    @property
    def _trusted(self) -> Sequence[str]:
        return self._assistant.settings.trusted_proxies

    def _admit(self, request: Request, client: str) -> None:
        header = request.headers.get("accept-language")
        self._assistant.admit(client, preferred_language(header, self._assistant.settings.default_language))


def secret_of(settings: Settings) -> bytes:
    """The key that signs: WIL_SECRET_KEY, else one made once and kept in WIL_DATA/secret, for its owner's eyes only.

    Raises SettingsError where that file is too short.
    """
    if settings.secret_key:
        return settings.secret_key.encode()
    path = settings.data / "secret"
    if not path.exists():
        _keep_new_secret(path)
    kept = path.read_text(encoding="utf-8", errors="replace").strip()
    if len(kept) < _SECRET_LEAST:
        raise SettingsError(f"The file {path} is too short to be a secret. Remove it, and a new one is made.")
    return kept.encode()


def _keep_new_secret(path: Path) -> None:
    """Written whole beside its place, then linked there: of several processes at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A temporary file has mode 600 from the start.
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix="secret-") as made:
        made.write(secrets.token_hex(32))
        made.flush()
        with suppress(FileExistsError):
            os.link(made.name, path)


def client_of(request: Request, visitors: Visitors, trusted: Sequence[str]) -> str:
    """Who is to be counted: the visitor of a good token, else the address."""
    visitor = visitors.visitor(request.headers.get(HEADER, ""))
    return f"visitor {visitor}" if visitor else f"address {address_of(request, trusted)}"


def address_of(request: Request, trusted: Sequence[str]) -> str:
    """The client's address; what proxies say of it counts only as far as they are trusted."""
    address = request.client.host if request.client else "unknown"
    for said in reversed(request.headers.get("x-forwarded-for", "")[:1000].split(",")):
        if not said.strip() or not _within(address, trusted):
            break
        address = said.strip()[:64]
    return address


def _within(address: str, networks: Sequence[str]) -> bool:
    with suppress(ValueError):
        found = ip_address(address)
        return any(found in ip_network(network, strict=False) for network in networks)
    return False
