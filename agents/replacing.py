"""A Formulation with other values: what the user replaced stands in it as data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from optimoot.binding import bind
from optimoot.bound import BoundData, Place, Values, read_data
from optimoot.errors import InputError
from optimoot.formulation import Entry, Formulation, IndexSet, Member, Parameter
from optimoot.problem import Problem
from optimoot.symbols import Symbols


def with_values(
    formulation: Formulation, data: Mapping[str, Any], names: Collection[str]
) -> Formulation:
    """The Formulation with the values that `data` holds for some of its sets and parameters.

    Entries keep the Numbers that they cited: these still tell for which figures of the text the
    new values stand. That they no longer equal them is for the caller to remember.

    Args:
        formulation: The model.
        data: A Program's data, as `optimoot.binding.bind` makes it.
        names: Sets and parameters to fill from it; names of anything else are passed over.

    Raises:
        InputError: A set or parameter is missing in the data or has another form.
    """
    wanted = set(names)
    sets = {s.name for s in formulation.sets}
    if not wanted & (sets | {p.name for p in formulation.parameters}):
        return formulation
    fresh = [_set(s, data) if s.name in wanted else s for s in formulation.sets]
    model = formulation.model_copy(update={"sets": tuple(fresh)})
    symbols = Symbols(model)
    read = read_data(symbols, data)
    parameters = tuple(
        _parameter(p, read, symbols)
        if p.name in wanted or (p.entries and wanted & set(p.index))
        else p
        for p in model.parameters
    )
    return model.model_copy(update={"parameters": parameters})


def edited_names(formulation: Formulation, problem: Problem, data: Mapping[str, Any]) -> set[str]:
    """Sets and parameters for which data hold something else than the Formulation says.

    Empty where the Formulation itself cannot be bound: then there is nothing to compare with.
    """
    try:
        own = bind(formulation, problem.tables)
    except InputError:
        return set()
    return {name for name, value in own.items() if name in data and data[name] != value}


def _set(index_set: IndexSet, data: Mapping[str, Any]) -> IndexSet:
    found = data.get(index_set.name, ())
    members = tuple(tuple(m) if isinstance(m, list) else m for m in found)
    return index_set.model_copy(update={"members": members, "table": None})


def _parameter(parameter: Parameter, read: BoundData, symbols: Symbols) -> Parameter:
    before = {entry.index: entry for entry in parameter.entries}
    entries = tuple(
        before[index].model_copy(update={"value": value})
        if index in before
        else Entry(index=index, value=value)
        for index, value in _places(parameter, read.values[parameter.name], symbols)
    )
    return parameter.model_copy(update={"entries": entries, "table": None})


def _places(
    parameter: Parameter, values: float | Values, symbols: Symbols
) -> Iterator[tuple[tuple[Member, ...], float]]:
    """Each value with its subscript as an Entry writes it: one member for each set."""
    if not isinstance(values, Values):
        yield (), float(values)
        return
    widths = [symbols.arities[name] for name in parameter.index]
    for place, value in values.items():
        yield _members(place, widths), float(value)


def _members(place: Place, widths: list[int]) -> tuple[Member, ...]:
    flat = place if isinstance(place, tuple) else (place,)
    found: list[Member] = []
    for width in widths:
        found.append(flat[0] if width == 1 else flat[:width])
        flat = flat[width:]
    return tuple(found)
