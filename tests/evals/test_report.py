"""The report: one file that asks nothing of any other place, safe with any words, readable by anybody."""

import re
from html.parser import HTMLParser

import pytest

from corpus import Language
from evals import results_of
from evals.ladder import RUNGS
from evals.measuring import kind_group
from evals.report import report, summary
from evals.report_missed import missed
from evals.wording import say
from tests.evals.examples import MADE, a_case, a_score, some_results, some_scores

LANGUAGES = tuple(Language)
HOSTILE = "<script>alert('x')</script><img src=http://evil.example/x onerror=alert(1)>"


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=LANGUAGES, ids=str)
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture(scope="module")
def html(language: Language) -> str:
    return report(some_results(), language)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_it_asks_nothing_of_any_other_place(html: str, page: Page) -> None:
    assert not {"script", "link", "iframe", "img", "object", "base"} & {tag for tag, _ in page.tags}
    references = [
        value
        for tag, attributes in page.tags
        for name, value in attributes.items()
        if name in ("href", "src", "xlink:href", "srcset", "data", "action")
    ]
    assert references
    assert [value for value in references if not re.fullmatch(r"#[\w-]+|report\.(fr|en)\.html", value or "")] == []
    assert "@import" not in html and not re.search(r"url\((?!#)", html)


def test_words_of_a_case_are_never_markup(language: Language) -> None:
    case = a_case(question=HOSTILE, before=[HOSTILE], id="x")
    hostile = results_of([a_score(case, facts=False, text=HOSTILE)], [], MADE)
    found = report(hostile, language)
    assert "<script" not in found and "<img" not in found
    assert found.count("&lt;script&gt;") == 3


def test_tables_have_headers_and_plots_are_described(page: Page) -> None:
    assert page.all("table") and len(page.all("caption")) == len(page.all("table"))
    assert {attributes.get("scope") for attributes in page.all("th")} == {"col", "row"}
    plots = page.all("svg")
    assert len(plots) == 4
    assert all(plot["role"] == "img" and len(plot["aria-label"] or "") > 40 for plot in plots)


def test_no_id_stands_twice(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    targets = [value[1:] for attributes in page.all("a") if (value := attributes["href"] or "").startswith("#")]
    assert set(targets) <= set(ids)


def test_it_says_its_language_and_leads_to_the_other(page: Page, language: Language) -> None:
    assert page.all("html")[0]["lang"] == language.value
    assert {
        "href": f"report.{language.other}.html",
        "lang": language.other.value,
        "hreflang": language.other.value,
    } in (page.all("a"))


def test_the_plots_text_is_text_and_they_are_always_the_same(html: str, language: Language) -> None:
    assert "<text" in html
    assert html == report(some_results(), language)
    assert "<metadata" not in html and "<?xml" not in html and "<style" not in html.partition("<body>")[2]


def test_numbers_are_written_as_in_each_language(page: Page, language: Language) -> None:
    said = "".join(page.said)
    assert ("40,0\u00a0%" if language is Language.FRENCH else "40.0%") in said
    assert not re.search(r"\d %" if language is Language.FRENCH else r"\d\s%", said)


def test_the_summary_is_one_paragraph_with_the_ladder_where_it_was_climbed() -> None:
    full, quick = some_results(), results_of(some_scores(), [], MADE)
    assert "plain RAG" in summary(full, Language.ENGLISH) and "plain RAG" not in summary(quick, Language.ENGLISH)
    assert "5 questions in French and 5 in English" in summary(full, Language.ENGLISH)
    assert "refused 50.0%" in summary(full, Language.ENGLISH)


def test_a_run_without_the_ladder_has_no_place_for_it() -> None:
    ids = {
        attributes.get("id") for _, attributes in Page(report(results_of(some_scores(), [], MADE), LANGUAGES[0])).tags
    }
    assert "kinds" in ids and "ladder" not in ids


def test_every_missed_case_stands_once_under_its_cause() -> None:
    groups = {group.id: [case.id for case in group.cases] for group in missed(some_scores(), Language.ENGLISH)}
    assert groups == {
        "cause-refused": ["c-fr", "c-en"],
        "cause-invented": ["e-fr", "e-en"],
        "cause-passage": ["b-fr", "b-en"],
    }


def test_an_answer_in_the_other_language_is_marked_so() -> None:
    ((case,),) = (group.cases for group in missed([a_score(language=False)], Language.FRENCH))
    assert (case.language, case.answered_in) == ("en", "fr")


def test_where_all_is_right_it_says_so() -> None:
    perfect = results_of([a_score()], [], MADE)
    assert "every answer is right" in report(perfect, Language.ENGLISH)


def test_the_tables_name_every_rung_and_kind(html: str, language: Language) -> None:
    assert all(say(f"rung_{name}", language) in html for name in RUNGS)
    assert say("kind_direct", language) in html
    assert kind_group("en", "direct") in some_results().figures
