"""Whether a mail wants a draft, by its headers first, then by its words; each skip has its reason."""

import re
from collections.abc import Collection
from enum import StrEnum

from bots.inbox.incoming import Mail
from bots.inbox.patterns import count, kinds, said
from corpus import fold

_SPAM_LEVEL = 5  # of Microsoft's scale, from which its servers take a mail for spam
_SHORT_THANKS = 60  # words of a mail that only thanks
_ADDRESS = re.compile(r"\S*[\w-]\.(?:ca|com|org|net)\b\S*")
_SIGNS = 2  # of spam, that make a mail without a word of the program spam
_TRIED = 6_000  # characters of a text that patterns are tried on


class Skip(StrEnum):
    """Why no draft is written."""

    OWN_ADDRESS = "own_address"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    NEWSLETTER = "newsletter"
    SPAM = "spam"
    EMPTY = "empty"
    THANKS = "thanks"
    NOT_FOR_US = "not_for_us"
    UNREADABLE = "unreadable"
    NO_SENDER = "no_sender"


def skip_reason(mail: Mail, own: Collection[str]) -> Skip | None:
    """Why a mail is skipped before anything is drafted; None where it may want a reply."""
    by_header = _by_sender(mail, own) or _by_header(mail)
    if by_header is not None:
        return by_header
    text = fold(f"{mail.subject}\n{mail.text}"[:_TRIED])
    if said("automatic_texts", text) and "?" not in mail.text:
        return Skip.AUTOMATIC
    if said("newsletter_texts", fold(mail.whole[:_TRIED])) and not _asks_us(mail):
        return Skip.NEWSLETTER
    if is_spam(mail):
        return Skip.SPAM
    if not any(char.isalpha() for char in mail.text):
        return None if _subject_asks(mail) else Skip.EMPTY
    return Skip.THANKS if only_thanks(mail.text) else None


def _by_sender(mail: Mail, own: Collection[str]) -> Skip | None:
    if mail.sender is None:
        return Skip.NO_SENDER
    local = mail.sender.email.split("@")[0]
    if local in ("mailer-daemon", "postmaster", "mail-daemon", "maildaemon") or mail.headers.get("return-path") == "<>":
        return _report(mail)
    if mail.sender.email in own or "x-wil-draft-for" in mail.headers:
        return Skip.OWN_ADDRESS
    if said("automatic_senders", local) and (mail.reply_to is None or mail.reply_to.email == mail.sender.email):
        return Skip.AUTOMATIC
    return None


def _report(mail: Mail) -> Skip:
    """What comes from a mail server: a bounce, save the automatic replies that also have no return path."""
    bounced = mail.kind == "multipart/report" or "x-failed-recipients" in mail.headers
    automatic = said("automatic_subjects", fold(mail.subject)) or "auto-replied" in mail.headers.get(
        "auto-submitted", ""
    )
    return Skip.AUTOMATIC if automatic and not bounced else Skip.BOUNCE


def _by_header(mail: Mail) -> Skip | None:
    headers, subject = mail.headers, fold(mail.subject)
    if mail.report == "disposition-notification" or mail.kind == "text/calendar":
        return Skip.AUTOMATIC
    if mail.kind == "multipart/report" or "x-failed-recipients" in headers or said("bounce_subjects", subject):
        return Skip.BOUNCE
    precedence = headers.get("precedence", "").lower()
    submitted = headers.get("auto-submitted", "no").lower()
    automatic = not submitted.startswith("no") or "auto" in precedence
    automatic = automatic or any(
        name in headers for name in ("x-autoreply", "x-autorespond", "x-auto-reply", "x-vacation")
    )
    if automatic or said("automatic_subjects", subject):
        return Skip.AUTOMATIC
    if _marked_as_spam(headers):
        return Skip.SPAM
    listed = any(name.startswith(("list-", "x-campaign", "x-mailchimp", "x-mc-", "feedback-id")) for name in headers)
    return Skip.NEWSLETTER if listed or precedence in ("bulk", "list", "junk") else None


def _marked_as_spam(headers: dict[str, str]) -> bool:
    level = re.match(r"\d+", headers.get("x-ms-exchange-organization-scl", ""))
    confident = level is not None and int(level[0]) >= _SPAM_LEVEL
    marked = any(headers.get(name, "").lower().startswith("yes") for name in ("x-spam-flag", "x-spam-status"))
    filtered = re.search(r"SFV:(?:SPM|SKB|SKS)", headers.get("x-forefront-antispam-report", "")) is not None
    return marked or confident or filtered


def is_spam(mail: Mail) -> bool:
    """Whether a mail is advertising or phishing: by what it offers and wants, against what it says of the program."""
    text = fold(f"{mail.subject}\n{mail.text}"[:_TRIED])
    signs = 2 * count("spam_strong", text) + count("spam_weak", text)
    ours = kinds("ours_surely", _ADDRESS.sub(" ", text))  # whoever writes to everybody names the domain too
    return signs >= (_SIGNS, _SIGNS + 1, 2 * _SIGNS + 1)[min(2, ours)]


def speaks_of_us(mail: Mail) -> bool:
    """Whether a mail holds words of the program and its matters."""
    text = fold(f"{mail.subject}\n{mail.text[: 5 * _TRIED]}")
    return said("ours", text) or said("ours_surely", text)


def only_thanks(text: str) -> bool:
    """Whether a mail only thanks or says that all is clear.

    >>> only_thanks("Perfect, that answers my question. Thanks so much!"), only_thanks("Thanks! When is it due?")
    (True, False)
    """
    if "?" in text or len(text.split()) > _SHORT_THANKS or said("not_only_thanks", fold(text)):
        return False
    pieces = [piece.strip(" ,-–()\"'«»") for piece in re.split(r"[.!,;:\n]+", fold(text))]
    filled = [piece for piece in pieces if any(char.isalpha() for char in piece)]
    thanked = [piece for piece in filled if said("acknowledgements", piece)]
    others = [piece for piece in filled if piece not in thanked]
    return bool(thanked) and all(_is_name_or_greeting(piece) for piece in others)


def _is_name_or_greeting(piece: str) -> bool:
    """What may stand beside thanks: « bonjour Julie », a first name."""
    greeting = re.match(
        r"(?:bonjour|bonsoir|salut|allo|hello|hi|hey|dear|cher|chere|good (?:morning|afternoon))\b", piece
    )
    return len(piece.split()) <= (5 if greeting else 2)


def _asks_us(mail: Mail) -> bool:
    return "?" in mail.text and speaks_of_us(mail)


def _subject_asks(mail: Mail) -> bool:
    return "?" in mail.subject or len(mail.subject.split()) >= 4 and speaks_of_us(mail) and not mail.attachments
