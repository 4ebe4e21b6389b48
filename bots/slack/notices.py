"""What other channels put in the outbox for the team, posted in the team's channel, each once."""

import logging
from threading import Event

from slack_sdk.errors import SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from assistant import Notice
from bots.slack.answer_view import Post
from bots.slack.blocks import Block, context, section
from bots.slack.bot import Bot
from bots.slack.dialogs import turn_of
from bots.slack.markup import clip, quoted
from bots.slack.review import evidence, resolve_row
from bots.slack.weekly import topic_name

EVERY = 10.0
"""Seconds between two looks at the outbox."""
_log = logging.getLogger(__name__)


def post_notices(bot: Bot) -> int:
    """Post what waits, the oldest first; how many. One that Slack refuses goes back and waits for the next time."""
    channel, outbox, count = bot.settings.review_channel, bot.assistant.store.outbox, 0
    if not channel:
        return 0
    for notice in outbox.take():
        try:
            ts = bot.sender.post(channel, notice_post(bot, notice))
        except (SlackClientError, OSError) as error:
            bot.report(error)
            outbox.release(notice.key)
            return count
        outbox.posted(notice.key, f"{channel}:{ts}")
        count += 1
    return count


def notice_post(bot: Bot, notice: Notice) -> Post:
    """What is the matter, where it came up, the words (masked), and the evidence of the answer that was given."""
    language = notice.language
    head = bot.say(f"notice_{notice.matter}", language)
    topics = ", ".join(topic_name(topic, language) for topic in notice.topics) or "–"
    found = turn_of(bot, notice.turn_id) if notice.turn_id else None
    blocks: list[Block] = [
        section(f"*{head}*"),
        context(bot.say("notice_from", language, channel=notice.channel, topics=topics)),
        section(quoted(clip(notice.text, 2_000)) if notice.text else "–"),
    ]
    if found is not None:
        blocks += evidence(bot, found[1])
    blocks.append(resolve_row(bot, found[0].id if found else "", language))
    return Post(head, tuple(blocks))


def keep_posting(bot: Bot, stopped: Event) -> None:
    """Look at the outbox until stopped."""
    while not stopped.is_set() and not bot.lost.is_set():
        try:
            post_notices(bot)
        except SQLAlchemyError as error:
            _log.error("the outbox could not be read: %s", type(error).__name__)
        stopped.wait(EVERY)
