"""The page in a real browser: ask, read the answer and its sources, keep what was typed when something fails."""

import os
import shutil
import socket
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
import uvicorn

from assistant import Assistant
from bots.web import create_app

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium() -> str | None:
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("WIL_TEST_ALL"):
            raise AssertionError("Chromium is missing; install the Debian package chromium")
        print("left out: browser tests, Chromium is not installed")  # noqa: T201
    return found


CHROMIUM = _chromium()
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(assistant), port=port, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        pass
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(locale="en-CA", viewport={"width": 800, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    opened.goto(address)
    yield opened
    context.close()


def ask(page: Any, question: str) -> Any:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    answer = page.locator(".bubble.assistant").last
    answer.wait_for()
    return answer


def test_a_question_is_answered_with_its_source(page: Any) -> None:
    answer = ask(page, "is the mid-term eval shared with my employer")
    assert "will not be shared with your employer" in answer.inner_text()
    answer.get_by_text("Sources (1)").click()
    quote = answer.locator("blockquote[lang=fr]")
    assert "ne sera pas communiqué" in quote.inner_text()
    assert page.get_by_label("Your question").input_value() == ""
    assert page.locator("#examples").is_hidden()


def test_the_source_opens_at_its_place_in_the_document(page: Any, address: str) -> None:
    answer = ask(page, "Qui voit mon évaluation finale?")
    answer.get_by_text("Sources (1)").click()
    answer.locator("details a").first.click()
    page.wait_for_url("**/sources/student-guide#final-evaluation")
    assert page.locator("#final-evaluation:target").is_visible()


def test_an_unanswered_question_offers_the_team_by_e_mail(page: Any) -> None:
    answer = ask(page, "what's the deadline to apply?")
    target = answer.get_by_role("link", name="E-mail the team").get_attribute("href")
    assert target.startswith("mailto:WIL_Digital@ictc-ctic.ca?subject=")
    assert "deadline" in target


def test_what_was_typed_is_kept_when_the_server_is_gone(page: Any) -> None:
    page.route("**/api/chat/stream", lambda route: route.abort())
    page.get_by_label("Your question").fill("Who pays me?")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("The server does not answer").wait_for()
    assert page.get_by_label("Your question").input_value() == "Who pays me?"


def test_text_is_never_html(page: Any) -> None:
    ask(page, "who pays me <img src=x onerror=document.title='hacked'>")
    assert page.locator(".bubble img").count() == 0
    assert page.title() == "WIL Digital assistant"


def test_the_language_switch_keeps_the_page(page: Any) -> None:
    page.get_by_role("link", name="Français").click()
    page.get_by_label("Votre question").wait_for()
    assert page.locator("html").get_attribute("lang") == "fr"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows_sideways(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    ask(page, "What is the learning plan?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
