"""A Program's `data` read back for plain arithmetic: members and values, looked up at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from optimoot.errors import InputError
from optimoot.formulation import Member, Parameter, Scalar
from optimoot.symbols import Symbols, parts

Place = Scalar | tuple[Scalar, ...]
"""Where a value stands: the one part of its subscript, or the tuple of its parts."""


class MissingEntryError(KeyError):
    """There is no value at a place.

    Args:
        name: The parameter or variable.
        place: The subscript.
    """

    def __init__(self, name: str, place: Any) -> None:
        self.name = name
        shown = ", ".join(map(repr, place)) if isinstance(place, tuple) else repr(place)
        self.message = f"{name}[{shown}] has no value" if place != () else f"{name} has no value"
        super().__init__(self.message)


class Values(dict[Place, float]):
    """The values of an indexed parameter or variable.

    Args:
        name: Its name, for messages.
        values: Values by place.
        default: Value of every valid place that has none.
        is_valid: Whether a place belongs to the index; asked only where there is a default.
    """

    __slots__ = ("_default", "_is_valid", "_name")

    def __init__(
        self,
        name: str,
        values: Mapping[Place, float] | Iterable[tuple[Place, float]],
        default: float | None = None,
        is_valid: Callable[[Place], bool] = lambda _place: True,
    ) -> None:
        super().__init__(values)
        self._name = name
        self._default = default
        self._is_valid = is_valid

    def __missing__(self, place: Place) -> float:
        if self._default is not None and self._is_valid(place):
            return self._default
        raise MissingEntryError(self._name, place)


@dataclass(frozen=True)
class BoundData:
    """Sets and parameters with their values.

    Attributes:
        members: Members of each set, in order.
        lookup: The same, for asking whether something is a member.
        values: A number for each scalar parameter, `Values` for each indexed one.
    """

    members: dict[str, tuple[Member, ...]]
    lookup: dict[str, frozenset[Member]]
    values: dict[str, float | Values]


def read_data(symbols: Symbols, data: Mapping[str, Any]) -> BoundData:
    """Read the data that `optimoot.binding.bind` made, or a user changed.

    Entries for what is no member are passed over, as compiled Programs do.

    Raises:
        InputError: A set or parameter is missing or has another form; the message names it.
    """
    members = {name: _members(name, data) for name in symbols.sets}
    lookup = {name: frozenset(found) for name, found in members.items()}
    bound = BoundData(members, lookup, {})
    for parameter in symbols.parameters.values():
        bound.values[parameter.name] = _values(parameter, symbols, bound, data)
    return bound


def _members(name: str, data: Mapping[str, Any]) -> tuple[Member, ...]:
    found = data.get(name)
    if not isinstance(found, list):
        raise InputError(f"The data have no list for the set {name!r}.", remedy="Add it.")
    members = [tuple(m) if isinstance(m, list) else m for m in found]
    if not all(isinstance(part, str | int) for member in members for part in parts(member)):
        raise InputError(
            f"The set {name!r} has a member that is no text and no whole number.",
            remedy="Write members as texts, whole numbers, or lists of these.",
        )
    return tuple(members)


def _values(
    parameter: Parameter, symbols: Symbols, bound: BoundData, data: Mapping[str, Any]
) -> float | Values:
    name, default = parameter.name, parameter.default
    found = data.get(name, default if not parameter.index else None if default is None else {})
    if not parameter.index:
        return _number(name, found)
    index = _IndexReader(parameter.index, symbols, bound)
    try:
        flat = index.flatten(found)
    except AttributeError:
        raise InputError(
            f"The data of the parameter {name!r} are no nested objects of {index.places} level"
            f"{'s' if index.places > 1 else ''}.",
            remedy="Write one object level for each place of its subscript.",
        ) from None
    if not all(type(v) is float or type(v) is int for v in flat.values()):
        for value in flat.values():
            _number(name, value)
    return Values(name, flat, default, index.holds)


def _number(name: str, value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise InputError(
        f"The data of the parameter {name!r} hold {value!r}, which is no number.",
        remedy="Write a number.",
    )


class _IndexReader:
    """Turns the texts that key nested data back into members."""

    def __init__(self, index: tuple[str, ...], symbols: Symbols, bound: BoundData) -> None:
        self._slices: list[tuple[int, int, frozenset[Member]]] = []
        self._parts: list[dict[str, Scalar]] = []
        for name in index:
            width, start = symbols.arities[name], len(self._parts)
            self._slices.append((start, start + width, bound.lookup[name]))
            members = [parts(member) for member in bound.members[name]]
            for place in range(width):
                self._parts.append({str(m[place]): m[place] for m in members if place < len(m)})
        self._is_plain = len(self._parts) == len(index)

    @property
    def places(self) -> int:
        return len(self._parts)

    def flatten(self, nested: Any) -> dict[Place, Any]:
        """Values by place.

        Raises:
            AttributeError: There are fewer levels than places.
        """
        first, *rest = self._parts
        level: list[tuple[Any, Any]] = [
            (first[text], below) for text, below in nested.items() if text in first
        ]
        for depth, known in enumerate(rest):
            level = [
                ((place, known[text]) if depth == 0 else (*place, known[text]), below)
                for place, nodes in level
                for text, below in nodes.items()
                if text in known
            ]
        if self._is_plain:
            return dict(level)
        return {place: value for place, value in level if self.holds(place)}

    def holds(self, place: Place) -> bool:
        """Whether a place is made of members."""
        key = place if isinstance(place, tuple) else (place,)
        if len(key) != len(self._parts):
            return False
        return all(
            (key[start] if end - start == 1 else key[start:end]) in members
            for start, end, members in self._slices
        )
