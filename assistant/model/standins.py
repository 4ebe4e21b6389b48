"""E-mail addresses and links as tokens (⟦E1⟧, ⟦L1⟧): a model passes them on and can neither read nor invent one."""

import re

from corpus import emails, links

_ADDRESS = re.compile(r"https?://[^\s)\]>»\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"⟦([EL]\d+)⟧")
_BRACKETS = re.compile(r"[⟦⟧]")
_TRAILING = ".,;:!?"


class StandIns:
    """The tokens of one request, and what each stands for."""

    def __init__(self) -> None:
        self._originals: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """The text with tokens for addresses; brackets that a person typed are no tokens and go.

        >>> tokens = StandIns()
        >>> tokens.hide("Écrivez à a@b.ca ou voyez https://b.ca/x.")
        'Écrivez à ⟦E1⟧ ou voyez ⟦L1⟧.'
        >>> tokens.show("See ⟦L1⟧"), tokens.unknown("Call ⟦E7⟧")
        ('See https://b.ca/x', True)
        """
        return _ADDRESS.sub(self._token, _BRACKETS.sub("", text))

    def show(self, text: str) -> str:
        """The text with the addresses put back."""
        return _TOKEN.sub(lambda found: self._originals.get(found[1], found[0]), text)

    def unknown(self, text: str) -> bool:
        """Whether a text holds a token, or the bracket of one, that stands for nothing."""
        return bool(_BRACKETS.search(self.show(text)))

    def _token(self, found: re.Match[str]) -> str:
        address = found[0].rstrip(_TRAILING)
        kind = "L" if address.startswith("http") else "E"
        known = next((name for name, original in self._originals.items() if original == address), None)
        if known is None:
            known = f"{kind}{sum(name[0] == kind for name in self._originals) + 1}"
            self._originals[known] = address
        return f"⟦{known}⟧{found[0][len(address) :]}"


def holds_address(text: str) -> bool:
    """Whether a text holds an e-mail address or a link written out."""
    return bool(emails(text) or links(text))
