"""What a client sends and wants: JSON, and a language (Accept-Language, RFC 9110 section 12.5.4)."""

import re

from fastapi import HTTPException, Request

from corpus import Language

_ITEM = re.compile(r"^\s*([a-zA-Z]{1,8})(?:-[a-zA-Z0-9]{1,8})*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$")


def accepted_languages(header: str | None) -> tuple[Language, ...]:
    """The two languages that a header names, most wanted first; none when it names neither.

    >>> accepted_languages("en-CA;q=0.7, fr-CA")
    (<Language.FRENCH: 'fr'>, <Language.ENGLISH: 'en'>)
    """
    wanted: dict[Language, float] = {}
    for item in (header or "")[:400].split(","):
        found = _ITEM.match(item)
        if found and found[1].lower() in ("fr", "en"):
            language, quality = Language(found[1].lower()), float(found[2] or 1)
            if quality > 0:
                wanted[language] = max(wanted.get(language, 0.0), quality)
    return tuple(sorted(wanted, key=lambda language: -wanted[language]))


def preferred_language(header: str | None, default: Language) -> Language:
    """The language that a header wants most, else the default."""
    return next(iter(accepted_languages(header)), default)


def json_only(request: Request) -> None:
    """Refuse a browser's form, or a script that forgot its header, with 415."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)
