"""A question as it is searched: its slips mended, and the documents that may answer it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.routing import Scope, in_first_person, names_reports, names_the_programme, scope
from corpus import Corpus, Language
from index import SearchIndex


@dataclass(frozen=True)
class Query:
    """`documents` are those of the scope; `personal`: it speaks of its writer or the program, and of no report."""

    text: str
    language: Language
    scope: Scope
    documents: Sequence[str]
    personal: bool

    def part(self, corpus: Corpus, text: str) -> "Query":
        """A part of the message: of the documents that it names itself, else of those that the message names."""
        where, documents = scope(text, corpus)
        if where is Scope.ANY:
            where, documents = self.scope, list(self.documents)
        personal = _is_personal(text, self.language) and not names_reports(self.text)
        return Query(text, self.language, where, documents, personal)

    def within(self, documents: Sequence[str] | None) -> "Query":
        """The same asked of those documents alone, where it names none itself."""
        if documents is None or self.scope is not Scope.ANY or names_reports(self.text):
            return self
        return replace(self, documents=list(documents), scope=Scope.GUIDE)

    def kept(self) -> "Query":
        """The same asked of its documents and no other, though nothing may be found in them."""
        return self if self.scope is Scope.ANY else replace(self, scope=Scope.GUIDE)

    def after(self, other: "Query") -> "Query":
        """The same read behind another part."""
        return replace(self, text=f"{other.text} {self.text}")


def read_query(index: SearchIndex, text: str, language: Language) -> Query:
    """A message as it is searched."""
    mended = index.mend(text, language)
    where, documents = scope(mended, index.corpus)
    personal = _is_personal(mended, language) and not names_reports(mended)
    return Query(mended, language, where, documents, personal)


def _is_personal(text: str, language: Language) -> bool:
    return in_first_person(text, language) or names_the_programme(text)
