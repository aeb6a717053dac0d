"""docs/cli.md says what the commands say."""

from pathlib import Path

import pytest
import typer

from optimoot.app.cli import app
from optimoot.app.exit_codes import ExitCode
from optimoot.app.manual import help_text, regenerated
from optimoot.app.memory_cli import app as memory
from optimoot.benchmarks.cli import app as bench
from optimoot.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_help_texts_are_up_to_date():
    assert regenerated(PAGE) == PAGE, "run: python -m optimoot.app.manual docs/cli.md"


def test_a_stale_help_text_is_made_anew():
    stale = "<!-- help: check -->\nold\n<!-- /help -->\n"
    assert "old" not in regenerated(stale)
    assert "build_model(data)" in regenerated(stale)
    assert regenerated(regenerated(stale)) == regenerated(stale)


@pytest.mark.parametrize("command", [c.callback.__name__ for c in app.registered_commands])
def test_every_command_tells_what_it_does(command):
    assert f"  {command} " in help_text()
    assert "Usage: optimoot" in help_text(command)


@pytest.mark.parametrize(
    "command",
    [
        f"{group} {command}"
        for group, commands in (("memory", memory), ("bench", bench))
        for command in typer.main.get_command(commands).commands
    ],
)
def test_the_page_shows_every_command_of_a_group(command):
    assert f"<!-- help: {command} -->" in PAGE, f"add that mark to docs/cli.md for {command!r}"


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_documented(code):
    assert f"| {int(code)} | " in PAGE or f"{int(code)}: " in PAGE


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name):
    assert f"`{name}`" in PAGE
