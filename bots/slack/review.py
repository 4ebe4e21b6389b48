"""“A person should look”: an answer put before the team, in the channel that was chosen, and marked resolved there."""

import time
from collections.abc import Mapping
from typing import Any

from assistant import Answer, StoredTurn
from bots.slack.answer_view import Post, after_text, text_pages
from bots.slack.answer_view import View as AnswerView
from bots.slack.blocks import Block, actions, button, context, section
from bots.slack.bot import Bot
from bots.slack.delivering import Responded
from bots.slack.dialogs import press_of, turn_of
from bots.slack.markup import clip, quoted
from corpus import Language

_FACTUAL = ("container", "table", "section")  # of what follows an answer: the evidence, not the buttons


def ask_a_person(bot: Bot, body: Mapping[str, Any]) -> None:
    """Post the question, its answer and the evidence in the team's channel, once, and say so to who asked for it."""
    press = press_of(body)
    tell = Responded(bot, press.address).tell
    found = turn_of(bot, press.value)
    language = found[0].language if found else bot.language_of(press.place.user)

    def post() -> None:
        if found is None:
            tell(bot.say("answer_gone", language))
        elif not bot.settings.review_channel:
            tell(bot.say("review_nowhere", language))
        else:
            tell(bot.say(_post_once(bot, press.place.user, *found), language))

    bot.work(post, tell, lambda: language)


def _post_once(bot: Bot, user: str, turn: StoredTurn, answer: Answer) -> str:
    """Which sentence says what was done."""
    key, book = f"review:{turn.id}", bot.assistant.store.slack
    with bot.threads.holding(key):
        if book.replies(key):
            return "review_known"
        book.replied(key, [bot.sender.post(bot.settings.review_channel, review_post(bot, user, turn, answer))])
    return "review_done"


def review_post(bot: Bot, user: str, turn: StoredTurn, answer: Answer) -> Post:
    """Who asks for a look, at what, with the evidence."""
    language = turn.language
    head = bot.say("review_head", language, user=f"<@{user}>")
    blocks = [
        section(head),
        section(quoted(clip(turn.message, 1_500))),
        *(section(clip(page, 2_900)) for page in text_pages(answer)[:1]),
        *evidence(bot, answer),
        resolve_row(bot, turn.id, language),
    ]
    return Post(bot.say("review_notification", language), tuple(blocks))


def evidence(bot: Bot, answer: Answer) -> list[Block]:
    """The rules and quotations of an answer, without its buttons."""
    shown = after_text(answer, AnswerView(bot.assistant.settings.public_url))
    return [block for block in shown if block["type"] in _FACTUAL]


def resolve_row(bot: Bot, turn: str, language: Language) -> Block:
    """The buttons of a matter before the team."""
    done = button("wil_resolved", bot.say("button_resolved", language), language.value, "primary")
    row = [done, button("wil_why", bot.say("button_why", language), turn)] if turn else [done]
    return actions(row)


def resolve(bot: Bot, body: Mapping[str, Any]) -> None:
    """Mark a matter resolved: its buttons give way to who resolved it, and when."""
    press = press_of(body)
    language, now = Language(press.value), int(time.time())
    when = f"<!date^{now}^{{date_short_pretty}} {{time}}|{time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime(now))}>"
    said = bot.say("review_resolved", language, user=f"<@{press.place.user}>", when=when)
    kept = [block for block in press.message.get("blocks") or [] if block["type"] != "actions"]
    post = Post(str(press.message.get("text") or said), (*kept, context(said)))
    tell = Responded(bot, press.address).tell
    ts = str(press.message.get("ts"))

    def update() -> None:
        bot.sender.update(press.place.channel, ts, post)

    bot.work(update, tell, lambda: language)
