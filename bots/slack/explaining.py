"""“Why this answer?”: what was found and how it weighed, what the rules said, and with which versions (for staff)."""

from collections.abc import Mapping
from typing import Any

from assistant import Answer, AssistantError, Explanation, StoredTurn
from bots.slack.answer_view import about
from bots.slack.blocks import Block, context, modal, section
from bots.slack.bot import Bot
from bots.slack.dialogs import closing, press_of, turn_of
from bots.slack.markup import clip, escape, quoted
from corpus import Language
from index import IndexRoomError

_HITS, _SIGNALS = 8, 5


def why(bot: Bot, body: Mapping[str, Any]) -> None:
    """Open the dialog at once, and fill it when the search has been laid open."""
    press = press_of(body)
    found = turn_of(bot, press.value)
    language = found[0].language if found else bot.language_of(press.place.user)
    text = bot.say("answer_gone" if found is None else "loading_searching", language)
    opened = bot.sender.client.views_open(trigger_id=press.trigger, view=closing(bot, "why_title", text, language))
    if found is None:
        return
    id = opened["view"]["id"]

    def fill() -> None:
        bot.sender.client.views_update(view_id=id, view=why_view(bot, *found))

    def tell(text: str) -> None:
        bot.sender.client.views_update(view_id=id, view=closing(bot, "why_title", text, language))

    bot.work(fill, tell, lambda: language)


def why_view(bot: Bot, turn: StoredTurn, answer: Answer) -> Block:
    """The dialog: the question as it is kept, the search, the hits, the rules, the versions."""
    language = turn.language
    blocks = [
        section(quoted(clip(turn.message, 1_000))),
        context(
            bot.say(
                "why_outcome",
                language,
                outcome=turn.outcome,
                topics=", ".join(turn.topics) or "–",
                urgent=turn.urgent or "–",
                channel=turn.channel,
            )
        ),
        *_search(bot, turn, language),
        *_rules(bot, answer, language),
        section(_titled(bot.say("why_versions", language), _lines(turn.versions))),
    ]
    return modal(bot.say("why_title", language), bot.say("close", language), blocks)


def _search(bot: Bot, turn: StoredTurn, language: Language) -> list[Block]:
    """The hits as they were kept; and the search laid open again, with today's index, for what each signal weighs."""
    kept = "\n".join(f"• `{escape(hit['passage'])}` {hit['score']:.3f}" for hit in turn.hits[:_HITS])
    blocks = [section(_titled(bot.say("why_hits", language), kept or "–"))]
    try:
        found = bot.assistant.explain(turn.message, language, _HITS)
    except (AssistantError, IndexRoomError) as error:
        return [*blocks, context(escape(str(error)))]
    return [*blocks, *_again(bot, found, language)]


def _again(bot: Bot, found: Explanation, language: Language) -> list[Block]:
    head = bot.say(
        "why_search",
        language,
        asked=escape(found.asked),
        documents=", ".join(found.documents),
        concepts=escape(", ".join(found.concepts)) or "–",
    )
    verdict = bot.say(
        "why_answers" if found.result.confident else "why_refuses",
        language,
        probability=f"{found.result.answerable:.2f}",
        floor=f"{found.result.floor:.2f}",
    )
    weighed = "\n".join(
        f"• `{escape(hit.hit.passage.id)}` {hit.hit.score:.3f}: {_sum(hit.parts)}" for hit in found.hits
    )
    return [section(head), section(f"{verdict}\n{_sum(found.gate)}"), section(weighed or "–")]


def _rules(bot: Bot, answer: Answer, language: Language) -> list[Block]:
    if answer.eligibility is None:
        return []
    lines = [
        f"• *{rule.id}* {escape(about(rule.id, language))}: {bot.say(f'status_{rule.status}', language)}. "
        f"{escape(rule.reason)} (`{escape(answer.citations[rule.citation].passage)}`)"
        for rule in answer.eligibility.rules
    ]
    facts = ", ".join(f"{name} = {value}" for name, value in answer.eligibility.facts.items() if value is not None)
    title = bot.say("why_rules", language, facts=facts or "–")
    return [section(f"*{title}*"), *(section(line) for line in lines)]


def _titled(title: str, text: str) -> str:
    return f"*{title}*\n{text}"


def _sum(parts: Mapping[str, float]) -> str:
    """The heaviest signals, each with what it adds to the logarithm of the odds."""
    return " ".join(f"{part:+.2f} ({name})" for name, part in list(parts.items())[:_SIGNALS])


def _lines(values: Mapping[str, str]) -> str:
    return "\n".join(f"• {escape(name)}: `{escape(value)}`" for name, value in values.items()) or "–"
