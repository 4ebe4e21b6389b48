"""“Correct this”: staff's own wording of an answer, kept as a proposal."""

from collections.abc import Mapping
from typing import Any

from bots.slack.blocks import Block, context, field, section
from bots.slack.bot import Bot
from bots.slack.dialogs import attempted, closing, field_of, over_a_turn, press_of, turn_of, turn_sent
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
    return over_a_turn(bot, VIEW, "correct_title", "keep", blocks, turn, language)


def corrected(bot: Bot, body: Mapping[str, Any]) -> Block:
    """The wording was sent: keep it; the dialog that says so."""
    (turn, language), wording = turn_sent(body), field_of(body, "wording")
    said = attempted(lambda: bot.assistant.propose(turn, wording, language), bot, "correct_kept", language)
    return closing(bot, "correct_title", said, language)
