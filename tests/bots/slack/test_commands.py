"""`wil slack --check`, `wil slack digest`, `wil proposals`, and the settings: one sentence each."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import Assistant, Message, SettingsError, read_settings
from bots.command import app
from tests.bots.slack.standin import APP_TOKEN, BOT_TOKEN, REVIEW, Slack


@pytest.fixture
def environment(slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in {
        "WIL_DATA": str(tmp_path),
        "WIL_DEFAULT_LANGUAGE": "en",
        "WIL_SLACK_BOT_TOKEN": BOT_TOKEN,
        "WIL_SLACK_APP_TOKEN": APP_TOKEN,
        "WIL_SLACK_REVIEW_CHANNEL": REVIEW,
        "WIL_SLACK_API_URL": f"{slack.address}/api",
    }.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def wil(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_the_check_says_that_all_is_well(environment: pytest.MonkeyPatch) -> None:
    result = wil("slack", "--check")
    assert (result.exit_code, result.stdout) == (0, "All is well: wil in the workspace AIT, over Socket Mode.\n")


def test_over_http_the_signing_secret_is_enough(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("WIL_SLACK_APP_TOKEN")
    environment.setenv("WIL_SLACK_SIGNING_SECRET", "shh")
    assert "requests will come over HTTP" in wil("slack", "--check").stdout


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WIL_SLACK_BOT_TOKEN", "", ["WIL_SLACK_BOT_TOKEN", "manifest.yaml", "xoxb-"]),
        ("WIL_SLACK_BOT_TOKEN", "xoxb-wrong", ["WIL_SLACK_BOT_TOKEN", "invalid_auth"]),
        ("WIL_SLACK_APP_TOKEN", "", ["WIL_SLACK_APP_TOKEN", "connections:write", "WIL_SLACK_SIGNING_SECRET"]),
        ("WIL_SLACK_APP_TOKEN", "xapp-wrong", ["WIL_SLACK_APP_TOKEN", "invalid_auth", "Socket Mode"]),
        ("WIL_SLACK_WORKSPACES", "T0ELSE", ["WIL_SLACK_WORKSPACES", "T0001"]),
        ("WIL_SLACK_API_URL", "http://127.0.0.1:9/api/", ["127.0.0.1", "WIL_SLACK_API_URL"]),
    ],
)
def test_the_check_explains_what_is_wrong_in_one_sentence(
    environment: pytest.MonkeyPatch, language: str, name: str, value: str, words: list[str]
) -> None:
    environment.setenv("WIL_DEFAULT_LANGUAGE", language)
    environment.setenv(name, value)
    result = wil("slack", "--check")
    assert result.exit_code == 1 and result.stderr.count("\n") == 1
    assert [word for word in words if word not in result.stderr] == []
    assert "wrong" not in result.stderr  # no token is repeated


def test_the_check_names_the_scopes_that_are_missing(environment: pytest.MonkeyPatch, slack: Slack) -> None:
    slack.scopes = ("chat:write", "commands")
    result = wil("slack", "--check")
    assert "app_mentions:read, assistant:write, im:history, users:read" in result.stderr


def test_listening_without_a_token_stops_with_the_same_sentence(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("WIL_SLACK_APP_TOKEN")
    environment.setenv("WIL_SLACK_SIGNING_SECRET", "shh")
    result = wil("slack")
    assert result.exit_code == 1 and "WIL_SLACK_APP_TOKEN is empty" in result.stderr


def test_the_digest_is_posted_or_printed(environment: pytest.MonkeyPatch, slack: Slack) -> None:
    assert "0 questions" in wil("slack", "digest", "--print").stdout
    assert "derniers jours" in wil("slack", "digest", "--print", "--language", "fr", "--days", "30").stdout
    assert slack.of("chat.postMessage") == []
    assert "posted" in wil("slack", "digest").stdout
    (post,) = slack.of("chat.postMessage")
    assert post.args["channel"] == REVIEW


def test_a_digest_that_cannot_be_posted_is_said(environment: pytest.MonkeyPatch, slack: Slack) -> None:
    slack.absent.add(REVIEW)
    refused = wil("slack", "digest")
    environment.delenv("WIL_SLACK_REVIEW_CHANNEL")
    nowhere = wil("slack", "digest")
    assert (refused.exit_code, nowhere.exit_code) == (1, 1)
    assert "/invite" in refused.stderr and "WIL_SLACK_REVIEW_CHANNEL" in nowhere.stderr


def test_proposals_are_listed_and_removed(environment: pytest.MonkeyPatch, service: Assistant, tmp_path: Path) -> None:
    environment.setenv("WIL_DATABASE_URL", service.settings.database_url)
    assert wil("proposals").stdout == "No proposal is waiting.\n"
    answer = service.reply(Message("How much can the employer receive?"))
    made = service.propose(answer.turn_id, "At most $5,000.", answer.language)
    listed = wil("proposals").stdout
    assert [part in listed for part in (made.id, "At most $5,000.", "student-guide/", "How much")] == [True] * 4
    (data,) = json.loads(wil("proposals", "--json").stdout)
    assert (data["wording"], data["language"], data["turn"]) == ("At most $5,000.", "en", answer.turn_id)
    assert wil("proposals", "--done", "none").exit_code == 1
    assert wil("proposals", "--done", made.id).exit_code == 0
    assert json.loads(wil("proposals", "--json").stdout) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WIL_SLACK_BOT_TOKEN", "xoxp-secret", "starts with xoxb-"),
        ("WIL_SLACK_APP_TOKEN", "xoxb-secret", "starts with xapp-"),
        ("WIL_SLACK_MENTION", "loud", "must be thread or ephemeral"),
        ("WIL_SLACK_REVIEW_CHANNEL", "#general", "an id as Slack writes it, such as C0123ABCDE"),
        ("WIL_SLACK_CHANNELS", "C0001 general", "names 'general'"),
        ("WIL_SLACK_WORKSPACES", "ictc.slack.com", "such as T0123ABCDE"),
        ("WIL_SLACK_API_URL", "slack.com", "starts with https://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_explained(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refused:
        read_settings({name: value})
    assert name in str(refused.value) and "secret" not in str(refused.value)


def test_settings_show_no_token() -> None:
    given = {
        "WIL_SLACK_BOT_TOKEN": "xoxb-secret",
        "WIL_SLACK_SIGNING_SECRET": "a-secret",
        "WIL_SLACK_CHANNELS": "C1A,C2B",
    }
    settings = read_settings(given)
    assert "secret" not in repr(settings) + repr(settings.slack)
    assert settings.slack.channels == {"C1A", "C2B"}
