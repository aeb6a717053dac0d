"""Delimited files: a row an item, under a header."""

from __future__ import annotations

from collections.abc import Iterator

from optimoot.benchmarks.sets.formats.records import Record
from optimoot.delimited import read_delimited
from optimoot.errors import InputError


def csv_records(text: str, source: str) -> Iterator[Record]:
    """The records of a text whose first row names the columns.

    Raises:
        InputError: The text is JSON, a column comes twice, or a row has more or fewer cells than
            there are columns.
    """
    if text.lstrip().startswith("{"):
        raise InputError(
            f"{source!r} holds JSON, and its ending tells of columns.",
            remedy="Let its name end in .jsonl or .json.",
        )
    grid = read_delimited(text, name="items", source=source)
    columns = [str(cell).strip() for cell in grid.header]
    names = [column.casefold() for column in columns]
    for column in columns:
        if column and names.count(column.casefold()) > 1:
            raise InputError(
                f"{source!r} has the column {column!r} twice.", remedy="Rename one of them."
            )
    for number, cells in enumerate(grid.rows):
        values = dict(zip(columns, map(_text, cells), strict=True))
        yield Record(str(grid.places[number]), values)


def _text(cell: object) -> str | None:
    text = "" if cell is None else str(cell)
    return text or None
