"""What tests of words share: placeholders, and the marks of Canadian French."""

import string

_NOT_PROSE = ("https:", "http:", "Content-Type:", '":', "::")


def fields(text: str) -> set[str]:
    """The names of a text's placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def french_faults(text: str) -> list[str]:
    """The marks that lack their non-breaking space, and those that must have none."""
    for skipped in _NOT_PROSE:
        text = text.replace(skipped, "")
    bare = [char for place, char in enumerate(text) if char in ":»%$" and text[place - 1] != "\u00a0"]
    opening = [char for place, char in enumerate(text) if char == "«" and text[place + 1 : place + 2] != "\u00a0"]
    return bare + opening + [mark for mark in (" ?", " !", " ;") if mark in text]
