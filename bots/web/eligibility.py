"""The eligibility rules over HTTP: what they are, and what they conclude from facts."""

from typing import Any

from fastapi import APIRouter, Depends, Request

from assistant import (
    Answer,
    Assistant,
    Conflict,
    Fact,
    FactEntry,
    RuleBook,
    Truth,
    Words,
    day_given,
    facts_given,
    json_of,
    rulebook,
)
from bots.web.negotiation import json_only, preferred_language
from bots.web.problems import problems
from bots.web.schemas import EligibilityRequest, RulesSummary
from corpus import Language


def add_eligibility(router: APIRouter, assistant: Assistant) -> None:
    """The two routes."""

    @router.get("/api/eligibility/rules", tags=["eligibility"])
    def eligibility_rules() -> RulesSummary:
        """The rules, the facts they turn on and how these are asked, in both languages."""
        return RulesSummary.model_validate(_summary(rulebook()))

    @router.post(
        "/api/eligibility",
        dependencies=[Depends(json_only)],
        responses=problems(413, 415, 422, 503),
        tags=["eligibility"],
    )
    def eligibility(request: Request, asked: EligibilityRequest) -> Answer:
        """What the rules conclude from facts, as the chat would say it; nothing is kept, so both ids are empty."""
        header = request.headers.get("accept-language")
        language = asked.language or preferred_language(header, assistant.settings.default_language)
        facts = facts_given(asked.facts, language)
        return assistant.decide(facts, language, asked.subject, day_given(asked.on, language))


def _summary(book: RuleBook) -> dict[str, Any]:
    return {
        "version": book.version,
        "rules": [
            {
                "id": rule.id,
                "kind": rule.kind.value,
                "needs": rule.needs.value,
                "facts": list(rule.facts),
                "from": rule.since,
                "until": rule.until,
                "sentence": _both(rule.sentence),
                "reasons": {name: _both(getattr(rule.reason, name)) for name in type(rule.reason).model_fields},
                "passage": rule.passage,
                "also": list(rule.also),
                "url": "/sources/" + rule.passage.replace("/", "#", 1),
            }
            for rule in book.rules
        ],
        "facts": [{"id": entry.fact, "label": _both(entry.label), **_asked(entry)} for entry in book.facts],
        "inferences": [
            {
                "when": _setting(one.when.fact, one.when.value),
                "then": _setting(one.then.fact, one.then.value),
                "reason": _both(one.reason),
            }
            for one in book.inferences
        ],
        "unclear": [
            {
                "rule": one.rule,
                "when": [_setting(setting.fact, setting.value) for setting in one.when],
                "unless": [_setting(setting.fact, setting.value) for setting in one.unless],
                "reason": _both(one.reason),
            }
            for one in book.unclears
        ],
        "conflicts": [
            {"rule": one.rule, "fact": one.fact, "against": one.against, "reason": _both(one.reason), **_asked(one)}
            for one in book.conflicts
        ],
    }


def _asked(entry: FactEntry | Conflict) -> dict[str, Any]:
    """A question with its choices."""
    return {
        "question": {"speaker": _both(entry.question.speaker), "candidate": _both(entry.question.candidate)},
        "choices": [{"label": _both(choice.label), "value": json_of(choice.value)} for choice in entry.choices],
    }


def _setting(fact: Fact, value: Truth) -> dict[str, Any]:
    return {"fact": fact, "value": json_of(value)}


def _both(words: Words) -> dict[Language, str]:
    return {language: words.say(language.value) for language in Language}
