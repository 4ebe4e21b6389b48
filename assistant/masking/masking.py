"""The order in which a message is read for personal data."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.masking import dates, mail, names, numbers, phones, places
from assistant.masking.announced import announced
from assistant.masking.placeholders import PLACEHOLDER, question_in
from assistant.masking.reading import Detector, Reading, Span

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\x00]+", re.IGNORECASE)


@dataclass(frozen=True)
class Masked:
    """A text whose personal data has given way to placeholders, and the kinds that were found, in their order."""

    text: str
    kinds: tuple[str, ...]

    @property
    def question(self) -> str:
        """What the text asks and tells, as it is searched: without the placeholders and what announced them."""
        return question_in(self.text)


def mask(text: str, keep: Collection[str] = ()) -> Masked:
    """Mask a text; e-mail addresses in `keep` (those of the documents themselves, in lower case) and links stay.

    A text that is masked already stays as it is.

    >>> mask("Mon NAS est 046 454 286, écrivez à lea@exemple.ca").text
    'Mon NAS est [SIN], écrivez à [EMAIL]'
    """
    reading = Reading(text)
    for detector in (_placeholders, mail.kept(keep), *_DETECTORS):
        reading.strike(detector)
    return Masked(*reading.masked())


def _placeholders(plain: str) -> Iterator[Span]:
    return (Span(*found.span(), None) for found in PLACEHOLDER.finditer(plain))


def _links(plain: str) -> Iterator[Span]:
    """Addresses of pages may hold long numbers, which are nobody's."""
    return (Span(*found.span(), None) for found in _LINK.finditer(plain))


# What is announced comes before what is only shaped so; amounts and dates are put aside between the two.
_DETECTORS: tuple[Detector, ...] = (
    mail.addresses,
    mail.spelled_out,
    mail.profiles,
    _links,
    dates.births,
    dates.other_dates,
    numbers.amounts,
    announced,
    numbers.shaped,
    numbers.expiries,
    phones.phones,
    phones.announced_phones,
    numbers.social_insurance,
    places.postal_codes,
    places.streets,
    places.boxes,
    names.titled,
    names.told,
    names.labelled,
    names.in_passing,
    names.of_others,
    names.greeted,
    names.signed,
    numbers.spelled_out,
    numbers.long,
)
