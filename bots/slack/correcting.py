"""“Correct this”: staff's own wording of an answer, kept as a proposal."""

import json
from collections.abc import Mapping
from typing import Any

from bots.slack.blocks import Block, context, field, modal, section
from bots.slack.bot import Bot
from bots.slack.dialogs import attempted, closing, field_of, press_of, turn_of
from bots.slack.markup import clip, escape
from corpus import Language

VIEW = "wil_correction"


def correct(bot: Bot, body: Mapping[str, Any]) -> None:
    """Open the dialog over an answer."""
    press = press_of(body)
    found = turn_of(bot, press.value)
    if found is None:
        language = bot.language_of(press.place.user)
        view = closing(bot, "correct_title", bot.say("answer_gone", language), language)
    else:
        turn, answer = found
        view = correction_view(bot, turn.id, turn.message, answer.text, turn.language)
    bot.sender.client.views_open(trigger_id=press.trigger, view=view)


def correction_view(bot: Bot, turn: str, question: str, answer: str, language: Language) -> Block:
    """The dialog: the question, and the answer to change."""
    blocks = [
        section(f"*{escape(clip(question, 1_000))}*"),
        field("wording", bot.say("correct_label", language), answer),
        context(bot.say("correct_hint", language)),
    ]
    data = json.dumps({"turn": turn, "language": language.value})
    return modal(
        bot.say("correct_title", language),
        bot.say("cancel", language),
        blocks,
        submit=bot.say("keep", language),
        id=VIEW,
        data=data,
    )


def corrected(bot: Bot, body: Mapping[str, Any]) -> Block:
    """The wording was sent: keep it; the dialog that says so."""
    data = json.loads(body["view"]["private_metadata"])
    language, wording = Language(data["language"]), field_of(body, "wording")
    said = attempted(lambda: bot.assistant.propose(data["turn"], wording, language), bot, "correct_kept", language)
    return closing(bot, "correct_title", said, language)
