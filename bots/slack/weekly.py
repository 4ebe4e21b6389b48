"""The weekly digest: what was asked, what found no answer, what people said of the answers; no personal data."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rapidfuzz import fuzz

from assistant import Assistant, Feedback, Outcome, StoredTurn
from bots.labels import labels
from bots.slack.answer_view import Post
from bots.slack.blocks import Block, section
from bots.slack.markup import clip, escape
from corpus import Language

_GROUPS, _QUESTION = 10, 140
_SAME = 75  # of 100: two questions that share so much are one group
_PLACEHOLDER = re.compile(r"\[[A-Z_]+\]")


@dataclass(frozen=True)
class Digest:
    """Counts of a period; `unanswered` groups like questions, each with one of them, `hidden` are those not shown."""

    days: int
    questions: int
    languages: Counter[str]
    topics: Counter[str]
    unanswered: tuple[tuple[str, int], ...]
    hidden: int
    up: int
    down: int
    reasons: Counter[str]
    urgent: Counter[str]


def digest(assistant: Assistant, days: int, now: datetime | None = None) -> Digest:
    """What happened in the days before now."""
    since = (now or datetime.now(UTC)) - timedelta(days=days)
    turns = assistant.store.turns_since(since)
    told = assistant.store.feedback.since(since)
    groups, hidden = grouped([turn for turn in turns if turn.outcome == Outcome.UNANSWERED])
    return Digest(
        days=days,
        questions=len(turns),
        languages=Counter(turn.language.value for turn in turns),
        topics=Counter(topic for turn in turns for topic in turn.topics),
        unanswered=groups,
        hidden=hidden,
        up=_rated(told, "up"),
        down=_rated(told, "down"),
        reasons=Counter(feedback.reason for feedback in told if feedback.reason),
        urgent=Counter(turn.urgent for turn in turns if turn.urgent),
    )


def grouped(turns: Sequence[StoredTurn]) -> tuple[tuple[tuple[str, int], ...], int]:
    """Like questions together, the largest groups first, and how many are not shown.

    A message in which something was masked tells of a person: it is counted, never shown.
    """
    groups: list[list[str]] = []
    for turn in turns:
        if _PLACEHOLDER.search(turn.message):
            continue
        same = next((group for group in groups if _alike(group[0], turn.message)), None)
        if same is None:
            groups.append([turn.message])
        else:
            same.append(turn.message)
    largest = sorted(groups, key=len, reverse=True)[:_GROUPS]
    shown = tuple((min(group, key=len), len(group)) for group in largest)
    return shown, len(turns) - sum(count for _, count in shown)


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.lower(), other.lower()) >= _SAME


def _rated(told: Iterable[Feedback], rating: str) -> int:
    return sum(feedback.rating == rating for feedback in told)


def digest_post(found: Digest, language: Language) -> Post:
    """The digest as a message."""
    words = labels("slack")
    title = words["digest_title"].say(language, days=found.days)
    blocks: list[Block] = [section(f"*{title}*"), section(_overview(found, language))]
    blocks.append(section(_titled("digest_topics", _counts(found.topics, "topic", language), language)))
    if found.unanswered or found.hidden:
        lines = [f"• {escape(clip(question, _QUESTION))} ({count})" for question, count in found.unanswered]
        if found.hidden:
            lines.append(words["digest_hidden"].say(language, count=found.hidden))
        blocks.append(section(_titled("digest_unanswered", "\n".join(lines), language)))
    return Post(title, tuple(blocks))


def _overview(found: Digest, language: Language) -> str:
    words = labels("slack")
    lines = [
        words["digest_questions"].say(
            language, count=found.questions, french=found.languages["fr"], english=found.languages["en"]
        ),
        words["digest_feedback"].say(language, up=found.up, down=found.down),
    ]
    if found.reasons:
        reasons = _counts(found.reasons, "reason", language).replace("\n", "; ").replace("• ", "")
        lines.append(words["digest_reasons"].say(language, reasons=reasons))
    lines.append(words["digest_urgent"].say(language, pay=found.urgent["pay"], safety=found.urgent["safety"]))
    return "\n".join(f"• {line}" for line in lines)


def _titled(key: str, text: str, language: Language) -> str:
    return f"*{labels('slack')[key].say(language)}*\n{text}"


def _counts(counted: Counter[str], kind: str, language: Language) -> str:
    """Names with their counts, the largest first."""
    lines = (f"• {_named(f'{kind}_{name}', name, language)} ({count})" for name, count in counted.most_common())
    return "\n".join(lines) or "–"


def topic_name(topic: str, language: Language) -> str:
    """A topic as people read it."""
    return _named(f"topic_{topic}", topic, language)


def _named(key: str, name: str, language: Language) -> str:
    label = labels("slack").get(key)
    return label.say(language) if label else name
