"""A mail's HTML as text: what is shown, with quoted parts marked as in plain mails."""

import re
from html.parser import HTMLParser

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object", "math"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"}
)
_BLOCKS = frozenset(
    "p div tr table ul ol h1 h2 h3 h4 h5 h6 blockquote section article header footer pre center form dl dt dd body "
    "html thead tbody address".split()
)
_QUOTES = ("gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "zmail_extra", "tutanota_quote")
_REST_IS_QUOTED = ("divrplyfwdmsg", "x_divrplyfwdmsg", "olk_src_body_section", "reply-intro", "appendonsend")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all")
_DEEPEST = 200  # elements within one another; deeper ones are read as if they stood there
SEPARATOR = "-----Original Message-----"


def text_of_html(html: str) -> str:
    """The text of an HTML mail; quoted lines begin with `> `, what Outlook quotes follows a separator line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._open: list[tuple[str, str]] = []  # tag, and what it does: "skip", "quote" or ""
        self._separated = False

    def text(self) -> str:
        lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in self._lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").lower() for name, value in attrs}
        self._mark_the_rest(values)
        if tag == "br":
            self._break()
        elif tag == "hr" or tag in _BLOCKS:
            self._break(tag == "p")
        elif tag == "li":
            self._break()
            self._write("- ")
        elif tag in ("td", "th"):
            self._write(" ")
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append((tag, _role(tag, values)))
            if self._open[-1][1] == "quote":
                self._lines.append(self._prefix())

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (opened, _) in enumerate(self._open) if opened == tag]
        if not places:
            return
        quoted = any(role == "quote" for _, role in self._open[places[-1] :])
        del self._open[places[-1] :]
        if tag in _BLOCKS or tag == "li" or quoted:
            self._break(tag == "p" or quoted)

    def handle_data(self, data: str) -> None:
        if any(role == "skip" for _, role in self._open):
            return
        if any(tag == "pre" for tag, _ in self._open):
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._lines.append(self._prefix())
                self._write(line)
            return
        self._write(re.sub(r"\s+", " ", data))

    def _mark_the_rest(self, values: dict[str, str]) -> None:
        """Outlook quotes by a heading alone: what follows it is the earlier mail."""
        if not self._separated and values.get("id") in _REST_IS_QUOTED:
            self._separated = True
            self._lines += ["", SEPARATOR, ""]

    def _write(self, text: str) -> None:
        self._lines[-1] += text

    def _break(self, twice: bool = False) -> None:
        bare = self._prefix().strip()
        if self._lines[-1].strip() != bare:
            self._lines.append(self._prefix())
        if twice and len(self._lines) > 1 and self._lines[-2].strip() not in ("", bare):
            self._lines.append(self._prefix())

    def _prefix(self) -> str:
        return "> " * min(5, sum(role == "quote" for _, role in self._open))


def _role(tag: str, values: dict[str, str]) -> str:
    if tag in _SKIPPED or _HIDDEN.search(values.get("style", "")) or "hidden" in values:
        return "skip"
    cited = tag == "blockquote" and (
        values.get("type") == "cite" or "cite" in values or "quote" in values.get("class", "")
    )
    named = any(name in values.get("class", "") or name in values.get("id", "") for name in _QUOTES)
    return "quote" if cited or named else ""
