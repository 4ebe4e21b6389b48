"""A letter as blocks, rendered as plain text and as HTML; every word from outside is escaped."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import inline_parts

Kind = Literal["text", "item", "step", "source", "gap", "signature"]


@dataclass(frozen=True)
class Block:
    """A paragraph, list item or source line of a letter; `citations` are places among the draft's citations."""

    kind: Kind
    text: str
    citations: tuple[int, ...] = ()


def as_text(blocks: Sequence[Block]) -> str:
    """The letter in plain text, a blank line between paragraphs."""
    text = ""
    for place, block in enumerate(blocks):
        if place:
            close = block.kind in ("item", "step") and blocks[place - 1].kind != "source" or block.kind == "source"
            text += "\n" if close else "\n\n"
        words = _with_addresses(block.text)
        text += f"- {words}" if block.kind == "item" else words
    return text


def as_html(blocks: Sequence[Block]) -> str:
    """The letter as an HTML fragment."""
    pieces: list[str] = []
    listed = ""
    for block in blocks:
        wanted = {"item": "ul", "step": "ol"}.get(block.kind, "")
        if wanted != listed:
            pieces += [f"</{listed}>"] * bool(listed) + [f"<{wanted}>"] * bool(wanted)
            listed = wanted
        pieces.append(_element(block))
    if listed:
        pieces.append(f"</{listed}>")
    return "\n".join(pieces)


def _with_addresses(text: str) -> str:
    """Plain text, the address of a link behind its words."""
    parts = inline_parts(text)
    return "".join(words if address in (None, words) else f"{words} ({address})" for words, address in parts)


def _element(block: Block) -> str:
    if block.kind in ("item", "step"):
        text = block.text.split(" ", 1)[1] if block.kind == "step" else block.text
        return f"<li>{_inline(text)}</li>"
    if block.kind == "source":
        return f'<p style="color:#595959;font-size:0.9em;margin-top:0">{_inline(block.text)}</p>'
    if block.kind == "gap":
        return f'<p style="background:#fff3b0"><strong>{html.escape(block.text)}</strong></p>'
    return f"<p>{'<br>'.join(_inline(line) for line in block.text.splitlines())}</p>"


def _inline(text: str) -> str:
    """Escaped text; addresses of pages become links that show themselves."""
    pieces = []
    for words, address in inline_parts(text):
        shown = html.escape(words)
        safe = address is not None and address.startswith(("https://", "http://"))
        pieces.append(f'<a href="{html.escape(address or "", quote=True)}">{shown}</a>' if safe else shown)
    return "".join(pieces)
