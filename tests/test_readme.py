"""The README, the settings' example and the changelog say what is there."""

import re
from pathlib import Path

from assistant import KNOWN_SETTINGS, Assistant, build_assistant, read_settings
from bots.command import app, corpus_app, index_app
from bots.inbox import inbox_commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme_and_in_the_example_and_none_else() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"WIL_[A-Z_]+[A-Z]", README)) == set(KNOWN_SETTINGS)
    assert set(re.findall(r"^(WIL_[A-Z_]+)=", example, re.MULTILINE)) == set(KNOWN_SETTINGS)


def _assistant() -> Assistant:
    return build_assistant(read_settings())


def test_every_command_is_in_the_readme_and_none_else() -> None:
    known = {command.name for command in app.registered_commands}
    known |= {f"index {command.name}" for command in index_app.registered_commands}
    known |= {f"corpus {command.name}" for command in corpus_app.registered_commands}
    inbox_app = inbox_commands(_assistant)
    known |= {"inbox"} | {f"inbox {command.name}" for command in inbox_app.registered_commands}
    named = {match.strip() for match in re.findall(r"`wil ((?:index |corpus |inbox )?[a-z]+)", README)}
    assert named == known


def test_every_file_that_the_readme_names_exists() -> None:
    named = re.findall(r"`((?:[a-z]+/)*[A-Za-z_.]+\.(?:md|py|example))`", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z]+)(?: |\n|`)", README)) - {"rien"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE) or target in ("nothing",), target
