"""Words that are dressed up so as not to be read: digits for letters, letters set apart, base64."""

import base64
import binascii
import re

_LEET = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[0134571@$])[\w@$]{3,}")
_SPACED = re.compile(r"(?:\b\w[ .\-_*]){4,}\w\b")
_ENCODED = re.compile(r"(?<![\w/=+])[A-Za-z0-9+/]{20,}={0,2}(?![\w/=+])")
_LONGEST = 4_000  # characters of one encoded word that are looked at


def plain_forms(text: str) -> list[str]:
    """A text as it stands, then as it reads once undressed, where that differs.

    >>> plain_forms("1gn0re the guide")
    ['1gn0re the guide', 'ignore the guide']
    """
    forms = [text]
    undressed = _SPACED.sub(lambda found: re.sub(r"[ .\-_*]", "", found[0]), text)
    undressed = _MIXED.sub(lambda found: found[0].translate(_LEET), undressed)
    if undressed != text:
        forms.append(undressed)
    forms.extend(decoded for found in _ENCODED.findall(text) if (decoded := _decoded(found)))
    return forms


def _decoded(word: str) -> str:
    """What a base64 word says, or nothing where it is no text."""
    word = word[:_LONGEST].rstrip("=")
    try:
        text = base64.b64decode(word + "=" * (-len(word) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if text.isprintable() and " " in text else ""
