"""Characters that look like others, or like nothing: undone, so that what is read is what a person sees.

Look-alikes of other alphabets are taken from Unicode's confusables (Technical Standard 39), the letters alone.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
# Full-width forms, letters in circles and squares, mathematical alphabets, ligatures: variants of the plain letter.
_VARIANTS = re.compile(r"[\u2460-\u24ff\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-zA-ZÀ-ÿœŒ]")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтнвАВЕКМНОРСТУХІЈЅαοενρικτυχωγΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡǀ",
    "aeopcyxijshdqwkmthbABEKMHOPCTYXIJSaoevpiktuxwyABEZHIKMNOPTYXigl",
)


_REVERSED = re.compile(r"\u202e([^\u202c\n]*)\u202c?")  # between the marks, letters show from right to left


def seen(text: str) -> str:
    """The text as a person sees it.

    Unseen characters go, variants of a letter become it, and so do look-alikes in words that are otherwise Latin (words
    of other alphabets stay as they are).

    >>> seen("ｉgnore thе\u200b guide"), seen("привет")
    ('ignore the guide', 'привет')
    """
    text = _REVERSED.sub(lambda found: found[1][::-1], text)
    text = _VARIANTS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _UNSEEN.sub("", text))
    return _WORD.sub(lambda found: _in_latin(found[0]), text)


def _in_latin(word: str) -> str:
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_LOOKALIKES)
