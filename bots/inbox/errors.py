"""What can go wrong with a mailbox; each error's text is one sentence for the person who runs the command."""

from bots.labels import labels
from corpus import Language


class InboxError(Exception):
    """The family of these errors; `key` names the sentence among the interface's words."""

    def __init__(self, language: Language, key: str, **values: object) -> None:
        super().__init__(labels("inbox")[key].say(language, **values))
        self.key = key


class ConnectionLost(InboxError):
    """The server does not answer, or no longer: worth trying again."""


class NoSpace(InboxError):
    """The server takes no more mail for now."""
