"""Slack's documented limits on blocks and views (docs.slack.dev/reference/block-kit), checked without Slack."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Block = dict[str, Any]
IN_CONTAINERS = {"actions", "context", "divider", "header", "image", "section", "table"}
IN_MESSAGES = IN_CONTAINERS | {"container", "context_actions", "markdown", "rich_text"}
IN_MODALS = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section"}
_TEXT_IN_BLOCKS = 13_000  # characters of one message's blocks; Slack answers msg_blocks_too_long above some 13,200


def faults(blocks: list[Block], *, modal: bool = False) -> list[str]:
    """What Slack would refuse in the blocks of a message or a modal."""
    found = [] if len(blocks) <= (100 if modal else 50) else [f"{len(blocks)} blocks"]
    known = IN_MODALS if modal else IN_MESSAGES
    for block in blocks:
        found += [f"{block.get('type')}: {fault}" for fault in _block(block, known)]
    tables = sum(block["type"] == "table" for block in _every(blocks))
    if tables > 1:
        found.append("only one table is allowed in a message")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        found.append("a block_id stands twice")
    return found


def view_faults(view: Block) -> list[str]:
    """What Slack would refuse in a modal."""
    found = faults(view["blocks"], modal=True)
    for part in ("title", "close", "submit"):
        if part in view:
            found += [f"{part}: {fault}" for fault in _text(view[part], 24, plain=True)]
    if len(view.get("private_metadata", "")) > 3000:
        found.append("private_metadata is over 3,000 characters")
    if len(view.get("callback_id", "")) > 255:
        found.append("callback_id is over 255 characters")
    inputs = any(block["type"] == "input" for block in view["blocks"])
    if inputs and "submit" not in view:
        found.append("a view with inputs needs submit")
    return found


def text_of(blocks: Iterable[Block]) -> int:
    """Characters of all texts."""
    return sum(len(text) for text in _texts(list(blocks)))


def too_long(blocks: list[Block]) -> bool:
    """Whether the sections that hold the answer are more than a message takes."""
    return sum(len(block["text"]["text"]) for block in blocks if block["type"] == "section") > _TEXT_IN_BLOCKS


def _every(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _every(block.get("child_blocks", ()))


def _block(block: Block, known: set[str]) -> list[str]:
    kind = block.get("type")
    if kind not in known:
        return ["not known here"]
    return _CHECKS[str(kind)](block)


def _container(block: Block) -> list[str]:
    found = _text(block["title"], 150, plain=True)
    found += _several(block["child_blocks"], 10, lambda child: _block(child, IN_CONTAINERS))
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        found.append("default_collapsed needs is_collapsible")
    return found


def _table(block: Block) -> list[str]:
    rows = block["rows"]
    found = [] if 1 <= len(rows) <= 100 else [f"{len(rows)} rows"]
    if any(not 1 <= len(row) <= 20 for row in rows):
        found.append("a row of too many cells")
    cells = [cell for row in rows for cell in row]
    if any(cell["type"] == "raw_text" and not cell["text"] for cell in cells):
        found.append("an empty cell")
    if sum(len(cell.get("text", "")) for cell in cells) > 10_000:
        found.append("cells of more than 10,000 characters in all")
    return found


def _input(block: Block) -> list[str]:
    element = block["element"]
    found = _text(block["label"], 2000, plain=True)
    if element["type"] == "plain_text_input":
        if not 1 <= element.get("max_length", 3000) <= 3000:
            found.append("max_length")
        if len(element.get("initial_value", "x")) > element.get("max_length", 3000):
            found.append("an initial value longer than its field")
    if element["type"] == "radio_buttons":
        found += _several(element["options"], 10, lambda option: _text(option["text"], 75))
    return found


def _button(element: Block) -> list[str]:
    found = _text(element["text"], 75, plain=True)
    if not 1 <= len(element["action_id"]) <= 255:
        found.append("action_id")
    if len(element.get("value", "")) > 2000:
        found.append("a value over 2,000 characters")
    if element.get("style") not in (None, "primary", "danger"):
        found.append(f"style {element['style']}")
    return found


def _thumbs(element: Block) -> list[str]:
    found = []
    for name in ("positive_button", "negative_button"):
        found += _text(element[name]["text"], 75, plain=True)
        if len(element[name]["value"]) > 2000:
            found.append("a value over 2,000 characters")
    return found


def _several(elements: list[Block], limit: int, check: Any) -> list[str]:
    found = [] if 1 <= len(elements) <= limit else [f"{len(elements)} elements"]
    return found + [fault for element in elements for fault in check(element)]


def _distinct(elements: list[Block]) -> list[str]:
    ids = [element["action_id"] for element in elements]
    return [] if len(ids) == len(set(ids)) else ["an action_id stands twice"]


def _text(text: Block, limit: int, *, plain: bool = False) -> list[str]:
    found = [] if 1 <= len(text["text"]) <= limit else [f"a text of {len(text['text'])} characters"]
    if plain and text["type"] != "plain_text":
        found.append("not plain_text")
    return found


_CHECKS: dict[str, Callable[[Block], list[str]]] = {
    "section": lambda block: _text(block["text"], 3000),
    "header": lambda block: _text(block["text"], 150, plain=True),
    "context": lambda block: _several(block["elements"], 10, lambda text: _text(text, 3000)),
    "actions": lambda block: _several(block["elements"], 25, _button) + _distinct(block["elements"]),
    "context_actions": lambda block: _several(block["elements"], 5, _thumbs),
    "container": _container,
    "table": _table,
    "input": _input,
    "rich_text": lambda block: [] if block["elements"] else ["empty"],
    "divider": lambda block: [],
}


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)
