"""Delimited files: a row an item, under a header."""

from __future__ import annotations

from collections.abc import Iterator

from optimoot.benchmarks.sets.formats.records import Record
from optimoot.delimited import read_delimited


def csv_records(text: str, source: str) -> Iterator[Record]:
    """The records of a text whose first row names the columns.

    Raises:
        InputError: A row has more or fewer cells than there are columns.
    """
    grid = read_delimited(text, name="items", source=source)
    columns = [str(cell).strip() for cell in grid.header]
    for number, cells in enumerate(grid.rows):
        values = dict(zip(columns, map(_text, cells), strict=True))
        yield Record(str(grid.places[number]), values)


def _text(cell: object) -> str | None:
    text = "" if cell is None else str(cell)
    return text or None
