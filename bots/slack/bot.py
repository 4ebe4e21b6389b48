"""What every part of the Slack channel shares: the service, the way out, the workers, and what is remembered."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from assistant import Assistant, SlackSettings
from bots.labels import labels
from bots.slack.answer_view import Post
from bots.slack.blocks import section
from bots.slack.errors import SlackError
from bots.slack.markup import escape
from bots.slack.sending import Sender
from bots.slack.troubles import is_revoked, sentence
from bots.slack.working import OneAtATime, Workers
from corpus import Language

_log = logging.getLogger(__name__)
_LOCALES = 2_000
Tell = Callable[[str], None]
"""Says a sentence to the person who asked."""
Spoken = Callable[[], Language]
"""The language to say it in; asked for only then, since Slack may have to be asked."""


@dataclass
class Bot:
    """The channel at work; `lost` is set, and `why` says it, once Slack no longer takes the token.

    `workers` answer; `quick` open dialogs, which Slack allows for three seconds after a press.
    """

    assistant: Assistant
    settings: SlackSettings
    sender: Sender
    workers: Workers = field(default_factory=Workers)
    quick: Workers = field(default_factory=Workers)
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
            if not isinstance(error, SlackApiError):
                return self.assistant.settings.default_language
            locale = ""  # what Slack refuses once it will refuse again
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

    def work(self, task: Callable[[], None], tell: Tell, language: Spoken) -> None:
        """Do a task after the acknowledgement; whatever fails is told to the person who asked."""
        self._hand(self.workers, task, tell, language)

    def soon(self, task: Callable[[], None], tell: Tell, language: Spoken) -> None:
        """The same for what must not wait behind answers."""
        self._hand(self.quick, task, tell, language)

    def close(self) -> None:
        """Finish what was taken on."""
        self.quick.close()
        self.workers.close()

    def publish(self, post: Post) -> None:
        """Post in the team's channel; raises SlackError where Slack does not take it."""
        try:
            self.sender.post(self.settings.review_channel, post)
        except (SlackClientError, OSError) as error:
            raise SlackError(sentence(error, self.assistant.settings.default_language)) from None

    def report(self, error: Exception) -> None:
        """Log a failure without what people wrote; a token that was revoked ends the channel."""
        _log.error("%s (%s)", sentence(error, self.assistant.settings.default_language), _where(error))
        if is_revoked(error):
            self.lose(code_of(error))

    def lose(self, code: str, why: str = "trouble_revoked") -> None:
        """Slack no longer takes a token: keep the sentence that says so, and let the channel end."""
        if not self.lost.is_set():
            self.why = self.say(why, self.assistant.settings.default_language, code=code)
            self.lost.set()

    def _hand(self, workers: Workers, task: Callable[[], None], tell: Tell, language: Spoken) -> None:
        if not workers.submit(partial(self._attempt, task, tell, language)):
            self.quick.submit(lambda: tell(self.say("too_busy", language())))

    def _attempt(self, task: Callable[[], None], tell: Tell, language: Spoken) -> None:
        try:
            task()
        except Exception as error:  # noqa: BLE001 - whatever it is, the person who asked must be told, and it is logged
            self.report(error)
            if not self.lost.is_set():
                tell(sentence(error, language()))


def _where(error: Exception) -> str:
    """The innermost line that an error comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else type(error).__name__


def note(text: str) -> Post:
    """One sentence as a message; it may hold anything."""
    return Post(escape(text), (section(escape(text)),))


def code_of(error: Exception) -> str:
    """Slack's word for what went wrong, or the error's kind."""
    return str(error.response["error"]) if isinstance(error, SlackApiError) else type(error).__name__
