"""The Bolt application over the service, for Socket Mode and for HTTP alike."""

import logging

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from assistant import Assistant
from bots.slack.bot import Bot
from bots.slack.listeners import listen
from bots.slack.presses import listen_to_presses
from bots.slack.sending import Sender, make_client


def make_bot(assistant: Assistant) -> Bot:
    """The channel over a service, by its settings; nothing is sent yet."""
    settings = assistant.settings.slack
    return Bot(assistant, settings, Sender(make_client(settings)))


def make_app(bot: Bot) -> App:
    """The application, its listeners registered; nothing is sent yet."""
    logger = logging.getLogger("bots.slack.bolt")
    logger.setLevel(logging.ERROR)  # below that Bolt writes whole requests down
    app = App(
        logger=logger,
        name="wil",
        client=bot.sender.client,
        signing_secret=bot.settings.signing_secret,
        authorize=lambda team_id: AuthorizeResult(
            # One workspace, one token, known already: no request to Slack stands between an event and its reply.
            enterprise_id=None,
            team_id=team_id,
            bot_token=bot.settings.bot_token,
        ),
        # Bolt would need our own id for this; listeners leave out everything that a machine wrote.
        ignoring_self_events_enabled=False,
    )
    listen(app, bot)
    listen_to_presses(app, bot)
    return app
