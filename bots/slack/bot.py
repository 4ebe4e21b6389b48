"""What every part of the Slack channel shares: the service, the way out, the workers, and what is remembered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Lock
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from assistant import Assistant, SlackSettings
from bots.labels import labels
from bots.slack.answer_view import Post
from bots.slack.blocks import section
from bots.slack.markup import escape
from bots.slack.sending import ResponseRefused, Sender
from bots.slack.troubles import SlackError, is_revoked, sentence
from bots.slack.working import OneAtATime, Workers
from corpus import Language

_log = logging.getLogger(__name__)
_LOCALES = 2_000


@dataclass
class Bot:
    """The channel at work; `lost` is set, and `why` says it, once Slack no longer takes the token."""

    assistant: Assistant
    settings: SlackSettings
    sender: Sender
    workers: Workers = field(default_factory=Workers)
    threads: OneAtATime = field(default_factory=OneAtATime)
    lost: Event = field(default_factory=Event)
    why: str = ""
    _locales: dict[str, Language] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def language_of(self, user: str) -> Language:
        """The language of a person's Slack, or the default one where Slack does not tell."""
        with self._lock:
            known = self._locales.get(user)
        if known is not None:
            return known
        try:
            told: Any = self.sender.client.users_info(user=user, include_locale=True)
            locale = str(told["user"].get("locale") or "")
        except (SlackClientError, OSError) as error:
            self.report(error)
            return self.assistant.settings.default_language
        default = self.assistant.settings.default_language
        found = next((language for language in Language if locale.startswith(language.value)), default)
        with self._lock:
            if len(self._locales) >= _LOCALES:
                self._locales.clear()
            self._locales[user] = found
        return found

    def say(self, key: str, language: Language, **values: object) -> str:
        """The interface's words."""
        return labels("slack")[key].say(language, **values)

    def work(self, task: Callable[[], None], tell: Callable[[str], None], language: Callable[[], Language]) -> None:
        """Do a task after the acknowledgement; whatever fails is told to the person who asked."""
        if not self.workers.submit(partial(self._attempt, task, tell, language)):
            tell(self.say("too_busy", language()))

    def publish(self, post: Post) -> None:
        """Post in the team's channel; raises SlackError where Slack does not take it."""
        try:
            self.sender.post(self.settings.review_channel, post)
        except (SlackClientError, OSError) as error:
            raise SlackError(sentence(error, self.assistant.settings.default_language)) from None

    def report(self, error: Exception) -> None:
        """Log a failure without what people wrote; a token that was revoked ends the channel."""
        default = self.assistant.settings.default_language
        _log.error("%s", sentence(error, default))
        if is_revoked(error):
            self.lose(code_of(error))

    def lose(self, code: str) -> None:
        """Slack no longer takes the token: say it once, and let the channel end."""
        if not self.lost.is_set():
            self.why = self.say("trouble_revoked", self.assistant.settings.default_language, code=code)
            self.lost.set()

    def _attempt(self, task: Callable[[], None], tell: Callable[[str], None], language: Callable[[], Language]) -> None:
        try:
            task()
        except (SlackClientError, ResponseRefused, OSError) as error:
            self.report(error)
            self._tell(error, tell, language)

    def _tell(self, error: Exception, tell: Callable[[str], None], language: Callable[[], Language]) -> None:
        if self.lost.is_set():
            return
        try:
            tell(sentence(error, language()))
        except (SlackClientError, ResponseRefused, OSError) as again:
            self.report(again)


def note(text: str) -> Post:
    """One sentence as a message; it may hold anything."""
    return Post(escape(text), (section(escape(text)),))


def code_of(error: Exception) -> str:
    """Slack's word for what went wrong, or the error's kind."""
    return str(error.response["error"]) if isinstance(error, SlackApiError) else type(error).__name__
