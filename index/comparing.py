"""How a question compares with the searched texts: what every search over them gives to the fusion."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from corpus import Language


@dataclass(frozen=True)
class Comparison:
    """A question beside the passages: one score for each of those compared, by each of the searches.

    `ridge`, `nearest` and `dense` may go on with the outside themes. `rows` are the searched texts that were compared,
    with their classes (passages by position, then outside themes) and kernels.
    """

    passages: np.ndarray  # positions, increasing
    ridge: np.ndarray
    nearest: np.ndarray
    dense: np.ndarray
    keywords: np.ndarray
    rows: np.ndarray
    classes: np.ndarray
    kernel: np.ndarray

    def nearest_row(self, passage: int) -> int:
        """The number of the passage's text that is most like the question; the passage is one of those compared."""
        own = np.flatnonzero(self.classes == passage)
        return int(self.rows[own[np.argmax(self.kernel[own])]])


class Comparer(Protocol):
    """A search over the texts of an index; safe to share between threads."""

    def compare(
        self, question: str, language: Language, vector: np.ndarray, among: np.ndarray | None = None
    ) -> Comparison:
        """Compare a question; of the passages marked in `among` (one mark a passage) the best are surely compared."""


class Saved(Protocol):
    """What a build learned of the texts, and can write."""

    def save(self, folder: Path) -> None:
        """Write its files into a build's folder."""
