"""One sentence as it is looked at from its figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.marks import Role

_NONE: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType({})


class View:
    """A tagged sentence with the role of each of its places.

    Attributes:
        everything: The indices of all items of the cast.
        subject: Items that the sentence before spoke of last.
        family: Stems of nouns that stand for any item.
        vessels: Items by the stem of a noun that the text counts them, and nothing else, in.
        role: The atom that each place belongs to.
    """

    def __init__(
        self,
        clause: Clause,
        everything: int,
        subject: tuple[int, ...],
        family: frozenset[str],
        vessels: Mapping[str, tuple[int, ...]] = _NONE,
    ) -> None:
        self.clause = clause
        self.family = family
        self.vessels = vessels
        self.tokens = clause.sentence.tokens
        self.everything = tuple(range(everything))
        self.subject = subject
        self.role: dict[int, Atom] = {}
        for atom in clause.atoms:
            for place in range(atom.start, atom.end):
                self.role[place] = atom

    def has(self, place: int, *roles: Role) -> bool:
        """Whether the token at `place` belongs to an atom of one of these roles."""
        return place in self.role and self.role[place].role in roles
