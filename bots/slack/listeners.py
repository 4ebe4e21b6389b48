"""Questions as Slack brings them: each is acknowledged, handed on, and answered once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App

from bots.slack.asking import ask_again, ask_by_command, ask_here, delivery_of, forget
from bots.slack.bot import Bot, note
from bots.slack.delivering import Responded
from bots.slack.markup import heard
from bots.slack.pane import opened
from bots.slack.place import Place, place_of_command, place_of_event

Body = Mapping[str, Any]
_IGNORED = ("bot_message", "channel_join", "channel_leave", "group_join")


def listen(app: App, bot: Bot) -> None:
    """Register every listener of questions."""
    app.event("app_mention")(_mentions(bot))
    app.event("message")(_messages(bot))
    app.event("assistant_thread_started")(_panes(bot))
    app.event("assistant_thread_context_changed")(_nothing)
    app.event("tokens_revoked")(_losses(bot))
    app.event("app_uninstalled")(_losses(bot))
    app.command("/wil")(_commands(bot))


def _nothing() -> None:
    """What somebody looks at beside the pane changes no answer."""


def _losses(bot: Bot) -> Callable[..., None]:
    def lost(event: dict[str, Any]) -> None:
        """The workspace has taken the token back."""
        bot.lose(str(event.get("type")))

    return lost


def _panes(bot: Bot) -> Callable[..., None]:
    def pane(body: dict[str, Any], event: dict[str, Any]) -> None:
        """Somebody opens the pane."""
        opened(bot, body, event)

    return pane


def _mentions(bot: Bot) -> Callable[..., None]:
    def mentioned(body: dict[str, Any], event: dict[str, Any]) -> None:
        """Somebody names the assistant in a channel."""
        if not _by_machine(event):
            _take(bot, body, event, _written(body, event), ask_here)

    return mentioned


def _messages(bot: Bot) -> Callable[..., None]:
    def message(body: dict[str, Any], event: dict[str, Any]) -> None:
        """Somebody writes to the assistant, or changes or deletes what they wrote; channels are not read."""
        if event.get("channel_type") != "im":
            return
        kind = event.get("subtype")
        if kind == "message_changed":
            _edited(bot, body, event)
        elif kind == "message_deleted":
            _deleted(bot, body, event)
        elif kind not in _IGNORED and not _by_machine(event):
            _take(bot, body, event, _written(body, event), ask_here)

    return message


def _commands(bot: Bot) -> Callable[..., None]:
    def command(ack: Ack, body: dict[str, Any]) -> None:
        """`/wil` and a question."""
        ack()
        place, address = place_of_command(body), str(body["response_url"])
        delivery = Responded(bot, address)

        def answer() -> None:
            if not bot.assistant.store.slack.first([f"trigger:{body.get('trigger_id')}"]):
                return
            if place.allowed(bot.settings):
                ask_by_command(bot, place.user, str(body.get("text") or ""), address)
            else:
                delivery.tell(bot.say("not_here", bot.language_of(place.user)))

        bot.work(answer, delivery.tell, lambda: bot.language_of(place.user))

    return command


def _take(
    bot: Bot, body: Body, message: Body, keys: Sequence[str], task: Callable[[Bot, Place, str, str], None]
) -> None:
    """Hand a message on, once for its keys; where the assistant may not speak, its author is told so."""
    place = place_of_event(body, message)

    def answer() -> None:
        if not bot.assistant.store.slack.first(keys):
            return
        if place.allowed(bot.settings):
            task(bot, place, heard(str(message.get("text") or ""), _me(body)), str(message.get("ts")))
        else:
            refusal = note(bot.say("not_here", bot.language_of(place.user)))
            bot.sender.whisper(place.channel, place.user, refusal, place.thread)

    bot.work(answer, delivery_of(bot, place).tell, lambda: bot.language_of(place.user))


def _edited(bot: Bot, body: Body, event: Body) -> None:
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    # Slack also reports as a change that it has unfolded a link, or counted a reply.
    if _by_machine(message) or message.get("text") == before.get("text") or message.get("subtype") == "tombstone":
        return
    edited = (message.get("edited") or {}).get("ts") or event.get("event_ts")
    keys = [f"event:{body.get('event_id')}", f"edit:{event.get('channel')}:{message.get('ts')}:{edited}"]
    _take(bot, body, {**message, "channel": event.get("channel")}, keys, ask_again)


def _deleted(bot: Bot, body: Body, event: Body) -> None:
    before = event.get("previous_message") or {}
    if _by_machine(before):
        return
    place = place_of_event(body, {**before, "channel": event.get("channel")})

    def take_away() -> None:
        if bot.assistant.store.slack.first([f"event:{body.get('event_id')}"]):
            forget(bot, place, str(event.get("deleted_ts") or before.get("ts")))

    bot.work(take_away, delivery_of(bot, place).tell, lambda: bot.language_of(place.user))


def _written(body: Body, event: Body) -> list[str]:
    """What makes a message one: Slack's retries carry the same event id, and one message may come as two events."""
    return [f"event:{body.get('event_id')}", f"message:{event.get('channel')}:{event.get('ts')}"]


def _by_machine(event: Body) -> bool:
    return bool(event.get("bot_id") or event.get("bot_profile")) or event.get("user") in (None, "USLACKBOT")


def _me(body: Body) -> str | None:
    """The assistant's own id in this workspace, which a mention of it holds."""
    found = [entry for entry in body.get("authorizations") or [] if entry.get("is_bot")]
    return str(found[0]["user_id"]) if found else None
