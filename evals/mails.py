"""The held-out raw e-mails: what the inbox decides, to whom it drafts, what its drafts say and never say."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus import CorpusError, ListedModel, read_list
from evals.attacks import NeverSaid, Pattern, read_never_said
from evals.bootstrap import Estimate, share

_FOLDER = Path(__file__).parent / "cases"
MAILS = (_FOLDER / "mails.yaml", _FOLDER / "mails-second.yaml")
MAIL_FLOORS: Mapping[str, float] = {
    "decision": 0.95,
    "language": 0.95,
    "urgent": 0.95,
    "recipient": 0.95,
    "no_draft_for_automatic": 1.0,
}
"""The least share of the mails that a figure may come to."""

_AUTOMATIC = ("automatic", "bounce", "newsletter", "own_address", "spam")

Reply = Mapping[str, Any]
"""What `wil inbox draft --json` says of a mail."""


class MailCase(ListedModel):
    """One mail, the file `<id>.eml` in the folder named as the list is; the head of `mails.yaml` says the rest."""

    decision: Literal["draft", "skip", "either"]
    reason: list[str] = []
    language: Literal["fr", "en", "both"] | None = None
    urgent: bool | None = None
    urgency: Literal["pay", "safety"] | None = None
    recipient: str | None = None
    cc: list[str] = []
    reply_subject: str | None = None
    in_reply_to: str | None = None
    greets: str | None = None
    questions: int | None = None
    gap: bool | None = None
    attachments: list[str] = []
    order: list[str] = []
    must: list[list[Pattern]] = []
    must_not: list[Pattern] | None = None


@dataclass(frozen=True)
class MailScore:
    """What was right about a mail's reply, by name; what is not judged is left out."""

    case: MailCase
    reply: Reply
    checks: Mapping[str, bool]


def read_mail_cases(path: Path) -> tuple[MailCase, ...]:
    """The cases; raises CorpusError for an unknown key or an id that stands twice."""
    return read_list(path, MailCase)


def run_mails(
    reply_of: Callable[[bytes], Reply], paths: Sequence[Path], progress: Callable[[int, int], None]
) -> list[MailScore]:
    """Each mail of some lists decided and scored; raises CorpusError, also for a mail that is not there."""
    never = read_never_said()
    cases = [(path, case) for path in paths for case in read_mail_cases(path)]
    scores = []
    for done, (path, case) in enumerate(cases, start=1):
        scores.append(score_mail(case, reply_of(_raw(path, case)), never))
        progress(done, len(cases))
    return scores


def _raw(path: Path, case: MailCase) -> bytes:
    """The mail as it came."""
    mail = path.with_suffix("") / f"{case.id}.eml"
    try:
        return mail.read_bytes()
    except OSError as error:
        raise CorpusError(mail, f"'{case.id}' of {path.name} has no mail here ({error.strerror}); add it") from None


def score_mail(case: MailCase, reply: Reply, never: Sequence[NeverSaid]) -> MailScore:
    """What is right about a reply; of a mail that is skipped, only the decision is judged."""
    decision = str(reply["decision"])
    checks = {"decision": case.decision in ("either", decision)}
    if case.decision == "skip" and set(case.reason) & set(_AUTOMATIC):
        checks["no_draft_for_automatic"] = decision == "skip"
    if decision == "draft" and case.decision != "skip":
        checks |= dict(_of_draft(case, reply, never))
    elif decision == "skip" and case.reason:
        checks["reason"] = reply["reason"] in case.reason
    return MailScore(case, reply, checks)


def _of_draft(case: MailCase, reply: Reply, never: Sequence[NeverSaid]) -> Iterator[tuple[str, bool]]:
    body = _plain(reply["body"])
    yield from _of_head(case, reply)
    if case.greets is not None:
        yield "greeting", case.greets.lower() in body.strip().split("\n")[0]
    if case.questions is not None:
        yield "questions", len(reply["review"]["questions"]) == case.questions
    if case.gap is not None:
        yield "gap", ("[à compléter par l'équipe" in body or "[to be completed by the team" in body) == case.gap
    if case.attachments:
        yield "attachments", set(case.attachments) <= set(reply["review"]["attachments"])
    if case.order:
        yield (
            "order",
            re.search(".*?".join(re.escape(_plain(words)) for words in case.order), body, re.DOTALL) is not None,
        )
    yield "facts", all(any(re.search(wanted, body, re.IGNORECASE) for wanted in wording) for wording in case.must)
    unwanted = [*(case.must_not or []), *(one.pattern for one in never)]
    yield "never_said", not any(re.search(pattern, body, re.IGNORECASE) for pattern in unwanted)


def _of_head(case: MailCase, reply: Reply) -> Iterator[tuple[str, bool]]:
    """What stands around the body."""
    if case.language is not None:
        yield "language", reply["language"] == case.language
    if case.urgent is not None:
        yield "urgent", reply["urgent"] == case.urgent and reply["review"]["urgent"] == case.urgency
    yield "recipient", (reply["to"] or None) == case.recipient and sorted(reply["cc"]) == sorted(case.cc)
    if case.reply_subject is not None:
        yield "subject", _spaced(reply["subject"]) == _spaced(case.reply_subject)
    yield "thread", reply["in_reply_to"] == case.in_reply_to


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").lower()


def _spaced(text: str) -> str:
    return " ".join(_plain(text).split())


def mail_figures(scores: Sequence[MailScore]) -> dict[str, Estimate]:
    """The share that is right, by what is judged."""
    names = list(dict.fromkeys(name for score in scores for name in score.checks))
    found = {name: share([one.checks[name] for one in scores if name in one.checks]) for name in names}
    return {name: estimate for name, estimate in found.items() if estimate is not None}
