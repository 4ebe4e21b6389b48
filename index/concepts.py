"""The glossary at work: which programme terms a text speaks of, in either language and in everyday words."""

from collections.abc import Iterable, Sequence

from corpus import GlossaryEntry, Language
from index.tokenising import stems


class Concepts:
    """Finds glossary entries in texts, by the stems of their terms; the longest term wins at each place."""

    def __init__(self, glossary: Sequence[GlossaryEntry]) -> None:
        self._terms: dict[Language, dict[tuple[str, ...], list[str]]] = {language: {} for language in Language}
        for entry in glossary:
            for language in Language:
                for term in entry.terms(language):
                    self._add(language, tuple(stems(term, language)), entry.id)
        self._longest = {language: _longest(terms) for language, terms in self._terms.items()}

    def _add(self, language: Language, term: tuple[str, ...], concept: str) -> None:
        known = self._terms[language].setdefault(term, [])
        if term and concept not in known:
            known.append(concept)

    def find(self, text: str) -> list[str]:
        """The ids of the entries that a text names, in either language, without doubles, in order of their finding.

        Both languages are tried whatever the text's own is, since people mix them (« ma pay », "my stage").
        """
        found: dict[str, None] = {}
        words = {language: stems(text, language) for language in Language}  # as many in each
        start = 0
        while start < len(words[Language.FRENCH]):
            matches = [self._match(language, words[language], start) for language in Language]
            longest = max(length for length, _ in matches)
            found.update({concept: None for length, concepts in matches if length == longest for concept in concepts})
            start += max(longest, 1)
        return list(found)

    def _match(self, language: Language, words: Sequence[str], start: int) -> tuple[int, list[str]]:
        longest = self._longest[language].get(words[start], 0)
        for length in range(min(longest, len(words) - start), 0, -1):
            concepts = self._terms[language].get(tuple(words[start : start + length]))
            if concepts:
                return length, concepts
        return 0, []


def _longest(terms: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """How many stems the longest term has that begins with each stem."""
    found: dict[str, int] = {}
    for term in terms:
        if term:
            found[term[0]] = max(len(term), found.get(term[0], 0))
    return found
