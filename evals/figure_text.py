"""A figure as people read it: a percentage, a number of words, or milliseconds; with its interval."""

from typing import Protocol

from corpus import Language
from evals.measuring import NOT_SHARES
from evals.typography import NARROW, number, percent
from evals.wording import say


class Bounded(Protocol):
    """A value and the bounds of its interval."""

    @property
    def value(self) -> float:
        """The figure."""

    @property
    def low(self) -> float:
        """The lower bound."""

    @property
    def high(self) -> float:
        """The upper bound."""


def figure_text(name: str, found: Bounded, language: Language) -> str:
    """The figure alone, with its unit."""
    return _text(name, found.value, language)


def interval_text(name: str, found: Bounded, language: Language) -> str:
    """The bounds of its interval, without the unit."""
    low, high = (_text(name, bound, language, unit=False) for bound in (found.low, found.high))
    return say("interval", language, low=low, high=high)


def share_text(value: float, language: Language) -> str:
    """A share in percent."""
    return percent(value, language)


def _text(name: str, value: float, language: Language, unit: bool = True) -> str:
    if name == "words":
        return number(value, language, 0)
    if name == "ndcg_ten":
        return number(value, language, 3)
    if name in NOT_SHARES:
        return number(value, language) + (f"{NARROW}ms" if unit else "")
    return percent(value, language) if unit else number(100 * value, language)
