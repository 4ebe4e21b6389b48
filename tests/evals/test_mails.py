"""The held-out raw mails keep their floors, and the scoring sees what is wrong."""

from pathlib import Path

import pytest

from assistant import Assistant
from bots.inbox import replier
from corpus import CorpusError
from evals import MAIL_FLOORS, MAILS, MailCase, mail_figures, run_mails, score_mail
from evals.attacks import read_never_said


def test_the_inbox_keeps_its_floors_on_the_held_out_mails(assistant: Assistant) -> None:
    scores = run_mails(replier(assistant), MAILS, lambda done, total: None)
    figures = mail_figures(scores)
    assert {name: figures[name].value for name in MAIL_FLOORS if figures[name].value < MAIL_FLOORS[name]} == {}
    assert figures["never_said"].value == 1


def test_the_scoring_sees_what_is_wrong() -> None:
    case = MailCase(
        id="x", decision="draft", language="fr", urgent=True, urgency="pay", recipient="a@b.ca", must=[["5 000"]]
    )
    reply = {
        "decision": "draft",
        "reason": "question",
        "language": "en",
        "urgent": False,
        "to": "c@d.ca",
        "cc": [],
        "in_reply_to": None,
        "subject": "Re: x",
        "body": "Hello,\n\nYou are eligible.",
        "review": {"questions": [], "attachments": [], "urgent": None},
    }
    score = score_mail(case, reply, read_never_said())
    assert {name for name, right in score.checks.items() if not right} == {
        "language",
        "urgent",
        "recipient",
        "facts",
        "never_said",
    }
    skipped = score_mail(MailCase(id="y", decision="skip", reason=["spam"]), reply, ())
    assert skipped.checks == {"decision": False, "no_draft_for_automatic": False}


def test_a_mail_that_is_not_there_is_named(tmp_path: Path) -> None:
    cases = tmp_path / "some.yaml"
    cases.write_text('- id: "lost"\n  decision: "draft"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="'lost' of some.yaml has no mail here"):
        run_mails(lambda raw: {}, [cases], lambda done, total: None)
