"""The house's arrows: a room uses only rooms below it, through their doors, hidden imports included."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "corpus": set(),
    "index": {"corpus"},
    "assistant": {"index", "corpus"},
    "assistant.eligibility": set(),
    "assistant.model": {"assistant.eligibility", "index", "corpus"},
    "assistant.masking": {"corpus"},
    "assistant.guarding": {"index", "corpus"},
    "assistant.situation": {"assistant.eligibility", "corpus"},
    "bots.web": {"assistant", "index", "corpus", "bots.labels"},
    "bots.slack": {"assistant", "index", "corpus", "bots.labels"},
    "bots.inbox": {"assistant", "index", "corpus", "bots.labels", "bots.progress"},
    "bots.slack_command": {"assistant", "corpus", "bots.labels", "bots.slack"},
    "bots.terminal": {"assistant", "index", "corpus", "bots.labels", "bots.rules_view"},
    "bots.replays": {"assistant", "corpus", "bots.labels", "bots.terminal"},
    "bots.interview": {"assistant", "corpus", "bots.labels"},
    "bots.facts_file": {"assistant", "corpus", "bots.labels", "bots.rules_view"},
    "bots.rules_view": {"assistant", "corpus", "bots.labels"},
    "bots.benching": {"assistant", "evals", "corpus", "bots.bench_tables", "bots.labels", "bots.progress"},
    "bots.bench_tables": {"evals", "corpus", "bots.labels"},
    "bots.progress": set(),
    "bots.reports": {"evals", "corpus", "bots.labels"},
    "bots.evaluating": {"evals", "assistant", "corpus", "bots.labels", "bots.reports", "bots.progress"},
    "bots.labels": {"corpus"},
    "bots.start": {"bots.command"},
    "evals": {"assistant", "index", "corpus"},
}
KNOWS_ALL = "bots.command"
OURS = ("corpus", "index", "assistant", "bots", "evals")


def modules() -> Iterator[tuple[str, Path]]:
    for top in OURS:
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def room_of(module: str) -> str:
    """The innermost room that holds a module."""
    rooms = [room for room in (*ROOMS, KNOWS_ALL) if module == room or module.startswith(room + ".")]
    return max(rooms, key=len, default=module)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, wherever in the file, `import_module("…")` included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            rooms = [name for name in names if name in ROOMS]  # `from bots import slack` is that room's door
            yield from ((node.lineno, name) for name in rooms or [node.module or ""])
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            yield from ((node.lineno, str(arg.value)) for arg in node.args if isinstance(arg, ast.Constant))


def faults(module: str, path: Path) -> Iterator[str]:
    room = room_of(module)
    for line, target in imported(path):
        if target.split(".")[0] not in OURS:
            continue
        other = room_of(target)
        if other == room or room == KNOWS_ALL:
            continue
        allowed = ROOMS.get(room, set())
        if other not in allowed and not (room == "assistant" and other.startswith("assistant.")):
            yield f"{path.relative_to(ROOT)}:{line}: {room} must not use {other}"
        elif target != other:
            yield f"{path.relative_to(ROOT)}:{line}: {other} is to be used through its door, not {target}"


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: str(value))
def test_a_module_uses_only_rooms_below_its_own_through_their_doors(module: str, path: Path) -> None:
    assert list(faults(module, path)) == []


def test_the_test_sees_hidden_imports(tmp_path: Path) -> None:
    hidden = ROOT / "corpus" / "document.py"
    source = hidden.read_text(encoding="utf-8") + "\n\ndef f():\n    from assistant.service import Assistant\n"
    copy = tmp_path / "document.py"
    copy.write_text(source, encoding="utf-8")
    assert [target for _, target in imported(copy) if target.startswith("assistant")] == ["assistant.service"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "ROOT", tmp_path)
        assert list(faults("corpus.document", copy)) == [
            f"document.py:{source.count(chr(10))}: corpus must not use assistant"
        ]
