"""A run's dated folder: every figure and goal, the machine, and the plot."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.speed.goals import Goal
from evals.speed.measuring import Speed
from evals.speed.scaling import Scaling


def write_bench(speed: Speed, scaling: Scaling | None, goals: Sequence[Goal], plot: str | None, folder: Path) -> Path:
    """Write `bench.json`, and `scaling.svg` where there is a plot; returns the run's folder."""
    target = folder / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ-bench")
    target.mkdir(parents=True)
    data: dict[str, Any] = {
        "machine": {"system": platform.platform(), "processors": os.cpu_count(), "python": platform.python_version()},
        "speed": asdict(speed),
        "scaling": asdict(scaling) if scaling else None,
        "goals": [{**asdict(goal), "met": goal.met, "ratio": goal.ratio} for goal in goals],
    }
    (target / "bench.json").write_text(json.dumps(data, indent=2), encoding="utf-8")
    if plot is not None:
        (target / "scaling.svg").write_text(plot, encoding="utf-8")
    return target
