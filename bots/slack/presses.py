"""Buttons and dialogs: each press is acknowledged, seen once, and handed on."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bots.slack import correcting, letters, rating
from bots.slack.asking import ask_on
from bots.slack.blocks import Block
from bots.slack.bot import Bot, Tell
from bots.slack.correcting import correct, corrected
from bots.slack.delivering import Responded
from bots.slack.dialogs import press_of
from bots.slack.explaining import why
from bots.slack.rating import rated, reasoned
from bots.slack.review import ask_a_person, resolve
from bots.slack.sharing import share

Body = Mapping[str, Any]
Handler = Callable[[Bot, Body], None]


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
    app.shortcut({"type": "message_action", "callback_id": letters.SHORTCUT})(_shortcut(bot))
    app.action(letters.COPY)(_in_dialog(bot, letters.copy))
    app.view(letters.VIEW)(_posted(bot))
    app.view(rating.VIEW)(_sent(bot, reasoned))
    app.view(correcting.VIEW)(_sent(bot, corrected))


def asked_on(bot: Bot, body: Body) -> None:
    """A suggestion, or a choice of a question, was pressed."""
    press = press_of(body)
    value = json.loads(press.value)
    tell = Responded(bot, press.address).tell
    bot.work(
        lambda: ask_on(bot, press, value),
        tell,
        lambda: bot.language_of(press.place.user),
    )


def _pressed(bot: Bot, handler: Handler) -> Callable[..., None]:
    def pressed(ack: Ack, body: dict[str, Any]) -> None:
        """Acknowledge, then act where the allow-lists let the assistant speak."""
        ack()
        press = press_of(body)
        tell = Responded(bot, press.address).tell

        def act() -> None:
            if press.place.allowed(bot.settings):
                handler(bot, body)
            else:
                tell(bot.say("not_here", bot.language_of(press.place.user)))

        _once(bot, body, act, tell)

    return pressed


def _shortcut(bot: Bot) -> Callable[..., None]:
    def shortcut(ack: Ack, body: dict[str, Any]) -> None:
        """“Draft a reply” was chosen on a message."""
        ack()
        _once(bot, body, lambda: letters.draft(bot, body), Responded(bot, str(body.get("response_url") or "")).tell)

    return shortcut


def _in_dialog(bot: Bot, handler: Handler) -> Callable[..., None]:
    def pressed(ack: Ack, body: dict[str, Any]) -> None:
        """A button inside a dialog; a failure is told in private, since a dialog has no response address."""
        ack()
        user = str(body["user"]["id"])
        _once(bot, body, lambda: handler(bot, body), lambda text: letters.tell_privately(bot, user, text))

    return pressed


def _posted(bot: Bot) -> Callable[..., None]:
    def posted(ack: Ack, body: dict[str, Any]) -> None:
        """The draft was sent: close the dialog and post it."""
        ack()
        letters.post(bot, body)

    return posted


def _once(bot: Bot, body: Body, act: Callable[[], None], tell: Tell) -> None:
    """Act on a press that was not seen before."""

    def first() -> None:
        if bot.assistant.store.slack.first([f"trigger:{body.get('trigger_id')}"]):
            act()

    bot.soon(first, tell, lambda: bot.language_of(str(body["user"]["id"])))


def _sent(bot: Bot, handler: Callable[[Bot, Body], Block]) -> Callable[..., None]:
    def sent(ack: Ack, body: dict[str, Any]) -> None:
        """Act, which writes one row, and acknowledge with the dialog that says what was done."""
        ack(response_action="update", view=handler(bot, body))

    return sent
