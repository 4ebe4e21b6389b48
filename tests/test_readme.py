"""The README, the settings' example and the changelog say what is there."""

import re
from pathlib import Path

from assistant import KNOWN_SETTINGS
from bots.command import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme_and_in_the_example_and_none_else() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"WIL_[A-Z_]+[A-Z]", README)) == set(KNOWN_SETTINGS)
    assert set(re.findall(r"^(WIL_[A-Z_]+)=", example, re.MULTILINE)) == set(KNOWN_SETTINGS)


def test_every_command_is_in_the_readme_and_none_else() -> None:
    known = {command.name for command in app.registered_commands}
    for group in app.registered_groups:
        under = group.typer_instance
        assert under is not None
        known |= {f"{group.name} {command.name}" for command in under.registered_commands}
        known |= {group.name} if under.info.invoke_without_command is True else set()
    groups = "|".join(f"{group.name} " for group in app.registered_groups)
    named = {match.strip() for match in re.findall(rf"`wil ((?:{groups})?[a-z]+)", README)}
    assert named == known


def test_every_file_that_the_readme_names_exists() -> None:
    named = re.findall(r"`((?:[a-z]+/)*[A-Za-z_.]+\.(?:md|py|example))`", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z]+)(?: |\n|`)", README)) - {"rien"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE) or target in ("nothing",), target
