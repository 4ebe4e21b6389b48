"""From passages to an answer: plain wordings lead, lists are given whole, every statement cites its passage."""

from collections.abc import Sequence

from assistant.answer import (
    Answer,
    Citation,
    Contact,
    Outcome,
    Statement,
    StatementKind,
    join_statements,
)
from assistant.wording import programme, replies
from corpus import Corpus, Correction, Document, Language, Passage, PassageKind, Tier, emails

_SUGGESTIONS = 3
_WITH_TOPICS = (Outcome.ANSWERED, Outcome.VERDICT, Outcome.CLARIFICATION)


class Composer:
    """Builds one answer: passages go in, in order; statements and citations come out."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        self._corpus, self._language = corpus, language
        self._documents = {document.id: document for document in corpus.documents}
        self._statements: list[Statement] = []
        self._citations: list[Citation] = []
        self._passages: list[Passage] = []
        self._contact: Contact | None = None

    def passage(self, passage: Passage) -> None:
        """Say a passage: its wording, a list's items, then what completes it."""
        if passage.id in self.said:
            return
        self._say(passage, StatementKind.FACT)
        document = self._documents[passage.document]
        for number, slug in enumerate(passage.children, start=1):
            item = document.passage(slug)
            if item is not None:
                self._item(document, item, number)
        for slug in passage.completed_by:
            completing = document.passage(slug)
            if completing is not None and completing.id not in self.said:
                self._say(completing, self._completing_kind(completing))

    def correct(self, correction: Correction, whole: bool = False) -> None:
        """Say "no" to a false belief, in the words that its passage supports; the passage too where `whole`."""
        passage = self._known(f"{programme().guide}/{correction.passage}")
        words = correction.text.in_language(self._language)
        text = replies().say("correction", self._language, words=words)
        self._statements.append(Statement(kind=StatementKind.FACT, text=text, citations=(self._cite(passage),)))
        if whole:
            self._say(passage, StatementKind.FACT)

    def passage_by_id(self, id: str) -> None:
        """Say a passage by its id, without what completes it; raises KeyError when no document has it."""
        passage = self._known(id)
        if not any(statement.citations == (self._cite(passage),) for statement in self._statements):
            self._say(passage, StatementKind.FACT)

    def reserve(self) -> None:
        """Add that only the review of applications determines eligibility, unless it is said already."""
        passage = self._by_id(programme().reserve_passage)
        if passage is not None and passage.id not in self.said:
            self._say(passage, StatementKind.RESERVE)

    def fixed(self, kind: StatementKind, key: str, **values: str) -> None:
        """Add a fixed sentence; it states no fact of the program."""
        self._statements.append(Statement(kind=kind, text=replies().say(key, self._language, **values)))

    def said_from(self, kind: StatementKind, key: str, passages: Sequence[str], **values: str) -> None:
        """Add a fixed sentence that stands on these passages, by their ids."""
        cited = tuple(dict.fromkeys(self.cite(id) for id in passages))
        text = replies().say(key, self._language, **values)
        self._statements.append(Statement(kind=kind, text=text, citations=cited))

    def cite(self, id: str) -> int:
        """The place of a passage among the citations, by its id; raises KeyError when no document has it."""
        return self._cite(self._known(id))

    def text(self, kind: StatementKind, text: str) -> None:
        """Add a sentence that the rules' data words."""
        self._statements.append(Statement(kind=kind, text=text))

    def of_the_guide(self, slugs: Sequence[str]) -> list[Passage]:
        """The guide's passages with these slugs, those that it has."""
        guide = self._documents.get(programme().guide)
        return [passage for slug in slugs if guide and (passage := guide.passage(slug))]

    def contact(self, reason_key: str) -> None:
        """Give the way to a person: the address, and the guide's sentence that gives it unless said already."""
        self._contact = Contact(email=programme().contact, reason=replies().say(reason_key, self._language))
        said = any(programme().contact.lower() in emails(statement.text) for statement in self._statements)
        passage = self._by_id(programme().contact_passage)
        if not said and passage is not None:
            self._say(passage, StatementKind.NEXT_STEP)

    @property
    def said(self) -> set[str]:
        """The ids of the passages that the answer says."""
        return {passage.id for passage in self._passages}

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of what is said, the first passage's first; the closing reserve and contact do not count."""
        counted = [p for p in self._passages if p.id not in (programme().reserve_passage, programme().contact_passage)]
        return tuple(dict.fromkeys(topic for passage in counted or self._passages for topic in passage.topics))

    def answer(self, outcome: Outcome, suggestions: Sequence[Passage] = ()) -> Answer:
        """The answer so far; `suggestions` are passages whose question may be asked next."""
        statements = tuple(self._statements)
        asked = [
            question
            for passage in suggestions
            if passage.id not in self.said
            for question in passage.questions.get(self._language, ())[:1]
        ]
        return Answer(
            language=self._language,
            outcome=outcome,
            topics=self.topics if outcome in _WITH_TOPICS else (),
            text=join_statements(statements),
            statements=statements,
            citations=tuple(self._citations),
            suggestions=tuple(dict.fromkeys(asked))[:_SUGGESTIONS],
            contact=self._contact,
        )

    def _say(self, passage: Passage, kind: StatementKind) -> None:
        document = self._documents[passage.document]
        self._statements.append(
            Statement(kind=kind, text=self._words(document, passage), citations=(self._cite(passage),))
        )

    def _item(self, document: Document, item: Passage, number: int) -> None:
        mark = f"{number}." if item.kind is PassageKind.STEP else "-"
        language = self._language if self._language in item.renderings else document.language
        text = f"{mark} {item.renderings[language].text}"
        self._statements.append(Statement(kind=StatementKind.FACT, text=text, citations=(self._cite(item),)))

    def _words(self, document: Document, passage: Passage) -> str:
        """The plain wording, else the passage's own words; a report is named with its date: no figure stands bare."""
        rendering = passage.renderings.get(self._language)
        if passage.wording is not None:
            words = passage.wording.in_language(self._language)
        elif rendering is not None:
            words = rendering.text
        else:
            words = f"« {passage.renderings[document.language].text} »"
        if document.tier is Tier.PROGRAMME:
            return words
        key = "according_to" if passage.wording is not None or rendering is not None else "french_only"
        report, date = (text.in_language(self._language) for text in (document.short, document.date.text))
        return replies().say(key, self._language, report=report, date=date, words=words)

    def _completing_kind(self, passage: Passage) -> StatementKind:
        if passage.id == programme().reserve_passage:
            return StatementKind.RESERVE
        wording = passage.wording.in_language(self._language) if passage.wording else ""
        return StatementKind.NEXT_STEP if emails(wording) else StatementKind.FACT

    def _cite(self, passage: Passage) -> int:
        self._passages.append(passage)
        document = self._documents[passage.document]
        shown = self._language if self._language in passage.renderings else document.language
        citation = Citation(
            document=document.id,
            title=document.title.in_language(self._language),
            tier=document.tier,
            section=passage.renderings[shown].headings[1:] or passage.renderings[shown].headings,
            passage=passage.id,
            quote=passage.renderings[document.language].text,
            quote_language=document.language,
            translation=passage.renderings[shown].text if shown is not document.language else None,
            url=f"/sources/{document.id}#{passage.slug}",
        )
        if citation in self._citations:
            return self._citations.index(citation)
        self._citations.append(citation)
        return len(self._citations) - 1

    def _known(self, id: str) -> Passage:
        passage = self._by_id(id)
        if passage is None:
            raise KeyError(f"no document has the passage '{id}'")
        return passage

    def _by_id(self, id: str) -> Passage | None:
        document_id, _, slug = id.partition("/")
        document = self._documents.get(document_id)
        return document.passage(slug) if document else None
