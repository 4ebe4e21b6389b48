"""The packages that only the measuring needs; the service runs without them."""

from importlib.util import find_spec

from evals.errors import ToolMissing

_QUESTIONS = {"ir_measures": "ir-measures", "matplotlib": "matplotlib"}
_LADDER = {"langchain_text_splitters": "langchain-text-splitters"}


def require_tools(ladder: bool = False) -> None:
    """Raise ToolMissing for the first package that is not installed: before the questions are asked, not after."""
    for module, package in {**_QUESTIONS, **(_LADDER if ladder else {})}.items():
        if find_spec(module) is None:
            raise ToolMissing(package)
