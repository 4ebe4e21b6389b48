"""From what somebody asks in Slack to the answer they see."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant import Answer, AssistantError, ConversationNotFound, Event, Fact, Message, Said, Truth, truth_of
from bots.slack.bot import Bot
from bots.slack.delivering import Delivery, InThread, Replaced, Responded, Streamed, Whispered
from bots.slack.dialogs import Press
from bots.slack.markup import heard
from bots.slack.place import Place
from index import IndexRoomError


@dataclass(frozen=True)
class Asked:
    """A question: `thread` is the conversation's name in the store ("" where there is none to go on with)."""

    text: str
    user: str
    thread: str = ""
    message: str = ""
    conversation: str | None = None
    facts: Mapping[Fact, Truth] | None = None


def ask(bot: Bot, asked: Asked, choose: Callable[[], Delivery]) -> None:
    """Answer a question, or say in a sentence why not; one at a time in each thread.

    How it is delivered is chosen in its turn: what was asked before in the thread is answered by then.
    """
    with bot.threads.holding(asked.thread or asked.user):
        delivery = choose()
        conversation = asked.conversation or (
            bot.assistant.store.slack.conversation(asked.thread) if asked.thread else None
        )
        try:
            bot.assistant.admit(f"slack:{asked.user}", bot.language_of(asked.user))
            answer = _deliver(bot, asked, conversation, delivery)
        except AssistantError as error:
            delivery.tell(str(error))
            return
        except IndexRoomError:
            delivery.tell(bot.say("not_ready", bot.language_of(asked.user)))
            return
        except Exception:
            delivery.abandon()
            raise
        if conversation is None and isinstance(delivery, Streamed):
            delivery.name(_title(bot, answer))


def _deliver(bot: Bot, asked: Asked, conversation: str | None, delivery: Delivery) -> Answer:
    answer = None
    for event in _events(bot, asked, conversation):
        if isinstance(event, Answer):
            answer = event
        elif isinstance(event, Said):
            delivery.said(event)
        else:
            delivery.step(event)
    if answer is None:
        raise AssertionError("a reply ends with its answer")
    book = bot.assistant.store.slack
    if asked.thread:
        book.bind(asked.thread, answer.conversation_id)
    shown = delivery.finish(answer)
    if asked.message and shown:
        book.replied(asked.message, shown)
    return answer


def _events(bot: Bot, asked: Asked, conversation: str | None) -> Iterator[Event]:
    """What a reply tells; a conversation that has expired begins anew."""
    accepted = (bot.language_of(asked.user),)

    def message(conversation_id: str | None) -> Message:
        return Message(asked.text, conversation_id, None, accepted, "slack", asked.facts)

    try:
        yield from bot.assistant.stream(message(conversation))
    except ConversationNotFound:
        yield from bot.assistant.stream(message(None))


def _title(bot: Bot, answer: Answer) -> str:
    """The question as it is kept, masked."""
    turn = bot.assistant.store.turn(answer.turn_id)
    return turn.message if turn is not None else ""


def ask_here(bot: Bot, place: Place, text: str, ts: str) -> None:
    """Answer a message that addresses the assistant: streamed in private, else in the thread or for the person."""
    if not text:
        delivery_of(bot, place).tell(bot.say("help", bot.language_of(place.user)))
        return
    asked = Asked(text, place.user, place.key, f"{place.channel}:{ts}")
    ask(bot, asked, lambda: delivery_of(bot, place))


def delivery_of(bot: Bot, place: Place) -> Delivery:
    """How a place is answered."""
    if place.private:
        return Streamed(bot, place)
    if bot.settings.mention == "ephemeral":
        return Whispered(bot, place)
    return InThread(bot, place)


def ask_again(bot: Bot, place: Place, text: str, ts: str) -> None:
    """Answer a message that was edited, in place of the answer that it had; what had none is answered as if new."""
    message = f"{place.channel}:{ts}"

    def choose() -> Delivery:
        shown = bot.assistant.store.slack.replies(message)
        return Replaced(bot, place, shown) if shown else delivery_of(bot, place)

    if text:
        ask(bot, Asked(text, place.user, place.key, message), choose)


def forget(bot: Bot, place: Place, ts: str) -> None:
    """Take away the answer to a message that was deleted."""
    message = f"{place.channel}:{ts}"
    with bot.threads.holding(place.key):
        book = bot.assistant.store.slack
        for reply in book.replies(message):
            bot.sender.delete(place.channel, reply)
        book.replied(message, [])


def ask_on(bot: Bot, press: Press, value: Mapping[str, Any]) -> None:
    """Answer a button: a suggestion, or a choice of the question that was asked."""
    text = str(value.get("text") or "")
    turn = bot.assistant.store.turn(str(value.get("turn") or ""))
    conversation = turn.conversation_id if turn is not None else None
    facts = {Fact(str(value["fact"])): truth_of(value["value"])} if "fact" in value else None
    thread = "" if press.alone else press.place.key
    ask(bot, Asked(text, press.place.user, thread, "", conversation, facts), lambda: _pressed(bot, press, text))


def _pressed(bot: Bot, press: Press, text: str) -> Delivery:
    if press.alone:
        return Responded(bot, press.address, text, press.inside)
    return Streamed(bot, press.place, text) if press.place.private else InThread(bot, press.place, text)


def ask_by_command(bot: Bot, user: str, text: str, address: str) -> None:
    """Answer `/wil`, for the person alone."""
    delivery = Responded(bot, address)
    words = heard(text)
    if not words:
        delivery.tell(bot.say("help", bot.language_of(user)))
        return
    ask(bot, Asked(words, user), lambda: delivery)
