"""What Slack is shown in each state: as it was approved, within Slack's limits, with nothing Slack would act on."""

import re
from typing import Any

import pytest

from bots.slack import Bot
from corpus import Language
from tests.bots.slack.limits import faults, view_faults
from tests.bots.slack.states import FOLDER, all_states, written

LANGUAGES = pytest.mark.parametrize("language", list(Language))


@LANGUAGES
def test_each_state_is_as_approved(bot: Bot, language: Language) -> None:
    made = {f"{name}.{language.value}.json": written(shown) for name, shown in all_states(bot, language).items()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob(f"*.{language.value}.json")}
    assert made == kept


@LANGUAGES
def test_each_state_keeps_slack_s_limits(bot: Bot, language: Language) -> None:
    for name, shown in all_states(bot, language).items():
        if isinstance(shown, dict):
            assert view_faults(shown) == [], name
        else:
            posts = shown if "blocks" in shown[0] else [{"text": "-", "blocks": shown}]
            assert [(faults(post["blocks"]), bool(post["text"])) for post in posts] == [([], True)] * len(posts), name


@LANGUAGES
def test_no_state_holds_markup_from_outside(bot: Bot, language: Language) -> None:
    for name, shown in all_states(bot, language).items():
        texts = [text for text in marked(shown) if re.search(r"<(?!https://exemple\.ca|mailto:WIL_|@U1>)", text)]
        assert texts == [], name


def marked(shown: Any) -> list[str]:
    """The texts in Slack's own markup: fallback texts, and those of kind mrkdwn."""
    if isinstance(shown, list):
        return [text for part in shown for text in marked(part)]
    if not isinstance(shown, dict):
        return []
    own = [shown["text"]] if isinstance(shown.get("text"), str) and shown.get("type") in (None, "mrkdwn") else []
    return own + [text for part in shown.values() for text in marked(part)]


def test_the_limits_are_seen_to_be_broken() -> None:
    """The validator itself: each of these is refused by Slack."""
    text = {"type": "mrkdwn", "text": "x"}
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}, "value": "v"}
    cell = {"type": "raw_text", "text": ""}
    title, divider = {"type": "plain_text", "text": "x"}, {"type": "divider"}
    broken: list[list[dict[str, Any]]] = [
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": ""}}],
        [{"type": "actions", "elements": [button]}],
        [{"type": "actions", "elements": []}],
        [{"type": "context", "elements": [text] * 11}],
        [{"type": "table", "rows": [[cell]]}],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
        [{"type": "container", "title": title, "child_blocks": [divider] * 11}],
        [divider] * 51,
        [{"type": "marquee"}],
    ]
    assert [blocks for blocks in broken if not faults(blocks)] == []
