"""When things fail: each failure says what happened, and what was typed is kept."""

import json
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from assistant import Assistant
from bots.web import create_app
from tests.bots.web.browser import ANSWERS, after, ask, chromium, field, free_port, served

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
CHAT = "**/api/chat/stream"


def send(page: Any, text: str, language: str = "en") -> None:
    field(page, language).fill(text)
    page.keyboard.press("Enter")


def said(page: Any, words: str) -> Any:
    notice = page.locator(".notice").filter(has_text=words)
    notice.wait_for()
    return notice


def test_offline_and_back(page: Any) -> None:
    ask(page, "hello")
    page.context.set_offline(True)
    send(page, "Who pays me?")
    said(page, "You are offline. Your message is kept")
    assert field(page).input_value() == "Who pays me?"
    assert page.locator(".bubble.you").count() == 1
    page.context.set_offline(False)
    notice = said(page, "The connection is back")
    after(page, notice.get_by_role("button", name="Try again").click)
    assert field(page).input_value() == "" and page.locator(".bubble.you").count() == 2
    assert page.locator(".notice").inner_text() == ""


def test_a_server_that_restarts_in_the_middle_of_a_reply(
    visit: Callable[..., Any], assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, reached, over, real = free_port(), Event(), Event(), assistant.stream

    def endless(message: Any) -> Iterator[Any]:
        for event in real(message):
            if not hasattr(event, "name"):
                reached.set()
                over.wait(20)  # longer than the server that ends waits for it
            yield event

    with served(create_app(assistant), port) as address:
        page = visit(address)
        ask(page, "Am I eligible?")
        monkeypatch.setattr(assistant, "stream", endless)
        send(page, "yes")
        assert reached.wait(20)
    said(page, "Your message is kept")
    assert field(page).input_value() == "yes"
    over.set()
    started_anew = Assistant(assistant.settings, assistant.index, assistant.store)
    with served(create_app(started_anew), port):
        answer = after(page, page.get_by_role("button", name="Try again").click)
        assert "Canadian citizenship" in answer.inner_text()  # the conversation went on


PROBLEMS = [
    (404, "This conversation has expired", "Send in a new conversation"),
    (409, "A reply is already in progress", "Try again"),
    (413, "over 8,000 characters", None),
    (429, "Too many messages. Wait a little.", "Try again"),
    (500, "Something went wrong on our side", "Try again"),
    (503, "The assistant is starting", "Try again"),
]


@pytest.mark.parametrize(("status", "words", "button"), PROBLEMS)
@pytest.mark.parametrize("streamed", [False, True])
def test_each_problem_says_what_happened(
    page: Any, status: int, words: str, button: str | None, streamed: bool
) -> None:
    problem = {"status": status, "title": "x", "detail": "Too many messages. Wait a little."}
    if streamed:
        body = f"event: problem\r\ndata: {json.dumps(problem)}\r\n\r\n"
        page.route(CHAT, lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    else:
        headers = {"Retry-After": "1"}
        page.route(CHAT, lambda route: route.fulfill(status=status, json=problem, headers=headers))
    send(page, "Who pays me?")
    notice = said(page, words)
    assert field(page).input_value() == "Who pays me?"
    page.unroute(CHAT)
    if button is None:
        assert notice.get_by_role("button").count() == 1  # the one that closes it
        return
    after(page, notice.get_by_role("button", name=button).click)  # enabled once the wait is over
    assert field(page).input_value() == ""


def test_a_message_that_is_refused_is_kept_with_the_reason(page: Any) -> None:
    send(page, "?!…")
    said(page, "holds no readable text")
    assert field(page).input_value() == "?!…"
    page.get_by_role("button", name="Dismiss this notice").click()
    assert page.locator(".notice").inner_text() == ""


def test_a_very_long_message_is_counted_and_kept(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, "fr")
    long = "Qui me paie? " * 700
    send(page, long, "fr")
    said(page, "Ce message dépasse 8\u00a0000 caractères")
    assert field(page, "fr").input_value() == long
    assert page.get_by_text("9\u00a0100 caractères sur 8\u00a0000").is_visible()


def test_an_expired_conversation_is_told_on_return_and_a_new_one_begins(page: Any) -> None:
    ask(page, "hello")
    page.evaluate(
        """() => { for (const key of Object.keys(sessionStorage)) {
            const kept = JSON.parse(sessionStorage.getItem(key));
            sessionStorage.setItem(key, JSON.stringify({ ...kept, conversation: "0".repeat(32), draft: "my words" }));
        } }"""
    )
    page.reload()
    said(page, "The earlier conversation has expired")
    assert field(page).input_value() == "my words"
    ask(page, "Who pays me?")


def test_a_conversation_that_cannot_be_read_again_waits_for_the_server(page: Any) -> None:
    ask(page, "hello")
    page.route("**/api/conversations/*", lambda route: route.abort())
    page.reload()
    notice = said(page, "The server does not answer")
    page.unroute("**/api/conversations/*")
    after(page, notice.get_by_role("button", name="Try again").click)
    assert page.locator(".notice").inner_text() == ""
    page.route("**/api/conversations/*", lambda route: route.abort())
    page.get_by_role("button", name="Download the conversation").click()
    said(page, "The server does not answer")


def test_a_reply_cut_short_is_told(page: Any) -> None:
    body = 'event: step\r\ndata: {"name": "reading", "text": "Reading…"}\r\n\r\n'
    page.route(CHAT, lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    send(page, "Who pays me?")
    said(page, "The connection was cut before the reply was complete")
    assert field(page).input_value() == "Who pays me?"


def test_what_one_types_meanwhile_is_kept_too(page: Any, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, real = Event(), assistant.stream

    def waiting(message: Any) -> Iterator[Any]:
        opened.wait(20)
        yield from real(message)

    monkeypatch.setattr(assistant, "stream", waiting)
    send(page, "Who pays me?")
    page.locator(".step").get_by_text("The reply is taking longer than usual").wait_for()
    field(page).fill("And when?")
    page.get_by_role("button", name="Stop the reply").click()
    said(page, "Reply stopped")
    assert field(page).input_value() == "Who pays me?\n\nAnd when?"
    opened.set()


def test_buttons_come_back_when_their_answer_could_not_be_sent(page: Any) -> None:
    ask(page, "Am I eligible?")
    page.route(CHAT, lambda route: route.abort())
    page.get_by_role("button", name="Yes", exact=True).click()
    notice = said(page, "The server does not answer")
    assert page.get_by_role("button", name="Yes", exact=True).is_visible() and field(page).input_value() == ""
    page.unroute(CHAT)
    answer = after(page, notice.get_by_role("button", name="Try again").click)
    assert "Canadian citizenship or permanent residence: yes" in answer.inner_text()


def test_without_a_token_one_asks_all_the_same(page: Any) -> None:
    page.route("**/api/visitor", lambda route: route.fulfill(status=429, json={"status": 429, "detail": "x"}))
    ask(page, "Who pays me?")


def test_feedback_that_could_not_be_sent_says_so(page: Any) -> None:
    answer = ask(page, "Who pays me?")
    page.route("**/api/feedback", lambda route: route.abort())
    answer.get_by_role("button", name="Helpful answer", exact=True).click()
    answer.get_by_text("The server does not answer").wait_for()
    assert answer.get_by_role("button", name="Helpful answer", exact=True).get_attribute("aria-pressed") == "false"


def test_without_storage_it_still_answers(visit: Callable[..., Any], browser: Any, address: str) -> None:
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('forbidden'); } })")
    page.goto(address)
    ask(page, "Who pays me?")
    assert page.locator(ANSWERS).count() == 1


def test_a_notice_follows_the_language(page: Any) -> None:
    page.route(CHAT, lambda route: route.abort())
    send(page, "Who pays me?")
    said(page, "The server does not answer")
    page.get_by_role("button", name="FR – continue in French").click()
    said(page, "Le serveur ne répond pas")
