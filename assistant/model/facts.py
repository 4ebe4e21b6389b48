"""Facts of a situation that the rules' reader did not read; a proposal, which the person confirms or not."""

from collections.abc import Mapping

from assistant.eligibility import Fact, Truth, rulebook
from assistant.model.chat import Request
from assistant.model.desk import Work
from assistant.model.prompts import as_data, filled, prompts
from assistant.model.standins import StandIns
from corpus import Language, StrictModel, fold

_MOST = 6  # facts; nobody confirms a longer list with one word
_SHORTEST = 3  # letters of what a fact is read in


class _Read(StrictModel):
    fact: str
    value: bool
    evidence: str


class _Reading(StrictModel):
    facts: list[_Read]


def propose(work: Work, message: str, language: Language) -> Mapping[Fact, Truth]:
    """The facts that a model reads in a (masked) message, each in words that stand in it; empty where there are none.

    A fact that it reads both ways is left out.
    """
    tokens, prompt = StandIns(), prompts().facts
    hidden = tokens.hide(message)
    listed = "\n".join(f"- {entry.fact.value}: {entry.label.say(language.value)}" for entry in rulebook().facts)
    material = filled(prompt.material, language, message=as_data(hidden))
    request = Request("facts", filled(prompt.instructions, language, facts=listed), material, _schema(), 600)
    found = work.ask(request, _Reading)
    if found is None:
        return {}
    facts = _told(found, hidden)
    if facts:
        work.used(request.name)
    return facts


def _told(found: _Reading, message: str) -> dict[Fact, Truth]:
    """The facts whose evidence stands in the message, word for word."""
    said, known = _flat(message), {fact.value: fact for fact in Fact}
    facts: dict[Fact, Truth] = {}
    twice: set[Fact] = set()
    for one in found.facts:
        fact, evidence = known.get(one.fact), _flat(one.evidence)
        if fact is None or len(evidence) < _SHORTEST or f" {evidence} " not in f" {said} ":
            continue
        truth = Truth.TRUE if one.value else Truth.FALSE
        if facts.setdefault(fact, truth) is not truth:
            twice.add(fact)
    return {fact: truth for fact, truth in list(facts.items())[:_MOST] if fact not in twice}


def _flat(text: str) -> str:
    """Letters and digits, folded, words apart by one space."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _schema() -> dict[str, object]:
    read = {
        "type": "object",
        "properties": {
            "fact": {"type": "string", "enum": [fact.value for fact in Fact]},
            "value": {"type": "boolean"},
            "evidence": {"type": "string"},
        },
        "required": ["fact", "value", "evidence"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": read}},
        "required": ["facts"],
        "additionalProperties": False,
    }
