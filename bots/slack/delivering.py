"""The ways an answer reaches people: in a thread, to one person alone, streamed, or in place of an earlier one."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from slack_sdk.errors import SlackApiError, SlackClientError

from assistant import Answer, Said, Step
from bots.slack.answer_view import Post, View, after_text, said_next, show
from bots.slack.blocks import context
from bots.slack.bot import Bot, code_of, note
from bots.slack.markup import clip, escape
from bots.slack.place import Place

_log = logging.getLogger(__name__)
_TITLE = 60
_STREAMED = 11_000  # characters; what is longer is posted


class Delivery(Protocol):
    """Takes what a reply tells, as it tells it."""

    def step(self, step: Step) -> None:
        """A step has begun."""

    def said(self, said: Said) -> None:
        """A statement of the answer is there."""

    def finish(self, answer: Answer) -> list[str]:
        """The answer is whole; the timestamps of the messages that hold it, where others may see them change."""

    def tell(self, text: str) -> None:
        """Say a sentence instead of an answer."""

    def abandon(self) -> None:
        """The answer breaks off."""


class _Quiet:
    """A delivery that waits for the answer whole: nothing is shown before, nothing is left when it breaks off."""

    def step(self, step: Step) -> None:
        """Nothing is shown meanwhile."""

    def said(self, said: Said) -> None:
        """Nothing is shown meanwhile."""

    def abandon(self) -> None:
        """Nothing was begun."""


@dataclass
class InThread(_Quiet):
    """Posts in the thread, for everyone there; `asked` says first what a button asked."""

    bot: Bot
    place: Place
    asked: str = ""

    def finish(self, answer: Answer) -> list[str]:
        """Post the answer."""
        posts = _headed(show(answer, _view(self.bot)), self.asked)
        return [self.bot.sender.post(self.place.channel, post, self.place.thread) for post in posts]

    def tell(self, text: str) -> None:
        """Post the sentence for the person alone."""
        self.bot.sender.whisper(self.place.channel, self.place.user, note(text), self.place.thread)


@dataclass
class Whispered(_Quiet):
    """Shown in the thread to the person alone, with a button to share it."""

    bot: Bot
    place: Place

    def finish(self, answer: Answer) -> list[str]:
        """Show the answer; what one person sees has no timestamp to keep."""
        for post in show(answer, _view(self.bot, share=self.place.thread)):
            self.bot.sender.whisper(self.place.channel, self.place.user, post, self.place.thread)
        return []

    def tell(self, text: str) -> None:
        """Show the sentence."""
        self.bot.sender.whisper(self.place.channel, self.place.user, note(text), self.place.thread)


@dataclass
class Responded(_Quiet):
    """Shown to the person alone where they used a command or a button; `share` is the thread to share it in, if any."""

    bot: Bot
    address: str
    asked: str = ""
    share: str | None = ""

    def finish(self, answer: Answer) -> list[str]:
        """Show the answer."""
        for post in _headed(show(answer, _view(self.bot, share=self.share)), self.asked):
            self.bot.sender.respond(self.address, post)
        return []

    def tell(self, text: str) -> None:
        """Show the sentence."""
        self.bot.sender.respond(self.address, note(text))


@dataclass
class Streamed:
    """Written in a private conversation as it comes; posted whole where Slack does not stream it."""

    bot: Bot
    place: Place
    asked: str = ""
    _numbers: dict[int, int] = field(default_factory=dict)
    _length: int = 0
    _whole: bool = True
    _waiting: bool = False

    def __post_init__(self) -> None:
        place = self.place
        self._stream = self.bot.sender.client.chat_stream(
            channel=place.channel,
            thread_ts=place.thread,
            recipient_team_id=place.team,
            recipient_user_id=place.user,
        )
        if self.asked:
            self._write(f"› {escape(self.asked)}\n\n")

    def step(self, step: Step) -> None:
        """Tell once that the reply is being prepared; Slack turns the loading messages over by itself."""
        if self._waiting:
            return
        self._waiting = True
        loading = [self.bot.say(f"loading_{name}", step.language) for name in ("reading", "searching", "writing")]
        with self._best_effort():
            self.bot.sender.client.assistant_threads_setStatus(
                channel_id=self.place.channel,
                thread_ts=self.place.thread,
                status=loading[0],
                loading_messages=loading,
            )

    def said(self, said: Said) -> None:
        """Write the statement."""
        self._write(said_next(said.statement, self._numbers, escape).lstrip("\n" if not self._length else ""))

    def finish(self, answer: Answer) -> list[str]:
        """Write what follows the text, or the whole answer where the stream did not hold it."""
        view = _view(self.bot)
        if self._whole:
            try:
                return [self.bot.sender.stop(self._stream, after_text(answer, view))]
            except SlackApiError as error:
                self.bot.report(error)
        return self._instead(_headed(show(answer, view), self.asked))

    def tell(self, text: str) -> None:
        """Post the sentence."""
        self.bot.sender.post(self.place.channel, note(text), self.place.thread)

    def abandon(self) -> None:
        """End a message that was begun where it is."""
        if self._stream.ts is not None:
            with self._best_effort():
                self._stream.stop()

    def name(self, title: str) -> None:
        """Give the conversation its title in the pane."""
        with self._best_effort():
            self.bot.sender.client.assistant_threads_setTitle(
                channel_id=self.place.channel, thread_ts=self.place.thread, title=clip(title, _TITLE)
            )

    def _write(self, text: str) -> None:
        self._length += len(text)
        if self._length > _STREAMED:
            self._whole = False
        if not self._whole:
            return
        try:
            self._stream.append(markdown_text=text)
        except SlackApiError as error:
            _log.info("Slack does not stream here: %s", code_of(error))
            self._whole = False

    def _instead(self, posts: list[Post]) -> list[str]:
        """The whole answer in the message that the stream began, if it did, and after it."""
        sender, place, begun = self.bot.sender, self.place, self._stream.ts
        shown: list[str] = []
        if begun is not None:
            with self._best_effort():
                self._stream.stop()
            with self._best_effort():
                shown = [sender.update(place.channel, begun, posts[0])]
        return shown + [sender.post(place.channel, post, place.thread) for post in posts[len(shown) :]]

    @contextmanager
    def _best_effort(self) -> Iterator[None]:
        """What only adorns the answer: the answer comes without it too."""
        try:
            yield
        except (SlackClientError, OSError) as error:
            _log.info("Slack did not take it: %s", code_of(error))


@dataclass
class Replaced(_Quiet):
    """Put in place of the messages that answered before."""

    bot: Bot
    place: Place
    messages: list[str]

    def finish(self, answer: Answer) -> list[str]:
        """Change the messages; those that are left over go, those that are missing are posted."""
        sender, place = self.bot.sender, self.place
        posts = show(answer, _view(self.bot))
        kept = [sender.update(place.channel, ts, post) for ts, post in zip(self.messages, posts, strict=False)]
        for ts in self.messages[len(posts) :]:
            sender.delete(place.channel, ts)
        return kept + [sender.post(place.channel, post, place.thread) for post in posts[len(kept) :]]

    def tell(self, text: str) -> None:
        """Post the sentence."""
        self.bot.sender.post(self.place.channel, note(text), self.place.thread)


def _view(bot: Bot, share: str | None = None) -> View:
    return View(bot.assistant.settings.public_url, share)


def _headed(posts: list[Post], asked: str) -> list[Post]:
    if not asked:
        return posts
    first = posts[0]
    return [Post(first.text, (context(f"› {escape(asked)}"), *first.blocks)), *posts[1:]]
