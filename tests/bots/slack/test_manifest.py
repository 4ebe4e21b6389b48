"""The app's manifest asks for what the code uses, and the set-up page says it."""

import re
from pathlib import Path
from typing import Any

import yaml

from assistant import KNOWN_SETTINGS
from bots.slack.checking import SCOPES
from bots.slack.letters import SHORTCUT

ROOT = Path(__file__).parent.parent.parent.parent
PATH = ROOT / "bots" / "slack" / "manifest.yaml"
TEXT = PATH.read_text(encoding="utf-8")
MANIFEST: dict[str, Any] = yaml.safe_load(TEXT)
GUIDE = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")


def test_the_scopes_are_those_that_are_checked_each_explained_in_both_languages() -> None:
    assert tuple(MANIFEST["oauth_config"]["scopes"]["bot"]) == SCOPES
    lines = TEXT.splitlines()
    for scope in SCOPES:
        place = lines.index(f"      - {scope}")
        assert lines[place - 2].lstrip().startswith("# ") and lines[place - 1].lstrip().startswith("# ")


def test_the_events_are_those_that_are_listened_to() -> None:
    code = (ROOT / "bots" / "slack" / "listeners.py").read_text(encoding="utf-8")
    listened = set(re.findall(r'app\.event\("(\w+)"\)', code))
    assert {name.split(".")[0] for name in MANIFEST["settings"]["event_subscriptions"]["bot_events"]} == listened


def test_the_shortcut_and_the_command_are_those_of_the_code() -> None:
    features = MANIFEST["features"]
    assert [entry["callback_id"] for entry in features["shortcuts"]] == [SHORTCUT]
    assert [entry["command"] for entry in features["slash_commands"]] == ["/wil"]


def test_slack_s_limits_on_names_are_kept() -> None:
    shown, features = MANIFEST["display_information"], MANIFEST["features"]
    assert len(shown["name"]) <= 35 and len(shown["description"]) <= 140
    assert len(features["bot_user"]["display_name"]) <= 80
    assert all(len(entry["name"]) <= 24 for entry in features["shortcuts"])
    assert all(len(entry["description"]) <= 100 for entry in features["slash_commands"])


def test_the_guide_names_every_setting_and_none_that_is_not_there() -> None:
    named = set(re.findall(r"WIL_[A-Z_]+[A-Z]", GUIDE))
    assert {name for name in KNOWN_SETTINGS if name.startswith("WIL_SLACK_")} <= named <= set(KNOWN_SETTINGS)


def test_the_guide_explains_every_scope() -> None:
    assert [scope for scope in SCOPES if GUIDE.count(f"`{scope}`") < 2] == []
