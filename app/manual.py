"""The help texts in docs/cli.md, made from the commands themselves.

    python -m optimoot.app.manual docs/cli.md

writes them anew; a test compares the page with what this makes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import typer

from optimoot.app.cli import app

_WIDTH = 78
"""What a terminal of 80 columns leaves for text."""
_BLOCK = re.compile(r"(<!-- help:(?P<command>[^>]*?) -->\n).*?(<!-- /help -->)", re.S)


def help_text(command: str = "") -> str:
    """What `optimoot COMMAND --help` prints on a terminal of 80 columns."""
    words = command.split()
    shown, name = typer.main.get_command(app), "optimoot"
    if words[:1] == ["bench"]:  # a command line of its own, see optimoot.app.commands.bench
        from optimoot.benchmarks.cli import app as benchmarks

        shown, name, words = typer.main.get_command(benchmarks), "optimoot bench", words[1:]
    context = shown.make_context(name, [], resilient_parsing=True, terminal_width=_WIDTH)
    for word in words:
        shown = getattr(shown, "commands", {})[word]
        context = shown.make_context(
            word, [], parent=context, resilient_parsing=True, terminal_width=_WIDTH
        )
    return str(shown.get_help(context))


def regenerated(page: str) -> str:
    """The page with every block between its marks `help: COMMAND` and `/help` made anew."""

    def block(match: re.Match[str]) -> str:
        text = help_text(match["command"].strip()).rstrip()
        return f"{match[1]}```text\n{text}\n```\n{match[3]}"

    return _BLOCK.sub(block, page)


def main() -> None:
    """Write the blocks of the pages named on the command line anew."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(regenerated(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
