"""How every plot looks: real text, no frame around it, colours that are told apart on white."""

from typing import Any

STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
COLOURS = ("#0b4f8a", "#a3400a", "#3b3b3b")  # each at least 5:1 on white
MARKS = ("o", "s", "D")  # colour is never alone to tell
