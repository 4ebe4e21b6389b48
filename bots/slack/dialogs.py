"""What every dialog needs: opening within Slack's three seconds, a turn and its answer, a closing word."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import Answer, AssistantError, StoredTurn
from bots.slack.blocks import Block, modal, section
from bots.slack.bot import Bot
from bots.slack.markup import escape
from bots.slack.place import Place, place_of_press
from corpus import Language
from index import IndexRoomError

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Press:
    """A button that was pressed under an answer: by whom, where, and what it carries.

    `alone`: only this person sees the message; `inside` is the thread that it stands in, "" for none.
    """

    place: Place
    value: str
    trigger: str
    address: str
    alone: bool
    message: Body
    inside: str = ""


def press_of(body: Body) -> Press:
    """The press that Slack reports."""
    action = body["actions"][0]
    container = body.get("container") or {}
    return Press(
        place=place_of_press(body),
        value=str(action.get("value") or ""),
        trigger=str(body.get("trigger_id") or ""),
        address=str(body.get("response_url") or ""),
        alone=bool(container.get("is_ephemeral")),
        message=body.get("message") or {},
        inside=str(container.get("thread_ts") or ""),
    )


def turn_of(bot: Bot, id: str) -> tuple[StoredTurn, Answer] | None:
    """A kept turn and its answer, or None where it was deleted since."""
    turn = bot.assistant.store.turn(id)
    return None if turn is None else (turn, Answer.model_validate(turn.answer))


def over_a_turn(
    bot: Bot, id: str, title: str, submit: str, blocks: Sequence[Block], turn: str, language: Language
) -> Block:
    """A dialog about a turn, which comes back with it when it is sent; `title` and `submit` are keys of words."""
    data = json.dumps({"turn": turn, "language": language.value})
    heading, close, send = (bot.say(key, language) for key in (title, "cancel", submit))
    return modal(heading, close, blocks, submit=send, id=id, data=data)


def turn_sent(body: Body) -> tuple[str, Language]:
    """The turn that a sent dialog is about, and its language."""
    data = json.loads(body["view"]["private_metadata"])
    return data["turn"], Language(data["language"])


def closing(bot: Bot, title: str, text: str, language: Language) -> Block:
    """A dialog that only says something."""
    close = bot.say("close", language)
    return modal(bot.say(title, language), close, [section(escape(text))])


def attempted(work: Callable[[], object], bot: Bot, done: str, language: Language) -> str:
    """Do it, and the sentence that says so, or the one that says why not."""
    try:
        work()
    except AssistantError as error:
        return str(error)
    except IndexRoomError:
        return bot.say("not_ready", language)
    return bot.say(done, language)


def field_of(body: Body, id: str) -> str:
    """What somebody wrote or chose in a dialog's field."""
    found = body["view"]["state"]["values"].get(id, {}).get(id, {})
    chosen = found.get("selected_option") or {}
    return str(found.get("value") or chosen.get("value") or "")
