"""`wil slack` and `wil proposals`, and Slack beside the web application of `wil serve`."""

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event, Thread
from typing import Annotated

import typer
from starlette.types import ASGIApp

from assistant import Assistant, Proposal, build_assistant, read_settings
from bots import slack
from bots.labels import labels
from corpus import Language

Guard = Callable[[], AbstractContextManager[None]]
"""Says the room's errors in one sentence."""


def _help(key: str) -> str:
    return labels("slack")[key].both


def slack_commands(guard: Guard, prepare: Callable[[Assistant], None]) -> typer.Typer:
    """The commands under `wil slack`; `prepare` makes the index ready where it is missing."""
    app = typer.Typer(invoke_without_command=True, help=_help("help_slack"))

    @app.callback()
    def listen(
        context: typer.Context, check: Annotated[bool, typer.Option("--check", help=_help("help_check"))] = False
    ) -> None:
        """Listen to Slack until it is interrupted."""
        if context.invoked_subcommand is not None:
            return
        with guard():
            settings = read_settings()
            typer.echo(slack.require(settings.slack, settings.default_language), err=not check)
            if not check:
                _listen(build_assistant(settings), prepare)

    @app.command("digest", help=_help("help_digest"))
    def send_digest(
        days: Annotated[int, typer.Option("--days", min=1, max=366, help=_help("help_days"))] = 7,
        shown: Annotated[bool, typer.Option("--print", help=_help("help_print"))] = False,
        language: Annotated[Language | None, typer.Option("--language", "-l", help=_help("help_language"))] = None,
    ) -> None:
        """Post the digest, or print it."""
        with guard():
            _digest(build_assistant(read_settings()), days, shown, language)

    return app


def _listen(assistant: Assistant, prepare: Callable[[Assistant], None]) -> None:
    """Questions that come before the index is ready are told so."""
    bot, stopped = slack.make_bot(assistant), Event()
    if not bot.settings.app_token:
        raise slack.SlackError(slack.app_missing(assistant.settings.default_language))
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: stopped.set())
    Thread(target=_prepare, args=(assistant, prepare), name="prepare", daemon=True).start()
    typer.echo(bot.say("listening", assistant.settings.default_language), err=True)
    slack.run(bot, stopped)


def _prepare(assistant: Assistant, prepare: Callable[[Assistant], None]) -> None:
    """Until this is done, people are told that the assistant is getting ready; a failure is one sentence."""
    try:
        prepare(assistant)
        assistant.warm_up()
    except Exception as error:  # noqa: BLE001 - the thread's last resort: without it the reason would be lost
        typer.echo(str(error), err=True)


def _digest(assistant: Assistant, days: int, shown: bool, language: Language | None) -> None:
    spoken = language or assistant.settings.default_language
    post = slack.digest_post(slack.digest(assistant, days), spoken)
    if shown:
        typer.echo("\n\n".join(str(block["text"]["text"]) for block in post.blocks))
        return
    bot = slack.make_bot(assistant)
    if not bot.settings.review_channel:
        raise slack.SlackError(bot.say("digest_nowhere", spoken))
    bot.publish(post)
    typer.echo(bot.say("digest_posted", spoken))


def proposals_command(guard: Guard) -> Callable[..., None]:
    """The command `wil proposals`."""

    def proposals(
        as_json: Annotated[bool, typer.Option("--json", help=_help("help_json"))] = False,
        done: Annotated[str | None, typer.Option("--done", help=_help("help_done"))] = None,
    ) -> None:
        """List what waits, or take one away."""
        with guard():
            settings = read_settings()
            book, language = build_assistant(settings).store.proposals, settings.default_language
            if done is not None:
                if not book.done(done):
                    raise slack.SlackError(labels("slack")["proposals_unknown"].say(language, id=done))
                typer.echo(labels("slack")["proposals_done"].say(language))
                return
            _list(book.all(), language, as_json)

    return proposals


def _list(found: list[Proposal], language: Language, as_json: bool) -> None:
    words = labels("slack")
    if as_json:
        typer.echo(json.dumps([_data(proposal) for proposal in found], ensure_ascii=False, indent=2))
        return
    if not found:
        typer.echo(words["proposals_none"].say(language))
    for proposal in found:
        typer.echo(f"{proposal.id}  {proposal.created:%Y-%m-%d %H:%M}  {proposal.language.value}")
        for name in ("question", "answer", "wording"):
            typer.echo(f"  {words[f'proposals_{name}'].say(language, text=getattr(proposal, name))}")
        typer.echo(f"  {words['proposals_passages'].say(language, text=', '.join(proposal.passages))}\n")


def _data(proposal: Proposal) -> dict[str, object]:
    return {
        "id": proposal.id,
        "created": None if proposal.created is None else proposal.created.isoformat(),
        "turn": proposal.turn_id,
        "language": proposal.language.value,
        "question": proposal.question,
        "answer": proposal.answer,
        "wording": proposal.wording,
        "passages": list(proposal.passages),
    }


@contextmanager
def slack_beside(assistant: Assistant, web: ASGIApp) -> Iterator[ASGIApp]:
    """The web application with Slack's requests beside it, where the bot's token and the signing secret are set."""
    settings, language = assistant.settings.slack, assistant.settings.default_language
    if not (settings.bot_token and settings.signing_secret):
        yield web
        return
    bot, stopped = slack.make_bot(assistant), Event()
    Thread(target=_say_faults, args=(bot, language), name="slack-check", daemon=True).start()
    typer.echo(bot.say("mounted", language), err=True)
    with slack.posting_notices(bot, stopped):
        yield slack.with_slack(web, slack.make_app(bot))
    bot.close()


def _say_faults(bot: "slack.Bot", language: Language) -> None:
    for fault in slack.faults(bot.settings, language):
        typer.echo(fault, err=True)
