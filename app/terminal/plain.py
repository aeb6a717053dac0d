"""What a command says on standard error: one line each, in color where that is wanted."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from optimoot.terminal_text import one_line


def say_error(message: str) -> None:
    """One paragraph on standard error, with `Error:` before it."""
    _say("\x1b[1;31mError:\x1b[0m " if in_color(sys.stderr) else "Error: ", message)


def say_note(message: str) -> None:
    """One line of information on standard error."""
    _say("", message)


def _say(label: str, message: str) -> None:
    # closed by the caller: None, which print() would take for standard output
    if sys.stderr is not None:
        with suppress(OSError):  # nobody is left to be told
            print(f"{label}{one_line(message)}", file=sys.stderr, flush=True)


def in_color(stream: TextIO | None) -> bool:
    """Whether colors are wanted: on a terminal, unless NO_COLOR is set or it is a dumb one."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream is not None and stream.isatty()
