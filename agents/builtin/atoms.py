"""The pieces that a sentence is cut into: atoms, and the clause that they make."""

from __future__ import annotations

from dataclasses import dataclass

from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Sentence, Token
from optimoot.problem import Number, NumberKind


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a sentence: tokens `start` to `end`.

    Attributes:
        items: Items mentioned, for an item atom.
        exact: Whether the noun phrase of a mention holds nothing but the item's own words.
    """

    role: Role
    start: int
    end: int
    number: Number | None = None
    items: tuple[int, ...] = ()
    exact: bool = True
    comparison: Comparison | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its atoms; `marks` are those that carry meaning, in order."""

    sentence: Sentence
    atoms: tuple[Atom, ...]

    @property
    def marks(self) -> tuple[Atom, ...]:
        """The atoms that are not plain words."""
        return tuple(atom for atom in self.atoms if atom.role is not Role.WORD)

    def words(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens of a range."""
        return self.sentence.tokens[start:end]


def is_number_kind(atom: Atom, *kinds: NumberKind) -> bool:
    """Whether the atom is a Number written in one of these ways."""
    return atom.number is not None and atom.number.kind in kinds
