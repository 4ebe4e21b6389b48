"""Numbers as each language writes them in Canada."""

from corpus import Language

NARROW = "\u00a0"  # French keeps a number and its sign on one line


def number(value: float, language: Language, digits: int = 1) -> str:
    """A number with that many decimals, thousands apart.

    >>> number(1234.56, Language.ENGLISH), number(1234.56, Language.FRENCH).replace(NARROW, "_")
    ('1,234.6', '1_234,6')
    """
    text = f"{value:,.{digits}f}"
    return text if language is Language.ENGLISH else text.replace(",", NARROW).replace(".", ",")


def percent(share: float, language: Language, digits: int = 1) -> str:
    """A share between 0 and 1 as a percentage.

    >>> percent(0.5, Language.ENGLISH), percent(0.5, Language.FRENCH).replace(NARROW, "_")
    ('50.0%', '50,0_%')
    """
    text = number(100 * share, language, digits)
    return f"{text}%" if language is Language.ENGLISH else f"{text}{NARROW}%"
