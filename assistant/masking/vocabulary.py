"""The words that announce personal data, and those that look like it and are not, read once from `words.yaml`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from corpus import StrictModel, read_yaml, validated

_FILE = Path(__file__).parent / "words.yaml"
_ACCENTED = {"a": "[aàâä]", "c": "[cç]", "e": "[eéèêë]", "i": "[iîï]", "o": "[oôö]", "u": "[uùûü]"}


class Vocabulary(StrictModel):
    """The lists of `words.yaml`, folded, French and English together: people mix them."""

    sin: list[str]
    phone: list[str]
    card: list[str]
    account: list[str]
    health: list[str]
    passport: list[str]
    immigration: list[str]
    licence: list[str]
    student: list[str]
    file: list[str]
    password: list[str]
    birth: list[str]
    email: list[str]
    mail_services: list[str]
    top_domains: list[str]
    no_mailboxes: list[str]
    lives: list[str]
    address: list[str]
    streets_before: list[str]
    streets_before_a_name: list[str]
    streets_after: list[str]
    streets_after_a_name: list[str]
    units: list[str]
    directions: list[str]
    digits: list[str]
    ends_in: list[str]
    last_digits: list[str]
    names_told: list[str]
    name_labels: list[str]
    person_labels: list[str]
    names_in_passing: list[str]
    roles: list[str]
    role_links: list[str]
    called: list[str]
    titles: list[str]
    greetings: list[str]
    closings: list[str]
    formal_closings: list[str]
    particles: list[str]
    given_names: list[str]
    not_names: list[str]
    before_announcements: list[str]
    between: list[str]
    goes_on: list[str]

    @property
    def places_told(self) -> list[str]:
        """What announces an address or a date of birth."""
        return [*self.lives, *self.address, *self.birth, "born", "nee", "ne"]

    @property
    def numbers_told(self) -> list[str]:
        """What announces a number, an e-mail address or a password."""
        lists = (self.sin, self.phone, self.card, self.account, self.health, self.passport, self.immigration)
        more = (self.licence, self.student, self.file, self.password, self.email)
        return [phrase for phrases in (*lists, *more) for phrase in phrases]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """What `words.yaml` says; raises CorpusError when the file is broken."""
    return validated(_FILE, read_yaml(_FILE), Vocabulary)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names, folded."""
    return frozenset(vocabulary().given_names)


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Folded words that are no part of a person's name where one may stand."""
    known = vocabulary()
    return frozenset([*known.not_names, *known.units, *known.roles])


def alternation(phrases: Sequence[str]) -> str:
    """A pattern of any of the phrases, longest first; accents, spaces, hyphens and apostrophes may be left out.

    >>> re.fullmatch(alternation(["je m'appelle"]), "je mappelle") is not None
    True
    """
    return "|".join(_loose(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _loose(phrase: str) -> str:
    return "".join(_loose_character(char) for char in phrase)


def _loose_character(char: str) -> str:
    if char == " ":
        return r"\s{1,3}"
    if char == "'":
        return r"['’ ]?"
    if char == ".":
        return r"\.?"
    return r"[ -]?" if char == "-" else _ACCENTED.get(char, re.escape(char))
