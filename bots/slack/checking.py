"""Whether Slack takes the tokens and grants the scopes: each fault one sentence that says what to do."""

from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from assistant import SlackSettings
from bots.labels import labels
from bots.slack.errors import SlackError
from bots.slack.sending import make_client
from corpus import Language

SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history", "users:read")
"""What the app needs; `manifest.yaml` says what for."""


def require(settings: SlackSettings, language: Language) -> str:
    """Check everything, and say what works; raises SlackError with the faults, a line each."""
    found = faults(settings, language)
    if found:
        raise SlackError("\n".join(found))
    told: Any = make_client(settings).auth_test()
    key = "check_socket" if settings.app_token else "check_http"
    return labels("slack")[key].say(language, workspace=told["team"], name=told["user"])


def faults(settings: SlackSettings, language: Language) -> list[str]:
    """What is missing or wrong; empty where all is well."""
    words = labels("slack")
    if not settings.bot_token:
        return [words["check_bot_missing"].say(language)]
    try:
        found = _bot_faults(make_client(settings), settings, language)
        return found or _way_in_faults(settings, language)
    except (OSError, SlackClientError) as error:
        host = urlsplit(settings.api_url).hostname
        return [words["check_unreachable"].say(language, host=host, code=type(error).__name__)]


def app_missing(language: Language) -> str:
    """There is no token to open a socket with."""
    return labels("slack")["check_app_missing"].say(language, scope="connections:write")


def _bot_faults(client: WebClient, settings: SlackSettings, language: Language) -> list[str]:
    words = labels("slack")
    try:
        told = client.auth_test()
    except SlackApiError as error:
        return [words["check_bot_refused"].say(language, code=error.response["error"])]
    found = []
    granted = {scope.strip() for scope in _scopes(told.headers).split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        found.append(words["check_scopes"].say(language, scopes=", ".join(missing)))
    if settings.workspaces and told["team_id"] not in settings.workspaces:
        found.append(words["check_workspace"].say(language, id=told["team_id"]))
    return found


def _scopes(headers: Any) -> str:
    return next((str(value) for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")


def _way_in_faults(settings: SlackSettings, language: Language) -> list[str]:
    """How Slack reaches the assistant: over a socket by the app's token, or over HTTP by the signing secret."""
    words = labels("slack")
    if not settings.app_token:
        return [] if settings.signing_secret else [app_missing(language)]
    try:
        make_client(settings, settings.app_token).apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        return [words["check_app_refused"].say(language, code=error.response["error"])]
    return []
