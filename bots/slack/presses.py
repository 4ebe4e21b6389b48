"""Buttons and dialogs: each press is acknowledged, seen once, and handed on."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackClientError

from bots.slack import correcting, rating
from bots.slack.asking import ask_on
from bots.slack.blocks import Block
from bots.slack.bot import Bot
from bots.slack.correcting import correct, corrected
from bots.slack.delivering import Responded
from bots.slack.dialogs import press_of
from bots.slack.explaining import why
from bots.slack.rating import rated, reasoned
from bots.slack.review import ask_a_person, resolve
from bots.slack.sharing import share
from bots.slack.troubles import sentence

Body = Mapping[str, Any]
Handler = Callable[[Bot, Body], None]
_log = logging.getLogger(__name__)


def listen_to_presses(app: App, bot: Bot) -> None:
    """Register every listener of buttons and dialogs."""
    for pattern, handler in (
        (r"wil_(ask|fact)_\d", asked_on),
        (r"wil_feedback(_\d)?", rated),
        (r"wil_person", ask_a_person),
        (r"wil_correct", correct),
        (r"wil_why", why),
        (r"wil_share", share),
        (r"wil_resolved", resolve),
    ):
        app.action(re.compile(f"^{pattern}$"))(_pressed(bot, handler))
    app.view(rating.VIEW)(_sent(bot, reasoned))
    app.view(correcting.VIEW)(_sent(bot, corrected))


def asked_on(bot: Bot, body: Body) -> None:
    """A suggestion, or a choice of a question, was pressed."""
    press = press_of(body)
    value = json.loads(press.value)
    tell = Responded(bot, press.address).tell
    bot.work(
        lambda: ask_on(bot, press.place, value, press.address, press.alone),
        tell,
        lambda: bot.language_of(press.place.user),
    )


def _pressed(bot: Bot, handler: Handler) -> Callable[..., None]:
    def pressed(ack: Ack, body: dict[str, Any]) -> None:
        """Acknowledge, then act where the allow-lists let the assistant speak."""
        ack()
        if not bot.assistant.store.slack.first([f"trigger:{body.get('trigger_id')}"]):
            return
        press = press_of(body)
        tell = Responded(bot, press.address).tell
        try:
            if press.place.allowed(bot.settings):
                handler(bot, body)
            else:
                tell(bot.say("not_here", bot.language_of(press.place.user)))
        except (SlackClientError, OSError) as error:
            bot.report(error)
            tell(sentence(error, bot.language_of(press.place.user)))

    return pressed


def _sent(bot: Bot, handler: Callable[[Bot, Body], Block]) -> Callable[..., None]:
    def sent(ack: Ack, body: dict[str, Any]) -> None:
        """Act, which writes one row, and acknowledge with the dialog that says what was done."""
        ack(response_action="update", view=handler(bot, body))

    return sent
