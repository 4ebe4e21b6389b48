"""“Share here”: an answer that one person saw, posted for everyone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant import Answer, StoredTurn
from bots.slack.answer_view import Post, View, show
from bots.slack.blocks import context
from bots.slack.bot import Bot, note
from bots.slack.delivering import Responded
from bots.slack.dialogs import Press, press_of, turn_of
from bots.slack.markup import clip, escape


def share(bot: Bot, body: Mapping[str, Any]) -> None:
    """Post the answer where it was asked, with who shares it; what the person saw says that it is shared."""
    press = press_of(body)
    id, _, thread = press.value.partition(" ")
    found = turn_of(bot, id)
    language = found[0].language if found else bot.language_of(press.place.user)
    tell = Responded(bot, press.address).tell

    def post() -> None:
        if found is None:
            tell(bot.say("answer_gone", language))
            return
        if _post(bot, press, thread, *found):
            bot.sender.respond(press.address, note(bot.say("shared", language)), replace=True)

    bot.work(post, tell, lambda: language)


def _post(bot: Bot, press: Press, thread: str, turn: StoredTurn, answer: Answer) -> bool:
    """Once for each time it was asked; the thread that begins there goes on with the conversation."""
    book = bot.assistant.store.slack
    key = f"share:{press.place.channel}:{thread}:{turn.id}"
    with bot.threads.holding(key):
        if book.replies(key):
            return False
        sent: list[str] = []
        for post in _headed(bot, press, turn, show(answer, View(bot.assistant.settings.public_url))):
            sent.append(bot.sender.post(press.place.channel, post, thread or (sent[0] if sent else "")))
        book.replied(key, sent)
    book.bind(replace(press.place, thread=thread or sent[0]).key, turn.conversation_id)
    return True


def _headed(bot: Bot, press: Press, turn: StoredTurn, posts: list[Post]) -> list[Post]:
    question = escape(clip(turn.message, 300))
    head = context(bot.say("shared_by", turn.language, user=f"<@{press.place.user}>", question=question))
    return [Post(posts[0].text, (head, *posts[0].blocks)), *posts[1:]]
