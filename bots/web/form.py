"""The page without JavaScript: a form asks, and the conversation so far is drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from fastapi import HTTPException, Request

from assistant import Answer, Assistant, Message, facts_given
from bots.web.schemas import TurnView
from corpus import Language

_KIND = "application/x-www-form-urlencoded"
_VALUES: dict[str, Any] = {"true": True, "false": False, "unclear": "unclear"}


@dataclass(frozen=True)
class Form:
    """What a form holds; `fact` is a pressed button's fact and value: `work_permit=false`."""

    question: str = ""
    conversation: str | None = None
    fact: str = ""


async def read_form(request: Request) -> Form:
    """The form in a request's body; anything else is refused with 415."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise HTTPException(415)
    body = (await request.body()).decode("utf-8", errors="replace")
    fields = {name: values[-1] for name, values in parse_qs(body, max_num_fields=20).items()}
    return Form(fields.get("question", ""), fields.get("conversation") or None, fields.get("fact", ""))


def ask_by_form(assistant: Assistant, form: Form, language: Language) -> Sequence[TurnView]:
    """Ask what a form says; all turns of the conversation. Raises what a reply raises."""
    fact, _, rest = form.fact.partition("=")
    value, _, label = rest.partition("=")
    facts = facts_given({fact: _VALUES.get(value)}, language) if fact else None
    message = Message(form.question.strip() or label, form.conversation, None, (language,), "web", facts)
    found = assistant.reply(message)
    return [
        TurnView(message=turn.message, answer=Answer.model_validate(turn.answer))
        for turn in assistant.store.turns(found.conversation_id)
    ]
