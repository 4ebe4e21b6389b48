"""The marks and spaces of Canadian French, where a model wrote those of its own."""

import re

from corpus import Language

_KEPT = "\u00a0"
_BEFORE = re.compile(r"[ \u00a0\u202f]+(?=[:»%$])|(?<=[^\s\d])(?=[:»])|(?<=\d)(?=[%$])")
_NONE_BEFORE = re.compile(r"[ \u00a0\u202f]+(?=[;!?])")
_THOUSANDS = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))")
_LINK = re.compile(r"(https?://\S+)")


def typeset(text: str, language: Language) -> str:
    """A sentence with single spaces and, in French, the non-breaking ones where they belong; links stay as they are.

    >>> typeset("Jusqu'à 5 000 $ : oui !", Language.FRENCH).replace("\\u00a0", "_")
    "Jusqu'à 5_000_$_: oui!"
    """
    single = re.sub(r"[ \t\r\n]+", " ", text).strip()
    if language is not Language.FRENCH:
        return single
    return "".join(part if _LINK.match(part) else _french(part) for part in _LINK.split(single))


def _french(text: str) -> str:
    text = _NONE_BEFORE.sub("", _BEFORE.sub(_KEPT, text))
    return re.sub(r"«[ \u00a0\u202f]*", f"«{_KEPT}", _THOUSANDS.sub(_KEPT, text))
