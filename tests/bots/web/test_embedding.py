"""On other people's pages: another origin, hostile styles, the attributes, and nothing of theirs disturbed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assistant import Assistant
from bots.web import create_app, widget_script
from corpus import Language
from tests.bots.web.browser import ANSWERS, ask, chromium, field, free_port, served

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
HOSTILE = """
* { all: unset; display: inline !important; color: red !important; font-size: 3px !important; transition: all 9s; }
wil-assistant { display: none !important; transform: scale(0.1) !important; position: absolute !important; }
html { font-size: 62.5%; text-transform: uppercase; letter-spacing: 1em; direction: rtl; visibility: hidden; }
button, textarea, div, p { background: lime !important; width: 1px !important; pointer-events: none !important; }
"""


class Host:
    """A site of its own, whose one page says what a test wants."""

    def __init__(self) -> None:
        self.html = ""
        self.headers: dict[str, str] = {}

    def page(self, request: Request) -> HTMLResponse:
        return HTMLResponse(self.html, headers=self.headers)


@pytest.fixture(scope="module")
def host() -> Iterator[tuple[Host, str]]:
    site = Host()
    with served(Starlette(routes=[Route("/{path:path}", site.page)])) as address:
        yield site, address


@pytest.fixture(scope="module")
def server(assistant: Assistant, host: tuple[Host, str]) -> Iterator[str]:
    allowed = replace(assistant.settings, allowed_origins=(host[1],))
    with served(create_app(Assistant(allowed, assistant.index, assistant.store))) as address:
        yield address


Opens = Callable[..., Any]


@pytest.fixture
def embedded(visit: Callable[..., Any], host: tuple[Host, str]) -> Opens:
    """Opens the other site's page with these words in its body."""

    def opened(body: str, head: str = "", headers: dict[str, str] | None = None, **options: Any) -> Any:
        site, address = host
        site.html = f'<!doctype html><html lang="en"><head><title>School</title>{head}</head><body>{body}</body></html>'
        site.headers = headers or {}
        return visit(address, **options)

    return opened


def script(server: str, attributes: str = 'data-language="en"') -> str:
    return f'<script src="{server}/widget.js" async {attributes}></script>'


def launch(page: Any, name: str = "Open the WIL Digital assistant") -> None:
    page.get_by_role("button", name=name).click()


def test_an_allowed_page_asks_and_keeps_the_conversation(embedded: Opens, server: str) -> None:
    page = embedded(f"<h1>School</h1>{script(server)}")
    launch(page)
    answer = ask(page, "Who pays me?")
    answer.locator(".reference").first.click()
    link = answer.get_by_role("link", name="Read this passage in the document (new tab)")
    assert link.get_attribute("href").startswith(server + "/sources/student-guide?lang=en#")
    assert link.get_attribute("target") == "_blank"
    page.reload()
    page.locator(ANSWERS).wait_for()


def test_a_page_that_is_not_allowed_is_told_so(embedded: Opens, assistant: Assistant, host: tuple[Host, str]) -> None:
    with served(create_app(assistant)) as address:
        page = embedded(script(address))
        launch(page)
        field(page).fill("Who pays me?")
        page.keyboard.press("Enter")
        notice = page.locator(".notice p")
        notice.wait_for()
        assert f"Pages of {host[1]} may not use the assistant" in notice.inner_text()
        assert "WIL_Digital@ictc-ctic.ca" in notice.inner_text()
        assert field(page).input_value() == "Who pays me?"


def test_the_checked_line_works_and_a_changed_script_is_refused(embedded: Opens, server: str) -> None:
    line = widget_script().tag(server, Language.FRENCH)
    page = embedded(line)
    launch(page, "Ouvrir l'assistant AIT numérique")
    ask(page, "Qui me paie?", "fr")
    page = embedded(line.replace("sha384-", "sha384-A"))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("customElements.get('wil-assistant')") is None


def test_it_works_under_a_strict_policy_of_the_page(embedded: Opens, server: str) -> None:
    policy = f"default-src 'none'; script-src {server}; connect-src {server}; require-trusted-types-for 'script'"
    page = embedded(script(server), headers={"Content-Security-Policy": policy})
    launch(page)
    ask(page, "Who pays me?")
    panel = page.locator(".panel").bounding_box()
    assert panel["width"] > 300 and panel["height"] > 400


def test_styles_of_the_page_stay_outside(embedded: Opens, server: str) -> None:
    page = embedded(script(server), head=f"<style>{HOSTILE}</style>")
    launch(page)
    ask(page, "Who pays me?")
    button = page.get_by_role("button", name="Send").bounding_box()
    assert button["width"] >= 40
    shown = page.locator(ANSWERS).evaluate(
        """(one) => { const style = getComputedStyle(one);
            return [style.fontSize, style.textTransform, style.letterSpacing, style.visibility, style.display]; }"""
    )
    assert shown == ["15px", "none", "normal", "visible", "grid"]
    assert page.locator(".panel").bounding_box()["width"] > 300


def test_the_page_s_own_styles_and_layout_are_left_alone(embedded: Opens, server: str) -> None:
    # Counted are the page's own elements: what grows in the panel while an answer comes in is the panel's.
    watch = """<script>window.shift = 0;
        const own = ({ node }) => node && (node.closest ? node : node.parentElement)?.closest("h1, p.panel");
        const add = (entry) => { if (entry.sources.some(own)) window.shift += entry.value; };
        const watcher = new PerformanceObserver((list) => list.getEntries().forEach(add));
        watcher.observe({ type: "layout-shift", buffered: true });</script>"""
    words = "<h1>School</h1>" + "<p class='panel bubble hidden'>Some words of the page.</p>" * 30
    page = embedded(words + script(server), head=watch)
    page.get_by_role("button", name="Open the WIL Digital assistant").wait_for()
    before = page.locator("p").first.bounding_box()
    launch(page)
    ask(page, "Who pays me?")
    assert page.locator("p").first.bounding_box() == before
    assert page.evaluate("window.shift") == 0
    ours = ["WilAssistant", "Chat", "Client", "Memory", "TEXTS", "SERVER"]
    assert page.evaluate("(names) => names.filter((name) => name in window)", ours) == []


def test_attributes_choose_colour_side_title_and_first_questions(embedded: Opens, server: str) -> None:
    attributes = """data-language="fr" data-accent="#ffd400" data-position="left" data-heading="Aide aux stages"
        data-suggestions="Qui me paie?|Suis-je admissible?" """
    page = embedded(script(server, attributes))
    launch(page, "Ouvrir l'assistant AIT numérique")
    assert page.get_by_role("dialog", name="Aide aux stages").bounding_box()["x"] < 100
    assert page.locator(".topic").all_inner_texts() == ["Qui me paie?", "Suis-je admissible?"]
    colours = page.locator(".head").evaluate(
        "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    )
    assert colours == ["rgb(255, 212, 0)", "rgb(0, 0, 0)"]


def test_an_accent_that_is_no_colour_changes_nothing(embedded: Opens, server: str) -> None:
    page = embedded(script(server, 'data-accent="red; background: url(https://evil.example)"'))
    launch(page)
    assert page.locator(".head").evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(31, 79, 168)"


def test_inline_in_a_place_of_the_page(embedded: Opens, server: str) -> None:
    page = embedded(
        '<main><div id="help"></div></main>'
        + script(server, 'data-mode="inline" data-target="#help" data-language="fr"')
    )
    ask(page, "Qui me paie?", "fr")
    assert page.locator("#help wil-assistant").count() == 1
    assert page.get_by_role("button", name="Ouvrir l'assistant AIT numérique").count() == 0


def test_two_scripts_make_one_widget(embedded: Opens, server: str) -> None:
    page = embedded(script(server) + script(server))
    launch(page)
    ask(page, "Who pays me?")
    assert page.locator("wil-assistant").count() == 1


def test_the_language_of_the_page_is_taken_where_none_is_said(embedded: Opens, server: str) -> None:
    page = embedded(script(server, ""), language="fr")
    launch(page)
    assert field(page).is_visible()


def test_it_is_ready_at_once_and_asks_only_its_server(embedded: Opens, server: str) -> None:
    asked: list[str] = []
    page = embedded("<p>School</p>")
    page.on("request", lambda request: asked.append(request.url))
    page.add_script_tag(url=server + "/widget.js")
    page.locator(".launcher").wait_for()
    assert asked == [server + "/widget.js"]  # nothing more before somebody asks
    launch(page)
    ask(page, "Who pays me?")
    assert all(url.startswith(server + "/") for url in asked)


def test_a_port_that_nobody_serves_is_told(embedded: Opens, server: str, assistant: Assistant) -> None:
    port = free_port()
    with served(create_app(assistant), port) as address:
        page = embedded(script(address))
        launch(page)
    field(page).fill("Who pays me?")
    page.keyboard.press("Enter")
    page.get_by_text("The server does not answer").wait_for()
    assert field(page).input_value() == "Who pays me?"
