"""Step: a verdict in words; the rule that decides, what was understood, and that only the review determines."""

from collections.abc import Collection, Sequence
from datetime import date

from assistant.answer import Answer, Choice, Eligibility, FactQuestion, Outcome, RuleStatus, StatementKind
from assistant.composing import Composer
from assistant.eligibility import (
    Conclusion,
    Conflict,
    Fact,
    FactEntry,
    Facts,
    RuleTrace,
    Truth,
    Verdict,
    decide,
    json_of,
    rulebook,
)
from assistant.errors import FactsRefused
from assistant.screening import Screening
from assistant.situation import Details, Subject, facts_of, with_fact
from assistant.wording import programme, replies
from corpus import Language, Passage

_TOPIC = "eligibility"


def write_verdict(
    composer: Composer,
    screening: Screening,
    language: Language,
    beside: tuple[str, ...] = (),
    verdict: Verdict | None = None,
    also: Sequence[Passage] = (),
) -> tuple[Answer, Screening]:
    """The answer that a verdict makes, and the screening with its question asked.

    `beside` names what the person told that is not among the guide's criteria (age, marks …). `verdict` is today's on
    what was told, unless another one is given. `also` are passages that answer what was asked besides.
    """
    verdict = verdict or screening.verdict()
    subject = screening.subject or "speaker"
    question = screening.question(verdict)
    _conclusion(composer, verdict, subject, language)
    write_beside(composer, beside, language)
    _define(composer, verdict)
    _understood(composer, screening, language)
    if question is not None:
        composer.text(StatementKind.QUESTION, question.question.to(subject).say(language.value))
    _still_missing(composer, verdict, question, language)
    composer.reserve()
    for passage in also:
        composer.passage(passage)
    if verdict.conclusion is Conclusion.ASK_THE_TEAM:
        composer.contact("contact_reason_ask_the_team")
    asked = (
        FactQuestion(
            fact=question.fact.value,
            text=question.question.to(subject).say(language.value),
            choices=tuple(
                Choice(label=choice.label.say(language.value), value=_choice_value(choice.value))
                for choice in question.choices
            ),
        )
        if question
        else None
    )
    eligibility = eligibility_of(composer, verdict, subject, asked, language)
    more = verdict.conclusion is Conclusion.MORE_INFORMATION_NEEDED
    answer = composer.answer(Outcome.CLARIFICATION if more else Outcome.VERDICT)
    return answer.model_copy(update={"eligibility": eligibility, "topics": (_TOPIC,)}), screening.asking(question)


def write_confirmation(
    composer: Composer, screening: Screening, facts: Facts, language: Language
) -> tuple[Answer, Screening]:
    """The question whether facts that a model read are right, and the screening that waits for its answer.

    The buttons give the first fact: as it was read for a yes, which confirms all of them, else the contrary.
    """
    subject = screening.subject or "speaker"
    text = replies().say("confirm_facts", language, facts=_told(facts, language))
    composer.text(StatementKind.QUESTION, text)
    composer.reserve()
    first, truth = next(iter(facts.items()))
    yes = truth is Truth.TRUE
    choices = (
        Choice(label=replies().say("confirm_yes", language), value=yes),
        Choice(label=replies().say("confirm_no", language), value=not yes),
    )
    question = FactQuestion(fact=first.value, text=text, choices=choices)
    eligibility = eligibility_of(composer, screening.verdict(), subject, question, language)
    answer = composer.answer(Outcome.CLARIFICATION)
    return answer.model_copy(update={"eligibility": eligibility, "topics": (_TOPIC,)}), screening.proposing(facts)


def eligibility_of(
    composer: Composer, verdict: Verdict, subject: Subject, question: FactQuestion | None, language: Language
) -> Eligibility:
    """A verdict as channels receive it, its rules cited, with the one thing to ask next."""
    return Eligibility(
        verdict=verdict.conclusion.value,
        subject=subject,
        facts={fact.value: json_of(truth) for fact, truth in verdict.facts.items()},
        missing=tuple(fact.value for fact in verdict.missing),
        question=question,
        rules=tuple(_status(composer, trace, language) for trace in verdict.trace),
    )


def write_decision(
    composer: Composer,
    facts: Facts,
    language: Language,
    subject: Subject,
    on: date | None = None,
    asked: Collection[Fact] = (),
) -> Answer:
    """The answer to facts alone, by the rules in force on a day; the next question is none of those asked.

    Raises FactsRefused when no rule is in force that day.
    """
    day = on or date.today()
    if not any(rule.in_force(day) for rule in rulebook().rules):
        first = min(rule.since for rule in rulebook().rules)
        sentence = replies().say("facts_no_rules", language, day=day.isoformat(), first=first.isoformat())
        raise FactsRefused(language, sentence)
    details: Details = {}
    for fact, truth in facts.items():
        details = with_fact(details, fact, truth)
    screening = Screening(subject, details, tuple(asked))
    return write_verdict(composer, screening, language, verdict=decide(facts, day))[0]


def _choice_value(value: Truth) -> bool | str:
    found = json_of(value)
    if found is None:
        raise ValueError("a choice must settle its fact")
    return found


def write_beside(composer: Composer, beside: Sequence[str], language: Language) -> None:
    """That the guide does not count among its criteria what a message names (age, marks …), where it names any."""
    if beside:
        names = _listed([replies().say(f"beside_{name}", language) for name in beside], language)
        composer.said_from(StatementKind.FACT, "beside_criteria", _criteria(), names=names)


def _criteria() -> list[str]:
    """The passages that hold all of the guide's criteria."""
    return [f"{programme().guide}/{slug}" for slug in programme().criteria]


def _conclusion(composer: Composer, verdict: Verdict, subject: Subject, language: Language) -> None:
    """The conclusion in plain words, standing on the rules that decide."""
    deciding = verdict.deciding
    key = f"verdict_{verdict.conclusion.value}_{subject}"
    if verdict.conclusion in (Conclusion.CRITERION_NOT_MET, Conclusion.ASK_THE_TEAM):
        reasons = "; ".join(trace.reason.say(language.value) for trace in deciding)
        passages = [id for trace in deciding for id in (trace.rule.passage, *trace.rule.also)]
        composer.said_from(StatementKind.FACT, key, passages, reasons=reasons)
    elif verdict.conclusion is Conclusion.NO_OBSTACLE_FOUND:
        composer.said_from(StatementKind.FACT, key, [trace.rule.passage for trace in verdict.trace])


def _define(composer: Composer, verdict: Verdict) -> None:
    """The guide's own definition of what decides, where a rule names one (the immediate family)."""
    for trace in verdict.deciding:
        for id in trace.rule.also:
            composer.passage_by_id(id)


def _understood(composer: Composer, screening: Screening, language: Language) -> None:
    facts = facts_of(screening.details)
    if not facts:
        return
    composer.fixed(StatementKind.COURTESY, "understood", facts=_told(facts, language))


def _told(facts: Facts, language: Language) -> str:
    """« citoyenneté canadienne (oui); permis de travail (non) »."""
    told = [
        replies().say(f"understood_{truth.value}", language, label=rulebook().fact(fact).label.say(language.value))
        for fact, truth in facts.items()
    ]
    return "; ".join(told)


def _still_missing(
    composer: Composer, verdict: Verdict, question: Conflict | FactEntry | None, language: Language
) -> None:
    """In one line, what else is missing; nothing once a criterion is not met."""
    others = [fact for fact in verdict.missing if question is None or fact is not question.fact]
    if not others:
        return
    labels = _listed([rulebook().fact(fact).label.say(language.value) for fact in others], language)
    composer.fixed(StatementKind.NEXT_STEP, "still_missing" if question else "missing", labels=labels)


def _listed(names: list[str], language: Language) -> str:
    """« a, b et c »."""
    if len(names) < 2:
        return "".join(names)
    joined = replies().say("and", language)
    return f"{', '.join(names[:-1])} {joined} {names[-1]}"


def _status(composer: Composer, trace: RuleTrace, language: Language) -> RuleStatus:
    return RuleStatus(
        id=trace.rule.id,
        status=trace.status.value,
        reason=trace.reason.say(language.value),
        citation=composer.cite(trace.rule.passage),
    )
