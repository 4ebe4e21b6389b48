"""The widget's doors: its script, visitors' tokens, a conversation read again, feedback, and which pages may ask."""

import gzip
import hashlib
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from assistant import Assistant, Settings, SettingsError, read_settings
from bots.web import create_app, widget_script
from bots.web.visitors import HEADER, Visitors, address_of, client_of, secret_of

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    allowed = replace(assistant.settings, allowed_origins=("https://ecole.example.ca",))
    with TestClient(
        create_app(Assistant(allowed, assistant.index, assistant.store)), raise_server_exceptions=False
    ) as opened:
        yield opened


def test_the_script_is_small_compressed_and_cached(client: TestClient) -> None:
    script = widget_script()
    found = client.get("/widget.js")
    assert found.content == script.source and found.headers["content-encoding"] == "gzip"
    assert len(script.compressed) <= 30_000 and gzip.decompress(script.compressed) == script.source
    assert found.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "max-age=3600" in found.headers["cache-control"]
    assert found.headers["access-control-allow-origin"] == "*"
    again = client.get("/widget.js", headers={"If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.content == script.source


def test_a_version_s_address_is_kept_for_good_and_another_s_is_not(client: TestClient) -> None:
    version = hashlib.sha384(widget_script().source).hexdigest()[:16]
    assert "immutable" in client.get(f"/widget/{version}.js").headers["cache-control"]
    assert client.get("/widget/0000000000000000.js").headers["cache-control"] == "no-store"


def test_the_script_asks_no_other_server_and_writes_no_html() -> None:
    source = widget_script().source.decode()
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert forbidden not in source
    assert "https://" not in source.replace("https?:", "")


def test_a_token_is_good_for_its_time_and_only_as_it_was_given() -> None:
    now = [1_000.0]
    visitors = Visitors(b"a secret", lambda: now[0])
    token = visitors.token()
    visitor = visitors.visitor(token)
    assert visitor and visitor in token and visitors.visitor(visitors.token()) != visitor
    for broken in ("", ".", "..", token[:-1], "x" + token, token.replace(".", ".9", 1), "é" * 10, "a" * 100_000):
        assert visitors.visitor(broken) is None
    assert Visitors(b"another secret", lambda: now[0]).visitor(token) is None
    now[0] += 7_200
    assert visitors.visitor(token) is None


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = read_settings({"WIL_DATA": str(tmp_path)})
    made = secret_of(settings)
    path = tmp_path / "secret"
    assert len(made) >= 32 and secret_of(settings) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and [*tmp_path.iterdir()] == [path]
    path.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="too short to be a secret"):
        secret_of(settings)


def test_a_secret_that_is_given_is_used_and_never_shown(tmp_path: Path) -> None:
    settings = read_settings({"WIL_DATA": str(tmp_path), "WIL_SECRET_KEY": "s" * 32})
    assert secret_of(settings) == b"s" * 32 and not (tmp_path / "secret").exists()
    assert "sss" not in repr(settings)
    with pytest.raises(SettingsError, match="at least 32 characters") as refused:
        read_settings({"WIL_SECRET_KEY": "short-secret"})
    assert "short-secret" not in str(refused.value)


BAD_SETTINGS = [
    ("WIL_ALLOWED_ORIGINS", "example.ca"),
    ("WIL_ALLOWED_ORIGINS", "https://example.ca/page"),
    ("WIL_ALLOWED_ORIGINS", "*"),
    ("WIL_TRUSTED_PROXIES", "proxy.example.ca"),
]


@pytest.mark.parametrize(("name", "value"), BAD_SETTINGS)
def test_a_setting_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is '"):
        read_settings({name: value})


def test_origins_and_proxies_are_lists() -> None:
    found = read_settings(
        {"WIL_ALLOWED_ORIGINS": "https://Example.ca/, http://localhost:3000", "WIL_TRUSTED_PROXIES": "10.0.0.0/8, ::1"}
    )
    assert found.allowed_origins == ("https://example.ca", "http://localhost:3000")
    assert found.trusted_proxies == ("10.0.0.0/8", "::1")


def request(peer: str, **headers: str) -> Request:
    raw = [(name.lower().replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (peer, 1), "headers": raw})


PROXIES = [
    ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # no proxy of ours: what it says is not believed
    ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("10.0.0.1", "192.0.2.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),  # the first one that a proxy of ours has seen
    ("10.0.0.1", "", "10.0.0.1"),
    ("10.0.0.1", "nonsense, 10.0.0.2", "nonsense"),
]


@pytest.mark.parametrize(("peer", "said", "expected"), PROXIES)
def test_an_address_is_believed_as_far_as_proxies_are_trusted(peer: str, said: str, expected: str) -> None:
    assert address_of(request(peer, X_Forwarded_For=said), ("10.0.0.0/8",)) == expected


def test_a_visitor_counts_by_the_token_else_by_the_address() -> None:
    visitors = Visitors(b"a secret")
    token = visitors.token()
    assert client_of(request("192.0.2.1", **{HEADER: token}), visitors, ()) == f"visitor {token.split('.')[0]}"
    assert client_of(request("192.0.2.1", **{HEADER: token + "x"}), visitors, ()) == "address 192.0.2.1"


@pytest.fixture
def counted(assistant: Assistant) -> Iterator[TestClient]:
    few = replace(assistant.settings, limit_client=2)
    with TestClient(create_app(Assistant(few, assistant.index, assistant.store))) as opened:
        yield opened


def test_a_visitor_s_messages_are_counted_and_another_s_are_not(counted: TestClient) -> None:
    def said(token: str, path: str = "/api/chat/stream") -> Any:
        return counted.post(path, json={"message": "hello"}, headers={HEADER: token, **ENGLISH})

    first, second = (counted.get("/api/visitor").json()["token"] for _ in range(2))
    assert [said(first).status_code, said(first, "/api/chat").status_code] == [200, 200]
    refused = said(first)
    assert (refused.status_code, refused.headers["content-type"]) == (429, "application/problem+json")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert said(second).status_code == 200
    assert [said("").status_code for _ in range(3)] == [200, 200, 429]  # without a token, the address counts


def test_an_address_gets_so_many_tokens_a_minute(counted: TestClient) -> None:
    assert [counted.get("/api/visitor").status_code for _ in range(3)] == [200, 200, 429]


def test_the_form_and_feedback_are_counted_too(counted: TestClient) -> None:
    forms = [counted.post("/?lang=en", data={"question": "hello"}) for _ in range(3)]
    assert [found.status_code for found in forms] == [200, 200, 429]
    assert 'role="alert"' in forms[2].text
    body = {"turn_id": "0" * 32, "rating": "up"}
    assert [counted.post("/api/feedback", json=body).status_code for _ in range(3)] == [404, 404, 429]


def test_a_full_conversation_says_when_to_go_on(assistant: Assistant) -> None:
    few = replace(assistant.settings, limit_conversation=1)
    with TestClient(create_app(Assistant(few, assistant.index, assistant.store))) as client:
        begun = client.post("/api/chat", json={"message": "hello"}).json()["conversation_id"]
        streams = [
            client.post("/api/chat/stream", json={"message": "hello", "conversation_id": begun}).text for _ in range(2)
        ]
    assert "event: answer" in streams[0] and "event: problem" in streams[1] and '"retry_after":' in streams[1]


def test_a_token_is_given_to_a_visitor(client: TestClient) -> None:
    first, second = client.get("/api/visitor"), client.get("/api/visitor")
    assert first.json()["expires_in"] == 7_200 and first.json()["token"] != second.json()["token"]
    assert first.headers["cache-control"] == "no-store"


def test_a_conversation_is_read_again_masked(client: TestClient) -> None:
    asked = client.post("/api/chat", json={"message": "Who pays me? My address is lea@example.ca"}, headers=ENGLISH)
    answer = asked.json()
    found = client.get(f"/api/conversations/{answer['conversation_id']}").json()
    assert found["conversation_id"] == answer["conversation_id"]
    assert [turn["message"] for turn in found["turns"]] == ["Who pays me? My address is [EMAIL]"]
    assert found["turns"][0]["answer"] == answer


def test_an_unknown_conversation_is_a_problem(client: TestClient) -> None:
    found = client.get("/api/conversations/" + "0" * 32, headers=ENGLISH)
    assert found.status_code == 404 and "Start a new one" in found.json()["detail"]


def test_feedback_is_kept_and_the_last_word_counts(client: TestClient, assistant: Assistant) -> None:
    turn = client.post("/api/chat", json={"message": "Who pays me?"}).json()["turn_id"]
    for body in (
        {"turn_id": turn, "rating": "up"},
        {"turn_id": turn, "rating": "down", "reason": "unclear", "comment": "write to lea@example.ca"},
    ):
        assert client.post("/api/feedback", json=body).status_code == 204
    kept = [one for one in assistant.store.feedback.since(_long_ago()) if one.turn_id == turn]
    assert [(one.rating, one.reason, one.comment) for one in kept] == [("down", "unclear", "write to [EMAIL]")]


def _long_ago() -> Any:
    from datetime import UTC, datetime

    return datetime(2020, 1, 1, tzinfo=UTC)


BAD_FEEDBACK = [
    ({"turn_id": "0" * 32, "rating": "up"}, 404),
    ({"turn_id": "x", "rating": "sideways"}, 422),
    ({"turn_id": "x", "rating": "up", "stars": 5}, 422),
    ({"turn_id": "x", "rating": "down", "comment": "a" * 2001}, 422),
]


@pytest.mark.parametrize(("body", "status"), BAD_FEEDBACK)
def test_feedback_that_cannot_be_kept_is_a_problem(client: TestClient, body: dict[str, Any], status: int) -> None:
    found = client.post("/api/feedback", json=body, headers=ENGLISH)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")


def test_a_page_of_an_allowed_origin_may_ask(client: TestClient) -> None:
    origin = {"Origin": "https://ecole.example.ca"}
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": f"content-type,{HEADER.lower()}",
    }
    preflight = client.options("/api/chat/stream", headers={**origin, **asked})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "https://ecole.example.ca"
    found = client.post("/api/chat", json={"message": "Who pays me?"}, headers=origin)
    assert found.status_code == 200 and found.headers["access-control-allow-origin"] == "https://ecole.example.ca"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://ecole.example.ca", "https://testserver.evil"]
)
def test_a_page_of_another_origin_is_refused_in_words(client: TestClient, origin: str) -> None:
    for found in (
        client.get("/api/visitor", headers={"Origin": origin, **ENGLISH}),
        client.post("/api/chat", json={"message": "Who pays me?"}, headers={"Origin": origin, **ENGLISH}),
        client.options("/api/chat", headers={"Origin": origin, "Access-Control-Request-Method": "POST", **ENGLISH}),
        client.post("/", data={"question": "Who pays me?"}, headers={"Origin": origin, **ENGLISH}),
    ):
        assert found.status_code == 403
        assert f"Pages of {origin} may not use the assistant" in found.json()["detail"]


def test_a_page_of_this_server_may_ask(client: TestClient) -> None:
    assert client.get("/api/visitor", headers={"Origin": "http://testserver"}).status_code == 200


def test_answers_are_not_cached_and_long_ones_are_compressed(client: TestClient) -> None:
    found = client.post("/api/chat", json={"message": "Am I eligible?"}, headers=ENGLISH)
    assert (found.headers["cache-control"], found.headers["content-encoding"]) == ("no-store", "gzip")
    stream = client.post("/api/chat/stream", json={"message": "Am I eligible?"})
    assert "content-encoding" not in stream.headers  # each event leaves at once


def test_a_form_that_is_no_form_is_refused(client: TestClient) -> None:
    assert client.post("/", json={"question": "Who pays me?"}).status_code == 415


def test_settings_do_not_show_secrets(real_settings: Settings) -> None:
    assert "secret" not in repr(replace(real_settings, secret_key="secret" * 8))
