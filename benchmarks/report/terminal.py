"""A report on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from optimoot.benchmarks.report.gathering import Report
from optimoot.benchmarks.report.tables import TextTable, all_tables
from optimoot.terminal_text import one_line

_ANY_WIDTH: Final = 10_000


def show(report: Report, console: Console) -> None:
    """Print every table of the report, in the form that the terminal is wide enough for."""
    console.print(Text(one_line(f"Right by the rule {report.rule}: {report.meaning}")))
    for table in all_tables(report):
        console.print()
        _print(table, console)
        if table.note:
            console.print(Text(one_line(table.note), style="dim"))


def _print(table: TextTable, console: Console) -> None:
    """As it is; else with rows and columns exchanged; else row by row, broken between words."""
    for form in (_table(table), _exchanged(table)):
        if _fits(form, console):
            console.print(form)
            return
    console.print(Text(one_line(table.title), style="bold"))
    for row in table.rows:
        names, figures = row[: table.names], row[table.names :]
        cells = zip(table.head[table.names :], figures, strict=True)
        told = "; ".join(f"{name}: {cell}" for name, cell in cells if cell)
        console.print(Text(one_line(", ".join(names))))
        console.print(Padding(Text(one_line(told)), (0, 0, 0, 2), expand=False))


def _fits(form: Table, console: Console) -> bool:
    unbounded = console.options.update(max_width=_ANY_WIDTH)
    return Measurement.get(console, unbounded, form).maximum <= console.width


def _table(table: TextTable) -> Table:
    return _made(table.title, table.head, table.rows, table.names)


def _exchanged(table: TextTable) -> Table:
    head, *rows = zip(table.head, *table.rows, strict=True)
    return _made(table.title, head, rows, 1)


def _made(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], names: int) -> Table:
    made = Table(title=Text(one_line(title)), title_justify="left", title_style="bold")
    for place, name in enumerate(head):
        made.add_column(
            Text(one_line(name)),
            justify="left" if place < names else "right",
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(Text(one_line(cell)) for cell in row))
    return made
