"""The subject of a reply: `Re:` once, whatever prefixes the mail programs before it have left."""

import re

from assistant.drafting.words import say
from corpus import Language

_PREFIX = re.compile(
    r"^\s*(?:(?:re|ré|rép|rep|réf|tr|fw|fwd|trans|transf|aw|sv|vs|wg)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_LONGEST = 200  # characters


def reply_subject(subject: str, language: Language) -> str:
    """The subject to reply with.

    >>> reply_subject("RE: Re[2]: TR : Ma paie", Language.FRENCH), reply_subject("", Language.ENGLISH)
    ('Re: Ma paie', 'Re: your message')
    """
    bare = _PREFIX.sub("", " ".join(subject.split())).strip()[:_LONGEST]
    return f"Re: {bare}" if bare else say("subject_missing", language)
