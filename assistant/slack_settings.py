"""The settings of the Slack channel, beside the service's own; `assistant/settings.py` reads the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.errors import SettingsError

Mention = Literal["thread", "ephemeral"]

SLACK_NAMES = (
    "WIL_SLACK_BOT_TOKEN",
    "WIL_SLACK_APP_TOKEN",
    "WIL_SLACK_SIGNING_SECRET",
    "WIL_SLACK_MENTION",
    "WIL_SLACK_REVIEW_CHANNEL",
    "WIL_SLACK_WORKSPACES",
    "WIL_SLACK_CHANNELS",
    "WIL_SLACK_API_URL",
)
_API = "https://slack.com/api/"


@dataclass(frozen=True)
class SlackSettings:
    """How the assistant takes part in a Slack workspace; see the README for each name."""

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    mention: Mention = "thread"
    review_channel: str = ""
    workspaces: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    api_url: str = _API

    def __repr__(self) -> str:
        # Tokens and the secret stay out of logs.
        return f"SlackSettings(mention={self.mention!r}, review_channel={self.review_channel!r})"


def read_slack_settings(given: Mapping[str, str]) -> SlackSettings:
    """The settings in an environment; raises SettingsError, which never repeats a token."""
    return SlackSettings(
        bot_token=_token(given, "WIL_SLACK_BOT_TOKEN", "xoxb-"),
        app_token=_token(given, "WIL_SLACK_APP_TOKEN", "xapp-"),
        signing_secret=given.get("WIL_SLACK_SIGNING_SECRET", "").strip(),
        mention=_mention(given.get("WIL_SLACK_MENTION") or "thread"),
        review_channel=_id("WIL_SLACK_REVIEW_CHANNEL", given.get("WIL_SLACK_REVIEW_CHANNEL", "").strip(), "CG"),
        workspaces=_ids(given, "WIL_SLACK_WORKSPACES", "TE"),
        channels=_ids(given, "WIL_SLACK_CHANNELS", "CG"),
        api_url=_api_url(given.get("WIL_SLACK_API_URL") or _API),
    )


def _token(given: Mapping[str, str], name: str, start: str) -> str:
    token = given.get(name, "").strip()
    if token and not token.startswith(start):
        raise SettingsError(
            f"The setting {name} holds another kind of token; it must be the one that starts with {start}."
        )
    return token


def _mention(text: str) -> Mention:
    if text == "thread":
        return "thread"
    if text == "ephemeral":
        return "ephemeral"
    raise SettingsError(f"The setting WIL_SLACK_MENTION is '{text}'; it must be thread or ephemeral.")


def _ids(given: Mapping[str, str], name: str, kinds: str) -> frozenset[str]:
    return frozenset(_id(name, part, kinds) for part in re.split(r"[,\s]+", given.get(name, "")) if part)


def _id(name: str, text: str, kinds: str) -> str:
    if text and not re.fullmatch(rf"[{kinds}][A-Z0-9]{{2,}}", text):
        raise SettingsError(
            f"The setting {name} names '{text}'; it must be an id as Slack writes it, "
            f"such as {kinds[0]}0123ABCDE, and no name."
        )
    return text


def _api_url(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise SettingsError(
            f"The setting WIL_SLACK_API_URL is '{text}'; it must be an address that starts with https://."
        )
    return text.rstrip("/") + "/"
