"""`wil inbox …`: the commands of the mailbox. `bots/command.py` mounts them."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant, AssistantError, SettingsError, StoreError
from bots.inbox.incoming import SIZE_LIMIT
from bots.inbox.replying import Reply, reply_to
from bots.labels import labels
from corpus import CorpusError

Ready = Callable[[], Assistant]


def inbox_commands(ready: Ready) -> typer.Typer:
    """The sub-commands; `ready` gives the service with its index."""
    words = labels("inbox")
    app = typer.Typer(no_args_is_help=True, help=words["help_inbox"].both)

    @app.command("draft", help=words["help_draft"].both)
    def draft(
        file: Annotated[Path, typer.Argument(help=words["arg_file"].both)],
        as_json: Annotated[bool, typer.Option("--json", help=words["opt_json"].both)] = False,
    ) -> None:
        """Draft for one raw mail."""
        with _clear_errors():
            raw = _raw_mail(file)
            assistant = ready()
            reply = reply_to(assistant, raw, _own_addresses(assistant))
            typer.echo(
                json.dumps(reply.as_json(), ensure_ascii=False, indent=2) if as_json else _shown(assistant, reply)
            )

    return app


class FileUnreadable(Exception):
    """A file that was named cannot be read; the message says which and why."""


@contextmanager
def _clear_errors() -> Iterator[None]:
    """One sentence on standard error, never a traceback."""
    try:
        yield
    except FileUnreadable as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except (AssistantError, CorpusError, SettingsError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def _raw_mail(file: Path) -> bytes:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(SIZE_LIMIT)
        with file.open("rb") as stream:
            return stream.read(SIZE_LIMIT)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileUnreadable(labels("inbox")["file_unreadable"].both.format(path=file, reason=reason)) from None


def _own_addresses(assistant: Assistant) -> frozenset[str]:
    return frozenset({assistant.contact.lower()})


def _shown(assistant: Assistant, reply: Reply) -> str:
    """A reply for the terminal."""
    words, language = labels("inbox"), assistant.settings.default_language
    if reply.draft is None:
        return words["skipped"].say(language, reason=words[f"skip_{reply.reason}"].say(language))
    head = [words["head_to"].say(language, to=reply.to)]
    if reply.cc:
        head.append(words["head_cc"].say(language, cc=", ".join(reply.cc)))
    head.append(words["head_subject"].say(language, subject=reply.draft.subject))
    return "\n".join([*head, "", reply.draft.body])
