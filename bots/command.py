"""The `wil` command: the one module that knows every room."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant import (
    Assistant,
    AssistantError,
    FactsRefused,
    Message,
    Settings,
    SettingsError,
    StoreError,
    Subject,
    Twins,
    build_assistant,
    day_given,
    open_index,
    read_settings,
    rebuild_index,
)
from assistant import (
    purge as forget,
)
from bots.facts_file import FactsFileError, as_json, decided, read_facts_file, show_decisions
from bots.inbox import FileUnreadable, InboxError, inbox_commands, replier
from bots.interview import interview
from bots.labels import labels
from bots.progress import bars
from bots.replays import show_replay, show_twins
from bots.rules_view import show_rules
from bots.slack import SlackError
from bots.slack_command import proposals_command, slack_beside, slack_commands
from bots.terminal import answer_file, chat, show_answer, show_explanation, show_hits
from bots.web import create_app, widget_script
from corpus import CorpusError, Language, check_corpus
from index import BuildReport, IndexNotReady, IndexRoomError

_WORDS = labels("command")


def _help(key: str) -> str:
    return _WORDS[key].both


app = typer.Typer(no_args_is_help=True, help=_help("help_root"), pretty_exceptions_enable=False, add_completion=False)
index_app = typer.Typer(no_args_is_help=True, help=_help("help_index"))
corpus_app = typer.Typer(no_args_is_help=True, help=_help("help_corpus"))
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")

LanguageOption = Annotated[str | None, typer.Option("--language", "-l", help=_help("opt_language"))]
JsonOption = Annotated[bool, typer.Option("--json", help=_help("opt_json"))]


_ROOMS_ERRORS = (
    AssistantError,
    CorpusError,
    InboxError,
    IndexRoomError,
    SettingsError,
    SlackError,
    StoreError,
)


class UsageError(Exception):
    """What was given on the command line cannot work; the message says what to give."""


@contextmanager
def _clear_errors(*more: type[Exception]) -> Iterator[None]:
    """One sentence on standard error and exit code 1 (2 for what was typed), never a traceback."""
    rooms: tuple[type[Exception], ...] = (*_ROOMS_ERRORS, *more)
    try:
        yield
    except (UsageError, FactsRefused, FactsFileError, FileUnreadable) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    except rooms as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@contextmanager
def _measuring() -> Iterator[None]:
    """The same for what measures; its room, slow to read, is read for those commands alone."""
    from evals import EvalsError

    with _clear_errors(EvalsError):
        yield


def _language(given: str | None) -> Language | None:
    if given is None:
        return None
    try:
        return Language(given.lower())
    except ValueError:
        raise UsageError(_WORDS["bad_language"].both.format(given=given)) from None


def _subject(given: str) -> Subject:
    if given.lower() == "speaker":
        return "speaker"
    if given.lower() == "candidate":
        return "candidate"
    raise UsageError(_WORDS["bad_subject"].both.format(given=given))


def _ready_assistant() -> Assistant:
    """The service, its index built first where there is none."""
    settings = read_settings()
    assistant = build_assistant(settings)
    _build_if_missing(assistant)
    return assistant


def _build_if_missing(assistant: Assistant) -> None:
    try:
        assistant.index.get()
    except IndexNotReady:
        typer.echo(_WORDS["building_first"].say(assistant.settings.default_language), err=True)
        _build(assistant.settings)


def _build(settings: Settings, force: bool = False) -> BuildReport:
    with bars(lambda step: _WORDS[f"step_{step}"].say(settings.default_language)) as progress:
        return rebuild_index(settings, progress, force=force)


@app.command("ask", help=_help("help_ask"))
def ask(
    question: Annotated[str | None, typer.Argument(help=_help("arg_question"))] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    file: Annotated[Path | None, typer.Option("--file", "-f", help=_help("opt_file"))] = None,
    conversation: Annotated[str | None, typer.Option("--conversation", help=_help("opt_conversation"))] = None,
    both: Annotated[bool, typer.Option("--both", help=_help("opt_both"))] = False,
) -> None:
    """Ask one question, or those of a file."""
    with _clear_errors():
        chosen = _language(language)
        if file is not None:
            _ask_file(file, chosen)
            return
        if question is None:
            raise UsageError(_help("need_question"))
        assistant, message = _ready_assistant(), Message(question, conversation, chosen, channel="cli")
        if both:
            _show_both(assistant, assistant.twins(message), as_json)
            return
        answer = assistant.reply(message)
        if as_json:
            _echo_json(answer.model_dump(mode="json"))
        else:
            show_answer(Console(), answer, assistant.settings.public_url)


def _show_both(assistant: Assistant, twins: Twins, as_data: bool) -> None:
    if as_data:
        _echo_json(twins.as_dict())
    else:
        show_twins(Console(), twins, assistant.settings)


@app.command("replay", help=_help("help_replay"))
def replay_command(
    turn: Annotated[str, typer.Argument(help=_help("arg_turn"))],
    as_data: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Show how a kept reply came about, and whether today's differs."""
    with _clear_errors():
        assistant = _ready_assistant()
        replay = assistant.replay(turn)
        if as_data:
            _echo_json(replay.as_dict())
        else:
            show_replay(Console(), replay, _language(language) or assistant.settings.default_language)


def _ask_file(file: Path, language: Language | None) -> None:
    try:
        lines = answer_file(_ready_assistant(), file, language)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise UsageError(_help("file_unreadable").format(path=file, reason=reason)) from None
    for line in lines:
        typer.echo(line)


@app.command("chat", help=_help("help_chat"))
def chat_command(language: LanguageOption = None) -> None:
    """Chat in the terminal."""
    with _clear_errors():
        chat(Console(), _ready_assistant(), _language(language))


@app.command("eligibility", help=_help("help_eligibility"))
def eligibility(
    facts: Annotated[Path | None, typer.Option("--facts", help=_help("opt_facts"))] = None,
    subject: Annotated[str, typer.Option("--subject", help=_help("opt_subject"))] = "speaker",
    on: Annotated[str | None, typer.Option("--on", help=_help("opt_on"))] = None,
    rules: Annotated[bool, typer.Option("--rules", help=_help("opt_rules"))] = False,
    language: LanguageOption = None,
    as_data: JsonOption = False,
) -> None:
    """Ask what the rules turn on, or take it from a file, and show what they conclude."""
    with _clear_errors():
        spoken = _language(language) or read_settings().default_language
        whose, day = _subject(subject), day_given(on, spoken)
        if rules:
            show_rules(Console(), spoken)
        elif facts is not None:
            _decide_file(facts, spoken, whose, day, as_data)
        else:
            assistant = _ready_assistant()
            answer = interview(Console(stderr=as_data), assistant, spoken, whose, day)
            if as_data:
                _echo_json(as_json(None, answer))
            else:
                show_answer(Console(), answer, assistant.settings.public_url, reasons=True)


def _decide_file(path: Path, language: Language, subject: Subject, day: date | None, as_data: bool) -> None:
    file = read_facts_file(path, language)
    decisions = decided(_ready_assistant(), file, language, subject, day)
    if as_data:
        found = [as_json(entry.name, answer) for entry, answer in decisions]
        _echo_json(found[0] if file.single else found)
    else:
        show_decisions(Console(), decisions, language)


def _echo_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@app.command("search", help=_help("help_search"))
def search(
    question: Annotated[str, typer.Argument(help=_help("arg_question"))],
    language: LanguageOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50, help=_help("opt_limit"))] = 5,
    explain: Annotated[bool, typer.Option("--explain", help=_help("opt_explain"))] = False,
) -> None:
    """Show what a search finds."""
    with _clear_errors():
        assistant = _ready_assistant()
        chosen = _language(language)
        if explain:
            show_explanation(Console(), assistant.explain(question, chosen, limit))
            return
        show_hits(Console(), assistant.search(question, chosen, limit), chosen or assistant.settings.default_language)


@app.command("serve", help=_help("help_serve"))
def serve(
    host: Annotated[str, typer.Option("--host", help=_help("opt_host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=_help("opt_port"))] = 8000,
) -> None:
    """Serve the web application until it is interrupted."""
    import uvicorn

    with _clear_errors():
        settings = read_settings()
        assistant = build_assistant(settings)
        _refuse_taken_port(host, port)

        def prepare() -> None:
            _build_if_missing(assistant)
            assistant.warm_up()

        typer.echo(_WORDS["serving"].say(settings.default_language, address=f"http://{host}:{port}"), err=True)
        with slack_beside(assistant, create_app(assistant, prepare)) as served:
            uvicorn.run(served, host=host, port=port, log_level="warning")


def _refuse_taken_port(host: str, port: int) -> None:
    """Said before the server starts, in one sentence; uvicorn would only log it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(_help("port_taken").format(host=host, port=port, reason=reason)) from None


@app.command("widget", help=_help("help_widget"))
def widget(
    server: Annotated[str | None, typer.Option("--server", help=_help("opt_server"))] = None,
    language: LanguageOption = None,
) -> None:
    """Print the widget's line for web pages."""
    with _clear_errors():
        settings = read_settings({"WIL_PUBLIC_URL": server}) if server else read_settings()
        spoken = _language(language) or settings.default_language
        if not settings.public_url:
            raise UsageError(_help("need_server"))
        tag = widget_script().tag(settings.public_url, spoken)
        following = f'<script src="{settings.public_url}/widget.js" async data-language="{spoken.value}"></script>'
        origins = ", ".join(read_settings().allowed_origins) or _WORDS["no_origins"].say(spoken)
        typer.echo(tag)
        typer.echo(_WORDS["widget_notes"].say(spoken, following=following, origins=origins), err=True)


@app.command("purge", help=_help("help_purge"))
def purge() -> None:
    """Forget old turns."""
    with _clear_errors():
        settings = read_settings()
        count = forget(settings)
        typer.echo(_WORDS["purged"].say(settings.default_language, count=count, days=settings.retention_days))


@index_app.command("build", help=_help("help_index_build"))
def index_build(force: Annotated[bool, typer.Option("--force", help=_help("opt_force"))] = False) -> None:
    """Build the index."""
    with _clear_errors():
        settings = read_settings()
        report = _build(settings, force)
        if not report.rebuilt:
            typer.echo(_WORDS["index_current"].say(settings.default_language))
            return
        made = report.manifest
        typer.echo(
            _WORDS["index_built"].say(
                settings.default_language,
                passages=made.passages,
                units=made.units,
                embedded=report.embedded,
                kept=report.kept,
            )
        )


@index_app.command("show", help=_help("help_index_show"))
def index_show() -> None:
    """Show the manifest."""
    with _clear_errors():
        manifest = open_index(read_settings()).get().manifest
        typer.echo(json.dumps(manifest.as_dict(), ensure_ascii=False, indent=2))


@corpus_app.command("check", help=_help("help_corpus_check"))
def corpus_check(
    ids: Annotated[list[str] | None, typer.Argument(help=_help("arg_documents"))] = None,
    language: LanguageOption = None,
) -> None:
    """Check the documents."""
    from evals import percent

    with _clear_errors():
        spoken = _language(language) or read_settings().default_language
        reports = check_corpus(only=ids or [])
        for report in reports:
            typer.echo(
                _WORDS["corpus_line"].say(
                    spoken,
                    id=report.id,
                    kept=percent(report.kept, spoken),
                    left_out=report.left_out,
                    passages=report.passages,
                    worded=report.worded,
                    questions=report.questions,
                    translated=percent(report.translated, spoken),
                )
            )
            for error in report.errors:
                typer.echo(f"  {error}", err=True)
        count = sum(len(report.errors) for report in reports)
        typer.echo(_WORDS["corpus_errors" if count else "corpus_clean"].say(spoken, count=count))
        if count:
            raise typer.Exit(1)


@corpus_app.command("defects", help=_help("help_corpus_defects"))
def corpus_defects(language: LanguageOption = None) -> None:
    """List the faults of the source documents."""
    with _clear_errors():
        assistant = _ready_assistant()
        spoken = _language(language) or assistant.settings.default_language
        for document in assistant.corpus().documents:
            for defect in document.defects:
                typer.echo(f"{document.id}/{defect.passage}\n  « {defect.text} »\n  {defect.note.in_language(spoken)}")


@app.command("eval", help=_help("help_eval"))
def evaluate(
    situations: Annotated[bool, typer.Option("--situations", help=_help("opt_situations"))] = False,
    attacks: Annotated[bool, typer.Option("--attacks", help=_help("opt_attacks"))] = False,
    mails: Annotated[bool, typer.Option("--mails", help=_help("opt_mails"))] = False,
    full: Annotated[bool, typer.Option("--full", help=_help("opt_full"))] = False,
    record: Annotated[bool, typer.Option("--record", help=_help("opt_record"))] = False,
    gate: Annotated[bool, typer.Option("--gate", help=_help("opt_gate"))] = False,
    cases: Annotated[Path | None, typer.Option("--cases", help=_help("opt_cases"))] = None,
    runs: Annotated[Path, typer.Option("--runs", help=_help("opt_runs"))] = Path("evals/runs"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_help("opt_quiet_cases"))] = False,
) -> None:
    """Ask the held-out questions, or hold the conversations; print the figures, and the cases that were missed."""
    from bots.evaluating import Wanted, evaluate_attacks, evaluate_mails, evaluate_questions, evaluate_situations
    from evals import ATTACKS, CASES, MAILS, SITUATIONS

    with _measuring():
        if (record or gate) and (situations or attacks or mails or cases):
            raise UsageError(_help("eval_all_questions"))
        if situations:
            evaluate_situations(_ready_assistant(), [cases] if cases else SITUATIONS, runs, quiet)
            return
        if attacks:
            evaluate_attacks(_ready_assistant(), [cases] if cases else ATTACKS, runs, quiet)
            return
        if mails:
            assistant = _ready_assistant()
            evaluate_mails(replier(assistant), [cases] if cases else MAILS, assistant.settings.default_language, quiet)
            return
        wanted = Wanted([cases] if cases else CASES, runs, quiet, full or record, record, gate)
        evaluate_questions(_ready_assistant(), wanted)


@app.command("bench", help=_help("help_bench"))
def benchmark(
    build: Annotated[bool, typer.Option("--build", help=_help("opt_bench_build"))] = False,
    scaling: Annotated[bool, typer.Option("--scaling", help=_help("opt_bench_scaling"))] = False,
    full: Annotated[bool, typer.Option("--full", help=_help("opt_bench_full"))] = False,
    runs: Annotated[Path, typer.Option("--runs", help=_help("opt_runs"))] = Path("evals/runs"),
) -> None:
    """Measure, print the figures and the goals, keep them."""
    from bots.benching import run_bench, wanted

    with _measuring():
        run_bench(_ready_assistant().settings, wanted(runs, build, scaling, full))


app.add_typer(inbox_commands(_clear_errors, _ready_assistant), name="inbox")
app.add_typer(slack_commands(_clear_errors, _build_if_missing), name="slack")
app.command("proposals", help=labels("slack")["help_proposals"].both)(proposals_command(_clear_errors))


def main() -> None:
    """Run the command; help is wrapped at the terminal's width."""
    app()
