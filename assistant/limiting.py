"""How many messages a client or a conversation may send a minute: a moving window, kept in this process."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.errors import TooManyMessages
from assistant.wording import replies
from corpus import Language


class Limit:
    """At most so many messages a minute for each key; 0 lifts it. Safe to share between threads."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admit(self, key: str, language: Language) -> None:
        """Count one more message of that key; raises TooManyMessages, in that language, where it is one too many."""
        if self._item is None or self._limiter.hit(self._item, key):
            return
        window = self._limiter.get_window_stats(self._item, key)
        seconds = max(1, math.ceil(window.reset_time - time.time()))
        sentence = replies().say("error_limit", language, limit=str(self._item.amount), seconds=str(seconds))
        raise TooManyMessages(language, sentence, seconds)
