"""The reviewer's sheet: what to know of a draft before sending it, in plain text."""

from collections.abc import Iterator

from assistant import Draft
from bots.inbox.replying import Reply
from bots.labels import labels
from corpus import Language

_LINE = 72  # characters of the lines that set the sheet off
_QUOTE = 160  # characters of a passage that the sheet shows


def sheet_of(reply: Reply, language: Language) -> str:
    """The sheet for a draft, set off by lines of its own; empty for a skipped mail."""
    if reply.draft is None:
        return ""
    words = labels("inbox")
    lines = [*_urgency(reply, language), *_review(reply.draft, language), *_notes(reply, language)]
    head = f" {words['sheet_title'].say(language)} ".center(_LINE, "=")
    end = f" {words['sheet_end'].say(language)} ".center(_LINE, "=")
    return "\n".join([head, *lines, end])


def _urgency(reply: Reply, language: Language) -> Iterator[str]:
    draft = reply.draft
    if draft is not None and draft.pressing:
        yield labels("inbox")[f"sheet_urgent_{draft.urgent}" if draft.urgent else "sheet_pressing"].say(language)


def _review(draft: Draft, language: Language) -> Iterator[str]:
    words, review = labels("inbox"), draft.review
    yield words["sheet_questions"].say(language)
    for number, asked in enumerate(review.questions, start=1):
        state = words["sheet_answered" if asked.answered else "sheet_left"].say(language)
        yield f"  {number}. {asked.question} [{state}]"
    if review.to_verify:
        yield words["sheet_verify"].say(language)
        yield from (f"  - {note}" for note in review.to_verify)
    if review.evidence:
        yield words["sheet_evidence"].say(language)
        for evidence in review.evidence:
            yield f"  - {_short(evidence.sentence)}"
            for place in evidence.citations:
                citation = draft.citations[place]
                yield f"      {citation.passage}: {_short(citation.quote)}"
    if review.rules:
        yield words["sheet_rules"].say(language)
        yield from (f"  {rule.id} {words[f'rule_{rule.status}'].say(language)}: {rule.reason}" for rule in review.rules)
    if review.masked:
        yield words["sheet_masked"].say(language, kinds=", ".join(review.masked))


def _notes(reply: Reply, language: Language) -> Iterator[str]:
    names = ", ".join(reply.mail.attachments) if reply.mail is not None else ""
    for note in reply.notes:
        yield labels("inbox")[note].say(language, names=names)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + "…"
