"""The README's figures, made from the committed record and put between their markers."""

from pathlib import Path

from corpus import Language
from evals.errors import NoRecord
from evals.figure_text import figure_text, interval_text, share_text
from evals.record import Record
from evals.wording import say

README = Path(__file__).parent.parent / "README.md"
SHOWN = (
    "right",
    "partial",
    "cited_first",
    "search_first",
    "search_three",
    "ndcg_ten",
    "refusal_precision",
    "refusal_recall",
    "language",
    "words",
    "time_median",
)


def tables(record: Record, language: Language) -> str:
    """The two tables (the figures, then the ladder) with a line on what they were made from, as Markdown."""
    said = say(
        "readme_made", language, day=record.day, fr=record.cases["fr"], en=record.cases["en"], embedder=record.embedder
    )
    return f"{said}\n\n{_figures(record, language)}\n\n{_ladder(record, language)}"


def _figures(record: Record, language: Language) -> str:
    rows = [_header("readme_figure", language)]
    for name in SHOWN:
        cells = []
        for group in ("fr", "en"):
            found = record.figures[group].get(name)
            cells.append(
                f"{figure_text(name, found, language)} ({interval_text(name, found, language)})" if found else ""
            )
        rows.append(_row(say(f"figure_{name}", language), *cells))
    return "\n".join(rows)


def _ladder(record: Record, language: Language) -> str:
    rows = [_header("readme_rung", language)]
    for rung in record.ladder:
        cells = [share_text(rung.figures[group]["search_first"].value, language) for group in ("fr", "en")]
        rows.append(_row(say(f"rung_{rung.name}", language), *cells))
    return "\n".join(rows)


def _header(key: str, language: Language) -> str:
    columns = [say(name, language) for name in (key, "readme_fr", "readme_en")]
    return f"{_row(*columns)}\n|---|---:|---:|"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def placed(text: str, record: Record) -> str:
    """A README's text with both tables between their markers; raises NoRecord where a marker is missing."""
    for language in Language:
        start, end = f"<!-- figures {language} -->\n", "\n<!-- /figures -->"
        before, found, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise NoRecord("README.md", f"{start.strip()} … {end.strip()}")
        text = f"{before}{start}{tables(record, language)}{end}{after}"
    return text


def write_readme(record: Record, path: Path = README) -> None:
    """Put the record's tables into the README."""
    path.write_text(placed(path.read_text(encoding="utf-8"), record), encoding="utf-8")
