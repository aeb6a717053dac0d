"""XLSX workbooks: each visible sheet a table."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from optimoot.cells import Grid, RawCell, all_blank, is_blank, row_numbers
from optimoot.errors import InputError
from optimoot.textfile import size_text

_MAX_UNPACKED = 256_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DEFAULT_SHEET = re.compile(
    r"(sheet|tabelle|feuil|hoja|foglio|planilha|blad|ark|arkusz)\s*\d*", re.I
)


def read_workbook(raw: bytes, *, name: str, source: str) -> list[Grid]:
    """The grids in a workbook, one for each visible sheet that is not empty.

    A sheet's first row that is not empty holds the column names; a title above it (one cell
    alone) is skipped, and so are empty rows. Every cell of a merged area gets the area's value.
    A workbook's only sheet is called by the file's name where its own is the program's default.

    Args:
        raw: The file's content.
        name: The file's stem.
        source: The file, for messages.

    Raises:
        InputError: It is no workbook, is protected by a password or damaged, is empty, or holds
            formulas whose values were never stored.
    """
    _refuse_others(raw, source)
    book = _opened(raw, source, values=True)
    formulas = _opened(raw, source, values=False) if _has_formulas(raw) else None
    grids = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        place = f"{source}, sheet {sheet.title!r}"
        if formulas is not None:
            _refuse_uncomputed(sheet, formulas[sheet.title], place)
        grid = _grid(sheet, place)
        if grid is not None:
            grids.append(grid)
    if not grids:
        raise InputError(
            f"{source} has no visible sheet with cells.",
            remedy="A sheet's first row should hold the column names, the rows below the data.",
        )
    if len(grids) == 1 and _DEFAULT_SHEET.fullmatch(grids[0].name):
        grids[0] = replace(grids[0], name=name)
    return grids


def _refuse_others(raw: bytes, source: str) -> None:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in raw:
            raise InputError(
                f"{source} is protected by a password.",
                remedy="Save a copy without a password and name that.",
            )
        raise InputError(
            f"{source} is a workbook in the old XLS form.", remedy="Save it as XLSX or CSV."
        )
    if not raw.startswith(b"PK"):
        raise InputError(
            f"{source} is not an XLSX workbook, whatever its name says.",
            remedy="Save it as XLSX, or name a text table .csv.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise _damaged(source) from error
    if "xl/workbook.xml" not in names:
        raise InputError(
            f"{source} is an archive or document, but not an XLSX workbook.",
            remedy="Save the table as XLSX or CSV.",
        )
    if unpacked > _MAX_UNPACKED:
        raise InputError(
            f"{source} unpacks to more than {size_text(_MAX_UNPACKED)}.",
            remedy="Save the sheets that the problem uses as CSV files.",
        )


def _opened(raw: bytes, source: str, *, values: bool) -> Any:
    import openpyxl  # 0.4 s cold: only those pay who bring a workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and validations, which are not read
            return openpyxl.load_workbook(io.BytesIO(raw), data_only=values)
    except Exception as error:
        raise _damaged(source) from error


def _damaged(source: str) -> InputError:
    return InputError(
        f"{source} is damaged or no XLSX workbook that can be read.",
        remedy="Open it in a spreadsheet program and save it again as XLSX, or as CSV.",
    )


def _has_formulas(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [entry for entry in archive.namelist() if entry.startswith("xl/worksheets/")]
        return any(re.search(rb"<(\w+:)?f[ >/]", archive.read(sheet)) for sheet in sheets)


def _refuse_uncomputed(sheet: Any, formulas: Any, place: str) -> None:
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                raise InputError(
                    f"{place}, row {cell.row}, column {cell.column_letter}: the formula's value "
                    "is not stored in the file.",
                    remedy="Open the workbook in a spreadsheet program and save it, so that its "
                    "formulas are computed.",
                )


def _grid(sheet: Any, place: str) -> Grid | None:
    merged = _merged_values(sheet)
    numbered = [
        (number, [merged.get((number, at), cell) for at, cell in enumerate(row, start=1)])
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]
    rows = [(number, cells) for number, cells in numbered if not all_blank(cells)]
    rows = rows[_titles(rows, sheet) :]
    if not rows:
        return None
    used = _used_columns([cells for _, cells in rows])
    (header_row, header), data = rows[0], rows[1:]
    return Grid(
        name=" ".join(sheet.title.split()),
        source=place,
        header=[header[at] for at in used],
        header_place=f"row {header_row}",
        rows=[[cells[at] for at in used] for _, cells in data],
        places=row_numbers([number for number, _ in data]),
    )


def _merged_values(sheet: Any) -> dict[tuple[int, int], RawCell]:
    """The value of every merged area, for each of its cells."""
    return {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _titles(rows: Sequence[tuple[int, Sequence[RawCell]]], sheet: Any) -> int:
    """How many rows at the top are titles: one cell alone, or one merged area."""
    areas = {
        area.min_row: area.max_col - area.min_col + 1
        for area in sheet.merged_cells.ranges
        if area.min_row == area.max_row
    }
    widths = [
        sum(not is_blank(cell) for cell in cells) - (areas.get(number, 1) - 1)
        for number, cells in rows
    ]
    if max(widths, default=0) < 2:
        return 0
    return next(at for at, width in enumerate(widths) if width >= 2)


def _used_columns(rows: Sequence[Sequence[RawCell]]) -> list[int]:
    """The columns that hold anything: a sheet's table need not begin in column A."""
    width = max(len(row) for row in rows)
    return [at for at in range(width) if any(not is_blank(row[at]) for row in rows)]
