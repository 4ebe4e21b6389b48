"""Eligibility in the terminal: a verdict's rules, the answers to its question, and the rules themselves."""

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant import Eligibility, rulebook
from bots.labels import labels
from corpus import Language

_STYLES = {"met": "green", "not_met": "red", "unclear": "yellow", "unknown": "dim"}


def show_eligibility(console: Console, found: Eligibility, language: Language, reasons: bool = False) -> None:
    """The answers that the question takes; for a verdict, a line for each rule: its status and its subject, or why."""
    words = labels("command")
    if found.question is not None:
        choices = " · ".join(choice.label for choice in found.question.choices)
        console.print("\n" + words["eligibility_choices"].say(language, choices=choices) + "\n", markup=False)
    if found.verdict == "more_information_needed" and not reasons:
        return
    table = _table(words["eligibility_title"].say(language))
    last = "rules_reason" if reasons else "rules_about"
    for key in ("rules_rule", "rules_status", last):
        table.add_column(words[key].say(language))
    for rule in found.rules:
        status = words[f"status_{rule.status}"].say(language)
        said = rule.reason if reasons else about(rule.id, language)
        table.add_row(rule.id, f"[{_STYLES[rule.status]}]{status}[/]", escape(said))
    console.print(table)


def show_rules(console: Console, language: Language) -> None:
    """Every rule with its dates, the facts it turns on and the guide's sentence."""
    words, book = labels("command"), rulebook()
    table = _table(words["rules_title"].say(language, version=book.version))
    for key in ("rules_rule", "rules_kind", "rules_facts", "rules_dates", "rules_sentence"):
        table.add_column(words[key].say(language))
    for rule in book.rules:
        dates = words["rules_until" if rule.until else "rules_since"].say(language, since=rule.since, until=rule.until)
        kind = words[f"kind_{rule.kind.value}"].say(language)
        table.add_row(rule.id, kind, "\n".join(rule.facts), dates, escape(rule.sentence.say(language.value)))
    console.print(table)


def about(rule_id: str, language: Language) -> str:
    """What a rule is about: the labels of its facts."""
    rule = next(rule for rule in rulebook().rules if rule.id == rule_id)
    return "; ".join(fact_labels(rule.facts, language))


def fact_labels(facts: Iterable[str], language: Language) -> list[str]:
    """How facts are named, by their ids."""
    named = {entry.fact.value: entry.label.say(language.value) for entry in rulebook().facts}
    return [named[fact] for fact in facts]


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
