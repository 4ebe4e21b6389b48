"""The assistant's pane: what it proposes to ask when somebody opens it, in the language of their Slack."""

from collections.abc import Mapping
from typing import Any

from bots.slack.bot import Bot
from corpus import Language

TOPICS = ("eligibility", "documents", "pay", "evaluations")
"""Slack shows four prompts."""


def opened(bot: Bot, body: Mapping[str, Any], event: Mapping[str, Any]) -> None:
    """Propose a question on each topic."""
    thread = event.get("assistant_thread") or {}
    user = str(thread.get("user_id") or "")

    def propose() -> None:
        if not bot.assistant.store.slack.first([f"event:{body.get('event_id')}"]):
            return
        language = bot.language_of(user)
        bot.sender.client.assistant_threads_setSuggestedPrompts(
            channel_id=thread["channel_id"],
            thread_ts=thread["thread_ts"],
            title=bot.say("prompts_title", language),
            prompts=prompts(bot, language),
        )

    # A pane without prompts can still be asked: there is nothing to tell.
    bot.work(propose, lambda text: None, lambda: bot.language_of(user))


def prompts(bot: Bot, language: Language) -> list[dict[str, str]]:
    """A title and a question for each topic."""
    return [
        {"title": bot.say(f"topic_{topic}", language), "message": bot.say(f"prompt_{topic}", language)}
        for topic in TOPICS
    ]
