"""A run as a page that stands alone: no script, nothing asked of any other place."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus import Language
from evals.figure_text import figure_text, share_text
from evals.measuring import ALL
from evals.report_missed import missed
from evals.report_sections import sections
from evals.report_tables import figures_table
from evals.results import Results
from evals.typography import number
from evals.wording import say

_TEMPLATES = Path(__file__).parent / "templates"


def report(results: Results, language: Language) -> str:
    """The page in one language, as HTML."""
    page = _environment().get_template("report.html")
    return page.render(
        language=language.value,
        other=language.other.value,
        day=day_text(date.fromisoformat(results.made.day), language),
        built=day_text(datetime.fromisoformat(results.made.index).date(), language),
        made=results.made,
        summary=summary(results, language),
        figures=figures_table(results.figures, language),
        sections=sections(results, language),
        missed=missed(results.scores, language),
        t=lambda key, **values: say(key, language, **values),
    )


def summary(results: Results, language: Language) -> str:
    """The run in one paragraph, for somebody who reads no other."""
    values = {name: figure_text(name, found, language) for name, found in results.figures[ALL].items()}
    asked = {
        code: number(sum(found.case.language == code for found in results.scores), language, 0) for code in ("fr", "en")
    }
    told = [say("summary_answers", language, **asked, **values)]
    if "refusal_recall" in values and "refusal_precision" in values:
        told.append(say("summary_refusals", language, **values))
    first = {rung.name: rung.figures[ALL].get("search_first") for rung in results.ladder}
    plain, ours = first.get("plain_rag"), first.get("whole")
    if plain and ours:
        shares = {"plain": share_text(plain.value, language), "ours": share_text(ours.value, language)}
        told.append(say("summary_ladder", language, **shares))
    return " ".join([*told, say("summary_time", language, **values)])


def day_text(day: date, language: Language) -> str:
    """A date in words.

    >>> day_text(date(2026, 11, 1), Language.FRENCH), day_text(date(2026, 11, 1), Language.ENGLISH)
    ('1er novembre 2026', 'November 1, 2026')
    """
    month = say("months", language).split()[day.month - 1]
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first} {month} {day.year}" if language is Language.FRENCH else f"{month} {day.day}, {day.year}"


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
