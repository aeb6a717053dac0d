"""The sheet: columns of figures, and what the rest of the text says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.wording import Token
from optimoot.agents.sheets.columns import Column
from optimoot.agents.sheets.figures import Figure
from optimoot.agents.sheets.layout import Layout, mention_in
from optimoot.formulation import Sense


@dataclass(frozen=True)
class Limit:
    """A bound on the sum of a column; on the number of all things where there is no column.

    Attributes:
        share: Whether the figure is a share of the total: "at most 30 % of all".
    """

    figure: Figure
    bound: Bound
    column: Column | None
    factor: float
    quote: str


@dataclass(frozen=True)
class OwnBound:
    """A bound on how much of each of some things there is."""

    figure: Figure
    bound: Bound
    things: tuple[int, ...]
    quote: str


@dataclass(frozen=True)
class Goal:
    """What is wanted, as columns with their signs; no terms: the number of all things."""

    sense: Sense
    terms: tuple[tuple[int, Column], ...]
    quote: str
    assumed: str = ""


@dataclass(frozen=True)
class Ask:
    """A figure that is not told, and the question that would fill it."""

    text: str
    question: str
    quote: str


@dataclass
class Sheet:
    """Everything read from a text that is laid out.

    Attributes:
        doubts: What was not understood, quoting the words.
        asks: Figures that are missing.
        explained: Ids of Numbers that are no data.
    """

    layout: Layout
    columns: list[Column]
    limits: list[Limit] = field(default_factory=list)
    bounds: list[OwnBound] = field(default_factory=list)
    goal: Goal | None = None
    doubts: list[str] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    explained: set[str] = field(default_factory=set)
    assumptions: list[str] = field(default_factory=list)

    def mentioned(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """The places of the things that these words name."""
        things = self.layout.things
        return tuple(i for i, own in enumerate(things) if mention_in(own, things, tokens))
