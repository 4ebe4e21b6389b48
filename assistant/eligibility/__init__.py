"""Who the guide's criteria stop, decided by rules: facts go in, a verdict comes out. This is the room's door."""

from assistant.eligibility.deciding import Conclusion, RuleTrace, Verdict, conclude, decide, next_question
from assistant.eligibility.facts import Fact, Facts, Truth, json_of, truth_of
from assistant.eligibility.rulebook import (
    Choice,
    Conflict,
    FactEntry,
    Inference,
    Kind,
    Question,
    Rule,
    RuleBook,
    RulesError,
    Status,
    Words,
    load_rules,
    rulebook,
)

__all__ = [
    "Choice",
    "Conclusion",
    "Conflict",
    "Fact",
    "FactEntry",
    "Facts",
    "Inference",
    "Question",
    "Rule",
    "RuleBook",
    "RuleTrace",
    "RulesError",
    "Kind",
    "Status",
    "Truth",
    "Verdict",
    "Words",
    "conclude",
    "decide",
    "json_of",
    "load_rules",
    "next_question",
    "rulebook",
    "truth_of",
]
