"""Where each paragraph of a letter comes from: a short line under it, and the draft's list of citations."""

from assistant.answer import Citation
from assistant.drafting.answering import Answered
from assistant.drafting.blocks import Block
from assistant.drafting.words import say
from corpus import Language, plain_text


class Sources:
    """Collects the citations of a draft; `public_url` makes links to the documents' pages, empty makes none."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url
        self.citations: list[Citation] = []
        self._said: set[str] = set()

    def with_source(self, answered: Answered, language: Language) -> list[Block]:
        """The blocks of a part of the letter, each group of one section followed by its source line."""
        own = answered.answer.citations if answered.answer is not None else ()
        fresh = [block for block in answered.blocks if self._is_new(block)]
        cited = [tuple(own[place] for place in block.citations) for block in fresh]
        blocks: list[Block] = []
        for place, block in enumerate(fresh):
            blocks.append(Block(block.kind, block.text, tuple(self._place(citation) for citation in cited[place])))
            lines = self._lines(cited[place], language)
            following = self._lines(cited[place + 1], language) if place + 1 < len(cited) else []
            if lines and lines != following:
                blocks.extend(Block("source", line) for line in lines)
        return blocks

    def _is_new(self, block: Block) -> bool:
        """Whether the letter does not say it yet: two questions may have one answer."""
        if block.text in self._said:
            return False
        self._said.add(block.text)
        return True

    def _place(self, citation: Citation) -> int:
        if citation not in self.citations:
            self.citations.append(citation)
        return self.citations.index(citation)

    def _lines(self, citations: tuple[Citation, ...], language: Language) -> list[str]:
        """One line for each section cited."""
        lines = []
        for citation in citations:
            section = plain_text(citation.section[-1]).rstrip(" \u00a0:") if citation.section else citation.title
            if self._public_url:
                url = f"{self._public_url}{citation.url}"
                lines.append(say("source_link", language, title=citation.title, section=section, url=url))
            else:
                lines.append(say("source", language, title=citation.title, section=section))
        return list(dict.fromkeys(lines))
