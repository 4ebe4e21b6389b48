"""Step: the answer in words; small talk, what the documents hold, or what the rules make of a situation."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Outcome, StatementKind
from assistant.asking import question_parts
from assistant.caring import refer
from assistant.composing import Composer
from assistant.eligibility import Conclusion, Kind, Status, Verdict
from assistant.finding import Finding, find
from assistant.following import find_in_context
from assistant.guarding import Care, Watch
from assistant.masking import Masked, question_in
from assistant.premises import correction_of
from assistant.routing import Scope, SmallTalk, tells_of_owed_wages, unpaid_now
from assistant.screening import Heard, Matter, Screening
from assistant.store import StoredTurn
from assistant.verdicts import write_beside, write_verdict
from assistant.wording import programme
from corpus import Language, Passage
from index import SearchIndex

_ELIGIBILITY = "eligibility"  # the topic of the guide's passages on it
_ENOUGH_TO_ASK = 4  # words beside a situation that may be a question of their own
_LIKELY = 0.5  # a passage found so surely is worth saying beside a verdict
_ALL_BUT_ASKED = 0.8  # a passage found so surely is what was asked, though a word beside it names no criterion
_NO_CRITERIA = ("age", "grades")  # the other words for what is none are common in other questions
_NEAR = 5  # a false belief is answered where its passage is among this many hits
_SURELY = 0.97  # a passage found so surely is what was asked, whatever situation is told beside


def note_masked(composer: Composer, masked: Masked) -> None:
    """Where personal data was masked: better send none."""
    if masked.kinds:
        composer.fixed(StatementKind.COURTESY, "masked")


def write_small_talk(composer: Composer, talk: SmallTalk, masked: Masked) -> Answer:
    """A greeting, thanks or goodbye returned; a greeting proposes what to ask."""
    composer.fixed(StatementKind.COURTESY, talk.value)
    note_masked(composer, masked)
    wanted = programme().first_suggestions if talk is SmallTalk.GREETING else ()
    return composer.answer(Outcome.GREETING, composer.of_the_guide(wanted))


def find_all(index: SearchIndex, heard: Heard, text: str, language: Language, latest: Sequence[StoredTurn]) -> Finding:
    """What the documents hold on a message, what they say to a false belief in it included."""
    finding = find_beside(index, heard, text, language, latest)
    found = correction_of(index.mend(text, language), language, index.corpus)
    guide = index.corpus.document(programme().guide)
    passage = guide.passage(found.passage) if found and guide else None
    if passage is None or finding.scope is Scope.NAMED:
        return finding
    near = [*finding.passages, *(hit.passage for hit in finding.hits[:_NEAR])]
    if passage.id not in [other.id for other in near]:
        return finding
    return replace(finding, passages=finding.passages or (passage,), correction=found)


def find_beside(
    index: SearchIndex, heard: Heard, text: str, language: Language, latest: Sequence[StoredTurn]
) -> Finding:
    """What the documents hold on a message: on what it asks, where it also tells a situation, and in its context."""
    rest = heard.reading.rest
    # What is told may be what a part asks of (« et ceux qui font un microcrédit? »): without it that part were lost.
    whole = len(question_parts(rest, language)) >= len(question_parts(text, language))
    apart = heard.told and whole and len(rest.split()) >= _ENOUGH_TO_ASK
    beside = find(index, rest, language) if apart else Finding.nothing()
    if beside.promise >= _LIKELY and heard.tells_a_situation:
        return beside
    said = [citation["passage"] for citation in latest[-1].answer["citations"]] if latest else []
    finding = find_in_context(index, text, language, [question_in(turn.message) for turn in latest], said)
    better = beside.promise > finding.promise and finding.scope is not Scope.NAMED
    return beside if better else finding


def matter_of(finding: Finding, heard: Heard, watched: Watch, text: str, asks: bool) -> Matter:
    """What a message is about, by what the documents hold on it.

    A school that a situation is told of (« j'étudie à McMaster ») asks of no report.
    """
    topics = {topic for passage in finding.passages[:1] for topic in passage.topics}
    return Matter(
        asks=asks or "?" in text,
        found=finding.answered,
        eligibility=_ELIGIBILITY in topics,
        likely=finding.promise >= _LIKELY,
        sure=finding.promise >= _SURELY,
        pressing=_wages_owed(finding, text, watched),
        named=finding.scope is Scope.NAMED and not heard.tells_of_a_school,
    )


def _wages_owed(finding: Finding, text: str, watched: Watch) -> bool:
    """Whether a message tells of wages that are owed: in other words than usual too, or to a lawyer."""
    if watched.hostile is not None:
        return False
    hinted = Care.UNPAID in watched.found or Care.LEGAL in watched.found and finding.promise < _LIKELY
    if watched.owed or hinted and tells_of_owed_wages(text):
        return True
    return unpaid_now(text, [passage.id for passage in finding.passages], programme().unpaid_passages)


def write_from_documents(
    composer: Composer,
    finding: Finding,
    masked: Masked,
    language: Language,
    heard: Heard,
    watched: Watch,
    unpaid: bool,
) -> tuple[Answer, Screening]:
    """The answer from what was found, or the plain word that nothing was; then what the screening still asks.

    `unpaid`: the message tells of wages that are owed.
    """
    beside = _asked_beside(finding, heard)
    if beside:
        write_beside(composer, beside, language)
        finding = replace(finding, passages=(), unanswered_parts=())
    _say_found(composer, finding)
    if unpaid and not set(composer.said) & set(programme().unpaid_passages):
        composer.passage_by_id(programme().unpaid_passages[0])  # whatever else is asked, what to do about it
    answered = finding.answered or unpaid
    if not finding.answered and not beside and (not unpaid or "?" in masked.question):
        key = "unanswered_programme" if finding.scope is Scope.GUIDE else "unanswered"
        composer.fixed(StatementKind.GAP, key)
    refer(composer, watched, finding)
    reason = _contact_reason(finding, unpaid)
    if reason:
        composer.contact(reason)
    note_masked(composer, masked)
    state = _go_on(composer, heard, language)
    outcome = Outcome.ANSWERED if answered else Outcome.UNANSWERED
    answer = composer.answer(outcome, [hit.passage for hit in finding.hits])
    return (answer.model_copy(update={"urgent": "pay"}) if unpaid else answer), state


def _say_found(composer: Composer, finding: Finding) -> None:
    """What the guide says to a false belief, the passages, and the parts that none answers."""
    if finding.correction is not None:
        composer.correct(finding.correction, whole=finding.several)
    for passage in finding.passages:
        composer.passage(passage)
    if _ELIGIBILITY in composer.topics:
        composer.reserve()
    for part in finding.unanswered_parts:
        composer.fixed(StatementKind.GAP, "gap", part=part)


def _asked_beside(finding: Finding, heard: Heard) -> tuple[str, ...]:
    """What a message asks of that is no criterion of the guide, and that no passage plainly answers (marks, age)."""
    if finding.promise >= _ALL_BUT_ASKED:
        return ()
    return tuple(name for name in heard.reading.asked_beside if name in _NO_CRITERIA)


def write_from_rules(
    composer: Composer,
    index: SearchIndex,
    finding: Finding,
    masked: Masked,
    language: Language,
    heard: Heard,
    watched: Watch,
    asked_in: Language | None = None,
) -> tuple[Answer, Screening]:
    """What the rules make of the situation told so far, and the answers to what was asked beside it.

    `asked_in` is the message's language, where it is not that of the answer.
    """
    if finding.correction is not None:
        composer.correct(finding.correction)
    if heard.opens:
        _open_screening(composer)
    note_masked(composer, masked)
    refer(composer, watched, finding, told=True)
    verdict = heard.state.verdict()
    if heard.told and verdict.conclusion is Conclusion.MORE_INFORMATION_NEEDED:
        for passage in _open_criteria(finding.passages, verdict)[:1]:
            composer.passage(passage)
    besides = _besides(finding, heard)
    if finding.promise >= _SURELY:  # all but surely what was asked: the guide's own sentence comes before the rules
        for passage in besides:
            composer.passage(passage)
    also = _beside(index, masked.question, asked_in or language) or besides
    return write_verdict(composer, heard.state, language, heard.reading.beside, verdict, also)


def _open_criteria(passages: Sequence[Passage], verdict: Verdict) -> list[Passage]:
    """The passages that are one criterion; not an exclusion that what was told has ruled out already."""
    ruled_out = {
        trace.rule.passage
        for trace in verdict.trace
        if trace.rule.kind is Kind.EXCLUSION and trace.status is Status.MET
    }
    return [passage for passage in passages if _one_criterion(passage) and passage.id not in ruled_out]


def _one_criterion(passage: Passage) -> bool:
    """Whether a passage is one criterion of eligibility, and not the whole list: it answers while facts are missing."""
    reserve = passage.id == programme().reserve_passage
    return _ELIGIBILITY in passage.topics and not passage.children and not reserve


def _beside(index: SearchIndex, text: str, language: Language) -> Sequence[Passage]:
    """The passages for the questions of a message that are not of eligibility."""
    parts = question_parts(text, language)
    found = [find(index, part, language).passages[:1] for part in parts] if len(parts) > 1 else []
    return [passage for passages in found for passage in passages if _ELIGIBILITY not in passage.topics]


def _besides(finding: Finding, heard: Heard) -> Sequence[Passage]:
    """The guide's passage on what a situation raises beside the criteria (« facturer comme travailleur autonome »)."""
    sure = bool(finding.hits) and finding.hits[0].score >= _LIKELY
    found = finding.passages[:1] if heard.told and sure else ()
    return [
        passage for passage in found if _ELIGIBILITY not in passage.topics and passage.document == programme().guide
    ]


def _open_screening(composer: Composer) -> None:
    """Somebody asks if they may take part and tells nothing yet: first the guide's criteria."""
    for passage in composer.of_the_guide(programme().criteria):
        composer.passage(passage)
    composer.fixed(StatementKind.COURTESY, "screening_opens")


def _go_on(composer: Composer, heard: Heard, language: Language) -> Screening:
    """Come back to the question that waits."""
    waiting = heard.state.open_question()
    if waiting is not None:
        text = waiting.question.to(heard.state.subject or "speaker").say(language.value)
        composer.fixed(StatementKind.QUESTION, "screening_goes_on", question=text)
    return heard.state


def _contact_reason(finding: Finding, unpaid: bool) -> str | None:
    if unpaid:
        return "contact_reason_pay"
    if not finding.answered:
        return "contact_reason_unanswered"
    if finding.unanswered_parts:
        return "contact_reason_partial"
    leaving = finding.passages[0].id == programme().leaving_passage
    return "contact_reason_difficulty" if leaving else None
