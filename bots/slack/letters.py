"""“Draft a reply” on somebody's message: a draft in a dialog, to change, to copy or to post in the thread."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackClientError

from assistant import AssistantError, Draft, Letter
from bots.slack.answer_view import Post, references
from bots.slack.blocks import INPUT, Block, actions, button, context, field, modal, older, preformatted, section
from bots.slack.bot import Bot, note
from bots.slack.dialogs import closing
from bots.slack.markup import clip, escape, heard, mrkdwn, pieces
from bots.slack.place import Place
from corpus import Language
from index import IndexRoomError

SHORTCUT, VIEW, COPY = "wil_draft", "wil_draft_reply", "wil_copy"
_FIELD = "draft"
_FIELDS = 4
_PAGE = 2_900


def draft(bot: Bot, body: Mapping[str, Any]) -> None:
    """Open the dialog at once, and fill it with the draft when that is written."""
    user, language = str(body["user"]["id"]), bot.language_of(str(body["user"]["id"]))
    waiting = closing(bot, "draft_title", bot.say("draft_waiting", language), language)
    opened = bot.sender.client.views_open(trigger_id=body["trigger_id"], view=waiting)
    id, message = opened["view"]["id"], body["message"]

    def fill() -> None:
        bot.sender.client.views_update(view_id=id, view=_written(bot, body, language))

    def tell(text: str) -> None:
        bot.sender.client.views_update(view_id=id, view=closing(bot, "draft_title", text, language))

    place = Place(str((body.get("team") or {}).get("id") or ""), str(body["channel"]["id"]), user, str(message["ts"]))
    if place.allowed(bot.settings):
        bot.work(fill, tell, lambda: language)
    else:
        bot.work(lambda: tell(bot.say("not_here", language)), tell, lambda: language)


def _written(bot: Bot, body: Mapping[str, Any], language: Language) -> Block:
    """The dialog with the draft, or with the sentence that says why there is none."""
    message = body["message"]
    writer = str(message.get("user") or "")
    letter = Letter(heard(str(message.get("text") or "")), sender_name=_name(bot, writer), channel="slack")
    try:
        made = bot.assistant.draft(letter)
    except AssistantError as error:
        return closing(bot, "draft_title", str(error), language)
    except IndexRoomError:
        return closing(bot, "draft_title", bot.say("not_ready", language), language)
    thread = str(message.get("thread_ts") or message["ts"])
    return draft_view(bot, made, str(body["channel"]["id"]), thread)


def _name(bot: Bot, user: str) -> str | None:
    """How a person is called, for the greeting; a draft can do without."""
    if not user:
        return None
    try:
        told: Any = bot.sender.client.users_info(user=user)
    except (SlackClientError, OSError) as error:
        bot.report(error)
        return None
    return str((told["user"].get("profile") or {}).get("real_name") or "") or None


def draft_view(bot: Bot, made: Draft, channel: str, thread: str) -> Block:
    """The dialog: the draft in fields (a field holds 3,000 characters), what to check, and the evidence."""
    language = bot.assistant.settings.default_language if made.language == "both" else Language(made.language)
    parts = pieces(made.body, INPUT)[:_FIELDS]
    label = bot.say("draft_label", language)
    fields = [field(f"{_FIELD}{number}", label, part, optional=number > 0) for number, part in enumerate(parts)]
    data = json.dumps({"channel": channel, "thread": thread, "language": language.value})
    return modal(
        bot.say("draft_title", language),
        bot.say("close", language),
        [
            *_pressing(bot, made, language),
            *fields,
            actions([button(COPY, bot.say("button_copy", language), language.value)]),
            *_to_verify(bot, made, language),
            *older(references(made.citations, language, bot.assistant.settings.public_url)),
        ],
        submit=bot.say("draft_post", language),
        id=VIEW,
        data=data,
    )


def _pressing(bot: Bot, made: Draft, language: Language) -> list[Block]:
    if made.urgent:
        return [context(bot.say(f"urgent_{made.urgent}", language))]
    return [context(bot.say("draft_pressing", language))] if made.pressing else []


def _to_verify(bot: Bot, made: Draft, language: Language) -> list[Block]:
    title = bot.say("draft_verify", language)
    if not made.review.to_verify:
        return []
    lines = [f"• {escape(line)}" for line in made.review.to_verify]
    return [section("\n".join([f"*{title}*", *lines]))]


def _edited(body: Mapping[str, Any]) -> str:
    """The draft as it stands in the dialog."""
    values = body["view"]["state"]["values"]
    names = sorted(name for name in values if name.startswith(_FIELD))
    texts = [str((values[name].get(name) or {}).get("value") or "").strip() for name in names]
    return "\n\n".join(text for text in texts if text)


def copy(bot: Bot, body: Mapping[str, Any]) -> None:
    """Show the draft as it stands in one piece, ready to be selected and copied; nobody else sees it."""
    language = Language(str(body["actions"][0]["value"]))
    shown = [preformatted(piece) for piece in pieces(_edited(body) or "–", _PAGE)]
    hint = context(bot.say("copy_hint", language))
    view = modal(bot.say("draft_title", language), bot.say("back", language), [hint, *shown])
    bot.sender.client.views_push(trigger_id=body["trigger_id"], view=view)


def post(bot: Bot, body: Mapping[str, Any]) -> None:
    """Post the draft as it stands in the thread of the message, with who posts it; what fails is told in private."""
    data = json.loads(body["view"]["private_metadata"])
    language, user = Language(data["language"]), str(body["user"]["id"])
    text = _edited(body)

    def send() -> None:
        view = body["view"]
        if not text or not bot.assistant.store.slack.first([f"view:{view['id']}:{view.get('hash')}"]):
            return
        signed = context(bot.say("draft_posted_by", language, user=f"<@{user}>"))
        for number, page in enumerate(pieces(mrkdwn(text), 11_000)):
            blocks = [section(piece) for piece in pieces(page, _PAGE)]
            shown = Post(clip(page, 3_900), (*blocks, signed) if number == 0 else tuple(blocks))
            bot.sender.post(data["channel"], shown, data["thread"])

    bot.work(send, lambda sentence: tell_privately(bot, user, sentence), lambda: language)


def tell_privately(bot: Bot, user: str, text: str) -> None:
    """A sentence in the direct conversation with a person."""
    bot.sender.post(user, note(text))
