"""Milliseconds of calls."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Given = TypeVar("Given")


@dataclass(frozen=True)
class Timing:
    """Milliseconds of some calls."""

    median: float
    p95: float


def timing(values: Sequence[float]) -> Timing:
    """The median and the 95th percentile of milliseconds; there is at least one."""
    return Timing(float(np.median(values)), float(np.quantile(values, 0.95)))


def milliseconds(call: Callable[[Given], object], given: Given) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    call(given)
    return 1000 * (time.perf_counter() - started)
