"""JSON files as tables.

What is read, at the top of the file:

- a list of objects: one table, a row for each object;
- a list of lists: one table, the first list its column names, a row for each of the others;
- `{"columns": [names], "rows": [[cells], …]}`: the same with the column names apart;
- an object of lists of equal length: one table, a column for each list;
- an object of plain values: one table of one row;
- an object of objects of plain values: one matrix, a row for each inner object, the outer names
  in the column `row`;
- below a name, an object of objects of objects: one table whose first two columns, `row` and
  `row 2`, hold the outer names;
- an object whose values are any of these: a table for each, called by its name; plain values
  beside them make a table of one row, called by the file's name.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from optimoot.cells import CORNER, Grid
from optimoot.errors import InputError

_SECOND_CORNER = f"{CORNER} 2"
"""Name of the column with the second of two outer names."""

_SHAPES = (
    "Write a list of objects (one a row), a list of lists (the first with the column names), an "
    "object of lists (one a column), or an object that names such tables."
)


def read_records(text: str, *, name: str, source: str) -> list[Grid]:
    """The grids in a JSON text.

    Args:
        text: The file's content.
        name: The file's stem, which names a table that has no other name.
        source: The file, for messages.

    Raises:
        InputError: It is no JSON, a key occurs twice, or it is nested otherwise than said above.
    """
    value = _parsed(text, source)
    if isinstance(value, list):
        return [_table(value, name, source)]
    if not isinstance(value, dict):
        raise InputError(f"{source} holds a single value and no table.", remedy=_SHAPES)
    if not value:
        raise InputError(f"{source} is empty.", remedy=_SHAPES)
    if _is_one_table(value):
        return [_table(value, name, source)]
    plain = {key: item for key, item in value.items() if _is_plain(item)}
    grids = [
        _table(item, key, f"{source}, {key!r}")
        for key, item in value.items()
        if not _is_plain(item)
    ]
    return [*grids, _table(plain, name, source)] if plain else grids


def _parsed(text: str, source: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InputError(
                f"{source}: the key {twice!r} occurs twice in one object.",
                remedy="Rename or remove one of them.",
            )
        return found

    def refuse(constant: str) -> NoReturn:
        raise InputError(
            f"{source} holds {constant}, which is no number of JSON.",
            remedy="Write a number, or null if the value is unknown.",
        )

    if not text.strip():
        raise InputError(f"{source} is empty.", remedy=_SHAPES)
    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{source} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.",
            remedy="Correct it there, or name a text table .csv.",
        ) from error
    except RecursionError as error:
        raise InputError(f"{source} is nested too deeply.", remedy=_SHAPES) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(
            f"{source} holds a number that is too long to be read.", remedy="Shorten it."
        ) from error


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _is_one_table(value: Mapping[str, Any]) -> bool:
    """Whether the object is a table itself rather than a collection of named ones."""
    items = list(value.values())
    return (
        all(_is_plain(item) for item in items)
        or _is_split(value)
        or all(isinstance(item, list) and all(map(_is_plain, item)) for item in items)
        or (len(items) > 1 and _is_matrix(value))
    )


def _is_split(value: Any) -> bool:
    """Whether the object holds column names and, apart from them, rows."""
    if not isinstance(value, dict) or value.keys() != {"columns", "rows"}:
        return False
    columns, rows = value["columns"], value["rows"]
    return all(isinstance(part, list) and part for part in (columns, rows)) and all(
        isinstance(row, list) for row in rows
    )


def _is_matrix(value: Mapping[str, Any]) -> bool:
    """Inner objects of plain values that share a key: rows of one matrix."""
    rows = list(value.values())
    if not all(isinstance(row, dict) and row and all(map(_is_plain, row.values())) for row in rows):
        return False
    return bool(set[str]().union(rows[0]).intersection(*rows[1:]))


def _table(value: Any, name: str, source: str) -> Grid:
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return _from_lists(value[0], value[1:], name, source, first=2)
        return _from_objects(value, name, source)
    if _is_split(value):
        return _from_lists(value["columns"], value["rows"], name, source, first=1)
    if all(_is_plain(item) for item in value.values()) and value:
        return _from_objects([value], name, source)
    if all(isinstance(item, list) for item in value.values()) and value:
        return _from_columns(value, name, source)
    if value and all(isinstance(item, dict) for item in value.values()):
        if _is_deep(value):
            return _from_objects(_deep_rows(value, source), name, source)
        objects = [{CORNER: key, **row} for key, row in value.items()]
        if not any(CORNER in row for row in value.values()):
            return _from_objects(objects, name, source)
    raise InputError(f"{source} is nested in a way that is no table.", remedy=_SHAPES)


def _from_objects(objects: Sequence[Any], name: str, source: str) -> Grid:
    if not objects:
        raise InputError(f"{source} is an empty list.", remedy="Add its rows, or leave it out.")
    columns: dict[str, None] = {}
    for at, row in enumerate(objects, start=1):
        if not isinstance(row, dict):
            raise InputError(
                f"{source}, entry {at}: a row must be an object, not {_shown(row)}.",
                remedy=_SHAPES,
            )
        for key, cell in row.items():
            if not _is_plain(cell):
                raise InputError(
                    f"{source}, entry {at}, {key!r}: a cell must be a plain value, not "
                    f"{_shown(cell)}.",
                    remedy="Write the inner values as a table of their own.",
                )
            _refuse_infinite(cell, f"{source}, entry {at}, {key!r}")
        columns.update(dict.fromkeys(row))
    return Grid(
        name=name,
        source=source,
        header=list(columns),
        header_place="keys",
        rows=[[row.get(column) for column in columns] for row in objects],
        places=[f"entry {at}" for at in range(1, len(objects) + 1)],
        named_by_keys=True,
    )


def _is_deep(value: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether every cell of the matrix is itself an object with something in it."""
    cells = [cell for row in value.values() for cell in row.values()]
    return bool(cells) and all(isinstance(cell, dict) and cell for cell in cells)


def _deep_rows(value: Mapping[str, Mapping[str, Any]], source: str) -> list[dict[str, Any]]:
    """A row for each innermost object, its two outer names in front."""
    rows = []
    for first, inner in value.items():
        for second, cells in inner.items():
            taken = {CORNER, _SECOND_CORNER} & cells.keys()
            if taken:
                raise InputError(
                    f"{source}, {first!r}, {second!r}: the key {min(taken)!r} is also the name of "
                    "a column that holds the outer keys.",
                    remedy="Rename the key.",
                )
            rows.append({CORNER: first, _SECOND_CORNER: second, **cells})
    return rows


def _from_lists(
    names: Sequence[Any], rows: Sequence[Any], name: str, source: str, *, first: int
) -> Grid:
    """A table of lists; `first` is the number of the first row, for messages."""
    place = "entry 1" if first > 1 else "'columns'"
    header = []
    for at, cell in enumerate(names, start=1):
        text = "" if cell is None else str(cell)
        if not _is_plain(cell) or isinstance(cell, bool | float):
            raise InputError(
                f"{source}, {place}: column {at} is called {_shown(cell)}, which is no name.",
                remedy="Let the first list hold the column names, as texts.",
            )
        header.append(CORNER if at == 1 and not text.strip() else text)
    if all(isinstance(cell, int) for cell in names):
        raise InputError(
            f"{source}, {place} holds numbers where the column names should be.",
            remedy="Let the first list hold the column names, as texts.",
        )
    if not rows:
        raise InputError(f"{source} has column names but no rows.", remedy="Add its rows.")
    places = [f"entry {at}" for at in range(first, first + len(rows))]
    for row_place, row in zip(places, rows, strict=True):
        _check_list(row, len(header), f"{source}, {row_place}")
    return Grid(
        name=name,
        source=source,
        header=header,
        header_place=place,
        rows=[list(row) for row in rows],
        places=places,
        named_by_keys=True,
    )


def _check_list(row: Any, width: int, place: str) -> None:
    if not isinstance(row, list):
        raise InputError(f"{place}: a row must be a list, not {_shown(row)}.", remedy=_SHAPES)
    if len(row) != width:
        raise InputError(
            f"{place} has {len(row)} cells, but there are {width} column names.",
            remedy="Give every row as many cells; write null for an unknown one.",
        )
    for column, cell in enumerate(row, start=1):
        if not _is_plain(cell):
            raise InputError(
                f"{place}, column {column}: a cell must be a plain value, not {_shown(cell)}.",
                remedy="Write the inner values as a table of their own.",
            )
        _refuse_infinite(cell, f"{place}, column {column}")


def _from_columns(value: Mapping[str, Sequence[Any]], name: str, source: str) -> Grid:
    lengths = {key: len(column) for key, column in value.items()}
    first = next(iter(lengths))
    for key, length in lengths.items():
        if length != lengths[first]:
            raise InputError(
                f"{source}: the column {key!r} has {length} values, {first!r} has "
                f"{lengths[first]}.",
                remedy="Give every column as many values; write null for an unknown one.",
            )
    rows = [dict(zip(value, cells, strict=True)) for cells in zip(*value.values(), strict=True)]
    return _from_objects(rows, name, source)


def _refuse_infinite(cell: Any, place: str) -> None:
    if isinstance(cell, float) and not math.isfinite(cell):
        raise InputError(f"{place}: the number is too large.", remedy="Write a smaller number.")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"
