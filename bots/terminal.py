"""Answers in the terminal: an adapter like the web and Slack ones."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape

from assistant import Answer, Assistant, AssistantError, Explanation, Message, Said, Step
from bots.labels import labels
from bots.rules_view import show_eligibility
from corpus import Language
from index import IndexNotReady, SearchResult


def show_answer(console: Console, answer: Answer, public_url: str = "", reasons: bool = False) -> None:
    """An answer whole: text, the rules where they ran (with their `reasons`), then what `show_sources` shows."""
    console.print(Markdown(answer.text))
    if answer.eligibility:
        show_eligibility(console, answer.eligibility, answer.language, reasons)
    show_sources(console, answer, public_url)


def show_sources(console: Console, answer: Answer, public_url: str = "") -> None:
    """Sources with the words quoted (and their address, where the server's is known), the contact, the suggestions.

    A source is shown where a statement cites it; a verdict's rules cite theirs too, which the API gives.
    """
    words, language = labels("command"), answer.language
    cited = sorted({number for statement in answer.statements for number in statement.citations})
    if cited:
        console.print(f"\n[bold]{words['sources'].say(language)}[/bold]")
    for number, citation in enumerate((answer.citations[place] for place in cited), start=1):
        console.print(
            f"[{number}] {escape(citation.title)} › {escape(' › '.join(citation.section))}", style="cyan", markup=False
        )
        if public_url:
            console.print(f"    {public_url}{citation.url}", style="cyan", markup=False)
        console.print(f"    « {citation.quote} »", style="dim", markup=False)
        if citation.translation:
            console.print(
                f"    {words['translation'].say(language, text=citation.translation)}", style="dim", markup=False
            )
    if answer.contact:
        console.print("\n" + words["contact"].say(language, email=answer.contact.email), markup=False)
    if answer.suggestions:
        console.print(f"\n[bold]{words['suggestions'].say(language)}[/bold]")
        for suggestion in answer.suggestions:
            console.print(f"  • {suggestion}", markup=False)


def show_hits(console: Console, result: SearchResult, language: Language) -> None:
    """What a search found, for staff: score, passage, signals, nearest banked text."""
    words = labels("command")
    if not result.hits:
        console.print(words["nothing_found"].say(language))
    for hit in result.hits:
        signals = ", ".join(f"{name} {value:.2f}" for name, value in hit.found.items())
        console.print(f"{hit.score:.3f}  {hit.passage.id}", style="bold", markup=False)
        console.print(f"       {signals}", style="dim", markup=False)
        console.print(f"       {words['nearest'].say(language)}: {hit.nearest[:110]}", style="dim", markup=False)
    console.print(words["floor"].say(language, floor=f"{result.floor:.2f}"))


def show_explanation(console: Console, found: Explanation) -> None:
    """A search laid open, for staff: what was searched, and what each signal adds to each hit and to the gate."""
    words, language = labels("command"), found.language
    for key, value in (
        ("explain_asked", found.asked),
        ("explain_documents", ", ".join(found.documents)),
        ("explain_concepts", ", ".join(found.concepts) or "–"),
    ):
        console.print(words[key].say(language, value=value), markup=False)
    for weighed in found.hits:
        console.print(f"{weighed.hit.score:.3f}  {weighed.hit.passage.id}", style="bold", markup=False)
        console.print(f"       {_sum(found.rank_bias, weighed.parts)}", style="dim", markup=False)
        near = words["nearest"].say(language)
        console.print(f"       {near}: {weighed.hit.nearest[:110]}", style="dim", markup=False)
    answers = "explain_answers" if found.result.confident else "explain_refuses"
    console.print(
        words[answers].say(language, probability=f"{found.result.answerable:.2f}", floor=f"{found.result.floor:.2f}"),
        style="bold",
        markup=False,
    )
    console.print(f"       {_sum(found.gate_bias, found.gate)}", style="dim", markup=False)


def _sum(bias: float, parts: Mapping[str, float]) -> str:
    """The terms of a sum: where it starts from, then each signal's part."""
    return " ".join([f"{bias:+.2f}", *(f"{part:+.2f} ({name})" for name, part in parts.items())])


def chat(console: Console, assistant: Assistant, language: Language | None) -> None:
    """A conversation, line by line, until an empty line or the end of the input."""
    spoken = language or assistant.settings.default_language
    console.print(labels("command")["chat_welcome"].say(spoken))
    conversation_id = None
    for line in _lines(console):
        try:
            conversation_id = _turn(console, assistant, Message(line, conversation_id, language, channel="cli"))
        except (AssistantError, IndexNotReady) as error:
            console.print(str(error), style="red", markup=False)


def _turn(console: Console, assistant: Assistant, message: Message) -> str:
    conversation_id = ""
    for event in assistant.stream(message):
        if isinstance(event, Step):
            console.print(event.text, style="dim italic", markup=False)
        elif isinstance(event, Said):
            console.print(Markdown(event.statement.text))
        elif isinstance(event, Answer):
            if event.eligibility:
                show_eligibility(console, event.eligibility, event.language)
            show_sources(console, event, assistant.settings.public_url)
            conversation_id = event.conversation_id
    return conversation_id


def _lines(console: Console) -> Iterator[str]:
    while True:
        try:
            line = console.input("\n[bold]> [/bold]")
        except (EOFError, KeyboardInterrupt):
            return
        if not line.strip():
            return
        yield line


def answer_file(assistant: Assistant, path: Path, language: Language | None) -> Iterator[str]:
    """One JSON line a question of the file: the answer, or what was wrong with the question; empty lines are passed.

    Raises OSError or UnicodeDecodeError when the file cannot be read.
    """
    return answer_lines(assistant, path.read_text(encoding="utf-8").splitlines(), language)


def answer_lines(assistant: Assistant, questions: Iterable[str], language: Language | None) -> Iterator[str]:
    """One JSON line a question."""
    for number, question in enumerate(questions, start=1):
        if not question.strip():
            continue
        try:
            found = assistant.reply(Message(question, language=language)).model_dump(mode="json")
        except AssistantError as error:
            found = {"error": str(error)}
        yield json.dumps({"line": number, "question": question, **found}, ensure_ascii=False)
