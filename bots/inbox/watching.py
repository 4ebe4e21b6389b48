"""Watching the mailbox: a pass, then wait for news; reconnect after a growing pause when the server is gone."""

import random
import time
from collections.abc import Callable

from assistant import Assistant
from bots.inbox.box import Box
from bots.inbox.errors import ConnectionLost, InboxError, NoSpace
from bots.inbox.passing import MailboxPass, Progress

_LONGEST_PAUSE = 300.0  # seconds
_LONGEST_IDLE = 20 * 60.0  # seconds; servers close a connection that idles for half an hour


def watch(
    assistant: Assistant,
    progress: Progress,
    told: Callable[[InboxError, float], None],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Draft for mail as it comes in, until interrupted. `told` hears of each error and the seconds until the next try.

    Raises InboxError for what trying again does not mend (a wrong password, a folder that is not there).
    """
    settings, pause = assistant.settings, 1.0
    while True:
        try:
            with Box(settings.inbox, settings.default_language) as box:
                while True:
                    MailboxPass(assistant, box, assistant.store.mails).run(progress)
                    pause = 1.0
                    _wait(box, settings.inbox.poll, sleep)
        except (ConnectionLost, NoSpace) as error:
            seconds = pause * (1 + random.random() / 4)  # noqa: S311 - spreads reconnections, no secret
            told(error, seconds)
            sleep(seconds)
            pause = min(_LONGEST_PAUSE, pause * 2)


def _wait(box: Box, poll: int, sleep: Callable[[float], None]) -> None:
    """Until there may be new mail. A server that tells of it is asked again from time to time all the same."""
    if box.can_idle:
        box.wait(min(_LONGEST_IDLE, max(poll, 60.0)))
    else:
        sleep(poll)
