"""Step: a language model's part in one reply. Without a model, or where it fails, every step goes on as if it were not.

Rules, safety texts, corrections, gaps and questions never pass through it: it words what the documents answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Outcome, Statement, StatementKind, join_statements
from assistant.eligibility import Fact, Truth
from assistant.language import Lexicon, detect_language
from assistant.leaning import follows_on
from assistant.model import Source, Work, Written, propose, rephrase, word
from assistant.store import StoredTurn
from assistant.wording import replies
from corpus import Corpus, Language, Passage, Tier

_WORDED = (StatementKind.FACT, StatementKind.NEXT_STEP)
_EARLIER = 400  # characters of an earlier answer that a follow-up may lean on


@dataclass(frozen=True)
class ModelHelp:
    """The model's work on one reply, in its language; false where there is no model."""

    work: Work | None
    language: Language
    lexicon: Lexicon

    def __bool__(self) -> bool:
        return self.work is not None

    @property
    def done(self) -> str:
        """What of its work went into the reply, as the turn keeps it: "rephrase, word"."""
        return ", ".join(self.work.done) if self.work else ""

    def rephrased(self, text: str, latest: Sequence[StoredTurn]) -> str | None:
        """A follow-up as a question that stands alone; None for any other message."""
        if self.work is None or not latest or not follows_on(text, self.language):
            return None
        said = [part for turn in latest for part in (turn.message, str(turn.answer["text"])[:_EARLIER])]
        return rephrase(self.work, text, said, self.language, self._language_of)

    def facts(self, text: str) -> Mapping[Fact, Truth]:
        """The facts that a model reads in a message, to be confirmed."""
        return propose(self.work, text, self.language) if self.work else {}

    def worded(self, corpus: Corpus, answer: Answer, text: str, latest: Sequence[StoredTurn]) -> Answer:
        """An answer from documents in the model's words, where they pass the checks; else the answer as it is."""
        places = _places(answer)
        if self.work is None or not places:
            return answer
        numbers = list(dict.fromkeys(number for place in places for number in answer.statements[place].citations))
        given = [_source(corpus, answer, number, places) for number in numbers]
        earlier = [turn.message for turn in latest]
        written = word(self.work, text, earlier, given, self.language, self._language_of, self.lexicon.words)
        return answer if written is None else _with(answer, places, numbers, written)

    def _language_of(self, text: str) -> Language | None:
        return detect_language(text, self.lexicon)


def _places(answer: Answer) -> list[int]:
    """The statements that a model may word: what documents answer, and no correction."""
    if answer.outcome is not Outcome.ANSWERED or answer.eligibility or answer.urgent:
        return []
    refusal = replies().say("correction", answer.language, words="")
    return [
        place
        for place, statement in enumerate(answer.statements)
        if statement.kind in _WORDED and statement.citations and not statement.text.startswith(refusal)
    ]


def _source(corpus: Corpus, answer: Answer, number: int, places: Sequence[int]) -> Source:
    """A cited passage with what the answer says of it."""
    said = [answer.statements[place].text for place in places if number in answer.statements[place].citations]
    citation = answer.citations[number]
    document = corpus.document(citation.document)
    passage = document.passage(citation.passage.partition("/")[2]) if document else None
    if document is None or passage is None:
        raise KeyError(f"no document has the passage '{citation.passage}'")
    bilingual = (document.title, document.publisher, document.short)
    report = document.tier is Tier.REPORT
    return Source(
        tier=document.tier,
        said="\n".join(text.removeprefix(_mark(text)) for text in said),
        texts={language: _words(passage, language) for language in passage.renderings},
        names="\n".join([document.programme, *_headings(passage), *(f"{words.fr} {words.en}" for words in bilingual)]),
        report=document.short if report else None,
        date=document.date.text if report else None,
    )


def _words(passage: Passage, language: Language) -> str:
    """A passage's text, alone and behind the words that lead into it."""
    rendering = passage.renderings[language]
    return f"{rendering.lead_in} {rendering.text}\n{rendering.text}" if rendering.lead_in else rendering.text


def _headings(passage: Passage) -> list[str]:
    return [heading for rendering in passage.renderings.values() for heading in rendering.headings]


def _with(answer: Answer, places: Sequence[int], numbers: Sequence[int], written: Sequence[Written]) -> Answer:
    """The answer with those statements in other words, the first where the first of them stood."""
    ours = [_statement(answer, places, tuple(numbers[place] for place in one.citations), one.text) for one in written]
    statements: list[Statement] = []
    for place, statement in enumerate(answer.statements):
        if place == places[0]:
            statements.extend(ours)
        if place not in places:
            statements.append(statement)
    changed = answer.model_copy(update={"statements": tuple(statements), "text": join_statements(tuple(statements))})
    return Answer.model_validate(changed.model_dump())


def _statement(answer: Answer, places: Sequence[int], citations: tuple[int, ...], text: str) -> Statement:
    """A statement in the model's words: of the kind, and with the list mark, of those that it stands for."""
    replaced = [
        answer.statements[place] for place in places if set(answer.statements[place].citations) & set(citations)
    ]
    marks = {_mark(statement.text) for statement in replaced}
    mark = marks.pop() if len(marks) == 1 and len(citations) == 1 else ""
    steps = all(statement.kind is StatementKind.NEXT_STEP for statement in replaced)
    return Statement(
        kind=StatementKind.NEXT_STEP if steps else StatementKind.FACT, text=f"{mark}{text}", citations=citations
    )


def _mark(text: str) -> str:
    """« - » or « 2. » that a list item opens with, and its space."""
    opening, space, _ = text.partition(" ")
    is_mark = opening == "-" or opening.endswith(".") and opening[:-1].isdigit()
    return f"{opening}{space}" if is_mark else ""
