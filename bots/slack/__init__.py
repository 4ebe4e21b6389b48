"""Slack: the assistant among the program's staff. This is the room's door."""

from bots.slack.app import make_app, make_bot
from bots.slack.bot import Bot
from bots.slack.checking import app_missing, faults, require
from bots.slack.digest import digest, digest_post
from bots.slack.notices import post_notices
from bots.slack.socket_mode import posting_notices, run
from bots.slack.troubles import SlackError
from bots.slack.web_events import with_slack

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
