"""What tests read in what reached Slack."""

import json
from typing import Any

from tests.bots.slack.standin import Call


def said(call: Call) -> str:
    """Everything that a call shows, as one text."""
    shown = [call.args.get(name) for name in ("text", "blocks", "chunks", "view", "markdown_text")]
    return json.dumps(shown, ensure_ascii=False)


def kinds(call: Call) -> list[str]:
    """The kinds of a call's blocks, in order."""
    return [block["type"] for block in call.args["blocks"]]


def buttons(call: Call) -> dict[str, dict[str, Any]]:
    """The buttons of a call, by their action."""
    return {
        element["action_id"]: element
        for block in call.args["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    }


def thumbs(call: Call) -> dict[str, Any]:
    """The feedback buttons of a call."""
    found = next(block for block in call.args["blocks"] if block["type"] == "context_actions")
    element: dict[str, Any] = found["elements"][0]
    return element
