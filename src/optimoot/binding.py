"""Binds a Formulation to its data: sets and parameters become the `data` of a Program.

The form of the result is described at `optimoot.program.Program`. Parameters with a default keep
only the entries that were given.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from optimoot.errors import InputError
from optimoot.formulation import Entry, Formulation, IndexSet, Member, Parameter, TableSource
from optimoot.keys import Key, KeyIndex, key_of, spell
from optimoot.problem import Table
from optimoot.symbols import Symbols, parts
from optimoot.table_values import LARGEST, members_of, values_of


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
            self._members[index_set.name] = dict.fromkeys(key_of(parts(m)) for m in members)
        for parameter in self._symbols.parameters.values():
            data[parameter.name] = self._values(parameter)
        return data

    def values_over(self, parameter: Parameter) -> Any:
        """The values of one parameter, after reading only the sets that it is indexed by."""
        for name in parameter.index:
            members = self._read_members(self._symbols.sets[name])
            self._members[name] = dict.fromkeys(key_of(parts(m)) for m in members)
        return self._values(parameter)

    def _read_members(self, index_set: IndexSet) -> list[Member]:
        name, source = index_set.name, index_set.table
        members = list(index_set.members) if source is None else self._table_members(name, source)
        seen: dict[Key, Member] = {}
        for member in members:
            key = key_of(parts(member))
            if key in seen:
                raise InputError(
                    f"The set {name!r} holds {spell(key)} twice.",
                    remedy="List each member once; 1 and '1' count as the same.",
                )
            if len(key) != self._symbols.arities[name]:
                raise InputError(
                    f"The member {spell(key)} of the set {name!r} has {len(key)} parts, "
                    f"others have {self._symbols.arities[name]}.",
                    remedy="Give every member the same number of parts.",
                )
            if key != tuple(map(str, parts(member))):
                raise InputError(
                    f"The member {spell(key)} of the set {name!r} has spaces around it.",
                    remedy="Write members without spaces in front or behind.",
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
        return members_of(table, source, what)

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

    def _index(self, parameter: Parameter) -> KeyIndex:
        for name in parameter.index:
            if name not in self._members:
                raise InputError(
                    f"The parameter {parameter.name!r} is indexed by the unknown set {name!r}.",
                    remedy=f"Known sets: {', '.join(map(repr, self._members)) or 'none'}.",
                )
        return KeyIndex(
            parameter.index,
            tuple(self._symbols.arities[name] for name in parameter.index),
            tuple(self._members[name] for name in parameter.index),
        )

    def _from_entries(self, parameter: Parameter, index: KeyIndex) -> dict[Key, float]:
        flat: dict[Key, float] = {}
        for entry in parameter.entries:
            key = key_of(part for member in entry.index for part in parts(member))
            place = f"The entry {spell(key)} of the parameter {parameter.name!r}"
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
        self, parameter: Parameter, source: TableSource, index: KeyIndex
    ) -> dict[Key, float]:
        what = f"parameter {parameter.name!r}"
        table = self._table(source, what)
        if parameter.entries:
            raise InputError(
                f"The {what} has both entries and a table.", remedy="Keep one of them."
            )
        return values_of(table, source, index, what)


def _raise_missing(parameter: Parameter, index: KeyIndex, flat: Mapping[Key, float]) -> None:
    if not index.names:
        raise InputError(
            f"The parameter {parameter.name!r} has no value.", remedy="Give it, or a default."
        )
    missing = index.size - len(flat)
    shown = itertools.islice((spell(key) for key in index.all_keys() if key not in flat), 3)
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
