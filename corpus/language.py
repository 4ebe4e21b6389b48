"""The two languages of the project."""

from enum import StrEnum


class Language(StrEnum):
    """French or English; the value is the ISO 639-1 code."""

    FRENCH = "fr"
    ENGLISH = "en"

    @property
    def other(self) -> "Language":
        """The other one of the two."""
        return Language.ENGLISH if self is Language.FRENCH else Language.FRENCH
