"""All that a run of the questions came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant import Assistant
from evals.bootstrap import Estimate
from evals.calibration import Calibration, calibrate
from evals.ladder import Rung
from evals.measuring import Figures, judge, measure
from evals.pairs import gaps
from evals.scoring import Score


@dataclass(frozen=True)
class Made:
    """When the figures were made, and from what."""

    day: str
    corpus: str
    index: str
    embedder: str


@dataclass(frozen=True)
class Results:
    """A run's scores and figures; `ladder` is empty where it was not climbed."""

    made: Made
    scores: tuple[Score, ...]
    figures: Figures
    gaps: Mapping[str, Estimate]
    calibration: Calibration | None
    ladder: tuple[Rung, ...]


def results_of(scores: Sequence[Score], ladder: Sequence[Rung], made: Made) -> Results:
    """The figures of a run's scores."""
    judged = judge(scores)
    return Results(made, tuple(scores), measure(judged), gaps(judged), calibrate(scores), tuple(ladder))


def made_with(assistant: Assistant) -> Made:
    """Today, with the index in use; raises IndexNotReady."""
    manifest = assistant.index.get().manifest
    return Made(datetime.now(UTC).date().isoformat(), manifest.corpus_version, manifest.built, manifest.embedder)
