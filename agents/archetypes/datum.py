"""Figures with their places: whose they are, what they measure, how they bound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from optimoot.agents.archetypes.kinds import Thing
from optimoot.problem import Number, NumberKind


class Bound(StrEnum):
    """How a figure bounds what it speaks of."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "=="


class Slot(StrEnum):
    """The place of a figure within a pair of figures."""

    ALONE = ""
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True)
class Datum:
    """A figure of the text with its place.

    Attributes:
        things: Whose it is, none to two, the first one first: from, then to.
        words: Stems of the words beside it that carry meaning, in order.
        nearby: Stems of all words of its clause and of the clauses without a figure before it.
        bound: Whether and how it bounds something.
        line: Index of its line.
        order: Its place among the figures of its line.
        after: The words that follow it, up to four, in lower case.
        compound: Whether a hyphen joins it to a word: "a 10-gallon batch".
    """

    number: Number
    things: tuple[Thing, ...]
    words: tuple[str, ...]
    nearby: tuple[str, ...]
    bound: Bound | None
    line: int
    order: int
    slot: Slot = Slot.ALONE
    compound: bool = False
    after: tuple[str, ...] = ()

    @property
    def is_money(self) -> bool:
        """Whether it is written as money."""
        return self.number.kind is NumberKind.MONEY

    @property
    def is_percent(self) -> bool:
        """Whether it is written in per cent."""
        return self.number.kind is NumberKind.PERCENT


@dataclass(frozen=True)
class Step:
    """One link of a sequence: a thing with a figure, `(Machine 2, 5)`."""

    thing: Thing
    number: Number


@dataclass(frozen=True)
class Route:
    """An ordered list of links that belongs to one thing."""

    owner: Thing
    steps: tuple[Step, ...]
    line: int


@dataclass(frozen=True)
class Subset:
    """Some members of a kind, named in braces: `L = {A, B, D}`."""

    things: tuple[Thing, ...]
    line: int


@dataclass(frozen=True)
class Point:
    """Where a thing lies: `(3, 4)`."""

    thing: Thing
    across: Number
    up: Number
    line: int
