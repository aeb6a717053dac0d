"""What pages on the terminal are put together from: headed sections and lines of prose."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from optimoot.terminal_text import one_line


def section(title: str, *parts: RenderableType) -> Iterator[RenderableType]:
    """Parts under a heading."""
    yield Text(f"\n{title}", style="bold")
    yield from parts


def prose(text: str, style: str = "") -> RenderableType:
    """A text as one paragraph, set in by two columns."""
    return Padding(Text(one_line(text), style=style), (0, 0, 0, 2), expand=False)
