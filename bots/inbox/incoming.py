"""A raw mail as the inbox sees it: who wrote, what is new in it, what came before."""

from collections.abc import Collection
from dataclasses import dataclass
from email.message import Message

from bots.inbox.bodies import body_of, parsed
from bots.inbox.headers import Address, addresses, header, message_ids
from bots.inbox.quoting import Quoted, Taken, take_apart
from bots.inbox.trimming import signed_by, trimmed
from corpus import fold

SIZE_LIMIT = 30_000_000
"""Bytes of a raw mail; a longer one is read up to here, which loses attachments only."""

_FORWARD_NOTE = 25  # words beside a forwarded mail, up to which that mail is what is asked
_CONTEXT = 2_000  # characters of earlier mails


class MailUnreadable(Exception):
    """A raw mail cannot be taken apart; the message says why in one sentence."""


@dataclass(frozen=True)
class Mail:
    """One mail. `text` is its new text, `quoted` all of its text as it came, `context` its writer's earlier words.

    `headers` are those that tell what kind of mail it is, by lower-case name.
    """

    sender: Address | None
    reply_to: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    message_id: str | None
    references: tuple[str, ...]
    date: str
    text: str
    whole: str
    context: str
    signed: str
    forwarded: bool
    attachments: tuple[str, ...]
    kind: str
    report: str
    headers: dict[str, str]


_KEPT = (
    "auto-submitted precedence list-id list-unsubscribe list-post list-help x-autoreply x-autorespond x-auto-reply "
    "x-failed-recipients return-path x-spam-flag x-spam-status x-ms-exchange-organization-scl feedback-id x-loop "
    "x-forefront-antispam-report x-campaign x-campaignid x-mailchimp-campaign-id x-mc-user x-wil-draft-for "
    "x-ms-exchange-generated-message-source x-vacation x-mailer-recptid list-owner"
).split()


def read_mail(raw: bytes, own: Collection[str] = ()) -> Mail:
    """A raw mail read; `own` are the team's addresses, whose earlier words are no context. Raises MailUnreadable."""
    try:
        message = parsed(raw[:SIZE_LIMIT])
        body = body_of(message)
        taken = take_apart(body.text)
        new = trimmed(taken.new)
    except RecursionError:
        raise MailUnreadable("The mail's parts are nested too deeply to be read; open it in a mail program.") from None
    forwarded = taken.forwarded and len(new.split()) <= _FORWARD_NOTE
    passed_on = trimmed(taken.earlier[0].text) if forwarded and taken.earlier else ""
    sender = _first(message, "From") or _first(message, "Sender")
    return Mail(
        sender=sender,
        reply_to=_first(message, "Reply-To"),
        to=addresses(message, "To"),
        cc=addresses(message, "Cc"),
        subject=header(message, "Subject"),
        message_id=next(iter(message_ids(message, "Message-ID")), None),
        references=tuple(dict.fromkeys((*message_ids(message, "References"), *message_ids(message, "In-Reply-To")))),
        date=header(message, "Date"),
        text=f"{new}\n\n{passed_on}".strip() if passed_on else new,
        whole=body.text,
        context="" if passed_on else _context(taken, sender, own),
        signed=signed_by(taken.new),
        forwarded=bool(passed_on),
        attachments=body.attachments,
        kind=message.get_content_type(),
        report=_parameter(message, "report-type"),
        headers={name: value for name in _KEPT if (value := header(message, name))},
    )


def _first(message: Message, name: str) -> Address | None:
    return next(iter(addresses(message, name)), None)


def _parameter(message: Message, name: str) -> str:
    value = message.get_param(name, "")
    return value.lower() if isinstance(value, str) else ""


def _context(taken: Taken, sender: Address | None, own: Collection[str]) -> str:
    """What the mail's writer wrote earlier in the thread, oldest first; nobody else's words count as theirs."""
    texts = [trimmed(quoted.text) for quoted in reversed(taken.earlier) if _is_by(quoted, sender, own)]
    return "\n\n".join(texts)[-_CONTEXT:]


def _is_by(quoted: Quoted, sender: Address | None, own: Collection[str]) -> bool:
    author = fold(quoted.author)
    if sender is None or not author or any(address in author for address in own):
        return False
    names = [fold(word) for word in sender.name.split() if len(word) > 1]
    return sender.email in author or bool(names) and all(name in author for name in names)
