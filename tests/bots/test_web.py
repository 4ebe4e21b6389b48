"""The web's doors over the real documents: the contract, the stream, the documents, and every kind of bad request."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant import Assistant, build_assistant, read_settings
from bots.web import create_app


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant), raise_server_exceptions=False) as opened:
        yield opened


def chat(client: TestClient, **body: Any) -> Any:
    return client.post("/api/chat", json=body, headers={"Accept-Language": "en"})


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.replace("\r\n", "\n").strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_reply_has_the_contract_s_fields(client: TestClient) -> None:
    found = chat(client, message="Is the midterm evaluation shared with my boss?", conversation_id=None, facts=None)
    assert found.status_code == 200
    answer = found.json()
    assert list(answer) == [
        "conversation_id", "turn_id", "language", "outcome", "topics", "urgent", "text", "statements", "citations",
        "eligibility", "suggestions", "contact",
    ]  # fmt: skip
    assert list(answer["citations"][0]) == [
        "document", "title", "tier", "section", "passage", "quote", "quote_language", "translation", "url",
    ]  # fmt: skip
    assert answer["topics"] == ["evaluations"]
    assert answer["citations"][0]["url"] == "/sources/student-guide#midpoint-evaluation"
    assert len(answer["turn_id"]) == 32


def test_a_conversation_goes_on_by_its_id(client: TestClient) -> None:
    first = chat(client, message="Who fills in the learning plan?").json()
    second = chat(client, message="merci beaucoup", conversation_id=first["conversation_id"]).json()
    assert second["conversation_id"] == first["conversation_id"]
    assert second["turn_id"] != first["turn_id"]


def test_the_stream_tells_steps_statements_and_the_answer(client: TestClient) -> None:
    found = client.post("/api/chat/stream", json={"message": "Combien l'employeur peut-il recevoir?"})
    assert found.headers["content-type"].startswith("text/event-stream")
    told = events(found.text)
    names = [name for name, _ in told]
    answer = told[-1][1]
    assert names == ["step"] * 3 + ["statement"] * len(answer["statements"]) + ["answer"]
    assert [data["index"] for name, data in told if name == "statement"] == list(range(len(answer["statements"])))
    assert told[0][1] == {"name": "reading", "text": "Je lis votre question…"}


def test_the_stream_tells_a_problem(client: TestClient) -> None:
    found = client.post("/api/chat/stream", json={"message": "who pays", "conversation_id": "gone"})
    ((name, problem),) = events(found.text)
    assert (name, problem["status"]) == ("problem", 404)


BAD = [
    ({"json": {"message": ""}}, 422, "empty"),
    ({"json": {"message": "a" * 8001}}, 422, "8,001 characters"),
    ({"json": {"message": "who pays me", "conversation_id": "0" * 32}}, 404, "cannot be found or has expired"),
    ({"json": {"mesage": "x"}}, 422, "“message” does not fit: it is missing"),
    ({"json": {"message": "x", "langage": "fr"}}, 422, "“langage” does not fit: there is no such field"),
    ({"json": {"message": 7}}, 422, "it must be a text"),
    ({"json": {"message": "x", "language": "de"}}, 422, "fr, en or null"),
    ({"json": ["x"]}, 422, "JSON object"),
    ({"content": "message=x", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 415, "Send JSON"),
    ({"content": b"\xff\xfe\x00", "headers": {"Content-Type": "application/json"}}, 400, "UTF-8 JSON"),
    ({"content": b"{not json", "headers": {"Content-Type": "application/json"}}, 400, "UTF-8 JSON"),
    ({"content": b'{"message": "\\ud800"}', "headers": {"Content-Type": "application/json"}}, 422, "no readable text"),
    ({"json": {"message": "a" * 1_000_000}}, 413, "64 kB"),
]


@pytest.mark.parametrize(("request_parts", "status", "said"), BAD, ids=[f"{row[1]} {row[2]}" for row in BAD])
@pytest.mark.parametrize("path", ["/api/chat", "/api/chat/stream"])
def test_a_bad_request_gets_a_problem_that_says_what_to_do(
    client: TestClient, path: str, request_parts: dict[str, Any], status: int, said: str
) -> None:
    parts = {**request_parts, "headers": {"Accept-Language": "en", **request_parts.get("headers", {})}}
    found = client.post(path, **parts)
    if found.headers["content-type"].startswith("text/event-stream"):
        ((name, problem),) = events(found.text)
        assert name == "problem"
    else:
        assert found.status_code == status
        assert found.headers["content-type"] == "application/problem+json"
        problem = found.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert said in problem["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/api/chat", 405), ("GET", "/sources/none", 404)]
)
def test_a_wrong_address_gets_a_problem(client: TestClient, method: str, path: str, status: int) -> None:
    found = client.request(method, path)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")


def test_problems_speak_the_client_s_language(client: TestClient) -> None:
    found = client.post("/api/chat", json={"message": " "}, headers={"Accept-Language": "fr-CA"}).json()
    assert found["title"] == "Demande incorrecte"
    assert found["detail"].startswith("Le message est vide")


def test_an_unexpected_error_is_a_problem_without_a_traceback(
    client: TestClient, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(message: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(assistant, "reply", broken)
    found = chat(client, message="hello")
    assert (found.status_code, found.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in found.text and "WIL_Digital@ictc-ctic.ca" in found.json()["detail"]


def test_the_documents_are_listed_with_their_dates(client: TestClient) -> None:
    listed = {entry["id"]: entry for entry in client.get("/api/documents").json()}
    assert list(listed)[0] == "student-guide"
    assert set(listed) == {"student-guide", "bher-evaluation", "fsc-wil", "bher-sme", "rrc-case-study"}
    assert listed["fsc-wil"]["date"]["en"] == "May 2025"
    assert listed["student-guide"]["date_printed"] is False
    assert listed["student-guide"]["tier"] == "programme"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_citation_s_address_leads_to_its_passage(client: TestClient, assistant: Assistant, language: str) -> None:
    for document in assistant.corpus().documents:
        page = client.get(f"/sources/{document.id}", params={"language": language}).text
        assert f'<html lang="{language}">' in page
        missing = [passage.slug for passage in document.passages if f'id="{passage.slug}"' not in page]
        assert missing == []


def test_a_translation_is_marked_on_its_page(client: TestClient) -> None:
    assert "own English translation" in client.get("/sources/student-guide?language=en").text
    assert "traduite par le projet" not in client.get("/sources/student-guide?language=fr").text


def test_pages_carry_security_headers_and_no_inline_script(client: TestClient) -> None:
    page = client.get("/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "<script>" not in page.text and "onclick" not in page.text


def test_the_page_is_in_the_browser_s_language(client: TestClient) -> None:
    assert "Ask a question about" in client.get("/", headers={"Accept-Language": "en-CA,fr;q=0.5"}).text
    assert "Posez une question" in client.get("/", headers={"Accept-Language": "fr-CA"}).text
    assert client.get("/?language=zz").status_code == 422


def test_openapi_describes_the_contract_with_examples(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert {"/api/chat", "/api/chat/stream", "/api/documents", "/health", "/ready"} <= set(schema["paths"])
    assert "examples" in schema["components"]["schemas"]["ChatRequest"]
    assert {"404", "409", "413", "415", "422", "503"} <= set(schema["paths"]["/api/chat"]["post"]["responses"])


def test_without_an_index_the_server_lives_and_is_not_ready(tmp_path: Any) -> None:
    settings = read_settings({"WIL_DATA": str(tmp_path)})
    with TestClient(create_app(build_assistant(settings))) as client:
        assert client.get("/health").json() == {"status": "ok"}
        for found in (client.get("/ready"), chat(client, message="who pays me"), client.get("/api/documents")):
            assert (found.status_code, found.headers["retry-after"]) == (503, "30")
            assert found.headers["content-type"] == "application/problem+json"


def test_the_preparation_s_failure_is_logged_in_one_sentence(tmp_path: Any, caplog: pytest.LogCaptureFixture) -> None:
    def prepare() -> None:
        raise ValueError("no corpus")

    with TestClient(create_app(build_assistant(read_settings({"WIL_DATA": str(tmp_path)})), prepare)) as client:
        assert client.get("/ready").status_code == 503
    assert "the index could not be prepared: no corpus" in caplog.text
