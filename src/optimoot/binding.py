"""Binds a Formulation to its data: sets and parameters become the `data` of a Program.

The form of the result is described at `optimoot.program.Program`. Parameters with a default keep
only the entries that were given.
"""

from __future__ import annotations

import difflib
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimoot.errors import InputError
from optimoot.formulation import Entry, Formulation, IndexSet, Member, Parameter, TableSource
from optimoot.problem import Cell, Table
from optimoot.symbols import Symbols, parts

Key = tuple[str, ...]
"""A place in a parameter: the parts of its members as texts."""

LARGEST = 1e300
"""Numbers beyond this are refused: arithmetic on them would not stay finite."""

FIRST_ROW = 2
"""The number of a table's first row as the user sees it in the file: the header is row 1."""


def bind(
    formulation: Formulation,
    tables: Sequence[Table] = (),
    *,
    numbers: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The data of the Formulation as plain JSON.

    Args:
        formulation: Where sets and parameters come from; its expressions are not looked at.
        tables: The tables that its `TableSource`s name.
        numbers: New face values by Number id. An entry that cites Numbers then is
            `factor * product of their values` instead of its stated value.

    Returns:
        For each set its list of members, for each parameter a number or nested objects.

    Raises:
        InputError: A table, column, row or entry cannot be used; the message names it.
    """
    binder = _Binder(Symbols(formulation), {t.name: t for t in tables}, numbers)
    return binder.bind()


def bind_parameter(symbols: Symbols, parameter: Parameter) -> Any:
    """The values of one parameter whose values and sets are all stated in the Formulation.

    Raises:
        InputError: An entry cannot be used, or one is missing.
    """
    return _Binder(symbols, {}, None).values_over(parameter)


@dataclass(frozen=True)
class _Index:
    """The sets that a parameter is indexed by, for looking members up by their text."""

    names: tuple[str, ...]
    widths: tuple[int, ...]
    members: tuple[dict[Key, None], ...]

    @property
    def places(self) -> int:
        return sum(self.widths)

    @property
    def size(self) -> int:
        return math.prod(len(m) for m in self.members)

    def slices(self) -> Iterable[tuple[int, int, dict[Key, None]]]:
        """For each set, where its member stands in a key."""
        start = 0
        for width, members in zip(self.widths, self.members, strict=True):
            yield start, start + width, members
            start += width

    def all_keys(self) -> Iterable[Key]:
        """Every place, in order."""
        for combination in itertools.product(*self.members):
            yield tuple(itertools.chain.from_iterable(combination))

    def unknown(self, key: Key) -> str:
        """What is not in its set, as words; empty where all of it is."""
        for name, (start, end, members) in zip(self.names, self.slices(), strict=True):
            piece = key[start:end]
            if piece not in members:
                near = difflib.get_close_matches(_spell(piece), [_spell(m) for m in members], 1)
                hint = f" (the nearest member is {near[0]})" if near else ""
                return f"{_spell(piece)} is not a member of the set {name!r}{hint}"
        return ""


class _Binder:
    def __init__(
        self, symbols: Symbols, tables: dict[str, Table], numbers: Mapping[str, float] | None
    ) -> None:
        self._symbols = symbols
        self._tables = tables
        self._numbers = numbers
        self._members: dict[str, dict[Key, None]] = {}

    def bind(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for index_set in self._symbols.sets.values():
            members = self._read_members(index_set)
            data[index_set.name] = [list(m) if isinstance(m, tuple) else m for m in members]
            self._members[index_set.name] = dict.fromkeys(_key(parts(m)) for m in members)
        for parameter in self._symbols.parameters.values():
            data[parameter.name] = self._values(parameter)
        return data

    def values_over(self, parameter: Parameter) -> Any:
        """The values of one parameter, after reading only the sets that it is indexed by."""
        for name in parameter.index:
            members = self._read_members(self._symbols.sets[name])
            self._members[name] = dict.fromkeys(_key(parts(m)) for m in members)
        return self._values(parameter)

    def _read_members(self, index_set: IndexSet) -> list[Member]:
        name, source = index_set.name, index_set.table
        members = list(index_set.members) if source is None else self._table_members(name, source)
        seen: dict[Key, Member] = {}
        for member in members:
            key = _key(parts(member))
            if key in seen:
                raise InputError(
                    f"The set {name!r} holds {_spell(key)} twice.",
                    remedy="List each member once; 1 and '1' count as the same.",
                )
            if len(key) != self._symbols.arities[name]:
                raise InputError(
                    f"The member {_spell(key)} of the set {name!r} has {len(key)} parts, "
                    f"others have {self._symbols.arities[name]}.",
                    remedy="Give every member the same number of parts.",
                )
            seen[key] = member
        return members

    def _table_members(self, name: str, source: TableSource) -> list[Member]:
        what = f"set {name!r}"
        table = self._table(source, what)
        if not source.keys:
            raise InputError(
                f"The {what} names no column of the table {source.table!r}.",
                remedy="Name the columns that hold its members in `keys`.",
            )
        columns = [_column(table, key, what) for key in source.keys]
        found: dict[Key, Member] = {}
        for cells in dict.fromkeys(zip(*(_cells(table, c) for c in columns), strict=True)):
            key = _key(cells)
            if "" in key:
                _refuse_empty_key(table, columns)
            else:
                members = [_member(cell) for cell in cells]
                found.setdefault(key, members[0] if len(members) == 1 else tuple(members))
        return list(found.values())

    def _table(self, source: TableSource, what: str) -> Table:
        table = self._tables.get(source.table)
        if table is None:
            known = ", ".join(map(repr, self._tables)) or "none"
            raise InputError(
                f"The table {source.table!r}, which fills the {what}, was not given.",
                remedy=f"Give it with --data; tables given: {known}.",
            )
        return table

    def _values(self, parameter: Parameter) -> Any:
        index = self._index(parameter)
        if parameter.table is None:
            flat = self._from_entries(parameter, index)
        else:
            flat = self._from_table(parameter, parameter.table, index)
        if parameter.default is None and len(flat) < index.size:
            _raise_missing(parameter, index, flat)
        if not index.names:
            return flat.get((), parameter.default)
        return _nest(flat)

    def _index(self, parameter: Parameter) -> _Index:
        for name in parameter.index:
            if name not in self._members:
                raise InputError(
                    f"The parameter {parameter.name!r} is indexed by the unknown set {name!r}.",
                    remedy=f"Known sets: {', '.join(map(repr, self._members)) or 'none'}.",
                )
        return _Index(
            parameter.index,
            tuple(self._symbols.arities[name] for name in parameter.index),
            tuple(self._members[name] for name in parameter.index),
        )

    def _from_entries(self, parameter: Parameter, index: _Index) -> dict[Key, float]:
        flat: dict[Key, float] = {}
        for entry in parameter.entries:
            key = _key(part for member in entry.index for part in parts(member))
            place = f"The entry {_spell(key)} of the parameter {parameter.name!r}"
            if not key:
                place = f"The value of the parameter {parameter.name!r}"
            if len(key) != index.places:
                raise InputError(
                    f"{place} has {len(key)} places; the parameter has {index.places}.",
                    remedy="Give one member for each set of its index.",
                )
            if problem := index.unknown(key):
                raise InputError(f"{place}: {problem}.", remedy="Correct the entry or the set.")
            if key in flat:
                raise InputError(f"{place} is given twice.", remedy="Keep one of the two.")
            value = self._entry_value(entry, place)
            if not -LARGEST < value < LARGEST:
                raise InputError(f"{place} is {value}.", remedy="Give a finite number.")
            flat[key] = value
        return flat

    def _entry_value(self, entry: Entry, place: str) -> float:
        if self._numbers is None or not entry.numbers:
            return entry.value
        value = entry.factor
        for number in entry.numbers:
            if number not in self._numbers:
                raise InputError(
                    f"{place} cites the number {number!r}, which the problem does not have.",
                    remedy="Cite the ids of the problem's numbers.",
                )
            value *= self._numbers[number]
        return value

    def _from_table(
        self, parameter: Parameter, source: TableSource, index: _Index
    ) -> dict[Key, float]:
        what = f"parameter {parameter.name!r}"
        table = self._table(source, what)
        if parameter.entries:
            raise InputError(
                f"The {what} has both entries and a table.", remedy="Keep one of them."
            )
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
        if source.wide:
            return _wide(table, source, index, what)
        return _long(table, source, index, what)


def _long(table: Table, source: TableSource, index: _Index, what: str) -> dict[Key, float]:
    """One entry a row."""
    columns = [_column(table, key, what) for key in source.keys]
    value_column = _column(table, source.column, what)
    keys = list(zip(*(_texts(_cells(table, c)) for c in columns), strict=True))
    flat: dict[Key, float] = {}
    _fill(flat, keys, _cells(table, value_column), source.factor, table, value_column)
    _check_keys(table, index, flat, columns)
    return flat


def _wide(table: Table, source: TableSource, index: _Index, what: str) -> dict[Key, float]:
    """The last place of the index runs over the columns that are no keys."""
    columns = [_column(table, key, what) for key in source.keys]
    leads = list(zip(*(_texts(_cells(table, c)) for c in columns), strict=True))
    if not columns:
        leads = [()] * len(table.rows)
    flat: dict[Key, float] = {}
    for c, head in enumerate(table.columns):
        if c not in columns:
            keys = [(*lead, _text(head)) for lead in leads]
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
        return [_text(cell) for cell in cells]
    texts = {cell: _text(cell) for cell in set(cells)}
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
    return _text(cell)


def _number(cell: Cell, table: Table, row: int, column: int) -> float:
    if isinstance(cell, (int, float)) and -LARGEST < cell < LARGEST:
        return float(cell)
    raise InputError(
        f"{_place(table, row, column)}, {cell!r} is not a number that can be used.",
        remedy="Write a plain number such as 1200 or 0.5, without units or signs.",
    )


def _text(cell: Cell) -> str:
    """How a cell is compared with members: 1, 1.0 and "1" are alike."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _key(cells: Iterable[Cell]) -> Key:
    return tuple(_text(cell) for cell in cells)


def _spell(key: Key) -> str:
    return repr(key[0]) if len(key) == 1 else f"({', '.join(map(repr, key))})"


def _refuse_empty_key(table: Table, columns: Sequence[int]) -> None:
    """Refuse an empty key cell in a row that holds something; empty rows don't count."""
    for number, row in enumerate(table.rows, start=FIRST_ROW):
        for c in columns:
            if _text(row[c]) == "" and any(cell is not None for cell in row):
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
                f"{_place(table, number, column)}, the value for {_spell(key)} was already "
                f"given in row {seen[key]}.",
                remedy="Keep one row for each key.",
            )
    raise InputError(
        f"The table {table.name!r} has the column {table.columns[column]!r} twice.",
        remedy="Give every column its own name.",
    )


def _check_keys(
    table: Table, index: _Index, flat: Mapping[Key, float], columns: Sequence[int]
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
            row = next(n for n, row in rows if _key(row[c] for c in columns) == lead)
            raise InputError(
                f"{_place(table, row, columns[0] if columns else 0)}: {index.unknown(key)}.",
                remedy="Correct the table, or add the member to the set.",
            )


def _raise_missing(parameter: Parameter, index: _Index, flat: Mapping[Key, float]) -> None:
    if not index.names:
        raise InputError(
            f"The parameter {parameter.name!r} has no value.", remedy="Give it, or a default."
        )
    missing = index.size - len(flat)
    shown = itertools.islice((_spell(key) for key in index.all_keys() if key not in flat), 3)
    raise InputError(
        f"The parameter {parameter.name!r} has no value for {', '.join(shown)}"
        f"{f' and {missing - 3} more' if missing > 3 else ''}.",
        remedy="Give the missing values, or a default.",
    )


def _nest(flat: Mapping[Key, float]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        level = nested
        for text in key[:-1]:
            level = level.setdefault(text, {})
        level[key[-1]] = value
    return nested
