"""The cases of `cases.yaml`, and what of each must never be seen again."""

from functools import cache
from pathlib import Path

from corpus import StrictModel, read_yaml, validated

KEEP = frozenset({"wil_digital@ictc-ctic.ca", "noreply@mail.smapply.net"})
"""The documents' own addresses that stand in the cases."""

_FILE = Path(__file__).parent / "cases.yaml"


class Case(StrictModel):
    """A message, what must be gone from it once masked, what must stay, and the kinds found in their order."""

    text: str
    gone: list[str] = []
    stay: list[str] = []
    kinds: list[str] = []


@cache
def cases() -> tuple[Case, ...]:
    return tuple(validated(_FILE, entry, Case, f"case {number}") for number, entry in enumerate(read_yaml(_FILE), 1))


def personal() -> tuple[Case, ...]:
    return tuple(case for case in cases() if case.kinds)


def innocent() -> tuple[Case, ...]:
    return tuple(case for case in cases() if not case.kinds)
