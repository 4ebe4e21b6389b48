"""Drafts for the mailbox: each mail read, decided and answered with a draft for a person to send. The room's door."""

from bots.inbox.commands import FileUnreadable, inbox_commands, replier
from bots.inbox.deciding import Skip
from bots.inbox.errors import InboxError
from bots.inbox.incoming import SIZE_LIMIT, MailUnreadable
from bots.inbox.replying import Reply, reply_to

__all__ = [
    "SIZE_LIMIT",
    "FileUnreadable",
    "InboxError",
    "MailUnreadable",
    "Reply",
    "Skip",
    "inbox_commands",
    "replier",
    "reply_to",
]
