"""How the text of a setting becomes its value; what cannot is refused with the setting's name and what would do."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from assistant.errors import SettingsError

Value = TypeVar("Value")


def setting(
    given: Mapping[str, str], name: str, default: str, convert: Callable[[str], Value], wanted: str, shown: str = ""
) -> Value:
    """The setting, converted; `shown` stands for its text in the error, where that is secret. Raises SettingsError."""
    text = given.get(name) or default
    try:
        return convert(text)
    except ValueError:
        raise SettingsError(f"The setting {name} is '{shown or text}'; it must be {wanted}.") from None


def positive(text: str) -> int:
    """A whole number of at least 1; raises ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number
