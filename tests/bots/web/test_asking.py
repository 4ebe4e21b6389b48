"""The widget as a student uses it, in a real browser: ask, read, answer by buttons, rate, switch, reload, keep."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import unquote

import pytest

from assistant import Assistant
from tests.bots.web.browser import ANSWERS, after, ask, chromium, field, press

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")


def facts_shown(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".chip > span").all_inner_texts()]


@pytest.fixture
def gate(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Replies wait before their statements until the gate is opened."""
    opened, real = Event(), assistant.stream

    def waiting(message: Any) -> Iterator[Any]:
        for event in real(message):
            if not hasattr(event, "name"):
                opened.wait(20)
            yield event

    monkeypatch.setattr(assistant, "stream", waiting)
    return opened


@pytest.mark.parametrize(
    ("language", "step", "greeting"),
    [
        ("en", "Preparing the answer…", "I am a program, not a person"),
        ("fr", "Je prépare la réponse…", "Je suis un programme"),
    ],
)
def test_the_wait_names_its_steps_then_the_answer_takes_their_place(
    visit: Callable[..., Any], address: str, gate: Event, language: str, step: str, greeting: str
) -> None:
    page = visit(address, language)
    assert greeting in page.locator(".hello").inner_text()
    field(page, language).fill("Who pays me?" if language == "en" else "Qui me paie?")
    page.keyboard.press("Enter")
    page.locator(".step").get_by_text(step).wait_for()
    assert page.locator(ANSWERS).count() == 0
    assert page.get_by_role("button", name="Stop the reply" if language == "en" else "Arrêter la réponse").is_visible()
    gate.set()
    page.locator(ANSWERS).wait_for()
    assert page.locator(".waiting .bubble").count() == 0
    assert page.locator(ANSWERS).get_attribute("lang") == language


def test_two_clicks_ask_once(page: Any, gate: Event) -> None:
    page.get_by_role("button", name="Am I eligible?").dblclick()
    gate.set()
    page.locator(ANSWERS).wait_for()
    assert page.locator(".bubble.you").count() == 1 and page.locator(ANSWERS).count() == 1


def test_a_suggestion_asks(page: Any) -> None:
    answer = ask(page, "hello")
    first = answer.locator(".choice").first
    text = first.inner_text()
    after(page, first.click)
    assert page.locator(".bubble.you").last.inner_text().endswith(text)


def test_eligibility_by_buttons_and_chips(page: Any) -> None:
    press(page, "Eligibility Am I eligible?")
    press(page, "Yes")
    assert facts_shown(page) == ["Canadian citizenship or permanent residence: yes"]
    verdict = press(page, "No")
    assert "A criterion of the guide does not appear to be met" in verdict.inner_text()
    assert page.get_by_role("button", name="Yes", exact=True).count() == 0
    verdict.get_by_text("The guide's criteria").click()
    first = verdict.locator(".rule").first
    assert "Not met" in first.inner_text()
    first.locator("summary").click()
    assert "pour la période de travail" in first.locator("blockquote[lang=fr]").inner_text()
    again = press(page, "Remove “enrolment in studies for the work period: no”")
    assert "More information is needed" in again.inner_text()
    assert facts_shown(page) == ["Canadian citizenship or permanent residence: yes"]


def test_eligibility_in_one_s_own_words(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, "fr")
    ask(page, "Suis-je admissible?", "fr")
    answer = ask(page, "j'ai un permis d'études", "fr")
    assert "Un critère du guide ne semble pas rempli" in answer.inner_text()
    assert facts_shown(page) == ["statut d'étudiant étranger\u00a0: oui"]


def test_thumbs_are_kept_with_their_reason(page: Any, assistant: Assistant) -> None:
    answer = ask(page, "Who pays me?")
    answer.get_by_role("button", name="Helpful answer", exact=True).click()
    page.get_by_text("Thank you for your feedback.").wait_for()
    answer.get_by_role("button", name="Unhelpful answer").click()
    page.get_by_label("Something is missing").check()
    page.get_by_label("Comment (optional)").fill("call me at 613-555-0134")
    page.get_by_role("button", name="Send feedback").click()
    page.get_by_text("What was wrong?").wait_for(state="detached")
    assert answer.get_by_role("button", name="Unhelpful answer").get_attribute("aria-pressed") == "true"
    last = assistant.store.feedback.since(datetime(2020, 1, 1, tzinfo=UTC))[-1]
    assert (last.rating, last.reason, last.comment) == ("down", "incomplete", "call me at [PHONE]")


def test_the_language_switch_keeps_the_conversation(page: Any) -> None:
    first = ask(page, "Am I eligible?")
    page.get_by_role("button", name="FR – continue in French").click()
    assert field(page, "fr").is_visible() and first.is_visible()
    answer = ask(page, "yes", "fr")
    assert answer.get_attribute("lang") == "fr" and first.get_attribute("lang") == "en"
    assert "citoyenneté canadienne" in answer.inner_text()


def test_the_buttons_follow_the_language_of_the_answer(page: Any) -> None:
    ask(page, "Qui voit mon évaluation finale?")
    assert field(page, "fr").is_visible()
    assert page.get_by_role("button", name="Nouvelle conversation").is_visible()


def test_a_reload_and_another_page_keep_the_conversation_and_the_draft(page: Any, address: str) -> None:
    ask(page, "Am I eligible?")
    press(page, "Yes")
    field(page).fill("half a question")
    page.reload()
    page.locator(ANSWERS).nth(1).wait_for()
    assert facts_shown(page) == ["Canadian citizenship or permanent residence: yes"]
    assert field(page).input_value() == "half a question"
    page.goto(address + "/sources/student-guide?lang=en")
    page.get_by_role("button", name="Open the WIL Digital assistant").click()
    page.locator(ANSWERS).nth(1).wait_for()
    press(page, "No")
    page.get_by_role("button", name="New conversation").click()
    assert page.locator(".bubble").count() == 0
    page.reload()
    page.get_by_text("Hello! What would you like to know?").wait_for()
    assert page.locator(".bubble").count() == 0


def test_nothing_of_a_conversation_stays_when_the_tab_is_closed(page: Any, address: str) -> None:
    ask(page, "Who pays me?")
    assert page.evaluate("localStorage.length") == 0 and page.context.cookies() == []
    other = page.context.new_page()
    other.goto(address)
    other.get_by_text("Hello! What would you like to know?").wait_for()
    assert other.locator(".bubble").count() == 0


def test_a_reply_behind_a_closed_panel_is_counted(page: Any, address: str, gate: Event) -> None:
    page.goto(address + "/sources/student-guide?lang=en")
    page.get_by_role("button", name="Open the WIL Digital assistant").click()
    field(page).fill("Who pays me?")
    page.keyboard.press("Enter")
    page.locator(".step").get_by_text("Preparing the answer…").wait_for()
    page.keyboard.press("Escape")
    gate.set()
    unread = page.get_by_role("button", name="Open the WIL Digital assistant (unread replies: 1)")
    unread.click()
    assert page.locator(ANSWERS).is_visible()
    assert page.get_by_role("button", name="unread").count() == 0


def test_an_answer_is_copied_with_its_sources(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, "Who sees my final evaluation?")
    answer.get_by_role("button", name="Copy the answer").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] WIL Digital – Program Guide for Students ›" in copied and "«" in copied


def test_the_conversation_is_downloaded_masked(page: Any, tmp_path: Path) -> None:
    ask(page, "Who pays me? I am lea@example.ca")
    with page.expect_download() as found:
        page.get_by_role("button", name="Download the conversation").click()
    assert found.value.suggested_filename == "wil-digital-conversation.txt"
    found.value.save_as(tmp_path / "kept.txt")
    text = (tmp_path / "kept.txt").read_text(encoding="utf-8")
    assert "You: Who pays me? I am [EMAIL]" in text and "lea@" not in text and "Assistant:" in text


def letter(answer: Any) -> str:
    return unquote(answer.get_by_role("link", name="E-mail the team").get_attribute("href"))


def test_an_unanswered_question_offers_an_e_mail_ready_written(page: Any) -> None:
    answer = ask(page, "what's the deadline to apply? lea@example.ca")
    answer.locator("a[href*=EMAIL]").wait_for()
    written = letter(answer)
    assert written.startswith("mailto:WIL_Digital@ictc-ctic.ca?subject=Question about WIL Digital&body=Hello,\n")
    assert "what's the deadline to apply? [EMAIL]" in written and "lea@" not in written
    assert "final evaluation" not in written
    ask(page, "Who sees my final evaluation?")
    answer.get_by_label("Include this conversation, with personal information masked").check()
    answer.locator("a[href*=final]").wait_for()
    assert "> Who sees my final evaluation?" in letter(answer)
    assert len(answer.get_by_role("link", name="E-mail the team").get_attribute("href")) <= 1_900


def test_unpaid_wages_get_a_letter_of_their_own(page: Any) -> None:
    answer = ask(page, "my employer hasn't paid me")
    assert "Nothing is sent without you" in answer.inner_text()
    assert "subject=WIL Digital: unpaid wages" in letter(answer) and "Amount and period:" in letter(answer)
    assert answer.locator(".team.urgent").count() == 1


def test_text_is_never_html(page: Any) -> None:
    markup = "<script>document.title='hacked'</script><img src=x onerror=document.title='hacked'>"
    answer = {
        "conversation_id": "c" * 32, "turn_id": "t" * 32, "language": "en", "outcome": "answered", "topics": [],
        "urgent": "safety", "text": markup, "eligibility": None, "suggestions": [markup],
        "statements": [
            {"kind": "fact", "text": f"**{markup}** [x](javascript:alert(1)) https://example.ca/a.", "citations": [0]},
            {"kind": "safety", "text": markup, "citations": []},
        ],
        "citations": [{
            "document": "x", "title": markup, "tier": "report", "section": [markup], "passage": "x/y", "quote": markup,
            "quote_language": "fr", "translation": markup, "url": "javascript:alert(1)",
        }],
        "contact": {"email": "team@example.ca", "reason": markup},
    }  # fmt: skip
    import json

    body = f"event: answer\r\ndata: {json.dumps(answer)}\r\n\r\n"
    page.route("**/api/chat/stream", lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    page.route("**/api/conversations/**", lambda route: route.fulfill(status=404, json={}))
    shown = ask(page, "hello")
    assert shown.locator("script, img").count() == 0
    assert shown.locator("strong").first.inner_text() == markup
    targets = [link.get_attribute("href") for link in shown.locator("a").all()]
    assert all(target.startswith(("https:", "http:", "mailto:")) for target in targets)
    assert "https://example.ca/a" in targets
    assert "null" not in shown.inner_text() and "undefined" not in shown.inner_text()
    assert page.title() == "WIL Digital assistant"
