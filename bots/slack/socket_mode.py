"""Slack over a socket that the assistant opens: no public address is needed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient

from bots.slack.app import make_app
from bots.slack.bot import Bot, code_of
from bots.slack.errors import SlackError
from bots.slack.notices import keep_posting
from bots.slack.troubles import is_revoked

_LOOK = 0.5  # seconds between two looks at whether to end
_PING = 5.0  # seconds between two looks of the client at its line
_PATIENCE = 20.0  # seconds without a socket after which Slack is asked why


def run(bot: Bot, stopped: Event) -> None:
    """Listen until stopped; what was taken on is finished. Raises SlackError once Slack no longer takes the token.

    The client opens a new socket by itself where Slack closes one or the line is cut.
    """
    with connected(bot) as client, posting_notices(bot, stopped):
        lost_since: float | None = None
        while not stopped.wait(_LOOK) and not bot.lost.is_set():
            lost_since = None if client.is_connected() else lost_since or time.monotonic()
            if lost_since is not None and time.monotonic() - lost_since > _PATIENCE:
                _ask_why(bot)
                lost_since = time.monotonic()
    bot.close()
    if bot.lost.is_set():
        raise SlackError(bot.why)


@contextmanager
def connected(bot: Bot) -> Iterator[SocketModeClient]:
    """The socket, open; raises SlackError where it cannot be opened at all."""
    client = SocketModeHandler(make_app(bot), bot.settings.app_token, ping_interval=_PING).client
    try:
        client.connect()
    except (SlackClientError, OSError) as error:
        client.close()
        language = bot.assistant.settings.default_language
        raise SlackError(bot.say("check_app_refused", language, code=code_of(error))) from None
    try:
        yield client
    finally:
        client.close()


@contextmanager
def posting_notices(bot: Bot, stopped: Event) -> Iterator[None]:
    """Notices are posted meanwhile."""
    thread = Thread(target=keep_posting, args=(bot, stopped), name="slack-notices", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _ask_why(bot: Bot) -> None:
    """Whether the socket stays away because the app's token was taken back; the client goes on trying otherwise."""
    try:
        bot.sender.client.apps_connections_open(app_token=bot.settings.app_token)
    except SlackApiError as error:
        if is_revoked(error):
            bot.lose(code_of(error), "check_app_refused")
    except (SlackClientError, OSError) as error:
        bot.report(error)
