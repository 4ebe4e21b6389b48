"""What the bench cannot go on with; each message says what was found and what to do."""

from importlib.util import find_spec

_TOOLS = {"langchain_text_splitters": "langchain-text-splitters", "matplotlib": "matplotlib"}


class BenchError(Exception):
    """The family of the bench's errors."""


class ServerFailed(BenchError):
    """A server that was started to be measured did not answer as it should."""


class BenchToolMissing(BenchError):
    """A package that only the bench needs is not installed."""


def require_bench_tools() -> None:
    """Raise BenchToolMissing for the first package that is not installed: before anything is measured, not after."""
    for module, package in _TOOLS.items():
        if find_spec(module) is None:
            raise BenchToolMissing(f"The package '{package}' is not installed. Run `pip install -e '.[eval]'`.")
