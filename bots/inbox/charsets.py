"""Bytes to text when the charset is undeclared, wrong, or broken."""

import re

# Programs that say the first mean the second (as the web's Encoding Standard has it).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf©¨ªª«®´»¼ ¢§‰€]|â€[™œ\x9d“¦]|Â[«»\xa0°]")


def decoded(data: bytes, charset: str | None) -> str:
    """The text of some bytes: as UTF-8 where they are that, else as declared, else as Windows wrote it.

    >>> decoded("été".encode("utf-8"), "iso-8859-1"), decoded("été".encode("latin-1"), "utf-8"), decoded(b"a", "x-none")
    ('été', 'été', 'a')
    """
    declared = (charset or "").strip("\"' ").lower().replace("_", "-")
    for name in _tried(data, _MEANT.get(declared, declared)):
        try:
            return _mended(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
    return _mended(data.decode("cp1252", "replace"))


def _tried(data: bytes, declared: str) -> list[str]:
    wide = declared.startswith(("utf-16", "utf-32", "iso-2022", "shift", "gb", "big5", "euc", "koi8", "utf-7"))
    names = [declared, "utf-8"] if wide else ["utf-8", declared]
    if declared.startswith("utf-7"):
        names = ["utf-8"]
    return [name for name in [*names, "cp1252"] if name]


def _mended(text: str) -> str:
    """Text that was read as Windows' once too often (« Ã©tÃ© ») read anew; left alone where that fails."""
    text = text.removeprefix("\ufeff")
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
