"""What stands in a masked message for what was taken out, and the message's question without it."""

import re
from enum import StrEnum
from functools import lru_cache

from assistant.masking.vocabulary import alternation, vocabulary


class Kind(StrEnum):
    """What kind of personal data was found."""

    SIN = "SIN"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    PROFILE = "PROFILE"
    ADDRESS = "ADDRESS"
    POSTAL_CODE = "POSTAL_CODE"
    BIRTH_DATE = "BIRTH_DATE"
    STUDENT_NUMBER = "STUDENT_NUMBER"
    FILE_NUMBER = "FILE_NUMBER"
    ACCOUNT_NUMBER = "ACCOUNT_NUMBER"
    CARD = "CARD"
    HEALTH_NUMBER = "HEALTH_NUMBER"
    PASSPORT = "PASSPORT"
    IMMIGRATION_NUMBER = "IMMIGRATION_NUMBER"
    LICENCE = "LICENCE"
    PASSWORD = "PASSWORD"  # noqa: S105 - the name of a kind
    NAME = "NAME"
    NUMBER = "NUMBER"

    @property
    def placeholder(self) -> str:
        """What stands in its place, for instance [SIN]."""
        return f"[{self.value}]"


PLACEHOLDER = re.compile(r"\[(?:" + "|".join(Kind) + r")\]")
_GAP = "\x00"
_AROUND = re.compile(rf"(?P<before>[,;:(<]?) *{_GAP}(?:[ ,;]*{_GAP})* *(?P<after>[,;:)>.!?]?) *")


def without_placeholders(text: str) -> str:
    """A masked text without its placeholders, which belong to no language and ask nothing.

    >>> without_placeholders("je m'appelle [NAME], quand suis-je payé?")
    "je m'appelle, quand suis-je payé?"
    """
    return _closed_up(PLACEHOLDER.sub(_GAP, text))


def question_in(text: str) -> str:
    """A masked text as it is searched: without its placeholders and the words that only announced them.

    >>> question_in("Hi, my name is [NAME] and my phone is [PHONE], when do I get paid?")
    'Hi, when do I get paid?'
    >>> question_in("je suis [NAME], étudiante à l'UQAM")
    "je suis étudiante à l'UQAM"
    """
    if not PLACEHOLDER.search(text):
        return text
    announced, beside = _announcements()
    text = beside.sub(rf"\g<who>{_GAP}", announced.sub(_GAP, _signature().sub("", text)))
    return _closed_up(PLACEHOLDER.sub(_GAP, text))


@lru_cache(maxsize=1)
def _announcements() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What announces a placeholder and goes with it; and who is named in passing, of whom more is said."""
    known = vocabulary()
    before, between = alternation(known.before_announcements), alternation(known.between)
    words = alternation(
        [*known.names_told, *known.places_told, *known.numbers_told],
    )
    told = rf"(?<!\w)(?:(?:{before})\s){{0,4}}(?:{words})(?!\w)"
    filled = rf"(?:[\s:=,(#-]|(?<!\w)(?:{between})(?!\w)){{0,12}}"
    labels = rf"(?<!\w)(?:{alternation(known.name_labels)})\s?:\s?"
    who = alternation(known.names_in_passing)
    ends = rf"(?=\s*(?:$|[.!?;\n]|,?\s*(?:{alternation(known.goes_on)})(?!\w)))"
    return (
        re.compile(
            rf"(?:{told}{filled}|{labels}){PLACEHOLDER.pattern}|(?<!\w)(?:{who})\s+{PLACEHOLDER.pattern}{ends}", re.I
        ),
        re.compile(rf"(?P<who>(?<!\w)(?:{who}))\s+{PLACEHOLDER.pattern}\s*,?", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _signature() -> re.Pattern[str]:
    """What stands under a letter: the closing, the name, and lines that neither ask nor tell of their writer."""
    known = vocabulary()
    closing = alternation([*known.closings, *known.formal_closings])
    line = r"\n(?![^\n]{0,80}(?:\b(?:je|i|my|mon|ma|mes|ps)\b|j['’]|p\.s))[^\n?]{0,80}"
    name = re.escape(Kind.NAME.placeholder)
    return re.compile(
        rf"(?<!\w)(?:{closing})[ ,.!-]{{0,3}}\n{{1,3}}[ -]{{0,3}}{name}(?:{line}){{0,8}}\s*$", re.IGNORECASE
    )


def _closed_up(text: str) -> str:
    """The text with its gaps closed, and of the punctuation on both sides of one the part that still parts words.

    Nothing where no word is left.
    """
    left = _AROUND.sub(_joint, text).strip()
    return left if any(char.isalnum() for char in left) else ""


def _joint(gap: re.Match[str]) -> str:
    before, after = gap["before"].strip("(<"), gap["after"].strip(")>")
    if gap.start() == 0 or gap.string[gap.start() - 1] in "\n.!?" or gap.end() == len(gap.string) and not after:
        return " "
    return f"{after or before} "
