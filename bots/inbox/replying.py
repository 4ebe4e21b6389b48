"""One mail, decided and drafted: the same for a file, for one pass over a mailbox and for watching it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from assistant import MESSAGE_LIMIT, Assistant, Draft, Letter
from bots.inbox.deciding import Skip, skip_reason, speaks_of_us
from bots.inbox.incoming import Mail, MailUnreadable, read_mail
from corpus import fold

Reason = Literal["question", "several_questions", "eligibility", "file", "pay", "safety", "pressing"]


@dataclass(frozen=True)
class Reply:
    """What is to be done with a mail: skipped for a reason, or answered with a draft to these addresses.

    `mail` is None where it could not be read. `notes` are for the reviewer, keys of the interface's words.
    """

    reason: Skip | Reason
    mail: Mail | None = None
    draft: Draft | None = None
    to: str = ""
    cc: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def urgent(self) -> bool:
        """Whether a person should read it first."""
        return self.draft is not None and self.draft.pressing

    def as_json(self) -> dict[str, Any]:
        """The reply as data; a skipped mail's other fields are null."""
        keys = ("language", "urgent", "topics", "to", "cc", "in_reply_to", "subject", "body", "citations", "review")
        if self.draft is None or self.mail is None:
            return {"decision": "skip", "reason": str(self.reason), **dict.fromkeys(keys)}
        made = self.draft.model_dump(mode="json")
        review = made["review"] | {"attachments": list(self.mail.attachments), "notes": list(self.notes)}
        return {
            "decision": "draft",
            "reason": str(self.reason),
            "language": made["language"],
            "urgent": self.urgent,
            "topics": made["topics"],
            "to": self.to,
            "cc": list(self.cc),
            "in_reply_to": self.mail.message_id,
            "subject": made["subject"],
            "body": made["body"],
            "citations": made["citations"],
            "review": review,
        }


def reply_to(assistant: Assistant, raw: bytes, own: Collection[str]) -> Reply:
    """What to do with a raw mail; `own` are the team's addresses, in lower case. Raises IndexNotReady."""
    try:
        mail = read_mail(raw, own)
    except MailUnreadable:
        return Reply(Skip.UNREADABLE)
    skipped = skip_reason(mail, own)
    to = _recipient(mail, own)
    if skipped is not None or not to:
        return Reply(skipped or Skip.NO_SENDER, mail)
    draft = assistant.draft(_letter(mail))
    if _concerns_nobody_here(mail, draft):
        return Reply(Skip.NOT_FOR_US, mail)
    cc = tuple(one.email for one in mail.cc if one.email not in own and one.email != to)
    return Reply(_reason(draft), mail, draft, to, cc, _notes(mail))


def _recipient(mail: Mail, own: Collection[str]) -> str:
    """Reply-To, else From; never an address of our own, never one from the text."""
    for one in (mail.reply_to, mail.sender):
        if one is not None and one.email not in own:
            return one.email
    return ""


def _letter(mail: Mail) -> Letter:
    text = mail.text if any(char.isalpha() for char in mail.text) else mail.subject
    return Letter(_shortened(text), mail.subject, _surely_named(mail), mail.context)


def _shortened(text: str) -> str:
    """A text that is too long to be read whole: its beginning, its questions and its end, each sentence once."""
    if len(text) <= MESSAGE_LIMIT:
        return text
    sentences = list(dict.fromkeys(re.split(r"(?<=[.?!])\s+|\n+", text)))
    once = "\n".join(sentences)
    if len(once) <= MESSAGE_LIMIT:
        return once
    room = MESSAGE_LIMIT // 3 - 2
    asked = "\n".join(sentence for sentence in sentences if sentence.endswith("?"))
    return f"{once[:room]}\n\n{asked[:room]}\n\n{once[-room:]}"


def _surely_named(mail: Mail) -> str | None:
    """The writer's name as the mail came with it; None where its signature tells another, or it was passed on."""
    sender = mail.sender
    if sender is None:
        return None
    signed = [fold(word) for word in mail.signed.split() if word.isalpha()]
    signs_a_name = 1 <= len(signed) <= 3 and mail.signed.istitle()
    if not sender.name:
        local = sender.email.split("@")[0]
        return mail.signed if signs_a_name and len(signed) > 1 and all(word in local for word in signed) else None
    named = fold(f"{sender.name} {sender.email}")
    return None if signs_a_name and not any(word in named for word in signed) else sender.name


def _concerns_nobody_here(mail: Mail, draft: Draft) -> bool:
    """Whether nothing in a mail is answered, presses, or speaks of the program."""
    answered = any(asked.answered for asked in draft.review.questions)
    return not (answered or draft.pressing or draft.topics or mail.context or speaks_of_us(mail))


def _reason(draft: Draft) -> Reason:
    if draft.urgent is not None:
        return draft.urgent
    if draft.pressing:
        return "pressing"
    if draft.review.rules:
        return "eligibility"
    if draft.topics == ("file",):
        return "file"
    return "several_questions" if len(draft.review.questions) > 1 else "question"


def _notes(mail: Mail) -> tuple[str, ...]:
    """What a reviewer should know of the mail itself."""
    notes = {
        "note_forwarded": mail.forwarded,
        "note_attachments": bool(mail.attachments),
        "note_links": "http" in mail.text,
        "note_cut": len(mail.text) > MESSAGE_LIMIT,
        "note_reply_to": mail.reply_to is not None
        and mail.sender is not None
        and mail.reply_to.email != mail.sender.email,
        "note_no_id": mail.message_id is None,
    }
    return tuple(name for name, holds in notes.items() if holds)
