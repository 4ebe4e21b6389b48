"""The figures that are committed: what the README shows, and what no later change may fall below."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from corpus import StrictModel
from evals.bootstrap import Estimate
from evals.errors import NoRecord
from evals.results import Results

RECORD = Path(__file__).parent / "figures.json"
LANGUAGES = ("fr", "en")

_Rounded = Annotated[float, Field(allow_inf_nan=False)]


class Recorded(StrictModel):
    """A figure with its confidence interval, over so many cases."""

    value: _Rounded
    low: _Rounded
    high: _Rounded
    cases: int


class RecordedRung(StrictModel):
    """One rung of the ladder, by language."""

    name: str
    figures: dict[str, dict[str, Recorded]]


class Record(StrictModel):
    """A full run: its day, the documents it was made on, how many questions, and the figures of each language."""

    day: str
    corpus: str
    embedder: str
    cases: dict[str, int]
    figures: dict[str, dict[str, Recorded]]
    ladder: list[RecordedRung]


def record_of(results: Results) -> Record:
    """What is kept of a full run: each language's figures, rounded, and the ladder."""
    return Record(
        day=results.made.day,
        corpus=results.made.corpus,
        embedder=results.made.embedder,
        cases={language: sum(found.case.language == language for found in results.scores) for language in LANGUAGES},
        figures={
            language: {name: _recorded(found) for name, found in results.figures[language].items()}
            for language in LANGUAGES
            if language in results.figures
        },
        ladder=[
            RecordedRung(
                name=rung.name,
                figures={
                    language: {rule: _recorded(found) for rule, found in rung.figures[language].items()}
                    for language in LANGUAGES
                },
            )
            for rung in results.ladder
        ],
    )


def write_record(record: Record, path: Path = RECORD) -> None:
    """Write the record."""
    path.write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_record(path: Path = RECORD) -> Record:
    """The committed record; raises NoRecord where there is none, or it cannot be read."""
    try:
        return Record.model_validate_json(path.read_bytes())
    except OSError as error:
        raise NoRecord(path, error.strerror or str(error)) from None
    except ValidationError as error:
        raise NoRecord(path, str(error.errors()[0]["msg"])) from None


def _recorded(found: Estimate) -> Recorded:
    return Recorded(value=round(found.value, 4), low=round(found.low, 4), high=round(found.high, 4), cases=found.cases)
