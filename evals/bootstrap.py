"""Figures with 95 % confidence intervals, by resampling the cases (percentile bootstrap, Efron 1979)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
SEED = 20261121
_OUTSIDE = 0.05  # of the resamples, half on each side

Figure = Callable[[np.ndarray], np.ndarray]
"""From (resamples, cases, columns) to one figure a resample; nan where a resample has none."""


@dataclass(frozen=True)
class Estimate:
    """A figure, the bounds of its confidence interval, and over how many cases."""

    value: float
    low: float
    high: float
    cases: int


def share(values: Sequence[float]) -> Estimate | None:
    """The mean of values between 0 and 1 (the part of them that holds, for true and false); None over no case.

    Where all are 0 or all 1, resampling sees no spread: the exact binomial bound (Clopper and Pearson) stands instead.

    >>> share([True, False, True, True]).value
    0.75
    """
    found = estimate(np.array(values, dtype=np.float64)[:, None], _mean)
    if found is None or not found.low == found.high or found.value not in (0.0, 1.0):
        return found
    sure = (_OUTSIDE / 2) ** (1 / found.cases)
    low, high = (sure, 1.0) if found.value else (0.0, 1 - sure)
    return Estimate(found.value, low, high, found.cases)


def share_of(part: Sequence[bool], whole: Sequence[bool]) -> Estimate | None:
    """Of the cases in `whole`, the share that is in `part` too; all cases are resampled, those of neither included.

    None where `whole` holds no case; `cases` counts those it holds.
    """
    if not any(whole):
        return None
    rows = np.column_stack([np.logical_and(part, whole), whole]).astype(np.float64)
    inside = share([bool(taken) for taken, held in zip(part, whole, strict=True) if held])
    found = estimate(rows, _ratio)
    if inside is None or found is None:
        return None
    return inside if found.low == found.high else Estimate(found.value, found.low, found.high, inside.cases)


def quantile(values: Sequence[float], part: float) -> Estimate | None:
    """The value below which that part of the values lies; None over no case."""
    return estimate(np.array(values, dtype=np.float64)[:, None], lambda rows: np.quantile(rows[:, :, 0], part, axis=1))


def estimate(rows: np.ndarray, figure: Figure) -> Estimate | None:
    """A figure over rows (cases, columns), resampled by row; the same rows always give the same interval.

    None over no row.
    """
    if not len(rows):
        return None
    drawn = np.random.default_rng(SEED).integers(len(rows), size=(RESAMPLES, len(rows)))
    value = float(figure(rows[None])[0])
    low, high = np.nanquantile(figure(rows[drawn]), [_OUTSIDE / 2, 1 - _OUTSIDE / 2])
    return Estimate(value, min(float(low), value), max(float(high), value), len(rows))


def _mean(rows: np.ndarray) -> np.ndarray:
    found: np.ndarray = rows[:, :, 0].mean(axis=1)
    return found


def _ratio(rows: np.ndarray) -> np.ndarray:
    part, whole = rows[:, :, 0].sum(axis=1), rows[:, :, 1].sum(axis=1)
    found: np.ndarray = np.divide(part, whole, out=np.full(len(rows), np.nan), where=whole > 0)
    return found
