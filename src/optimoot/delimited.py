"""CSV files and their kin: columns parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from optimoot.cells import Grid, row_numbers
from optimoot.errors import InputError

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 50


@dataclass(frozen=True)
class _Row:
    number: int
    """The line of the file on which the row begins."""
    cells: list[str]


def read_delimited(text: str, *, name: str, source: str) -> Grid:
    """The grid in a text whose first row holds the column names.

    The delimiter is the one that parts the first lines most evenly; a first line `sep=;` states
    it. Blank lines are skipped; empty cells after the last column too.

    Raises:
        InputError: There is no row, a row has more or fewer cells than there are columns, or a
            quoted cell is not closed.
    """
    first, _, rest = text.partition("\n")
    stated = first.strip().casefold()
    if stated.startswith("sep=") and len(stated) == 5:
        delimiter, body, offset = stated[-1], rest, 1
    else:
        delimiter, body, offset = _delimiter(text), text, 0
    rows = _rows(body, delimiter, source, offset)
    if not rows:
        raise InputError(
            f"{source} is empty.",
            remedy="Its first row should hold the column names, the rows below the data.",
        )
    header, data = _even(rows, source)
    return Grid(
        name=name,
        source=source,
        header=header.cells,
        header_place=f"row {header.number}",
        rows=[row.cells for row in data],
        places=row_numbers([row.number for row in data]),
        delimiter=delimiter,
    )


def _delimiter(text: str) -> str:
    """The delimiter that gives the sample's rows the same number (two or more) of cells."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])

    def evenness(delimiter: str) -> tuple[bool, float, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in reader if row]
        except csv.Error:
            return False, 0.0, 0
        if not widths:
            return False, 0.0, 0
        even = sum(width == widths[0] for width in widths) / len(widths)
        return widths[0] > 1, even, widths[0]

    return max(_DELIMITERS, key=evenness)


def _rows(text: str, delimiter: str, source: str, offset: int) -> list[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    start = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append(_Row(start + offset, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise _broken_row(error, start + offset, source) from error
    return rows


def _broken_row(error: csv.Error, row: int, source: str) -> InputError:
    if "field larger" in str(error):
        return InputError(
            f"{source}, row {row}: a cell is longer than {csv.field_size_limit():,} characters.",
            remedy='Shorten it; a quotation mark (") that is never closed has the same effect.',
        )
    return InputError(
        f'{source}, row {row}: a quotation mark (") stands where the row cannot be read on.',
        remedy='Close the quoted cell; write a quotation mark inside one twice ("").',
    )


def _even(rows: Sequence[_Row], source: str) -> tuple[_Row, Sequence[_Row]]:
    """Header and rows of one width; nameless columns with nothing in them are dropped."""
    header, data = rows[0], rows[1:]
    while len(header.cells) > 1 and not header.cells[-1].strip():
        if any(
            len(row.cells) >= len(header.cells) and row.cells[len(header.cells) - 1].strip()
            for row in data
        ):
            break
        header.cells.pop()
    width = len(header.cells)
    for row in data:
        while len(row.cells) > width and not row.cells[-1].strip():
            row.cells.pop()
        if len(row.cells) != width:
            raise _ragged(row, header, source)
    return header, data


def _ragged(row: _Row, header: _Row, source: str) -> InputError:
    def counted(count: int) -> str:
        return f"{count} cell" if count == 1 else f"{count} cells"

    return InputError(
        f"{source}, row {row.number} has {counted(len(row.cells))}, but the column names in row "
        f"{header.number} are {len(header.cells)}.",
        remedy="Give every row as many cells as there are columns; leave unknown cells empty, and "
        "put a cell that holds the delimiter in quotation marks.",
    )
