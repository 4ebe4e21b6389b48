"""A served application and a browser, opened once for a file of tests; a fresh page for each."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant import Assistant
from bots.web import create_app
from tests.bots.web.browser import launched, served


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with served(create_app(assistant)) as found:
        yield found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Any) -> Iterator[Any]:
    with launched(playwright) as opened:
        yield opened


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a context of its own; an error in the page fails the test."""
    contexts, errors = [], []

    def opened(address: str, language: str = "en", width: int = 1000, height: int = 900, **options: Any) -> Any:
        context = browser.new_context(
            locale=f"{language}-CA", viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(visit: Callable[..., Any], address: str) -> Any:
    """The page at `/`, in English."""
    return visit(address)
