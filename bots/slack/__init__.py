"""Slack: the assistant among the programme's staff. This is the room's door."""

from bots.slack.app import make_app, make_bot
from bots.slack.bot import Bot
from bots.slack.web_events import with_slack

__all__ = ["Bot", "make_app", "make_bot", "with_slack"]
