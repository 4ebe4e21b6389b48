"""An answer as Slack messages: its text with numbered references, the rules, the quotations, and what to do next."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant import Answer, Citation, Outcome, Statement, StatementKind, rulebook
from bots.labels import labels
from bots.slack.blocks import Block, actions, button, containers, context, section, table, thumbs
from bots.slack.markup import clip, escape, mrkdwn, pieces, quoted
from corpus import Language

_SECTION_TEXT = 2_900
_PAGE = 11_600  # characters of answer in one message; Slack takes some 13,000 in a message's blocks
_FALLBACK = 3_900
_REFERENCES = 30
_QUOTE = 1_200
_ITEM = re.compile(r"- |\d+\. ")
_ICONS = {"met": "✅", "not_met": "❌", "unknown": "❔", "unclear": "⚠️"}


@dataclass(frozen=True)
class Post:
    """One Slack message: its blocks, and the text for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class View:
    """How an answer is shown: where links to sources lead, and in which thread it can be shared ("": the channel)."""

    public_url: str = ""
    share: str | None = None


def show(answer: Answer, view: View) -> list[Post]:
    """The answer whole; more than one message where it is very long, the last with what follows the text."""
    pages = text_pages(answer)
    posts = [_page(page) for page in pages[:-1]]
    last = _page(pages[-1])
    return [*posts, Post(last.text, (*last.blocks, *after_text(answer, view)))]


def text_pages(answer: Answer) -> list[str]:
    """The text in Slack's markup with the numbers of its references, in pages that a message can hold."""
    numbers: dict[int, int] = {}
    said = "".join(said_next(statement, numbers, mrkdwn) for statement in answer.statements)
    return pieces(said.strip(), _PAGE)


def said_next(statement: Statement, numbers: dict[int, int], write: Callable[[str], str]) -> str:
    """A statement with the numbers of its references, set off from what was said; `numbers` are those so far."""
    before = "\n" if _ITEM.match(statement.text) else "\n\n"
    for place in statement.citations:
        numbers.setdefault(place, len(numbers) + 1)
    marks = "".join(f"[{numbers[place]}]" for place in statement.citations)
    return before + write(statement.text) + (f" {marks}" if marks else "")


def after_text(answer: Answer, view: View) -> list[Block]:
    """What follows the text: outcome, rules, references, the way to a person, buttons."""
    blocks = _outcome(answer)
    blocks += _rules(answer)
    blocks += _references(answer, view.public_url)
    blocks += _contact(answer)
    blocks += _asking_on(answer)
    if answer.outcome is not Outcome.GREETING:
        blocks += _buttons(answer, view)
    return blocks


def references(citations: Sequence[Citation], language: Language, public_url: str) -> list[Block]:
    """Citations, each with its document, tier, section and words, folded away; nothing where there are none."""
    if not citations:
        return []
    words = labels("slack")
    shown = [
        section(_reference(number, citation, language, public_url))
        for number, citation in enumerate(citations[:_REFERENCES], start=1)
    ]
    if len(citations) > _REFERENCES:
        shown.append(context(words["references_more"].say(language, count=len(citations) - _REFERENCES)))
    return containers(words["references"].say(language, count=len(citations)), shown)


def _page(text: str) -> Post:
    return Post(clip(text, _FALLBACK), tuple(section(piece) for piece in pieces(text, _SECTION_TEXT)))


def _numbers(answer: Answer) -> dict[int, int]:
    """The number of each citation that a statement or a rule uses, by its place; the statements' come first."""
    told = [place for statement in answer.statements for place in statement.citations]
    ruled = [rule.citation for rule in answer.eligibility.rules] if answer.eligibility else []
    return {place: number for number, place in enumerate(dict.fromkeys([*told, *ruled]), start=1)}


def _outcome(answer: Answer) -> list[Block]:
    words, language = labels("slack"), answer.language
    found = []
    if answer.outcome not in (Outcome.ANSWERED, Outcome.GREETING):
        found.append(words[f"outcome_{answer.outcome.value}"].say(language))
    elif any(statement.kind is StatementKind.GAP for statement in answer.statements):
        found.append(words["outcome_partial"].say(language))
    if answer.urgent:
        found.append(words[f"urgent_{answer.urgent}"].say(language))
    return [context("  ·  ".join(found))] if found else []


def _rules(answer: Answer) -> list[Block]:
    """A row for each rule once the rules have concluded; while a question is open, the question is enough."""
    found, words, language = answer.eligibility, labels("slack"), answer.language
    if found is None or found.verdict == "more_information_needed":
        return []
    numbers = _numbers(answer)
    head = [words[f"rules_{name}"].say(language) for name in ("rule", "status", "reason")]
    rows = [
        (
            f"{rule.id} · {about(rule.id, language)}",
            f"{_ICONS[rule.status]} {words[f'status_{rule.status}'].say(language)}",
            f"{rule.reason} [{numbers[rule.citation]}]",
        )
        for rule in found.rules
    ]
    verdict = words[f"verdict_{found.verdict}"].say(language)
    return [section(f"*{words['rules_title'].say(language, verdict=verdict)}*"), table([head, *rows])]


def about(rule_id: str, language: Language) -> str:
    """What a rule is about: the labels of its facts."""
    book = rulebook()
    named = {entry.fact.value: entry.label.say(language.value) for entry in book.facts}
    facts = next((rule.facts for rule in book.rules if rule.id == rule_id), ())
    return "; ".join(named[fact] for fact in facts)


def _references(answer: Answer, public_url: str) -> list[Block]:
    cited = [answer.citations[place] for place in _numbers(answer)]
    return references(cited, answer.language, public_url)


def _reference(number: int, citation: Citation, language: Language, public_url: str) -> str:
    words = labels("slack")
    title = escape(citation.title)
    named = f"<{escape(public_url + citation.url)}|{title}>" if public_url else title
    lines = [
        f"*[{number}] {named}* · {words[f'tier_{citation.tier.value}'].say(language)}",
        escape(" › ".join(citation.section)),
        quoted(clip(citation.quote, _QUOTE)),
    ]
    if citation.translation:
        lines.append(words["translation"].say(language, text=escape(clip(citation.translation, _QUOTE))))
    return "\n".join(line for line in lines if line)


def _contact(answer: Answer) -> list[Block]:
    contact = answer.contact
    if contact is None:
        return []
    email = escape(contact.email)
    link = f"<mailto:{email}|{email}>"
    return [context(labels("slack")["contact"].say(answer.language, reason=escape(contact.reason), email=link))]


def _asking_on(answer: Answer) -> list[Block]:
    """The choices of the question that is asked, else the suggestions."""
    found = answer.eligibility
    if found is not None and found.question is not None:
        values = [
            json.dumps(
                {"turn": answer.turn_id, "fact": found.question.fact, "value": choice.value, "text": choice.label}
            )
            for choice in found.question.choices
        ]
        labelled = zip(found.question.choices, values, strict=True)
        return [actions([button(f"wil_fact_{n}", choice.label, value) for n, (choice, value) in enumerate(labelled)])]
    asked = [
        button(f"wil_ask_{number}", text, json.dumps({"turn": answer.turn_id, "text": text}, ensure_ascii=False))
        for number, text in enumerate(answer.suggestions[:5])
    ]
    return [context(labels("slack")["suggestions"].say(answer.language)), actions(asked)] if asked else []


def _buttons(answer: Answer, view: View) -> list[Block]:
    words, language, turn = labels("slack"), answer.language, answer.turn_id
    good, bad = words["feedback_up"].say(language), words["feedback_down"].say(language)
    row = [button(f"wil_{name}", words[f"button_{name}"].say(language), turn) for name in ("person", "correct", "why")]
    if view.share is not None:
        row.insert(0, button("wil_share", words["button_share"].say(language), f"{turn} {view.share}", "primary"))
    return [thumbs("wil_feedback", (good, f"up {turn}"), (bad, f"down {turn}")), actions(row)]
