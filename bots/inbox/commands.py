"""`wil inbox …`: the commands of the mailbox. `bots/command.py` mounts them."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant import Assistant, read_settings
from bots.inbox.checking import check_mailbox, open_box, ready_to_open
from bots.inbox.errors import InboxError
from bots.inbox.incoming import SIZE_LIMIT
from bots.inbox.passing import MailboxPass, own_addresses
from bots.inbox.replying import Reply, reply_to
from bots.inbox.status import show_status
from bots.inbox.surviving import measure_survival
from bots.inbox.watching import watch
from bots.labels import labels
from bots.progress import bars

Guard = Callable[[], AbstractContextManager[None]]
"""Says the room's errors in one sentence."""
Ready = Callable[[], Assistant]
_WORDS = labels("inbox")


def inbox_commands(guard: Guard, ready: Ready) -> typer.Typer:
    """The sub-commands; `ready` gives the service with its index."""
    app = typer.Typer(help=_WORDS["help_inbox"].both, invoke_without_command=True)

    @app.callback(invoke_without_command=True)
    def inbox(
        context: typer.Context,
        watching: Annotated[bool, typer.Option("--watch", help=_WORDS["help_watch"].both)] = False,
        check: Annotated[bool, typer.Option("--check", help=_WORDS["help_check"].both)] = False,
    ) -> None:
        """One pass over the mailbox, or what an option asks instead."""
        if context.invoked_subcommand is not None:
            return
        with guard():
            if check:
                typer.echo(check_mailbox(read_settings()))
            elif watching:
                _watch(ready())
            else:
                _pass(ready())

    @app.command("draft", help=_WORDS["help_draft"].both)
    def draft(
        file: Annotated[Path, typer.Argument(help=_WORDS["arg_file"].both)],
        as_json: Annotated[bool, typer.Option("--json", help=_WORDS["opt_json"].both)] = False,
    ) -> None:
        """Draft for one raw mail."""
        with guard():
            raw = _raw_mail(file)
            assistant = ready()
            reply = reply_to(assistant, raw, own_addresses(assistant.settings))
            typer.echo(
                json.dumps(reply.as_json(), ensure_ascii=False, indent=2) if as_json else _shown(assistant, reply)
            )

    @app.command("status", help=_WORDS["help_status"].both)
    def status() -> None:
        """Show the ledger, and how much of the drafts was sent."""
        with guard():
            assistant = ready()
            settings = assistant.settings
            if settings.inbox.host:
                with open_box(settings) as box:
                    measure_survival(box, assistant.store.mails)
            show_status(Console(), assistant.store.mails, settings.default_language)

    return app


def replier(assistant: Assistant) -> Callable[[bytes], dict[str, Any]]:
    """What makes of a raw mail the decision and the draft, as data."""
    own = own_addresses(assistant.settings)
    return lambda raw: reply_to(assistant, raw, own).as_json()


def _pass(assistant: Assistant) -> None:
    settings = assistant.settings
    with open_box(settings) as box, bars(lambda _: _WORDS["bar_drafting"].say(settings.default_language)) as progress:
        made = MailboxPass(assistant, box, assistant.store.mails)
        report = made.run(lambda done, total: progress("drafting", done, total))
    typer.echo(
        _WORDS["pass_done"].say(
            settings.default_language, drafted=report.drafted, skipped=report.skipped, failed=report.failed
        )
    )


def _watch(assistant: Assistant) -> None:
    settings = assistant.settings
    language = settings.default_language
    ready_to_open(settings)
    where = {"folder": settings.inbox.folder, "host": settings.inbox.host}
    typer.echo(_WORDS["watching"].say(language, **where), err=True)

    def told(error: InboxError, seconds: float) -> None:
        typer.echo(_WORDS["retrying"].say(language, error=error, seconds=round(seconds)), err=True)

    try:
        watch(assistant, lambda done, total: None, told)
    except KeyboardInterrupt:
        return


class FileUnreadable(Exception):
    """A file that was named cannot be read; the message says which and why."""


def _raw_mail(file: Path) -> bytes:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(SIZE_LIMIT)
        with file.open("rb") as stream:
            return stream.read(SIZE_LIMIT)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileUnreadable(_WORDS["file_unreadable"].both.format(path=file, reason=reason)) from None


def _shown(assistant: Assistant, reply: Reply) -> str:
    """A reply for the terminal."""
    words, language = _WORDS, assistant.settings.default_language
    if reply.draft is None:
        return words["skipped"].say(language, reason=words[f"skip_{reply.reason}"].say(language))
    head = [words["head_to"].say(language, to=reply.to)]
    if reply.cc:
        head.append(words["head_cc"].say(language, cc=", ".join(reply.cc)))
    head.append(words["head_subject"].say(language, subject=reply.draft.subject))
    return "\n".join([*head, "", reply.draft.body])
