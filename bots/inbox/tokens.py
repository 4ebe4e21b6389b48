"""An access token for a mailbox, from a command of the person's own or by OAuth 2.0 client credentials."""

import json
import shlex
import subprocess
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from assistant import InboxSettings
from bots.inbox.errors import InboxError
from corpus import Language

_TIMEOUT = 30  # seconds
_LONGEST = 100_000  # bytes of a token server's answer


def access_token(settings: InboxSettings, language: Language) -> str:
    """A fresh access token; raises InboxError, which never holds it."""
    token = _from_command(settings, language) if settings.token_command else _from_server(settings, language)
    if not token or any(char.isspace() for char in token):
        raise InboxError(language, "bad_token", reason="no token")
    return token


def _from_command(settings: InboxSettings, language: Language) -> str:
    try:
        words = shlex.split(settings.token_command)
        done = subprocess.run(words, capture_output=True, timeout=_TIMEOUT, check=True)  # noqa: S603 - see above
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise InboxError(language, "bad_token", reason=type(error).__name__) from None
    return done.stdout.decode("utf-8", "replace").strip()


def _from_server(settings: InboxSettings, language: Language) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": settings.client_id,
        "client_secret": settings.client_secret,
        "scope": settings.token_scope,
    }
    request = Request(settings.token_url, urlencode(form).encode("ascii"))  # noqa: S310 - settings allow https only
    try:
        with urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310 - see above
            data = json.loads(response.read(_LONGEST))
    except HTTPError as error:
        error.close()
        raise InboxError(language, "bad_token", reason=error.code) from None
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or type(error).__name__
        raise InboxError(language, "bad_token", reason=reason) from None
    return str(data.get("access_token", "")) if isinstance(data, dict) else ""
