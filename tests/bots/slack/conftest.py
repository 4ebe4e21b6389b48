"""The real Bolt application over the real documents, and a stand-in for Slack, both on loopback."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from assistant import Assistant, SlackSettings, build_assistant
from assistant.store import Store
from bots.slack import Bot, make_app, make_bot, with_slack
from bots.web import create_app
from tests.bots.slack.people import Person
from tests.bots.slack.standin import APP_TOKEN, BOT_TOKEN, REVIEW, SECRET, Slack, running, served


@pytest.fixture
def slack() -> Iterator[Slack]:
    with running() as opened:
        yield opened


@pytest.fixture
def changes() -> dict[str, Any]:
    """Settings that a test changes, by `@pytest.mark.parametrize("changes", …)`."""
    return {}


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database brought up to date once; each test has a copy."""
    path = tmp_path_factory.mktemp("slack") / "empty.sqlite3"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def service(
    assistant: Assistant, slack: Slack, tmp_path: Path, empty_store: Path, changes: dict[str, Any]
) -> Assistant:
    """A service of its own database, with the settings of the stand-in."""
    changes = dict(changes)
    copy(empty_store, tmp_path / "slack.sqlite3")
    settings = SlackSettings(
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        signing_secret=SECRET,
        review_channel=REVIEW,
        api_url=f"{slack.address}/api/",
    )
    made = build_assistant(
        replace(
            assistant.settings,
            database_url=f"sqlite:///{tmp_path / 'slack.sqlite3'}",
            limit_client=changes.pop("limit_client", assistant.settings.limit_client),
            slack=replace(settings, **changes),
        )
    )
    made.index = assistant.index
    return made


@pytest.fixture
def bot(service: Assistant) -> Iterator[Bot]:
    made = make_bot(service)
    yield made
    made.close()
    service.store.close()


@pytest.fixture
def person(bot: Bot, slack: Slack) -> Iterator[Person]:
    with served(with_slack(create_app(bot.assistant), make_app(bot))) as address:
        yield Person(slack, address)
