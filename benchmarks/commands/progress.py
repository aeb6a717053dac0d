"""How far an evaluation is: a bar with counts, cost and time left, or a line for each record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.running.runner import Progress, Told
from optimoot.benchmarks.scoring import Score, score_of
from optimoot.terminal_text import one_line


@contextmanager
def shown_progress(items: Mapping[tuple[str, str], Item]) -> Iterator[Told]:
    """Shows each record as it comes: on a terminal in a bar, elsewhere as a line."""
    if not sys.stderr.isatty():
        yield lambda record, _: typer.echo(line(items[record.set, record.id], record))
        return
    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bar:
        yield _Counts(bar, items).told


class _Counts:
    """Counts of this session's records, and what they cost."""

    def __init__(self, bar: Bar, items: Mapping[tuple[str, str], Item]) -> None:
        self._bar = bar
        self._items = items
        self._scores: Counter[Score] = Counter()
        self._money = 0.0
        self._unpriced = False
        self._task = bar.add_task("starting", total=None)

    def told(self, record: ItemRecord, progress: Progress) -> None:
        """Take a record into the counts and show them."""
        self._scores[score_of(self._items[record.set, record.id], record)] += 1
        self._money += record.cost or 0.0
        self._unpriced |= record.cost is None and record.calls > 0
        counts = " ".join(f"{score.value} {self._scores[score]}" for score in Score)
        self._bar.update(
            self._task,
            description=f"{counts} {self._cost()}".rstrip(),
            completed=progress.earlier + progress.done,
            total=progress.total,
        )

    def _cost(self) -> str:
        if not self._money and not self._unpriced:
            return ""
        return f"${self._money:.2f}" + (" and more" if self._unpriced else "")


def line(item: Item, record: ItemRecord) -> str:
    """One record for people."""
    found = "-" if record.objective is None else f"{record.objective:.10g}"
    label = item.answer if isinstance(item.answer, str) else f"{item.answer:.10g}"
    repeat = f" ({record.repeat + 1})" if record.repeat else ""
    broken = f": {record.error[:120]}" if record.error else ""
    return one_line(
        f"{score_of(item, record):<9} {record.id}{repeat}: {found} (label {label}), "
        f"{record.seconds:.2f} s{broken}"
    )
