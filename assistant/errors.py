"""What the assistant cannot do with a message; each error's text is a sentence for the person who sent it."""

from corpus import Language


class AssistantError(Exception):
    """The family of this room's errors; `language` is that of the sentence."""

    def __init__(self, language: Language, sentence: str) -> None:
        super().__init__(sentence)
        self.language = language


class MessageRefused(AssistantError):
    """The message is empty, too long, or no text."""


class ConversationNotFound(AssistantError):
    """No conversation has that id, or it has expired."""


class ConversationBusy(AssistantError):
    """A reply is in progress in that conversation."""


class TooManyMessages(AssistantError):
    """More messages came than a client or a conversation may send a minute; `seconds` until the next may."""

    def __init__(self, language: Language, sentence: str, seconds: int) -> None:
        super().__init__(language, sentence)
        self.seconds = seconds


class TurnNotFound(AssistantError):
    """No turn has that id, or it was forgotten."""


class FactsRefused(AssistantError):
    """Facts given as data, or the day to decide for, cannot be used; the sentence names what was given."""


class SettingsError(Exception):
    """A setting cannot be used; the message names it, its value and what would do."""
