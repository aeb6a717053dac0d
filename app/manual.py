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
    group = typer.main.get_command(app)
    context = group.make_context("optimoot", [], resilient_parsing=True, terminal_width=_WIDTH)
    if not command:
        return group.get_help(context)
    commands = getattr(group, "commands", {})
    inner = commands[command].make_context(
        command, [], parent=context, resilient_parsing=True, terminal_width=_WIDTH
    )
    return str(commands[command].get_help(inner))


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
