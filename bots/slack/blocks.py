"""Block Kit's pieces as plain data, within Slack's limits, and the same for where Slack takes only the older ones."""

from collections.abc import Iterable, Sequence
from typing import Any

from bots.slack.markup import clip, escape

Block = dict[str, Any]

SECTION = 3_000
"""Characters of a section's text."""
LABEL = 75
"""Characters of a button's text."""
VALUE = 2_000
"""Characters of a button's value."""
TITLE = 24
"""Characters of a modal's title and of its two buttons."""
INPUT = 3_000
"""Characters of a text field."""
_CONTAINER_TITLE, _CHILDREN, _CELL = 150, 10, 500


def plain(text: str, limit: int = LABEL) -> Block:
    """Words as they are."""
    return {"type": "plain_text", "text": clip(text, limit), "emoji": False}


def section(text: str) -> Block:
    """A paragraph in Slack's markup, escaped already."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": clip(text, SECTION), "verbatim": True}}


def context(text: str) -> Block:
    """A line in small print, in Slack's markup."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": clip(text, SECTION), "verbatim": True}]}


def button(action: str, text: str, value: str, style: str = "") -> Block:
    """A button; its value comes back when it is pressed."""
    made: Block = {"type": "button", "action_id": action, "text": plain(text), "value": clip(value, VALUE)}
    return {**made, "style": style} if style else made


def actions(elements: Sequence[Block]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def thumbs(action: str, good: tuple[str, str], bad: tuple[str, str]) -> Block:
    """The two feedback buttons, each its words and its value."""
    element = {
        "type": "feedback_buttons",
        "action_id": action,
        "positive_button": {"text": plain(good[0]), "value": good[1]},
        "negative_button": {"text": plain(bad[0]), "value": bad[1]},
    }
    return {"type": "context_actions", "elements": [element]}


def containers(title: str, children: Sequence[Block]) -> list[Block]:
    """Blocks that one click unfolds, ten to a container."""
    return [
        {
            "type": "container",
            "title": plain(title, _CONTAINER_TITLE),
            "is_collapsible": True,
            "default_collapsed": True,
            "child_blocks": list(children[start : start + _CHILDREN]),
        }
        for start in range(0, len(children), _CHILDREN)
    ]


def table(rows: Iterable[Sequence[str]]) -> Block:
    """A table, its first row the heads; Slack takes one to a message."""
    cells = [[{"type": "raw_text", "text": clip(cell, _CELL) or "–"} for cell in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True} for _ in cells[0]]}


def preformatted(text: str) -> Block:
    """A text to be copied as it is."""
    words = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [words]}]}


def field(id: str, label: str, initial: str, *, optional: bool = False, limit: int = INPUT) -> Block:
    """A text field of several lines; its answer stands in the view's state under its id."""
    element: Block = {"type": "plain_text_input", "action_id": id, "multiline": True, "max_length": limit}
    if initial:
        element["initial_value"] = clip(initial, limit)
    return {
        "type": "input",
        "block_id": id,
        "label": plain(label, SECTION),
        "element": element,
        "optional": optional,
    }


def choice(id: str, label: str, options: Sequence[tuple[str, str]]) -> Block:
    """A choice of one among several, each its value and its words."""
    made = [{"text": plain(words), "value": value} for value, words in options]
    element = {"type": "radio_buttons", "action_id": id, "options": made}
    return {"type": "input", "block_id": id, "label": plain(label, SECTION), "element": element, "optional": True}


def modal(title: str, close: str, blocks: Sequence[Block], *, submit: str = "", id: str = "", data: str = "") -> Block:
    """A dialog; `id` names it and `data` comes back when it is sent."""
    made: Block = {"type": "modal", "title": plain(title, TITLE), "close": plain(close, TITLE), "blocks": list(blocks)}
    if submit:
        made["submit"] = plain(submit, TITLE)
    if id:
        made |= {"callback_id": id, "private_metadata": data}
    return made


def older(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks by the kinds that every Slack knows: no container, no table, no feedback buttons."""
    return [simple for block in blocks for simple in _older(block)]


def _older(block: Block) -> list[Block]:
    simpler = _OLDER.get(block["type"])
    return [block] if simpler is None else simpler(block)


def _older_container(block: Block) -> list[Block]:
    return [section(f"*{escape(block['title']['text'])}*"), *block["child_blocks"]]


def _older_table(block: Block) -> list[Block]:
    lines = [" · ".join(escape(cell["text"]) for cell in row) for row in block["rows"]]
    return [section(f"• {line}") for line in lines[1:]]


def _older_thumbs(block: Block) -> list[Block]:
    found = block["elements"][0]
    return [
        actions(
            [
                {**button(f"{found['action_id']}_{number}", "", ""), **found[name]}
                for number, name in enumerate(("positive_button", "negative_button"))
            ]
        )
    ]


_OLDER = {"container": _older_container, "table": _older_table, "context_actions": _older_thumbs}
