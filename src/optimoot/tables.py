"""Data tables from CSV, XLSX and JSON files.

`optimoot.cells` says what a cell means; `optimoot.delimited`, `optimoot.workbook` and
`optimoot.records` read the forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from optimoot.cells import Grid, typed_table
from optimoot.delimited import read_delimited
from optimoot.errors import InputError
from optimoot.intake import refuse_same_names
from optimoot.problem import Table
from optimoot.records import read_records
from optimoot.textfile import decode, read_bytes, signature
from optimoot.workbook import read_workbook

MAX_FILE_BYTES = 64_000_000
"""Largest file that is read."""

_DELIMITED = frozenset((".csv", ".tsv", ".tab", ".txt", ".psv", ".dat"))
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm"))
_FORMS = "Save it as CSV, XLSX or JSON."


def load_tables(paths: Sequence[str | Path]) -> tuple[Table, ...]:
    """The tables in these files, in the order given.

    A CSV file is one table, called by the file's stem; of a workbook each visible sheet is one;
    for JSON see `optimoot.records`. The first row holds the column names. Which cells are
    numbers is decided column by column; see `optimoot.cells`.

    Args:
        paths: CSV (also TSV and TXT), XLSX or JSON files.

    Raises:
        InputError: A file cannot be used, or two tables have one name. The message names the
            file, the row as counted in it, the column, and the remedy.
    """
    tables = tuple(typed_table(grid) for path in paths for grid in _grids(Path(path)))
    refuse_same_names(tables)
    return tables


def _grids(path: Path) -> list[Grid]:
    kind = path.suffix.casefold()
    raw = read_bytes(
        path,
        limit=MAX_FILE_BYTES,
        too_large="Leave out rows and columns that the problem does not use.",
    )
    source, name = repr(str(path)), path.stem
    if not raw:
        raise InputError(
            f"{source} is empty.",
            remedy="Its first row should hold the column names, the rows below the data.",
        )
    if kind in _WORKBOOKS:
        return read_workbook(raw, name=name, source=source)
    if kind == ".json":
        return read_records(decode(raw, source), name=name, source=source)
    if kind in _DELIMITED:
        _refuse_disguised(raw, source)
        return [read_delimited(decode(raw, source), name=name, source=source)]
    raise _unknown_form(raw, path)


def _refuse_disguised(raw: bytes, source: str) -> None:
    what = signature(raw)
    if what:
        raise InputError(
            f"{source} is not a text table, whatever its name says: it is {what}.",
            remedy="Name a workbook .xlsx, or save the table as CSV.",
        )


def _unknown_form(raw: bytes, path: Path) -> InputError:
    what = signature(raw)
    form = f"the ending {path.suffix!r}" if path.suffix else "no ending"
    return InputError(
        f"{str(path)!r} has {form}, which is no form of table that can be read"
        f"{f' (it is {what})' if what else ''}.",
        remedy=_FORMS,
    )
