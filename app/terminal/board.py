"""The live board: who is working on what, from the typed events of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from optimoot.app.terminal.plain import say_note
from optimoot.events import (
    Event,
    Recalled,
    Remembered,
    RoleEvent,
    RoleState,
    RunFinished,
    RunStarted,
    Warned,
)
from optimoot.terminal_text import one_line

_STYLES = {
    RoleState.WORKING: "cyan",
    RoleState.DONE: "green",
    RoleState.ABSTAINED: "yellow",
    RoleState.FAILED: "red",
}
_SIGNS = {RoleState.DONE: "✓", RoleState.ABSTAINED: "–", RoleState.FAILED: "✗"}
_PLAIN_SIGNS = {RoleState.DONE: "+", RoleState.ABSTAINED: "-", RoleState.FAILED: "x"}
_SHOWN_WARNINGS = 3

Watcher = Callable[[Event], None]


@dataclass
class _Line:
    """What one role of one team is at."""

    event: RoleEvent
    began: float
    ended: float | None = None


@dataclass
class Board:
    """The state that the events of a run add up to, drawn anew at every refresh.

    Attributes:
        clock: Seconds, for the time of roles at work.
    """

    clock: Callable[[], float] = time.monotonic
    ascii_only: bool = False
    _began: float = field(init=False)
    _run: str = ""
    _verdict: str = ""
    _lines: dict[tuple[str, str], _Line] = field(default_factory=dict)
    _warnings: list[str] = field(default_factory=list)
    _spinner: Spinner = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.clock()
        self._spinner = Spinner("line" if self.ascii_only else "dots", style="cyan")

    def take(self, event: Event) -> None:
        """Take note of an event."""
        now = self.clock()
        if isinstance(event, RunStarted):
            self._run = event.run_id + (" (resumed)" if event.resumed else "")
        elif isinstance(event, Warned):
            self._warnings.append(f"{event.team}: {event.message}" if event.team else event.message)
        elif isinstance(event, RunFinished):
            self._verdict = event.verdict.replace("_", " ")
        elif isinstance(event, RoleEvent):
            key = (event.team, event.role)
            line = self._lines.get(key)
            began = line.began if line is not None and line.ended is None else now
            ended = None if event.state is RoleState.WORKING else now
            self._lines[key] = _Line(event, began, ended)

    def __rich__(self) -> RenderableType:
        """The board as it stands now."""
        measures = [self._measure(line) for line in self._lines.values()]
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        # fixed widths: a long excerpt must not squeeze out whose it is
        table.add_column(width=1)
        table.add_column(width=_width(team for team, _ in self._lines), style="bold", no_wrap=True)
        table.add_column(width=_width(role for _, role in self._lines), no_wrap=True)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        table.add_column(width=_width(measures, 24), justify="right", style="dim", no_wrap=True)
        team = ""
        for line, measure in zip(self._lines.values(), measures, strict=True):
            event = line.event
            name = one_line(event.team) if event.team != team else ""
            team = event.team
            table.add_row(
                self._sign(event.state),
                Text(name),
                Text(one_line(event.role), style=_STYLES[event.state]),
                Text(one_line(event.excerpt) or event.state.value),
                Text(measure),
            )
        return Group(self._heading(), table, *self._warned())

    def _heading(self) -> Text:
        run = f"Run {one_line(self._run)}" if self._run else "Starting"
        end = f", {one_line(self._verdict)}" if self._verdict else ""
        return Text(f"{run}, {self.clock() - self._began:.1f} s{end}", style="bold")

    def _sign(self, state: RoleState) -> RenderableType:
        if state is RoleState.WORKING:
            return self._spinner
        return Text((_PLAIN_SIGNS if self.ascii_only else _SIGNS)[state], style=_STYLES[state])

    def _measure(self, line: _Line) -> str:
        seconds = (line.ended if line.ended is not None else self.clock()) - line.began
        tokens = line.event.tokens
        return f"{tokens:,} tokens, {seconds:.1f} s" if tokens else f"{seconds:.1f} s"

    def _warned(self) -> list[Text]:
        recent = self._warnings[-_SHOWN_WARNINGS:]
        return [Text(f"Warning: {one_line(message)}", style="yellow") for message in recent]


def _width(texts: Iterable[str], most: int = 20) -> int:
    return min(most, max((len(one_line(text)) for text in texts), default=1))


@contextmanager
def watching(*, board: bool = True, lines: bool = True) -> Iterator[Watcher]:
    """Show a run's events on standard error while the block runs.

    Args:
        board: Show a live board if standard error is a terminal.
        lines: Print one plain line an event if it is none.
    """
    console = Console(stderr=True)
    is_terminal = console.is_terminal and not console.is_dumb_terminal
    if board and is_terminal:
        shown = Board(ascii_only=not console.encoding.lower().startswith("utf"))
        with Live(shown, console=console, refresh_per_second=8, redirect_stdout=False):
            yield shown.take
    elif lines and not is_terminal:
        yield _print_line
    else:
        yield lambda _event: None


def _print_line(event: Event) -> None:
    say_note(line_of(event))


def line_of(event: Event) -> str:
    """One event in one line."""
    if isinstance(event, RunStarted):
        verb = "resumed" if event.resumed else "started"
        told = f"run {event.run_id} {verb}: {', '.join(event.teams)}"
    elif isinstance(event, RunFinished):
        told = f"run {event.run_id} ended: {event.verdict.replace('_', ' ')}"
    elif isinstance(event, Warned):
        told = f"warning: {event.team + ': ' if event.team else ''}{event.message}"
    elif isinstance(event, Recalled):
        told = f"{event.team} recalls {_counted(event.records, event.what)}"
    elif isinstance(event, Remembered):
        told = f"memory: {_remembered(event)}"
    else:
        tokens = f" ({event.tokens:,} tokens)" if event.tokens else ""
        excerpt = f": {event.excerpt}" if event.excerpt else ""
        told = f"{event.team}, {event.role} {event.state}{tokens}{excerpt}"
    return f"[{event.at:6.1f} s] {told}"


def _remembered(event: Remembered) -> str:
    """What was kept, or why nothing was."""
    kept = f"kept {_counted(event.records, 'record')}" if event.records else "kept nothing"
    gone = f"; no longer recalls {', '.join(event.demoted)}" if event.demoted else ""
    return f"{kept}{gone}" + (f": {event.refused}" if event.refused else "")


def _counted(records: Sequence[str], what: str) -> str:
    names = ", ".join(records)
    return f"{len(records)} {what}{'s' * (len(records) != 1)} ({names})"
