"""Feedback on an answer: a thumb, and for a lowered one the reason."""

from collections.abc import Mapping
from typing import Any

from assistant import COMMENT_LIMIT, REASONS, Feedback
from bots.slack.blocks import Block, choice, field
from bots.slack.bot import Bot
from bots.slack.delivering import Responded
from bots.slack.dialogs import attempted, closing, field_of, over_a_turn, press_of, turn_of, turn_sent
from corpus import Language

VIEW = "wil_reason"


def rated(bot: Bot, body: Mapping[str, Any]) -> None:
    """A thumb was pressed: it is kept, and a lowered one asks for the reason."""
    press = press_of(body)
    rating, _, id = press.value.partition(" ")
    found = turn_of(bot, id)
    language = found[0].language if found else bot.language_of(press.place.user)
    tell = Responded(bot, press.address).tell

    def keep() -> None:
        feedback = Feedback(id, "up" if rating == "up" else "down")
        tell(attempted(lambda: bot.assistant.feedback(feedback, language), bot, "feedback_thanks", language))

    if rating == "down" and found:
        bot.sender.client.views_open(trigger_id=press.trigger, view=reason_view(bot, id, language))
        bot.work(lambda: bot.assistant.feedback(Feedback(id, "down"), language), tell, lambda: language)
        return
    bot.work(keep, tell, lambda: language)


def reason_view(bot: Bot, turn: str, language: Language) -> Block:
    """The dialog that asks why an answer did not help."""
    options = [(reason, bot.say(f"reason_{reason}", language)) for reason in REASONS]
    blocks = [
        choice("reason", bot.say("reason_label", language), options),
        field("comment", bot.say("comment_label", language), "", optional=True, limit=COMMENT_LIMIT),
    ]
    return over_a_turn(bot, VIEW, "feedback_title", "send", blocks, turn, language)


def reasoned(bot: Bot, body: Mapping[str, Any]) -> Block:
    """The reason was sent: keep it; the dialog that says so."""
    (turn, language), given = turn_sent(body), field_of(body, "reason")
    reason = next((known for known in REASONS if known == given), None)
    feedback = Feedback(turn, "down", reason, field_of(body, "comment"))
    said = attempted(lambda: bot.assistant.feedback(feedback, language), bot, "feedback_thanks", language)
    return closing(bot, "feedback_title", said, language)
