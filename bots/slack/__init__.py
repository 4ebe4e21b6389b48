"""Slack: the assistant among the program's staff. This is the room's door.

Slack's libraries are read on demand: a server that listens to no workspace starts without them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bots.slack.errors import SlackError

if TYPE_CHECKING:
    from bots.slack.app import make_app, make_bot
    from bots.slack.bot import Bot
    from bots.slack.checking import app_missing, faults, require
    from bots.slack.notices import post_notices
    from bots.slack.socket_mode import posting_notices, run
    from bots.slack.web_events import with_slack
    from bots.slack.weekly import digest, digest_post

__all__ = [
    "Bot",
    "SlackError",
    "app_missing",
    "digest",
    "digest_post",
    "faults",
    "make_app",
    "make_bot",
    "post_notices",
    "posting_notices",
    "require",
    "run",
    "with_slack",
]

_ON_DEMAND = {
    "Bot": "bot",
    "app_missing": "checking",
    "digest": "weekly",
    "digest_post": "weekly",
    "faults": "checking",
    "make_app": "app",
    "make_bot": "app",
    "post_notices": "notices",
    "posting_notices": "socket_mode",
    "require": "checking",
    "run": "socket_mode",
    "with_slack": "web_events",
}


def __getattr__(name: str) -> Any:
    """What is read on demand; raises AttributeError for a name that the room does not know."""
    if name not in _ON_DEMAND:
        raise AttributeError(f"module 'bots.slack' has no attribute {name!r}")
    return getattr(import_module(f"bots.slack.{_ON_DEMAND[name]}"), name)
