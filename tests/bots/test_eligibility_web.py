"""The eligibility rules over HTTP: listed whole, and deciding on facts as the chat would."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant import Assistant, Fact, build_assistant, facts_given, read_settings, rulebook
from bots.web import create_app
from corpus import Language

CLEAR = {
    "citizen_or_pr": True,
    "enrolled_for_work_period": True,
    "accredited_institution_in_canada": True,
    "credential_programme": True,
    "immediate_family": False,
    "company_role": False,
    "permanent_employee_of_host": False,
}


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant), raise_server_exceptions=False) as opened:
        yield opened


def decide(client: TestClient, header: str = "en", **body: Any) -> Any:
    return client.post("/api/eligibility", json=body, headers={"Accept-Language": header})


def test_the_rules_are_listed_whole_in_both_languages(client: TestClient, assistant: Assistant) -> None:
    found = client.get("/api/eligibility/rules").json()
    assert found["version"] == rulebook().version
    assert [rule["id"] for rule in found["rules"]] == ["C1", "C2", "C3", "E1", "E2", "E3", "E4", "E5"]
    assert [fact["id"] for fact in found["facts"]] == [entry.fact.value for entry in rulebook().facts]
    assert [len(found[name]) for name in ("inferences", "unclear", "conflicts")] == [4, 1, 2]
    guide = assistant.corpus().document("student-guide")
    assert guide is not None
    for rule in found["rules"]:
        assert set(rule["reasons"]) == {"met", "not_met", "unknown", "unclear"}
        assert set(rule["sentence"]) == {"fr", "en"} and rule["from"] and rule["until"] is None
        slug = rule["passage"].removeprefix("student-guide/")
        assert guide.passage(slug) is not None and rule["url"] == f"/sources/student-guide#{slug}"
    assert found["rules"][4]["also"] == ["student-guide/immediate-family"]
    family = next(fact for fact in found["facts"] if fact["id"] == "immediate_family")
    assert [choice["value"] for choice in family["choices"]] == [True, False, "unclear"]
    assert set(family["question"]) == {"speaker", "candidate"}
    assert found["conflicts"][0]["against"] == "work_permit"
    assert found["unclear"][0]["when"][0] == {"fact": "protected_person", "value": True}


@pytest.mark.parametrize(
    ("facts", "verdict", "outcome"),
    [
        ({"international_student": True}, "criterion_not_met", "verdict"),
        (CLEAR, "no_obstacle_found", "verdict"),
        ({**CLEAR, "company_role": "unclear"}, "ask_the_team", "verdict"),
        ({**CLEAR, "company_role": None}, "more_information_needed", "clarification"),
        ({}, "more_information_needed", "clarification"),
    ],
)
def test_facts_give_the_chat_s_answer(client: TestClient, facts: dict[str, Any], verdict: str, outcome: str) -> None:
    found = decide(client, facts=facts)
    assert found.status_code == 200
    answer = found.json()
    assert (answer["eligibility"]["verdict"], answer["outcome"]) == (verdict, outcome)
    assert (answer["conversation_id"], answer["turn_id"], answer["topics"]) == ("", "", ["eligibility"])
    assert [row["id"] for row in answer["eligibility"]["rules"]] == ["C1", "C2", "C3", "E1", "E2", "E3", "E4", "E5"]
    assert "reserve" in [statement["kind"] for statement in answer["statements"]]
    assert (answer["contact"] is not None) == (verdict == "ask_the_team")
    asked = answer["eligibility"]["question"]
    assert (asked is None) == (verdict != "more_information_needed")
    assert asked is None or asked["fact"] == answer["eligibility"]["missing"][0]


def test_the_answer_is_the_one_that_the_chat_gives(client: TestClient) -> None:
    sent = {"message": "", "language": "en", "facts": {"international_student": True}}
    chat = client.post("/api/chat", json={**sent, "message": "Am I eligible?"}).json()
    alone = decide(client, facts=sent["facts"]).json()
    assert alone["eligibility"] == chat["eligibility"]
    assert {row["text"] for row in alone["statements"]} <= {row["text"] for row in chat["statements"]}


@pytest.mark.parametrize(
    ("language", "header", "spoken"), [("fr", "en", "fr"), (None, "en-CA", "en"), (None, "de", "fr")]
)
def test_the_language_is_chosen_then_accepted_then_the_default(
    client: TestClient, language: str | None, header: str, spoken: str
) -> None:
    assert decide(client, header, facts={}, language=language).json()["language"] == spoken


def test_the_subject_is_addressed(client: TestClient) -> None:
    found = decide(client, facts={"work_permit": True}, subject="candidate").json()
    assert found["eligibility"]["subject"] == "candidate" and "the person to be placed" in found["text"]


def test_a_conflict_asks_which_status_is_current(client: TestClient) -> None:
    found = decide(client, facts={"citizen_or_pr": True, "work_permit": True}).json()["eligibility"]
    assert found["question"]["fact"] == "citizen_or_pr" and "Which is your current status" in found["question"]["text"]


def test_nothing_is_kept(client: TestClient, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*given: object, **named: object) -> None:
        raise AssertionError("the store was used")

    for name in ("start", "find", "keep"):
        monkeypatch.setattr(assistant.store, name, touched)
    assert decide(client, facts=CLEAR).status_code == 200


BAD = [
    ({"facts": {"citizen": True}}, "There is no fact “citizen”. Known facts: citizen_or_pr, protected_person"),
    ({"facts": {"work_permit": "maybe"}}, "The fact “work_permit” cannot be “maybe”. Known values: true, false, null"),
    ({"facts": {"work_permit": 1}}, "cannot be “1”"),
    ({"facts": {"work_permit": [1]}}, "cannot be “[…]”"),
    ({"facts": {"\u001b[31m\ud800": True}}, "There is no fact “?[31m?”"),
    ({"facts": {}, "on": "1999-12-31"}, "in force on 1999-12-31; the first one is from 2000-01-01"),
    ({"facts": {}, "on": "tomorrow"}, "There is no date “tomorrow”. Give it as YYYY-MM-DD"),
    ({"facts": {}, "on": "2026-02-30"}, "“2026-02-30”"),
    (
        {"facts": {}, "on": 20260101},
        "“on” does not fit: it must be a text. Known fields: facts, language, subject, on.",
    ),
    ({"facts": {}, "subject": "me"}, "“subject” does not fit: it must be speaker or candidate"),
    ({"facts": {}, "language": "de"}, "fr, en or null"),
    ({"facts": []}, "“facts” does not fit: it must be a JSON object"),
    ({"facts": None}, "“facts” does not fit: it must be a JSON object"),
    ({}, "“facts” does not fit: it is missing"),
    ({"facts": {}, "message": "x"}, "“message” does not fit: there is no such field"),
    ([], "must be a JSON object"),
]


@pytest.mark.parametrize(("body", "said"), BAD, ids=[said for _, said in BAD])
def test_a_bad_request_is_said_in_one_sentence(client: TestClient, body: Any, said: str) -> None:
    import json

    headers = {"Accept-Language": "en", "Content-Type": "application/json"}
    found = client.post("/api/eligibility", content=json.dumps(body), headers=headers)
    assert (found.status_code, found.headers["content-type"]) == (422, "application/problem+json")
    assert said in found.json()["detail"]


def test_problems_speak_the_asked_language(client: TestClient) -> None:
    found = decide(client, facts={"citizen": True}, language="fr").json()
    assert (
        found["detail"].startswith("Il n'y a pas de fait «\u00a0citizen\u00a0»")
        and found["title"] == "Demande incorrecte"
    )


def test_other_problems(client: TestClient, tmp_path: Any) -> None:
    assert client.post("/api/eligibility", content="facts=x").status_code == 415
    assert client.get("/api/eligibility").status_code == 405
    with TestClient(create_app(build_assistant(read_settings({"WIL_DATA": str(tmp_path)})))) as bare:
        assert decide(bare, facts={}).status_code == 503
        assert bare.get("/api/eligibility/rules").status_code == 200


def test_openapi_names_the_facts(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    facts = schema["components"]["schemas"]["EligibilityRequest"]["properties"]["facts"]
    assert facts["propertyNames"]["enum"] == [fact.value for fact in Fact]
    assert "RulesSummary" in schema["components"]["schemas"]
    assert {"413", "415", "422", "503"} <= set(schema["paths"]["/api/eligibility"]["post"]["responses"])


def test_what_is_stated_reaches_the_rules_as_it_is(assistant: Assistant) -> None:
    for fact in Fact:
        for value in (True, False, "unclear", None):
            answer = assistant.decide(facts_given({fact.value: value}, Language.FRENCH), Language.FRENCH)
            assert answer.eligibility is not None and answer.eligibility.facts[fact.value] == value
