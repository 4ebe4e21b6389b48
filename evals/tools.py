"""The packages that only the measuring needs; the service runs without them."""

from collections.abc import Mapping
from importlib.util import find_spec

from evals.errors import ToolMissing

_QUESTIONS = {"ir_measures": "ir-measures", "matplotlib": "matplotlib"}
_LADDER = {"langchain_text_splitters": "langchain-text-splitters"}
_BENCH = {"matplotlib": "matplotlib", **_LADDER}


def require_tools(ladder: bool = False) -> None:
    """Raise ToolMissing for the first package that is not installed: before the questions are asked, not after."""
    _require({**_QUESTIONS, **(_LADDER if ladder else {})})


def require_bench_tools() -> None:
    """The same for what the bench needs."""
    _require(_BENCH)


def _require(tools: Mapping[str, str]) -> None:
    for module, package in tools.items():
        if find_spec(module) is None:
            raise ToolMissing(package)
