"""Slack's markup: what a person wrote without it, and our words in it, with nothing in them that Slack would act on."""

import re

_REFERENCE = re.compile(r"<([^<>]*)>")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
_ITEM = re.compile(r"^- ", re.MULTILINE)
SOMEBODY = "@…"


def heard(text: str, me: str | None = None) -> str:
    """What a person wrote: links and addresses as they read, our own name left out, other people unnamed.

    >>> heard("<@U1> écrivez à <mailto:lea@exemple.ca|lea@exemple.ca>, <@U2>, R&amp;D", "U1")
    'écrivez à lea@exemple.ca, @…, R&D'
    """

    def read(found: re.Match[str]) -> str:
        inside, _, label = found[1].partition("|")
        if inside.startswith("@"):
            return "" if me is not None and inside == f"@{me}" else SOMEBODY
        if inside.startswith(("!", "#")):
            return label
        return label or inside

    return unescape(_REFERENCE.sub(read, text)).strip()


def unescape(text: str) -> str:
    """The three characters that Slack sends escaped, as they were written."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """A text in which Slack sees no mention, link or command.

    >>> escape("<!channel> R&D")
    '&lt;!channel&gt; R&amp;D'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """Light Markdown in Slack's own markup, escaped; list items by their bullet, since Slack knows no lists here.

    >>> mrkdwn("**Note** : [le guide](https://exemple.ca/a)")
    '*Note* : <https://exemple.ca/a|le guide>'
    """
    return _ITEM.sub("• ", _LINK.sub(r"<\2|\1>", _BOLD.sub(r"*\1*", escape(text))))


def quoted(text: str) -> str:
    """A text as a quotation, every line of it."""
    return "\n".join(f"> {line}" for line in escape(text).split("\n"))


def clip(text: str, limit: int) -> str:
    """A text of at most that many characters, the cut marked; no escaped character is cut in two."""
    if len(text) <= limit:
        return text
    return re.sub(r"&[a-z]{0,4}$", "", text[: limit - 1]) + "…"


def pieces(text: str, limit: int) -> list[str]:
    """A text in pieces of at most that many characters, cut between lines, else words; a word longer than that is cut.

    >>> pieces("un deux\\ntrois", 8)
    ['un deux', 'trois']
    """
    found: list[str] = []
    rest = text
    while len(rest) > limit:
        cut = max(rest.rfind("\n\n", 1, limit), 0) or max(rest.rfind("\n", 1, limit), 0)
        cut = cut or max(rest.rfind(" ", 1, limit), 0) or len(re.sub(r"&[a-z]{0,4}$", "", rest[:limit]))
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest or not found else found
