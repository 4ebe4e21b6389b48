"""The held-out conversations on eligibility are sound, scored as they say, and the rules conclude what they must."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Outcome, Statement, StatementKind, truth_of
from assistant.eligibility import decide
from corpus import CorpusError, Language
from evals import SituationCase, SituationScore, read_situations, run_situations
from evals.eligibility import by_situation, score_situation, situation_figures

CASES = read_situations()
LANGUAGES = ("fr", "en")
EXACT = 0.95
"""The least share of verdicts that must be right, in each language."""


def case(**values: object) -> SituationCase:
    given = {
        "id": "x-1",
        "language": "en",
        "messages": ["I am a citizen."],
        "verdict": "more_information_needed",
        "subject": "speaker",
        "facts": {"citizen_or_pr": True},
        "why": "the rest is unknown",
    }
    return SituationCase.model_validate({**given, **values})


def answer(verdict: str | None, reserve: bool = True, **facts: bool | str) -> Answer:
    """A reply with that verdict about the speaker; None for one that the rules did not give."""
    kind = StatementKind.RESERVE if reserve else StatementKind.COURTESY
    given = {"verdict": verdict, "subject": "speaker", "facts": facts, "rules": ()}
    return Answer.model_validate(
        {
            "language": Language.ENGLISH,
            "outcome": Outcome.VERDICT,
            "text": "so",
            "statements": (Statement(kind=kind, text="so"),),
            "eligibility": given if verdict else None,
        }
    )


def test_there_are_enough_messages_in_both_languages() -> None:
    for language in LANGUAGES:
        assert sum(len(found.messages) for found in CASES if found.language == language) >= 60
    assert sum(len(found.messages) for found in CASES) >= 120


def test_each_language_has_every_verdict_in_both_halves() -> None:
    verdicts = {found.verdict for found in CASES}
    assert len(verdicts) == 5
    for language in LANGUAGES:
        for half in ("odd", "even"):
            assert {found.verdict for found in CASES if (found.language, found.half) == (language, half)} == verdicts


def test_no_id_and_no_conversation_stands_twice() -> None:
    assert len({found.id for found in CASES}) == len(CASES)
    assert len({tuple(found.messages) for found in CASES}) == len(CASES)


@pytest.mark.parametrize("found", [found for found in CASES if found.verdict != "none"], ids=lambda found: found.id)
def test_the_expected_verdict_follows_from_the_expected_facts(found: SituationCase) -> None:
    verdict = decide({fact: truth_of(told) for fact, told in found.facts.items()})
    assert verdict.conclusion.value == found.verdict, found.why


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("facts: {citizen: true}", "'citizen' is not a valid Fact"),
        ("facts: {}, extra: 1", "unknown key 'entry 1.extra'"),
        ("facts: {citizen_or_pr: maybe}", "entry 1.facts"),
        ("facts: {}, subject: null", "'x-1': the subject is null where the verdict is none"),
    ],
)
def test_a_broken_file_of_cases_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "cases.yaml"
    subject = "" if "subject" in content else ", subject: speaker"
    line = f"id: x-1, language: en, messages: [a], verdict: ask_the_team, why: w{subject}, {content}"
    file.write_text(f"- {{{line}}}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=said):
        read_situations([file])


def test_an_id_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    line = "- {id: x-1, language: en, messages: [a], verdict: none, subject: null, facts: {}, why: w}\n"
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:
        file.write_text(line, encoding="utf-8")
    with pytest.raises(CorpusError, match="'x-1' stands in another file too"):
        read_situations(files)


def test_the_stated_facts_are_a_part_of_those_understood() -> None:
    right = score_situation(case(), answer("more_information_needed", citizen_or_pr=True, work_permit=False))
    wrong = score_situation(case(), answer("more_information_needed", citizen_or_pr="unclear"))
    assert (right.right, right.facts, dict(right.wrong_facts)) == (True, True, {})
    assert (wrong.right, wrong.exact, dict(wrong.wrong_facts)) == (False, True, {"citizen_or_pr": (True, "unclear")})


def test_another_subject_or_no_reserve_is_not_right() -> None:
    about_another = score_situation(case(subject="candidate"), answer("more_information_needed", citizen_or_pr=True))
    without = score_situation(case(), answer("more_information_needed", reserve=False, citizen_or_pr=True))
    assert (about_another.exact, about_another.subject, about_another.right) == (True, False, False)
    assert (without.exact, without.reserve, without.right) == (True, False, False)


def test_false_hopes_and_false_bars_are_counted_apart() -> None:
    hope, bar = (
        score_situation(case(), answer(verdict, citizen_or_pr=True))
        for verdict in ("no_obstacle_found", "criterion_not_met")
    )
    assert (hope.false_hope, hope.false_bar, bar.false_hope, bar.false_bar) == (True, False, False, True)
    figures = situation_figures([hope, bar])
    assert (figures.exact, figures.facts, figures.false_hopes, figures.false_bars) == (0.0, 1.0, 1, 1)


def test_where_no_verdict_is_expected_only_that_is_judged() -> None:
    outside = case(verdict="none", subject=None)
    silent, eager = (score_situation(outside, answer(verdict)) for verdict in (None, "no_obstacle_found"))
    assert (silent.right, silent.subject, silent.facts, silent.reserve) == (True, None, None, None)
    assert (eager.right, eager.false_hope) == (False, True)
    missed = score_situation(case(), answer(None))
    assert (missed.right, missed.subject, missed.facts) == (False, False, False)


def test_the_rules_conclude_what_they_must(assistant: Assistant) -> None:
    scores = run_situations(assistant, CASES, lambda done, total: None)
    figures = by_situation(scores)
    shares = {language: figures[language].exact for language in LANGUAGES}
    assert [found.case.id for found in scores if found.false_hope] == [], "false hopes"
    assert all(found.reserve is not False for found in scores)
    assert min(shares.values()) >= EXACT, f"{shares}\n{missed_ids(scores)}"


def missed_ids(scores: Sequence[SituationScore]) -> str:
    """The missed cases by language, half and what was expected: ids alone, since half of them are not to be read."""
    missed: dict[str, list[str]] = {}
    for found in scores:
        if not found.exact:
            name = f"{found.case.language} {found.case.half} {found.case.verdict}"
            missed.setdefault(name, []).append(f"{found.case.id} ({found.verdict})")
    return "\n".join(f"{name}: {', '.join(ids)}" for name, ids in sorted(missed.items()))
