"""Takes the members of sets and the values of parameters out of data tables.

Errors name the table, the row and the column as the user sees them in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optimoot.errors import InputError
from optimoot.formulation import Member, TableSource
from optimoot.keys import Key, KeyIndex, key_of, spell, text_of
from optimoot.problem import Cell, Table

LARGEST = 1e300
"""Numbers beyond this are refused: arithmetic on them would not stay finite."""

FIRST_ROW = 2
"""The number of a table's first row as the user sees it in the file: the header is row 1."""


def members_of(table: Table, source: TableSource, what: str) -> list[Member]:
    """The distinct rows of the key columns, in the order of the table.

    Args:
        table: The table.
        source: Names the key columns.
        what: What is filled, for messages: `"set 'I'"`.

    Raises:
        InputError: A column is missing, or a row leaves a key cell empty.
    """
    columns = [_column(table, key, what) for key in source.keys]
    found: dict[Key, Member] = {}
    for cells in dict.fromkeys(zip(*(_cells(table, c) for c in columns), strict=True)):
        key = key_of(cells)
        if "" in key:
            _refuse_empty_key(table, columns)
        else:
            members = [_member(cell) for cell in cells]
            found.setdefault(key, members[0] if len(members) == 1 else tuple(members))
    return list(found.values())


def values_of(table: Table, source: TableSource, index: KeyIndex, what: str) -> dict[Key, float]:
    """The values of a parameter by key; empty cells give none.

    Args:
        table: The table.
        source: Names its columns and tells its form.
        index: The sets that the parameter is indexed by.
        what: What is filled, for messages: `"parameter 'cost'"`.

    Raises:
        InputError: A column is missing, the form does not fit the index, a cell is no number, or a
            key is repeated or no member.
    """
    if not index.names:
        return _scalar(table, source, what)
    expected = index.places - (1 if source.wide else 0)
    if len(source.keys) != expected:
        form = "wide" if source.wide else "long"
        raise InputError(
            f"The {what} names {len(source.keys)} key columns of the {form} table "
            f"{source.table!r}; its index needs {expected}.",
            remedy="Name one key column for each place of the index"
            + (" but the last." if source.wide else "."),
        )
    return (_wide if source.wide else _long)(table, source, index, what)


def _long(table: Table, source: TableSource, index: KeyIndex, what: str) -> dict[Key, float]:
    """One entry a row."""
    columns = [_column(table, key, what) for key in source.keys]
    value_column = _column(table, source.column, what)
    keys = list(zip(*(_texts(_cells(table, c)) for c in columns), strict=True))
    flat: dict[Key, float] = {}
    _fill(flat, keys, _cells(table, value_column), source.factor, table, value_column)
    _check_keys(table, index, flat, columns)
    return flat


def _wide(table: Table, source: TableSource, index: KeyIndex, what: str) -> dict[Key, float]:
    """The last place of the index runs over the columns that are no keys."""
    columns = [_column(table, key, what) for key in source.keys]
    leads = list(zip(*(_texts(_cells(table, c)) for c in columns), strict=True))
    if not columns:
        leads = [()] * len(table.rows)
    flat: dict[Key, float] = {}
    for c, head in enumerate(table.columns):
        if c not in columns:
            keys = [(*lead, text_of(head)) for lead in leads]
            _fill(flat, keys, _cells(table, c), source.factor, table, c)
    _check_keys(table, index, flat, columns)
    return flat


def _fill(
    flat: dict[Key, float],
    keys: Sequence[Key],
    cells: Sequence[Cell],
    factor: float,
    table: Table,
    column: int,
) -> None:
    """Put a column's values under their keys; empty cells give none."""
    before = len(flat)
    given = 0
    for row, (key, cell) in enumerate(zip(keys, cells, strict=True), start=FIRST_ROW):
        if cell is None:
            continue
        kind = type(cell)
        if (kind is float or kind is int) and -LARGEST < cell < LARGEST:  # type: ignore[operator]
            flat[key] = cell * factor  # type: ignore[operator]
        else:
            flat[key] = _number(cell, table, row, column) * factor
        given += 1
    if len(flat) < before + given:
        _refuse_repeated_key(table, keys, cells, column)


def _scalar(table: Table, source: TableSource, what: str) -> dict[Key, float]:
    rows = [
        (number, row)
        for number, row in enumerate(table.rows, start=FIRST_ROW)
        if any(cell is not None for cell in row)
    ]
    if len(rows) != 1 or source.keys:
        raise InputError(
            f"The {what} is a single number, but the table {table.name!r} has "
            f"{len(rows)} rows{' and key columns are named' if source.keys else ''}.",
            remedy="Use a table of one row and name only the column.",
        )
    column = _column(table, source.column, what)
    number, row = rows[0]
    if row[column] is None:
        return {}
    return {(): _number(row[column], table, number, column) * source.factor}


def _cells(table: Table, column: int) -> list[Cell]:
    return [row[column] for row in table.rows]


def _texts(cells: Sequence[Cell]) -> list[str]:
    """The cells as texts; each distinct cell is converted once."""
    if any(isinstance(cell, bool) for cell in cells):  # True and 1 are one dictionary key
        return [text_of(cell) for cell in cells]
    texts = {cell: text_of(cell) for cell in set(cells)}
    return [texts[cell] for cell in cells]


def _column(table: Table, name: str, what: str) -> int:
    try:
        return table.columns.index(name)
    except ValueError:
        known = ", ".join(map(repr, table.columns))
        raise InputError(
            f"The table {table.name!r} has no column {name!r}, which the {what} needs.",
            remedy=f"Its columns: {known}.",
        ) from None


def _place(table: Table, row: int, column: int) -> str:
    return f"In the table {table.name!r}, row {row}, column {table.columns[column]!r}"


def _member(cell: Cell) -> str | int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return text_of(cell)


def _number(cell: Cell, table: Table, row: int, column: int) -> float:
    if isinstance(cell, (int, float)) and -LARGEST < cell < LARGEST:
        return float(cell)
    raise InputError(
        f"{_place(table, row, column)}, {_cut(repr(cell))} is not a number that can be used.",
        remedy="Write a plain number such as 1200 or 0.5, without units or signs.",
    )


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _refuse_empty_key(table: Table, columns: Sequence[int]) -> None:
    """Refuse an empty key cell in a row that holds something; empty rows don't count."""
    for number, row in enumerate(table.rows, start=FIRST_ROW):
        for c in columns:
            if text_of(row[c]) == "" and any(cell is not None for cell in row):
                raise InputError(
                    f"{_place(table, number, c)}, the cell is empty.", remedy="Fill in the member."
                )


def _refuse_repeated_key(
    table: Table, keys: Sequence[Key], cells: Sequence[Cell], column: int
) -> None:
    seen: dict[Key, int] = {}
    for number, (key, cell) in enumerate(zip(keys, cells, strict=True), start=FIRST_ROW):
        if cell is not None and seen.setdefault(key, number) != number:
            raise InputError(
                f"{_place(table, number, column)}, the value for {spell(key)} was already "
                f"given in row {seen[key]}.",
                remedy="Keep one row for each key.",
            )
    raise InputError(
        f"The table {table.name!r} has the column {table.columns[column]!r} twice.",
        remedy="Give every column its own name.",
    )


def _check_keys(
    table: Table, index: KeyIndex, flat: Mapping[Key, float], columns: Sequence[int]
) -> None:
    """Every key must be made of members; one that isn't is looked up for its row."""
    for start, end, members in index.slices():
        wrong = {key[start:end] for key in flat} - members.keys()
        if wrong:
            if any("" in piece for piece in wrong):
                _refuse_empty_key(table, columns)
            key = next(key for key in flat if key[start:end] in wrong)
            lead = key[: len(columns)]
            rows = enumerate(table.rows, start=FIRST_ROW)
            row = next(n for n, row in rows if key_of(row[c] for c in columns) == lead)
            raise InputError(
                f"{_place(table, row, columns[0] if columns else 0)}: {index.unknown(key)}.",
                remedy="Correct the table, or add the member to the set.",
            )
