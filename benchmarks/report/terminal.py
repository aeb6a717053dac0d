"""A report on the terminal."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from optimoot.benchmarks.report.gathering import Report
from optimoot.benchmarks.report.tables import TextTable, all_tables
from optimoot.terminal_text import one_line

_MOST_ROWS: Final = 30
"""Rows of a table that a terminal shows."""


def show(report: Report, console: Console) -> None:
    """Print every table of the report."""
    console.print(Text(one_line(f"Right by the rule {report.rule}: {report.meaning}")))
    for table in all_tables(report):
        if len(table.rows) > _MOST_ROWS:
            told = f"{table.title}: {len(table.rows)} rows, in the Markdown and on the page."
            console.print(Text(f"\n{one_line(told)}"))
            continue
        console.print()
        console.print(_table(table))
        if table.note:
            console.print(Text(one_line(table.note), style="dim"))


def _table(table: TextTable) -> Table:
    made = Table(title=Text(one_line(table.title)), title_justify="left", title_style="bold")
    for place, name in enumerate(table.head):
        made.add_column(
            Text(one_line(name)),
            justify="left" if place < table.names else "right",
            overflow="fold",
        )
    for row in table.rows:
        made.add_row(*(Text(one_line(cell)) for cell in row))
    return made
