"""What the documents' own words tell of messages: which language a word is of, which addresses are nobody's secret."""

from dataclasses import dataclass

from assistant.language import Lexicon
from corpus import Corpus, emails


@dataclass(frozen=True)
class Known:
    """The documents' words by language, and the e-mail addresses that they print: no personal data."""

    lexicon: Lexicon
    addresses: frozenset[str]

    @classmethod
    def of(cls, corpus: Corpus) -> "Known":
        """What is known of a corpus."""
        printed = (rendering.text for passage in corpus.passages for rendering in passage.renderings.values())
        return cls(Lexicon.of(corpus), frozenset(address for text in printed for address in emails(text)))
