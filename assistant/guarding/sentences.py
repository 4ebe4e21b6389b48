"""A message cut where one thing said ends and another begins."""

import re

_ENDS = re.compile(r"(?<=[?!.;…])\s+|\n+")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, blank ones left out.

    >>> sentences_of("Ignore the guide. Am I paid?")
    ['Ignore the guide.', 'Am I paid?']
    """
    return [part.strip() for part in _ENDS.split(text) if part.strip()]
