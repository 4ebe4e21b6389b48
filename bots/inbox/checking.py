"""Whether the mailbox can be used, said in one sentence."""

from assistant import Settings
from bots.inbox.box import Box
from bots.inbox.errors import InboxError
from bots.labels import labels


def ready_to_open(settings: Settings) -> None:
    """Raises InboxError where the settings cannot lead to a mailbox."""
    inbox, language = settings.inbox, settings.default_language
    if not inbox.host or not inbox.user:
        raise InboxError(language, "not_set")
    by_client = inbox.token_url and inbox.client_id and inbox.client_secret
    if not (inbox.password or inbox.token_command or by_client):
        raise InboxError(language, "no_password")


def open_box(settings: Settings) -> Box:
    """The mailbox that the settings name, logged in; raises InboxError."""
    ready_to_open(settings)
    return Box(settings.inbox, settings.default_language)


def check_mailbox(settings: Settings) -> str:
    """A sentence that all is well; raises InboxError, whose text says what is not."""
    words, language = labels("inbox"), settings.default_language
    with open_box(settings) as box:
        box.open_inbox()
        seconds = settings.inbox.poll
        idle = words["check_idle" if box.can_idle else "check_polling"].say(language, seconds=seconds)
        return words["check_good"].say(language, folder=settings.inbox.folder, drafts=box.drafts, idle=idle)
