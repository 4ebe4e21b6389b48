"""What only the measuring needs is asked for before the questions are, and named where it is missing."""

import ast
import tomllib
from pathlib import Path

import pytest

import evals
from evals import EvalsError, require_tools

ROOT = Path(evals.__file__).parent.parent
TOOLS = {
    "ir_measures": "ir-measures",
    "matplotlib": "matplotlib",
    "langchain_text_splitters": "langchain-text-splitters",
}


@pytest.mark.parametrize("missing", TOOLS)
def test_a_missing_tool_is_named_with_the_way_to_install_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.tools.find_spec", lambda module: None if module == missing else object())
    with pytest.raises(EvalsError, match=f"“{TOOLS[missing]}”.*pip install -e"):
        require_tools(ladder=True)


def test_the_ladder_s_tool_is_needed_for_the_ladder_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.tools.find_spec", lambda module: None if "splitters" in module else object())
    require_tools()


def test_the_tools_are_those_of_the_extra() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {line.split(">")[0] for line in declared["eval"]} == set(TOOLS.values())
    assert any(line.startswith("wil-assistant[eval") for line in declared["dev"])


def test_no_module_needs_a_tool_to_be_imported() -> None:
    """The service's command imports this room: its tools may be imported inside functions only."""
    for path in Path(evals.__file__).parent.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] in TOOLS], path
