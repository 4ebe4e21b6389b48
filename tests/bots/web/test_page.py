"""The page in a real browser: ask, read the answer and its sources, in both languages, and without JavaScript."""

from typing import Any

import pytest

from tests.bots.web.browser import ask, chromium, field

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")


def test_a_question_is_answered_with_its_source(page: Any) -> None:
    answer = ask(page, "is the mid-term eval shared with my employer")
    assert "will not be shared with your employer" in answer.inner_text()
    answer.get_by_role("button", name="Source 1: WIL Digital").first.click()
    quote = answer.locator("blockquote[lang=fr]")
    assert "ne sera pas communiqué" in quote.inner_text()
    assert "The project's translation" in answer.inner_text()
    assert field(page).input_value() == ""


def test_the_source_opens_at_its_place_in_the_document(page: Any, address: str) -> None:
    answer = ask(page, "Qui voit mon évaluation finale?")
    answer.get_by_text("Sources (1)").click()
    answer.locator(".source summary").click()
    answer.get_by_role("link", name="Lire ce passage dans le document").click()
    page.wait_for_url("**/sources/student-guide?lang=fr#final-evaluation")
    assert page.locator("#final-evaluation:target").is_visible()


def test_text_is_never_html(page: Any) -> None:
    ask(page, "who pays me <img src=x onerror=document.title='hacked'>")
    assert page.locator(".bubble img").count() == 0
    assert page.title() == "WIL Digital assistant"


def test_the_page_s_language_is_that_of_its_address(page: Any, address: str) -> None:
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/?lang=fr")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert field(page, "fr").is_visible()
    page.goto(address + "/?language=en")
    assert page.locator("html").get_attribute("lang") == "en"


def test_documents_are_listed_and_read_in_both_languages(page: Any) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.get_by_role("link", name="WIL Digital – Program Guide for Students").click()
    page.get_by_role("link", name="Midpoint evaluation").click()
    assert page.locator("#midpoint:target").is_visible()
    original = page.locator("article[lang=fr]")
    assert original.is_visible() and "Guide du programme pour les étudiants" in original.inner_text()
    tops = page.evaluate(
        """() => [...document.querySelectorAll("article")].map((article) =>
            [...article.querySelectorAll(".block")].map((block) => Math.round(block.getBoundingClientRect().top)))"""
    )
    assert tops[0] == tops[1] and len(tops[0]) > 50
    page.set_viewport_size({"width": 800, "height": 900})
    assert not original.is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows_sideways(page: Any, width: int, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    ask(page, "What is the learning plan?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(address + "/sources/bher-evaluation")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_a_form_asks_and_the_conversation_goes_on(browser: Any, address: str) -> None:
    context = browser.new_context(locale="en-CA", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Your question").fill("Am I eligible?")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Yes").click()
    assert "What I understood: Canadian citizenship" in page.locator(".exchange").nth(1).inner_text()
    page.get_by_label("Your question").fill("Qui me paie?")
    page.get_by_role("button", name="Send").click()
    last = page.locator(".exchange").nth(2)
    assert last.get_attribute("lang") == "fr" and last.locator("blockquote").count() > 0
    page.get_by_label("Votre question").fill("?!")
    page.get_by_role("button", name="Envoyer").click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Votre question").input_value() == "?!"
    context.close()
