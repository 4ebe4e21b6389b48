"""Personal data, masked before anything else is done with a message: e-mail, phone, social insurance and card numbers.

Digits of the Social Insurance Number and of cards carry a check digit (Luhn, ISO/IEC 7812); python-stdnum checks it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import phonenumbers
from stdnum import luhn

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_DIGITS = re.compile(r"(?<![\w@/.])\d(?:[ .\-]?\d){7,18}(?!\w)")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Masked:
    """A text whose personal data has given way to placeholders, and the kinds that were found."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, keep: Collection[str] = ()) -> Masked:
    """Mask a text; addresses in `keep` (those of the documents themselves, in lower case) stay.

    >>> mask("Mon NAS est 046 454 286, écrivez à lea@exemple.ca").text
    'Mon NAS est [SIN], écrivez à [EMAIL]'
    """
    kinds: list[str] = []

    def email(found: re.Match[str]) -> str:
        if found[0].rstrip(".").lower() in keep:
            return found[0]
        kinds.append("EMAIL")
        return "[EMAIL]"

    def digits(found: re.Match[str]) -> str:
        kind = _number_kind(found[0])
        if kind is None:
            return found[0]
        kinds.append(kind)
        return f"[{kind}]"

    text = _EMAIL.sub(email, text)
    # Addresses of pages may hold long numbers; they are split off and put back as they were.
    pieces = re.split(f"({_URL.pattern})", text)
    text = "".join(piece if _URL.match(piece) else _DIGITS.sub(digits, piece) for piece in pieces)
    text, phones = _mask_phones(text)
    return Masked(text, tuple(dict.fromkeys(kinds + phones)))


def _number_kind(text: str) -> str | None:
    number = re.sub(r"\D", "", text)
    if len(number) == 9 and luhn.is_valid(number):
        return "SIN"
    if 13 <= len(number) <= 19 and luhn.is_valid(number):
        return "CARD"
    return None


def _mask_phones(text: str) -> tuple[str, list[str]]:
    kinds: list[str] = []
    matches = list(phonenumbers.PhoneNumberMatcher(text, "CA", leniency=phonenumbers.Leniency.POSSIBLE))
    for match in reversed(matches):
        if len(re.sub(r"\D", "", match.raw_string)) >= 10:
            text = text[: match.start] + "[PHONE]" + text[match.end :]
            kinds.append("PHONE")
    return text, kinds
