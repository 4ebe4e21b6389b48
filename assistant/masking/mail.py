"""E-mail addresses, as they are written and as they are said, and pages about oneself."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Detector, Span
from assistant.masking.vocabulary import alternation, vocabulary

_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?(?:linkedin\.com/(?:in|pub)/|facebook\.com/|instagram\.com/|github\.com/)[^\s,;<>\x00]+",
    re.IGNORECASE,
)

_LONGEST = 120  # characters of a local part that is said in words


def kept(keep: Collection[str]) -> Detector:
    """Sets the addresses in `keep` aside."""

    def detect(plain: str) -> Iterator[Span]:
        return (span for span in addresses(plain, None) if plain[span.start : span.end].lower() in keep)

    return detect


def addresses(plain: str, kind: Kind | None = Kind.EMAIL) -> Iterator[Span]:
    """Addresses with their sign; spaces around it, and a comma for the dot, are slips."""
    return (Span(*found.span(), kind) for found in _address().finditer(plain))


def profiles(plain: str) -> Iterator[Span]:
    """Pages that bear a person's name."""
    return (Span(*found.span(), Kind.PROFILE) for found in _PROFILE.finditer(plain))


def spelled_out(plain: str) -> Iterator[Span]:
    """Addresses said in words: « lea point tremblay arobase gmail point com », "lea (at) gmail dot com"."""
    domains, local, bare = _spelled()
    for found in domains.finditer(plain):
        before = local.search(plain, max(0, found.start() - _LONGEST), found.start())
        if before and before[0].lower() not in vocabulary().no_mailboxes:
            yield Span(before.start(), found.end(), Kind.EMAIL)
    yield from (Span(*found.span(), Kind.EMAIL) for found in bare.finditer(plain))


@lru_cache(maxsize=1)
def _address() -> re.Pattern[str]:
    # A local part is read from its first character only, so that a long run of letters is read once.
    local = r"(?<![\w.+'%-])[\w.+'%-]+(?:@|[ ]@[ ])"
    slip = rf"[ ]?[.,][ ]?(?:{alternation(vocabulary().top_domains)})(?!\w)"
    return re.compile(rf"{local}[^\W_][\w-]{{0,62}}(?:(?:\.[\w-]{{1,62}})+|{slip})?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _spelled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The sign with the domain behind it, then what stands before, at its end; and an address without a sign."""
    services, top = alternation(vocabulary().mail_services), alternation(vocabulary().top_domains)
    dot = r"[ ]{0,2}[\[({<]?[ ]?(?:\bdot\b|\bpoint\b|\.)[ ]?[\])}>]?[ ]{0,2}"
    sign = r"[ ]{0,2}(?:[\[({<][ ]?(?:at|a|@)[ ]?[\])}>]|\barobase?\b|\barobas\b|\ba commercial\b)[ ]{0,2}"
    domain = rf"[\w-]{{1,40}}(?:{dot}[\w-]{{1,20}}){{0,2}}{dot}(?:{top})\b"
    spoken = rf"(?:[\w-]{{1,40}}[ ](?:dot|point)[ ]|(?:{services}){dot})(?:{top})\b"
    domains = rf"{sign}(?:{domain}|(?:{services})\b)|[ ]{{1,2}}(?:at|chez|a)[ ]{{1,2}}{spoken}"
    joint = rf"(?:{dot}|[ ](?:tiret|dash|underscore|plus|barre)[ ]|[ ]?_[ ]?)"
    local = rf"(?<![\w.+-])[\w+-]{{1,40}}(?:{joint}[\w+-]{{1,40}}){{0,4}}$"
    own = r"(?<![\w.+-])(?=[\w+-]{0,40}(?:\d|[._]\w))[\w.+-]{2,60}"
    bare = rf"{own}[ ](?:(?:at|a|chez|sur)[ ])?(?:gmail|hotmail|outlook|yahoo)\b(?:{dot}(?:{top})\b)?"
    return re.compile(domains, re.IGNORECASE), re.compile(local, re.IGNORECASE), re.compile(bare, re.IGNORECASE)
