"""Facts that come as data, from a form or a file: read, or refused in one sentence that says what would do."""

import json
import re
from collections.abc import Mapping
from datetime import date
from unicodedata import category

from assistant.eligibility import Fact, Truth, truth_of
from assistant.errors import FactsRefused
from assistant.wording import replies
from corpus import Language

_SHOWN = 60  # characters of what was given
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def facts_given(data: object, language: Language) -> dict[Fact, Truth]:
    """The facts of a JSON object of names and values; raises FactsRefused, in that language.

    >>> facts_given({"work_permit": False, "company_role": "unclear"}, Language.ENGLISH)[Fact.WORK_PERMIT]
    <Truth.FALSE: 'false'>
    """
    if not isinstance(data, Mapping):
        raise _refused(language, "facts_kind", given=printable(data))
    return {_fact(name, language): _truth(name, value, language) for name, value in data.items()}


def day_given(text: str | None, language: Language) -> date | None:
    """The day written as YYYY-MM-DD; None where none is given. Raises FactsRefused, in that language."""
    if text is None:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(language, "facts_day", given=printable(text)) from None


def printable(value: object) -> str:
    """Something given, short and safe to print: no control characters, no half characters.

    >>> printable("\x1b[31m"), printable([1, 2]), printable(None)
    ('?[31m', '[…]', 'null')
    """
    if isinstance(value, str):
        text = value
    else:
        text = "[…]" if isinstance(value, list) else "{…}" if isinstance(value, Mapping) else json.dumps(value)
    safe = "".join("?" if category(char) in ("Cc", "Cf", "Cs") else char for char in text[: _SHOWN + 1])
    return safe if len(safe) <= _SHOWN else safe[: _SHOWN - 1] + "…"


def _fact(name: str, language: Language) -> Fact:
    try:
        return Fact(name)
    except ValueError:
        raise _refused(language, "facts_unknown", given=printable(name), known=", ".join(Fact)) from None


def _truth(name: str, value: object, language: Language) -> Truth:
    try:
        return truth_of(value)  # type: ignore[arg-type]  # any other kind is refused there
    except ValueError:
        raise _refused(language, "facts_value", fact=printable(name), given=printable(value)) from None


def _refused(language: Language, key: str, **values: str) -> FactsRefused:
    return FactsRefused(language, replies().say(key, language, **values))
