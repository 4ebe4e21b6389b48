"""What the measuring refuses; each message says what was found and what to do."""

from corpus import Language
from evals.wording import words


class EvalsError(Exception):
    """Anything that the measuring cannot go on with."""


class ToolMissing(EvalsError):
    """A package that only the measuring needs is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(words("tool_missing").both.format(package=package))


class NoRecord(EvalsError):
    """There are no recorded figures to compare with, or they cannot be read."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(words("no_record").both.format(path=path, reason=reason))


class FigureFell(EvalsError):
    """Figures fell below their floors; the message has a line for each."""

    def __init__(self, lines: list[str], language: Language) -> None:
        super().__init__("\n".join([*lines, words("gate_advice").say(language)]))
