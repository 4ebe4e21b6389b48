"""Nothing personal leaves a reply: not in a log line, a row of the database, its file, or an answer."""

import json
import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Message, Said, Settings, Step, build_assistant
from assistant.masking import Kind, mask
from assistant.wording import TEXTS
from tests.assistant.masking.examples import KEEP, Case, personal

_LETTERS, _DIGITS = 5, 7  # a shorter secret stands by chance in an id, a time or another word


@pytest.fixture(scope="module")
def played(real_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Played"]:
    """Every personal case told, all in one conversation and each in its own, with all loggers wide open."""
    path = tmp_path_factory.mktemp("leak") / "wil.sqlite3"
    lines = _Lines()
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    try:
        assistant = build_assistant(replace(real_settings, database_url=f"sqlite:///{path}"))
        yield Played(assistant, path, list(_told(assistant)), lines.seen)
        assistant.store.close()
    finally:
        root.removeHandler(lines)
        root.setLevel(level)


class _Lines(logging.Handler):
    """Keeps every line that any logger writes."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{self.format(record)} {record.__dict__}")


class Played:
    """What a run left behind."""

    def __init__(self, assistant: Assistant, path: Path, sent: list[str], lines: list[str]) -> None:
        self.assistant, self.path, self.sent, self.lines = assistant, path, sent, lines

    def rows(self) -> list[str]:
        """Every column of every row of every table."""
        with sqlite3.connect(self.path) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            found = [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - our own
        connection.close()
        return [_unescaped(str(value)) for row in found for value in row]

    def file(self) -> str:
        """The bytes of the database's files, once all is written to the first."""
        with sqlite3.connect(self.path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        files = sorted(self.path.parent.glob(f"{self.path.name}*"))
        return _unescaped("\n".join(file.read_bytes().decode("utf-8", "replace") for file in files))


def _told(assistant: Assistant) -> Iterator[str]:
    """Everything that was sent back, as it goes out."""
    conversation = None
    for case in personal():
        for message in (Message(case.text, conversation, channel="test"), Message(case.text, channel="test")):
            for event in assistant.stream(message):
                yield _sent(event)
                if isinstance(event, Answer) and conversation is None:
                    conversation = event.conversation_id


def _sent(event: Step | Said | Answer) -> str:
    return _unescaped(event.model_dump_json()) if isinstance(event, Answer) else repr(event)


def _unescaped(text: str) -> str:
    """A text with and without JSON's escapes, so that « L\\u00e9a » does not hide."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return f"{text} {plain}".replace("\\n", "\n")


def _secrets(public: str) -> list[str]:
    """What of the cases is long enough to be nothing else, and stands in no text of the project."""
    told = {secret for case in personal() for secret in (*case.gone, *_taken_out(case))}
    return sorted(secret for secret in told if _telling(secret) and secret.casefold() not in public)


def _taken_out(case: Case) -> tuple[str, ...]:
    """What stands in a case where its masked text has placeholders."""
    pieces = re.split("|".join(re.escape(kind.placeholder) for kind in Kind), mask(case.text, KEEP).text)
    found = re.fullmatch("(.+?)".join(re.escape(piece) for piece in pieces), case.text, re.DOTALL)
    assert found is not None
    return found.groups()


def _telling(secret: str) -> bool:
    letters = sum(char.isalpha() for char in secret)
    return len(secret) >= (_LETTERS if letters > 1 else _DIGITS)


@pytest.fixture(scope="module")
def secrets(played: Played) -> list[str]:
    corpus = played.assistant.corpus()
    texts = [text for passage in corpus.passages for asked in passage.questions.values() for text in asked]
    texts += [rendering.text for passage in corpus.passages for rendering in passage.renderings.values()]
    texts += [path.read_text(encoding="utf-8") for path in TEXTS.glob("*.yaml")]
    found = _secrets("\n".join(texts).casefold())
    assert len(found) >= len(personal())
    return found


def leaked(secrets: Iterable[str], texts: Iterable[str]) -> list[str]:
    searched = "\n".join(texts).casefold()
    return [secret for secret in secrets if secret.casefold() in searched]


def test_no_answer_repeats_what_was_masked(played: Played, secrets: list[str]) -> None:
    assert len(played.sent) > 2 * len(personal())
    assert leaked(secrets, played.sent) == []


def test_no_row_of_the_database_holds_it(played: Played, secrets: list[str]) -> None:
    rows = played.rows()
    assert sum("[SIN]" in value for value in rows) > 10
    assert leaked(secrets, rows) == []


def test_no_message_is_kept_with_any_part_of_it(played: Played) -> None:
    with sqlite3.connect(played.path) as connection:
        kept = [text for (text,) in connection.execute("SELECT message FROM turns ORDER BY created, rowid")]
    connection.close()
    told = [case for case in personal() for _ in range(2)]
    assert len(kept) == len(told)
    assert [leaked(case.gone, [text]) for case, text in zip(told, kept, strict=True)] == [[] for _ in told]


def test_the_database_s_file_holds_it_nowhere(played: Played, secrets: list[str]) -> None:
    assert leaked(secrets, [played.file()]) == []


def test_no_log_line_holds_it(played: Played, secrets: list[str]) -> None:
    logging.getLogger("assistant").debug("the loggers are heard")
    assert "the loggers are heard" in played.lines[-1]
    assert leaked(secrets, played.lines) == []


def test_the_search_would_find_a_leak(secrets: list[str]) -> None:
    rows = [json.dumps({"message": f"mon nom: {secret.upper()}"}) for secret in secrets]
    assert leaked(secrets, map(_unescaped, rows)) == secrets
