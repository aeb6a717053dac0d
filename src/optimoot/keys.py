"""Members and subscripts as texts, which is how JSON and table cells name them."""

from __future__ import annotations

import difflib
import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from optimoot.problem import Cell

Key = tuple[str, ...]
"""A place in a parameter: the parts of its members as texts."""


def text_of(cell: Cell) -> str:
    """How a cell is compared with members: 1, 1.0 and "1" are alike."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def key_of(cells: Iterable[Cell]) -> Key:
    """The texts of several cells."""
    return tuple(text_of(cell) for cell in cells)


def spell(key: Key) -> str:
    """A key for messages."""
    return repr(key[0]) if len(key) == 1 else f"({', '.join(map(repr, key))})"


@dataclass(frozen=True)
class KeyIndex:
    """The sets that a parameter is indexed by, for looking members up by their text."""

    names: tuple[str, ...]
    widths: tuple[int, ...]
    members: tuple[dict[Key, None], ...]

    @property
    def places(self) -> int:
        """Places of a subscript."""
        return sum(self.widths)

    @property
    def size(self) -> int:
        """How many places there are to fill."""
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
                near = difflib.get_close_matches(spell(piece), [spell(m) for m in members], 1)
                hint = f" (the nearest member is {near[0]})" if near else ""
                return f"{spell(piece)} is not a member of the set {name!r}{hint}"
        return ""
