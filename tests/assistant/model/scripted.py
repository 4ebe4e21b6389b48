"""A tiny `ChatModel` for fast tests: gives queued replies, remembers what it was asked."""

import json
from collections.abc import Callable, Sequence

from assistant.model import Completion, ModelFailed, Request, Trouble

Reply = object | Callable[[Request], object]


class ScriptedModel:
    """Replies in order; a reply is JSON-able data, a text, a `ModelFailed` to raise, or a function of the request."""

    name = "scripted:tiny"

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests: list[Request] = []

    def prepare(self) -> None:
        """Nothing takes time."""

    def complete(self, request: Request, seconds: float) -> Completion:
        """The next reply; with none left, an empty one."""
        self.requests.append(request)
        if not self.replies:
            raise ModelFailed(Trouble.EMPTY)
        reply = self.replies.pop(0)
        found = reply(request) if callable(reply) else reply
        if isinstance(found, ModelFailed):
            raise found
        return Completion(found if isinstance(found, str) else json.dumps(found), 100)


def worded(*statements: tuple[str, Sequence[int]]) -> dict[str, object]:
    """The reply to the request to word an answer."""
    return {"statements": [{"text": text, "citations": list(citations)} for text, citations in statements]}
