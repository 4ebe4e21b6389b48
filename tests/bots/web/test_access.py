"""For everyone: axe finds nothing in any state, the keyboard is enough, words are announced once, any size will do."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.bots.web.browser import ANSWERS, ask, chromium, field, launched, press

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAID = {
    "en": {
        "open": "Open the WIL Digital assistant",
        "eligible": "Am I eligible?",
        "yes": "Yes",
        "no": "No",
        "rules": "The guide's criteria",
        "unhelpful": "Unhelpful answer",
        "unpaid": "my employer hasn't paid me",
        "declined": "Can I bring my dog to work?",
        "unanswered": "what's the deadline to apply?",
        "new": "New conversation",
        "pays": "Who pays me?",
    },
    "fr": {
        "open": "Ouvrir l'assistant AIT numérique",
        "eligible": "Suis-je admissible?",
        "yes": "Oui",
        "no": "Non",
        "rules": "Critères du guide",
        "unhelpful": "Réponse peu utile",
        "unpaid": "mon employeur ne m'a pas payé",
        "declined": "Puis-je venir avec mon chien au travail?",
        "unanswered": "Quelle est la date limite pour postuler?",
        "new": "Nouvelle conversation",
        "pays": "Qui me paie?",
    },
}
LOOKS: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}]


def check(page: Any, state: str) -> None:
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    faults = [
        (state, fault["id"], node["target"], node.get("failureSummary"))
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
    assert faults == []


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "forced"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_in_any_state(
    visit: Callable[..., Any], address: str, language: str, look: dict[str, Any]
) -> None:
    said = SAID[language]
    page = visit(address, language, **look)
    check(page, "empty")
    ask(page, said["eligible"], language)
    check(page, "question with buttons")
    press(page, said["yes"])
    verdict = press(page, said["no"])
    verdict.get_by_text(said["rules"]).click()
    verdict.locator(".rule summary").first.click()
    check(page, "verdict")
    answer = ask(page, said["unpaid"], language)
    answer.locator(".sources > summary").click()
    answer.locator(".source > summary").first.click()
    check(page, "urgent, with sources")
    page.get_by_role("button", name=said["new"]).click()
    ask(page, said["declined"], language)
    check(page, "declined")
    page.get_by_role("button", name=said["new"]).click()
    answer = ask(page, said["unanswered"], language)
    assert answer.locator(".team").is_visible()
    answer.get_by_role("button", name=said["unhelpful"]).click()
    check(page, "unanswered, with the form of reasons")
    page.route("**/api/chat/stream", lambda route: route.abort())
    field(page, language).fill(said["pays"])
    page.keyboard.press("Enter")
    page.locator(".notice p").wait_for()
    check(page, "failure")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing_on_a_document_s_page(
    visit: Callable[..., Any], address: str, language: str, width: int
) -> None:
    page = visit(f"{address}/sources/student-guide?lang={language}", language, width=width)
    check(page, "document")
    page.get_by_role("button", name=SAID[language]["open"]).click()
    check(page, "document, with the panel")


def test_axe_finds_nothing_without_javascript_s_widget(visit: Callable[..., Any], address: str) -> None:
    page = visit("about:blank")
    page.route("**/widget/*.js", lambda route: route.abort())
    page.goto(address + "/?lang=en")
    page.get_by_label("Your question").fill("Am I eligible?")
    page.get_by_role("button", name="Send").click()
    page.locator(".exchange").wait_for()
    check(page, "form")


def active(page: Any) -> str:
    """The name of what has the keyboard, inside the widget or outside."""
    name: str = page.evaluate(
        """() => {
            let one = document.activeElement;
            while (one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
            return one.getAttribute("aria-label") || one.textContent.trim() || one.id;
        }"""
    )
    return name


def test_the_keyboard_is_enough(visit: Callable[..., Any], address: str) -> None:
    page = visit(address + "/sources/student-guide?lang=en")
    launcher = page.get_by_role("button", name="Open the WIL Digital assistant")
    launcher.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="WIL Digital assistant")
    assert dialog.is_visible() and active(page) == "message"
    page.keyboard.type("Am I eligible?")
    page.keyboard.press("Enter")
    page.locator(ANSWERS).wait_for()
    while active(page) != "Yes":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.locator(ANSWERS).nth(1).wait_for()
    names: list[str] = []
    while "New conversation" not in names or len(set(names)) == len(names):
        page.keyboard.press("Tab")
        names.append(active(page))
        assert len(names) < 200
    assert "Page" not in names and "Table of contents" not in names  # round inside the dialog
    page.keyboard.press("Escape")
    assert not dialog.is_visible() and active(page) == "Open the WIL Digital assistant"


def test_a_reference_leads_the_keyboard_to_its_passage(page: Any) -> None:
    answer = ask(page, "Who pays me?")
    answer.locator(".reference").first.focus()
    page.keyboard.press("Enter")
    assert active(page).startswith("1WIL Digital")
    assert answer.locator("blockquote").first.is_visible()


def test_focus_is_always_visible(page: Any) -> None:
    ask(page, "Am I eligible?")
    field(page).focus()
    for _ in range(15):
        page.keyboard.press("Shift+Tab")
        outline = page.evaluate(
            """() => {
                let one = document.activeElement;
                while (one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
                const style = getComputedStyle(one);
                return style.outlineStyle + " " + parseFloat(style.outlineWidth);
            }"""
        )
        style, width = outline.split()
        assert style != "none" and float(width) >= 2, active(page)


def test_a_reply_is_announced_once_and_whole(page: Any) -> None:
    page.evaluate(
        """() => {
            window.announced = [];
            const log = document.querySelector("wil-assistant").shadowRoot.querySelector("[role=log]");
            new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) =>
                node.classList.contains("assistant") && window.announced.push(node.textContent)))
            ).observe(log, { childList: true, subtree: true });
        }"""
    )
    ask(page, "is the mid-term eval shared with my employer")
    announced = page.evaluate("window.announced")
    assert len(announced) == 1 and "will not be shared" in announced[0]
    assert page.locator(".waiting").evaluate("(one) => one.closest('[role=log]')") is None
    assert page.locator(f"{ANSWERS} .quiet").get_attribute("aria-live") == "off"


def test_names_are_in_the_language_shown(page: Any) -> None:
    ask(page, "Am I eligible?")
    page.get_by_role("button", name="FR – continue in French").click()
    ask(page, "Qui me paie?", "fr")
    names = page.locator(".head").aria_snapshot() + page.locator(".composer").aria_snapshot()
    assert "Nouvelle conversation" in names and "New conversation" not in names and "Envoyer" in names
    assert page.locator("section.panel").get_attribute("lang") == "fr"
    for quote in page.locator("blockquote").all():
        assert quote.get_attribute("lang") in ("fr", "en")
    for bubble in page.locator(".bubble").all():
        assert bubble.get_attribute("lang") in ("fr", "en")


SMALL = """() => {
    const found = [];
    const root = document.querySelector("wil-assistant").shadowRoot;
    for (const one of root.querySelectorAll("button, summary, input, .button")) {
        const box = (one.closest("label") || one).getBoundingClientRect();
        if (one.checkVisibility() && (box.width < 24 || box.height < 24)) found.push(one.outerHTML.slice(0, 80));
    }
    return found;
}"""


def test_targets_are_large_enough(page: Any) -> None:
    ask(page, "Am I eligible?")
    answer = press(page, "Yes")
    answer.locator(".sources > summary").first.click()
    answer.get_by_role("button", name="Unhelpful answer").click()
    assert page.evaluate(SMALL) == []


FITS = """() => {
    const wide = (one) => one.scrollWidth > one.clientWidth + 1;
    const root = document.querySelector("wil-assistant").shadowRoot;
    const inside = [...root.querySelectorAll(".panel, .scroller, .bubble, header, .composer")].filter(wide);
    return [document.documentElement, ...inside].filter(wide).map((one) => one.className || one.tagName);
}"""


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (1280, 900)])
def test_it_fits_any_window(visit: Callable[..., Any], address: str, width: int, height: int) -> None:
    """320 × 256 is a window of 1280 × 1024 enlarged to 400 %."""
    page = visit(address + "/sources/student-guide?lang=fr", "fr", width=width, height=height)
    page.get_by_role("button", name="Ouvrir l'assistant AIT numérique").click()
    ask(page, "Suis-je admissible?", "fr")
    verdict = press(page, "Non")
    verdict.get_by_text("Critères du guide").click()
    assert page.evaluate(FITS) == []
    field(page, "fr").scroll_into_view_if_needed()
    assert field(page, "fr").is_visible()
    page.get_by_role("button", name="Fermer l'assistant").last.click()


@pytest.fixture(scope="module")
def large_print(playwright: Any) -> Iterator[Any]:
    with launched(playwright, "--blink-settings=defaultFontSize=32") as opened:
        yield opened


def test_it_fits_text_of_twice_the_size(large_print: Any, address: str) -> None:
    page = large_print.new_context(locale="en-CA", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    ask(page, "Am I eligible?")
    press(page, "Yes")
    assert page.evaluate(FITS) == []
    assert float(re.sub("px", "", field(page).evaluate("(one) => getComputedStyle(one).fontSize"))) >= 28


def test_nothing_moves_for_those_who_ask_for_no_motion(visit: Callable[..., Any], address: str) -> None:
    page = visit(address + "/sources/student-guide?lang=en", reduced_motion="reduce")
    page.get_by_role("button", name="Open the WIL Digital assistant").click()
    assert page.locator(".panel").evaluate("(one) => getComputedStyle(one).animationName") == "none"
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
