"""What the browser tests share: a served application, Chromium, the widget's parts as a person finds them."""

import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import uvicorn

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("WIL_TEST_ALL"):
            raise AssertionError("Chromium is missing; install the Debian package chromium")
        print("left out: browser tests, Chromium is not installed")  # noqa: T201
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(application: Any, port: int | None = None) -> Iterator[str]:
    """Serve an application on loopback; its address."""
    port = port or free_port()
    config = uvicorn.Config(application, port=port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def launched(playwright: Any, *arguments: str) -> Iterator[Any]:
    """Chromium, with more arguments than the usual ones where given."""
    opened = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *arguments])
    yield opened
    opened.close()


QUESTION = {"en": "Your question", "fr": "Votre question"}
ANSWERS = ".log .bubble.assistant"


def field(page: Any, language: str = "en") -> Any:
    return page.get_by_role("textbox", name=QUESTION[language])


def ask(page: Any, question: str, language: str = "en") -> Any:
    """Type a question, wait for its whole answer; the answer's bubble."""

    def typed() -> None:
        field(page, language).fill(question)
        page.keyboard.press("Enter")

    return after(page, typed)


def after(page: Any, does: Callable[[], object]) -> Any:
    """Do something that makes an answer come; the answer's bubble."""
    answers = page.locator(ANSWERS)
    before = answers.count()
    does()
    answers.nth(before).wait_for()
    return answers.nth(before)


def press(page: Any, name: str) -> Any:
    """Press a button that asks; the answer's bubble."""
    return after(page, page.get_by_role("button", name=name, exact=True).last.click)
