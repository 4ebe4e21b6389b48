"""A draft as a mail to lie in the Drafts folder: text and HTML, the original quoted below. Nothing here sends."""

import html
from collections.abc import Iterable
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import default
from email.utils import formatdate

from bots.inbox.incoming import Mail
from bots.inbox.replying import Reply
from bots.labels import labels
from corpus import Language

DRAFT_FOR = "X-WIL-Draft-For"
_QUOTED = 20_000  # characters of the original that are quoted
_REFERENCES = 30  # ids of a thread, the first and the latest


def draft_mail(reply: Reply, key: str, sender: str, sheet: str = "") -> bytes:
    """The draft of a reply as raw bytes; `sheet` stands before it, in both versions. Raises ValueError when skipped."""
    draft, mail = reply.draft, reply.mail
    if draft is None or mail is None:
        raise ValueError("a skipped mail has no draft")
    language = Language.ENGLISH if draft.language == "en" else Language.FRENCH
    message = EmailMessage(policy=default.clone(linesep="\r\n", max_line_length=200))
    message["From"] = _address(sender)
    message["To"] = _address(reply.to)
    if reply.cc:
        message["Cc"] = [_address(one) for one in reply.cc]
    message["Subject"] = draft.subject
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = f"<wil-draft-{key[:32]}@{sender.split('@')[-1]}>"
    if mail.message_id:
        message["In-Reply-To"] = mail.message_id
        message["References"] = " ".join(_references(mail))
    message[DRAFT_FOR] = key
    wrote = _wrote(mail, language)
    plain = [sheet, draft.body, f"{wrote}\n{_as_quoted(mail.whole)}"]
    rich = [_sheet_as_html(sheet), draft.html, _quoted_as_html(wrote, mail.whole)]
    message.set_content("\n\n".join(filter(None, plain)) + "\n", cte="quoted-printable")
    inside = "\n".join(filter(None, rich))
    # Addresses of pages are longer than a phone is wide.
    page = f'<!DOCTYPE html>\n<html><body style="overflow-wrap:anywhere">\n{inside}\n</body></html>\n'
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _address(email: str) -> MailAddress | str:
    try:
        return MailAddress(addr_spec=email)
    except (ValueError, IndexError):
        local, _, domain = email.rpartition("@")
        return MailAddress(username=local, domain=domain)


def _references(mail: Mail) -> Iterable[str]:
    ids = [id for id in mail.references if id != mail.message_id]
    kept = [*ids[:1], *ids[1:][-_REFERENCES:]]
    return [*kept, mail.message_id or ""]


def _wrote(mail: Mail, language: Language) -> str:
    name = (mail.sender.name or mail.sender.email) if mail.sender else ""
    return labels("inbox")["wrote"].say(language, date=mail.date, name=name)


def _as_quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text[:_QUOTED].splitlines())


def _quoted_as_html(wrote: str, text: str) -> str:
    """The original as text: no markup, image or link of it comes along."""
    lines = "<br>\n".join(html.escape(line) for line in text[:_QUOTED].splitlines())
    bar = "margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"
    return f'<p>{html.escape(wrote)}</p>\n<blockquote type="cite" style="{bar}">{lines}</blockquote>'


def _sheet_as_html(sheet: str) -> str:
    if not sheet:
        return ""
    box = "background:#f3f3f3;border:1px solid #999;padding:8px;font-family:monospace;white-space:pre-wrap"
    return f'<div style="{box}">{html.escape(sheet)}</div>'
