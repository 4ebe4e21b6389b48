"""The rules as data: read from TOML, checked, and given for a date."""

import tomllib
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from assistant.eligibility.facts import Fact, Facts, Truth, truth_of

RULES_FILE = Path(__file__).with_name("rules.toml")


class RulesError(Exception):
    """Something in a rules file does not hold; the message says which file, which key and why."""

    def __init__(self, file: Path | str, key: str, reason: str) -> None:
        self.file, self.key, self.reason = file, key, reason
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")


class Status(StrEnum):
    """What a rule says of the facts. An exclusion is `met` when it does not apply."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    UNCLEAR = "unclear"


class Kind(StrEnum):
    """A condition must hold; an exclusion must not."""

    CONDITION = "condition"
    EXCLUSION = "exclusion"


class Needs(StrEnum):
    """Whether one of a rule's facts is enough, or all of them are needed."""

    ANY = "any"
    ALL = "all"


def _one_of(kind: type[StrEnum], what: str) -> BeforeValidator:
    def read(value: Any) -> StrEnum:
        if isinstance(value, str) and value in kind.__members__.values():
            return kind(value)
        raise ValueError(f"there is no {what} {value!r}; known: {', '.join(kind)}")

    return BeforeValidator(read)


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z][0-9]+$")]
PassageId = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
FactName = Annotated[Fact, _one_of(Fact, "fact")]
TruthValue = Annotated[Truth, BeforeValidator(truth_of)]
KindName = Annotated[Kind, _one_of(Kind, "kind")]
NeedsName = Annotated[Needs, _one_of(Needs, "need")]
Loose = Field(strict=False)  # a TOML list is read as a tuple; what stands in it stays strict
LooseFilled = Field(strict=False, min_length=1)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(_Strict):
    """The same words in French and in English."""

    fr: Text
    en: Text

    def say(self, language: str) -> str:
        """The words in that language, "fr" or "en"; raises ValueError for any other."""
        if language not in ("fr", "en"):
            raise ValueError(f"the rules speak 'fr' and 'en', not {language!r}")
        return self.fr if language == "fr" else self.en


class Question(_Strict):
    """A question to the person to be placed, and the same about that person."""

    speaker: Words
    candidate: Words

    def to(self, subject: str) -> Words:
        """The question when the subject is "speaker" or "candidate"; raises ValueError for any other."""
        if subject not in ("speaker", "candidate"):
            raise ValueError(f"a question is about the 'speaker' or the 'candidate', not {subject!r}")
        return self.speaker if subject == "speaker" else self.candidate


class Choice(_Strict):
    """One answer that can be chosen, and what it makes of the fact."""

    label: Words
    value: TruthValue


class Setting(_Strict):
    """A fact and its truth."""

    fact: FactName
    value: TruthValue

    def holds(self, facts: Facts) -> bool:
        """Whether the facts have it so."""
        return facts.get(self.fact, Truth.UNKNOWN) is self.value


class FactEntry(_Strict):
    """How a fact is named and asked. The order of the entries is the order worth asking."""

    fact: FactName = Field(alias="id")
    label: Words
    question: Question
    choices: Annotated[tuple[Choice, ...], LooseFilled]


class Reasons(_Strict):
    """Why a rule has its status, in plain words that can follow a colon."""

    met: Words
    not_met: Words
    unknown: Words
    unclear: Words

    def of(self, status: Status) -> Words:
        """The reason for that status."""
        reason: Words = getattr(self, status)
        return reason


class Rule(_Strict):
    """One criterion of the guide: what it turns on, since when, and the guide's sentence."""

    id: Name
    kind: KindName
    needs: NeedsName
    facts: Annotated[tuple[FactName, ...], LooseFilled]
    since: date = Field(alias="from")
    until: date | None = None
    passage: PassageId
    also: Annotated[tuple[PassageId, ...], Loose] = ()
    sentence: Words
    reason: Reasons

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on that day; its last day counts."""
        return self.since <= on and (self.until is None or on <= self.until)


class Inference(_Strict):
    """What one fact says of another that was not told."""

    when: Setting
    then: Setting
    reason: Words


class Unclear(_Strict):
    """Facts on which the guide is at odds with itself: the rule becomes unclear."""

    rule: Name
    when: Annotated[tuple[Setting, ...], LooseFilled]
    unless: Annotated[tuple[Setting, ...], Loose] = ()
    reason: Words

    def holds(self, facts: Facts) -> bool:
        """Whether these facts make the rule unclear."""
        return all(setting.holds(facts) for setting in self.when) and not any(
            setting.holds(facts) for setting in self.unless
        )


class Conflict(_Strict):
    """Two statuses that cannot both be current: the rule is unknown until the person says which is."""

    rule: Name
    fact: FactName
    against: FactName
    reason: Words
    question: Question
    choices: Annotated[tuple[Choice, ...], LooseFilled]

    def holds(self, facts: Facts) -> bool:
        """Whether both statuses are told."""
        return facts.get(self.fact) is Truth.TRUE and facts.get(self.against) is Truth.TRUE


class ExceptionToWorst(_Strict):
    """The one way out of `criterion_not_met` by learning more: `fact` becomes `becomes` beside one of `beside`."""

    fact: FactName
    becomes: TruthValue
    beside: Annotated[tuple[FactName, ...], LooseFilled]
    reason: Words


class RuleBook(_Strict):
    """The whole file: facts, rules and what joins them."""

    version: Text
    facts: Annotated[tuple[FactEntry, ...], LooseFilled] = Field(alias="fact")
    rules: Annotated[tuple[Rule, ...], LooseFilled] = Field(alias="rule")
    inferences: Annotated[tuple[Inference, ...], Loose] = Field(alias="inference", default=())
    unclears: Annotated[tuple[Unclear, ...], Loose] = Field(alias="unclear", default=())
    conflicts: Annotated[tuple[Conflict, ...], Loose] = Field(alias="conflict", default=())
    exceptions: Annotated[tuple[ExceptionToWorst, ...], Loose] = Field(alias="exception", default=())

    def on(self, day: date) -> tuple[Rule, ...]:
        """The rules in force that day, in the order of the file; raises ValueError when there is none."""
        rules = tuple(rule for rule in self.rules if rule.in_force(day))
        if not rules:
            first = min(rule.since for rule in self.rules)
            raise ValueError(f"no eligibility rule is in force on {day}; the first begins on {first}")
        return rules

    def fact(self, fact: Fact) -> FactEntry:
        """How that fact is named and asked."""
        return next(entry for entry in self.facts if entry.fact is fact)

    def settled(self, facts: Facts, fact: Fact, answer: Truth) -> dict[Fact, Truth]:
        """The facts once a conflict's question is answered: said to be true, what contradicts it is forgotten."""
        after = {**facts, fact: answer}
        if answer is Truth.TRUE:
            for conflict in self.conflicts:
                if conflict.fact is fact and conflict.holds(after):
                    del after[conflict.against]
        return after


@lru_cache(maxsize=1)
def rulebook() -> RuleBook:
    """The rules that come with the package, read once; raises RulesError when the file is broken."""
    return load_rules(RULES_FILE)


def load_rules(path: Path) -> RuleBook:
    """The rules of a TOML file; raises RulesError naming file, key and reason."""
    data = _read(path)
    try:
        book = RuleBook.model_validate(data)
    except ValidationError as error:
        raise RulesError(path, *_explained(error.errors()[0], data)) from None
    for key, reason in _faults(book):
        raise RulesError(path, key, reason)
    return book


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RulesError(path, "", "this file is missing; restore it from the repository") from None
    except tomllib.TOMLDecodeError as error:
        raise RulesError(path, "", f"not valid TOML: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(path, "", f"cannot be read as UTF-8 text ({error}); save it again as UTF-8") from None


def _explained(problem: Any, data: dict[str, Any]) -> tuple[str, str]:
    """The key and the reason of the first thing that pydantic refuses."""
    location, kind = problem["loc"], problem["type"]
    key = _key(location, data)
    if kind == "extra_forbidden":
        return key, f"unknown key; known here: {', '.join(_known_names(location[:-1]))}"
    if kind == "missing":
        return key, "this key is missing"
    if kind in ("string_too_short", "too_short"):
        return key, "this must not be empty"
    if kind == "string_pattern_mismatch":
        form = (
            "document/passage, in lower case"
            if "passage" in location or "also" in location
            else "a letter and a number"
        )
        return key, f"{problem['input']!r} does not have the form: {form}"
    return key, problem["msg"].removeprefix("Value error, ")


def _key(location: tuple[Any, ...], data: Any) -> str:
    """Where a problem stands, an entry named by its id where it has one, else by its number from 1."""
    parts = []
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(part, int):
            part = data["id"] if isinstance(data, dict) and isinstance(data.get("id"), str) else part + 1
        parts.append(str(part))
    return ".".join(parts) or "the file"


def _known_names(location: tuple[Any, ...]) -> list[str]:
    """The keys that the model at that place knows."""
    model: type[BaseModel] = RuleBook
    for part in location:
        if isinstance(part, str):
            field = next(field for name, field in model.model_fields.items() if part == (field.alias or name))
            annotation: Any = field.annotation
            inner = [annotation, *getattr(annotation, "__args__", ())]
            model = next((kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _faults(book: RuleBook) -> Iterator[tuple[str, str]]:
    """What no single entry shows: key and reason of each."""
    yield from _fact_faults(book)
    yield from _rule_faults(book)
    known = {rule.id for rule in book.rules}
    joins = [("unclear", entry.rule) for entry in book.unclears] + [
        ("conflict", entry.rule) for entry in book.conflicts
    ]
    for table, rule in joins:
        if rule not in known:
            yield f"{table}.rule", f"there is no rule '{rule}'; known: {', '.join(sorted(known))}"


def _fact_faults(book: RuleBook) -> Iterator[tuple[str, str]]:
    named = [entry.fact for entry in book.facts]
    for fact in Fact:
        if named.count(fact) != 1:
            yield (
                f"fact.{fact}",
                "this entry is missing" if fact not in named else "this entry stands twice; merge them",
            )


def _rule_faults(book: RuleBook) -> Iterator[tuple[str, str]]:
    for rule in book.rules:
        if rule.until is not None and rule.until < rule.since:
            yield f"rule.{rule.id}.until", f"{rule.until} is before 'from', {rule.since}"
    for one, other in combinations(book.rules, 2):
        if (
            one.id == other.id
            and one.in_force(max(one.since, other.since))
            and other.in_force(max(one.since, other.since))
        ):
            yield f"rule.{one.id}", "this id stands twice for the same days; rename one, or end it with 'until'"
