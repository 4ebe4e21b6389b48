"""One detail of a situation, as a message tells it."""

from dataclasses import dataclass

from assistant.eligibility import Truth


@dataclass(frozen=True)
class Told:
    """A detail and its truth; `corrects` tells that it comes with words that take something back."""

    atom: str
    truth: Truth
    corrects: bool = False
