"""Draws every state of the widget and of the pages into docs/screenshots: `python -m tests.bots.web.screenshots`."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assistant import build_assistant, read_settings
from bots.web import create_app
from tests.bots.web.browser import ANSWERS, ask, field, launched, press, served

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "docs" / "screenshots"
CHAT = "**/api/chat/stream"
HOST = """<!doctype html>
<html lang="fr"><head><title>Collège</title></head>
<body style="font-family: Georgia, serif; max-width: 44rem; margin: 3rem auto; line-height: 1.7; color: #333">
<h1>Stages et emplois</h1>
<p>Bienvenue au service des stages. Vous trouverez ici les programmes, les dates et les personnes à joindre.</p>
<p>Pour AIT numérique, posez vos questions à l'assistant, en bas de la page.</p>
</body></html>"""


class Studio:
    """Opens pages and keeps their picture."""

    def __init__(self, browser: Any, address: str, host: str) -> None:
        self.browser, self.address, self.host = browser, address, host

    @contextmanager
    def visit(
        self,
        path: str = "/",
        language: str = "en",
        size: tuple[int, int] = (1280, 860),
        site: str = "",
        **options: Any,
    ) -> Iterator[Any]:
        """A page in a context of its own."""
        context = self.browser.new_context(
            locale=f"{language}-CA", viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options
        )
        page = context.new_page()
        page.goto((site or self.address) + path)
        yield page
        context.close()


def keep(page: Any, name: str) -> None:
    """The picture, once what moves has come to rest."""
    page.wait_for_timeout(250)
    picture = Image.open(BytesIO(page.screenshot()))
    # A palette is enough for a flat drawing, and a third of the size.
    picture.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def conversation(studio: Studio) -> None:
    with studio.visit() as page:
        keep(page, "home-en")
        answer = ask(page, "is the mid-term eval shared with my employer")
        answer.locator(".reference").first.click()
        keep(page, "answer-source-en")
        answer.get_by_role("button", name="Unhelpful answer").click()
        page.get_by_label("Something is missing").check()
        answer.locator(".why").scroll_into_view_if_needed()
        keep(page, "feedback-en")
        ask(page, "my employer hasn't paid me")
        keep(page, "unpaid-en")
        ask(page, "my boss harasses me, I feel unsafe")
        keep(page, "safety-en")

    with studio.visit() as page:
        ask(page, "what's the deadline to apply?")
        keep(page, "unanswered-en")


def eligibility(studio: Studio) -> None:
    with studio.visit(language="fr") as page:
        keep(page, "home-fr")
        ask(page, "Suis-je admissible?", "fr")
        keep(page, "eligibility-opens-fr")
        press(page, "Oui")
        keep(page, "eligibility-question-fr")
        verdict = press(page, "Non")
        verdict.get_by_text("Critères du guide").click()
        verdict.locator(".rule summary").first.click()
        keep(page, "verdict-not-met-fr")
    with studio.visit() as page:
        ask(
            page,
            "I'm a Canadian citizen, full-time in a degree at McGill for the whole work period, no family there, "
            "I own no company, manage nothing, and I'm not a permanent employee",
        )
        keep(page, "verdict-no-obstacle-en")


def failures(studio: Studio) -> None:
    with studio.visit(language="fr") as page:
        held: list[Any] = []
        page.route(CHAT, lambda route: held.append(route))
        field(page, "fr").fill("Qui me paie pendant le stage?")
        page.keyboard.press("Enter")
        page.locator(".step").get_by_text("plus que d'habitude").wait_for()
        keep(page, "slow-fr")
        held[0].abort()
    with studio.visit(language="fr") as page:
        ask(page, "Qui me paie?", "fr")
        page.context.set_offline(True)
        field(page, "fr").fill("Et pendant les congés?")
        page.keyboard.press("Enter")
        page.locator(".notice p").wait_for()
        keep(page, "offline-fr")
    problem = {"status": 404, "title": "", "detail": ""}
    body = f"event: problem\r\ndata: {json.dumps(problem)}\r\n\r\n"
    with studio.visit() as page:
        page.route(CHAT, lambda route: route.fulfill(body=body, content_type="text/event-stream"))
        field(page).fill("And on holidays?")
        page.keyboard.press("Enter")
        page.locator(".notice p").wait_for()
        keep(page, "expired-en")
        field(page).fill("Who pays me? " * 650)
        page.keyboard.press("Enter")
        keep(page, "too-long-en")


def looks(studio: Studio) -> None:
    with studio.visit(language="fr", size=(320, 640), color_scheme="dark") as page:
        page.locator("wil-assistant").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('wil-assistant').scrollIntoView()")
        ask(page, "Qui voit mon évaluation finale?", "fr")
        keep(page, "phone-dark-fr")
    with studio.visit("/sources/student-guide?lang=fr", "fr", (320, 640)) as page:
        keep(page, "document-phone-fr")
        page.get_by_role("button", name="Ouvrir").click()
        ask(page, "Suis-je admissible?", "fr")
        press(page, "Oui")
        keep(page, "phone-panel-fr")
    with studio.visit("/sources/student-guide?lang=en", size=(320, 256)) as page:
        page.get_by_role("button", name="Open").click()
        ask(page, "Who pays me?")
        keep(page, "zoom-400-en")
    with studio.visit(color_scheme="dark") as page:
        ask(page, "I have a study permit, am I eligible?")
        keep(page, "verdict-dark-en")
    with studio.visit(forced_colors="active") as page:
        ask(page, "I have a study permit, am I eligible?")
        keep(page, "forced-colors-en")
    with studio.visit("/sources/student-guide?lang=en#midpoint-evaluation", size=(1400, 860)) as page:
        keep(page, "document-en")
    with studio.visit(java_script_enabled=False) as page:
        page.get_by_label("Your question").fill("Am I eligible?")
        page.get_by_role("button", name="Send").click()
        keep(page, "without-javascript-en")


def embedding(studio: Studio) -> None:
    with studio.visit(language="fr", site=studio.host) as page:
        page.add_script_tag(url=studio.address + "/widget.js")
        page.get_by_role("button", name="Ouvrir").wait_for()
        keep(page, "launcher-fr")
        page.get_by_role("button", name="Ouvrir").click()
        ask(page, "Combien mon employeur peut-il recevoir?", "fr")
        keep(page, "panel-fr")
        field(page, "fr").fill("Qui remplit le plan d'apprentissage?")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.locator(".launcher .count:not(:empty)").wait_for()
        keep(page, "unread-fr")
        assert page.locator(ANSWERS).count() == 2


STATES: tuple[Callable[[Studio], None], ...] = (conversation, eligibility, failures, looks, embedding)


def main() -> None:
    """Draw them all, on the index that the tests have built."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    site = Starlette(routes=[Route("/", lambda request: HTMLResponse(HOST))])
    with TemporaryDirectory() as kept, sync_playwright() as playwright, served(site) as host:
        given = {
            "WIL_DATA": str(ROOT / "build" / "test-data"),
            "WIL_DATABASE_URL": f"sqlite:///{kept}/wil.sqlite3",
            "WIL_ALLOWED_ORIGINS": host,
        }
        app = create_app(build_assistant(read_settings(given)))
        with served(app) as address, launched(playwright) as browser:
            for state in STATES:
                state(Studio(browser, address, host))


if __name__ == "__main__":
    main()
