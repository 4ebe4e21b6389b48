"""Every state that Slack is shown, made of fixed data, in both languages: what the snapshots are of.

`python -m tests.bots.slack.states` writes them down again; look at what changed before you keep it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from assistant import (
    Answer,
    Citation,
    Contact,
    Draft,
    Eligibility,
    Evidence,
    FactQuestion,
    Notice,
    Outcome,
    Review,
    Statement,
    StatementKind,
    StoredTurn,
    build_assistant,
    read_settings,
)
from assistant.answer import Choice, RuleStatus, join_statements
from bots.slack import Bot, digest_post, make_bot
from bots.slack.answer_view import Post, View, show
from bots.slack.blocks import older
from bots.slack.correcting import correction_view
from bots.slack.letters import draft_view
from bots.slack.notices import notice_post
from bots.slack.rating import reason_view
from bots.slack.review import review_post
from bots.slack.weekly import Digest
from corpus import Language, Tier

FOLDER = Path(__file__).parent / "snapshots"
TURN = "0" * 32
_CONTACT = "WIL_Digital@ictc-ctic.ca"
_Verdict = Literal["criterion_not_met", "no_obstacle_found", "more_information_needed", "ask_the_team"]


class State:
    """The states in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, french: str, english: str) -> str:
        return french if self.language is Language.FRENCH else english

    def citation(self, number: int, tier: Tier = Tier.PROGRAMME) -> Citation:
        translated = self.language is Language.ENGLISH
        return Citation(
            document="student-guide" if tier is Tier.PROGRAMME else "fsc-wil",
            title=self.say("Guide pour les étudiants <AIT>", "Guide for Students <WIL>"),
            tier=tier,
            section=(self.say("La paye & le reste", "Pay & the rest"), f"{number}"),
            passage=f"student-guide/passage-{number}",
            quote=f"L’employeur verse la paye <{number}>.\nToutes les deux semaines & à temps.",
            quote_language=Language.FRENCH,
            translation=f"The employer pays <{number}>." if translated else None,
            url=f"/sources/student-guide#passage-{number}",
        )

    def answer(
        self, outcome: Outcome, statements: Sequence[Statement], citations: Sequence[Citation] = (), **more: Any
    ) -> Answer:
        said = tuple(statements)
        return Answer(
            conversation_id=TURN,
            turn_id=TURN,
            language=self.language,
            outcome=outcome,
            text=join_statements(said),
            statements=said,
            citations=tuple(citations),
            **more,
        )

    def fact(self, french: str, english: str, *citations: int) -> Statement:
        return Statement(kind=StatementKind.FACT, text=self.say(french, english), citations=citations)

    def other(self, kind: StatementKind, french: str, english: str) -> Statement:
        return Statement(kind=kind, text=self.say(french, english))

    def contact(self) -> Contact:
        return Contact(email=_CONTACT, reason=self.say("L'équipe le sait.", "The team knows."))

    def answered(self) -> Answer:
        lead = self.fact("Vous devez fournir & garder :", "You must provide & keep:", 0)
        items = [self.fact("- une **preuve** d'inscription", "- a **proof** of enrolment", 1)]
        items.append(self.fact("- le [formulaire](https://exemple.ca/a)", "- the [form](https://exemple.ca/a)", 0, 2))
        citations = [self.citation(1), self.citation(2), self.citation(3, Tier.REPORT)]
        suggestions = (self.say("Qui verse la paye?", "Who pays?"), "x" * 90)
        return self.answer(Outcome.ANSWERED, [lead, *items], citations, topics=("pay",), suggestions=suggestions)

    def partial(self) -> Answer:
        said = [
            self.fact("L'employeur paie.", "The employer pays.", 0),
            self.other(StatementKind.GAP, "Sans réponse : « <!channel> ».", "No answer: “<!channel>”."),
        ]
        return self.answer(Outcome.ANSWERED, said, [self.citation(1)], contact=self.contact(), urgent="pay")

    def unanswered(self) -> Answer:
        said = [self.other(StatementKind.GAP, "Le guide ne répond pas.", "The guide does not answer.")]
        return self.answer(Outcome.UNANSWERED, said, contact=self.contact())

    def declined(self) -> Answer:
        said = [self.other(StatementKind.SAFETY, "Composez le 9-8-8.", "Call 9-8-8.")]
        return self.answer(Outcome.DECLINED, said, urgent="safety")

    def greeting(self) -> Answer:
        said = [self.other(StatementKind.COURTESY, "Bonjour!", "Hello!")]
        return self.answer(Outcome.GREETING, said, suggestions=(self.say("Qui paie?", "Who pays?"),))

    def eligibility(self, verdict: _Verdict, question: FactQuestion | None = None) -> Eligibility:
        told: tuple[Literal["met", "not_met", "unknown", "unclear"], ...] = ("not_met", "met", "unknown", "unclear")
        rules = tuple(
            RuleStatus(id=f"C{n + 1}" if n < 3 else "E1", status=status, reason=f"Raison <{n}>", citation=n % 2)
            for n, status in enumerate(told)
        )
        facts: dict[str, Any] = {"citizen_or_pr": False, "work_permit": None}
        return Eligibility(verdict=verdict, subject="speaker", facts=facts, question=question, rules=rules)

    def verdict(self) -> Answer:
        said = [self.fact("Vous ne semblez pas admissible.", "You do not appear to be eligible.", 0)]
        found = self.eligibility("criterion_not_met")
        return self.answer(Outcome.VERDICT, said, [self.citation(1), self.citation(2)], eligibility=found)

    def clarification(self) -> Answer:
        asked = self.say("Avez-vous un permis?", "Do you hold a permit?")
        choices = (Choice(label=self.say("Oui", "Yes"), value=True), Choice(label="?", value="unclear"))
        question = FactQuestion(fact="work_permit", text=asked, choices=choices)
        said = [Statement(kind=StatementKind.QUESTION, text=asked)]
        found = self.eligibility("more_information_needed", question)
        return self.answer(Outcome.CLARIFICATION, said, [self.citation(1), self.citation(2)], eligibility=found)

    def turn(self, answer: Answer) -> StoredTurn:
        question = self.say("Qui paie <!channel>?", "Who pays <!channel>?")
        kept = answer.model_dump(mode="json")
        return StoredTurn(
            TURN, TURN, "slack", self.language, question, answer.outcome, ("pay",), None, kept, (), {"corpus": "1"}
        )

    def draft(self) -> Draft:
        answer = self.answered()
        review = Review(
            questions=(),
            evidence=(Evidence(sentence="…", citations=(0,)),),
            rules=(),
            to_verify=(self.say("Vérifiez <le nom>.", "Check <the name>."),),
            masked=(),
            urgent="pay",
        )
        return Draft(
            language="fr" if self.language is Language.FRENCH else "en",
            urgent="pay",
            pressing=True,
            topics=("pay",),
            subject="Re: …",
            body=self.say("Bonjour,\n\nL'employeur paie <à temps>.", "Hello,\n\nThe employer pays <on time>."),
            html="",
            citations=answer.citations,
            answers=(answer,),
            review=review,
        )

    def digest(self) -> Digest:
        question = self.say("Quelle est la date limite <&>?", "What is the deadline <&>?")
        return Digest(
            days=7,
            questions=12,
            languages=Counter(fr=7, en=5),
            topics=Counter(pay=6, eligibility=4, unknown_topic=1),
            unanswered=((question, 3),),
            hidden=2,
            up=5,
            down=2,
            reasons=Counter(incomplete=1, wrong=1),
            urgent=Counter(pay=1),
        )


def all_states(bot: Bot, language: Language) -> dict[str, Any]:
    """What Slack is sent in each state, by its name."""
    state, view = State(language), View("https://exemple.ca")
    answers = ("answered", "partial", "unanswered", "declined", "greeting", "verdict", "clarification")
    made = {name: _posts(show(getattr(state, name)(), view)) for name in answers}
    made["shareable"] = _posts(show(state.unanswered(), View(share="1700.1")))
    verdict = state.verdict()
    made["older"] = older(made["verdict"][0]["blocks"])
    notice = Notice("k", "web", "pay", language, "514 <!here>", ("pay",))
    return {
        **made,
        "review": _posts([review_post(bot, "U1", state.turn(verdict), verdict)]),
        "notice": _posts([notice_post(bot, notice)]),
        "digest": _posts([digest_post(state.digest(), language)]),
        "reason": reason_view(bot, TURN, language),
        "correction": correction_view(bot, TURN, "Qui <paie>?", "L'employeur & …", language),
        "draft": draft_view(bot, state.draft(), "C0001", "1700.1"),
    }


def _posts(posts: Sequence[Post]) -> list[dict[str, Any]]:
    return [{"text": post.text, "blocks": list(post.blocks)} for post in posts]


def written(shown: Any) -> str:
    """A state as its file has it."""
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every snapshot."""
    with TemporaryDirectory() as data:
        bot = make_bot(build_assistant(read_settings({"WIL_DATA": data})))
        for language in Language:
            for name, shown in all_states(bot, language).items():
                (FOLDER / f"{name}.{language.value}.json").write_text(written(shown), encoding="utf-8")
        bot.close()
        bot.assistant.store.close()


if __name__ == "__main__":
    main()
