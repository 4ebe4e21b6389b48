"""How much of each draft was in what was sent: what to improve next."""

from datetime import UTC, datetime, timedelta
from itertools import islice

from rapidfuzz.distance import LCSseq

from assistant import MailLedger
from bots.inbox.bodies import parsed
from bots.inbox.box import Box
from bots.inbox.headers import message_ids
from bots.inbox.incoming import MailUnreadable, read_mail
from bots.inbox.keys import thread_of

_DAYS = 30
_MOST = 500  # sent mails that are looked at


def measure_survival(box: Box, ledger: MailLedger) -> int:
    """Compare what was sent with the drafts it came from; how many were found. Raises InboxError."""
    drafts = ledger.unmeasured()
    if not drafts:
        return 0
    found = 0
    since = (datetime.now(UTC) - timedelta(days=_DAYS)).date()
    for raw in islice(box.sent_replies(since), _MOST):
        thread = next((hash for id in message_ids(parsed(raw), "In-Reply-To") if (hash := thread_of(id)) in drafts), "")
        if thread:
            try:
                sent = read_mail(raw).whole
            except MailUnreadable:
                continue
            ledger.measured(thread, survived(drafts.pop(thread), sent))
            found += 1
    return found


def survived(draft: str, sent: str) -> float:
    """The share of a draft's words that stand, in order, in what was sent.

    >>> survived("the form is due on Monday", "Hello, the form is due on Friday. Best"), survived("a b", "c")
    (0.8333333333333334, 0.0)
    """
    words, kept = draft.split(), sent.replace(">", " ").split()
    return LCSseq.similarity(words, kept) / len(words) if words else 1.0
