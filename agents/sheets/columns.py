"""Columns: figures of different things that measure the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from optimoot.agents.archetypes.wording import stem
from optimoot.agents.builtin.units import conversion
from optimoot.agents.sheets.figures import Figure
from optimoot.agents.sheets.layout import Layout


@dataclass
class Column:
    """Figures of one measure.

    Attributes:
        cells: The figure of each thing, by its place.
        words: Stems that all of its figures share, or that any has where none is shared.
    """

    cells: dict[int, Figure] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    kind: str = ""
    unit: str = ""

    @property
    def name(self) -> str:
        """What it is called in messages and names."""
        told = [figure.label for figure in self.cells.values() if figure.label]
        return min(told, key=len, default="") or self.kind or self.unit or "figure"

    @property
    def said(self) -> set[str]:
        """Stems by which the text may speak of it, its unit among them."""
        return self.words | ({stem(self.unit)} if self.unit else set())

    def add(self, thing: int, figure: Figure) -> None:
        """Take a figure in."""
        if not self.cells:
            self.kind, self.unit, self.words = figure.kind, figure.unit, set(figure.words)
        shared = self.words & set(figure.words)
        self.words = shared or self.words | set(figure.words)
        self.unit = self.unit or figure.unit
        self.kind = self.kind or figure.kind
        self.cells[thing] = figure

    def factor(self, figure: Figure) -> float | None:
        """What a figure is multiplied with to be told in the column's unit; None if in none."""
        share = 0.01 if figure.kind == "percent" else 1.0
        cents = all(own.in_cents for own in self.cells.values())
        if self.kind == "money" and figure.money and cents is not figure.in_cents:
            return 100.0 if cents else 0.01
        if not figure.unit or not self.unit:
            return share
        return conversion(figure.unit, self.unit)


def find_columns(layout: Layout) -> list[Column]:
    """The columns of a layout, in the order of their first figures."""
    columns: list[Column] = []
    for at, thing in enumerate(layout.things):
        open_columns = [c for c in columns if at not in c.cells]
        for figure in sorted(thing.figures, key=lambda f: f.number.start):
            fitting = max(open_columns, key=lambda c: _fit(c, figure), default=None)
            if (
                fitting is None
                or _fit(fitting, figure) == 0
                or _claimed(fitting, figure, thing.figures)
            ):
                fitting = Column()
                columns.append(fitting)
            else:
                open_columns.remove(fitting)
            fitting.add(at, figure)
    return columns


def _claimed(column: Column, figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether another figure of the same thing fits a column better."""
    return any(_fit(column, other) > _fit(column, figure) for other in others)


def _fit(column: Column, figure: Figure) -> int:
    """How well a figure fits a column, 0 (not at all) to 4."""
    if not _addable(column, figure):
        return 0
    words = set(figure.words)
    bounds = {f.bound for f in column.cells.values()}
    if bounds != {figure.bound} and (figure.bound is not None or bounds - {None}):
        return 0
    if words == column.words:
        return 4 if words else 3
    if words & column.words:
        return 2 if words <= column.words or words >= column.words else 1
    if not words or not column.words:
        return 2 if column.kind and column.kind == figure.kind else 0
    return 0


def _addable(column: Column, figure: Figure) -> bool:
    return column.kind == figure.kind or not column.kind or not figure.kind
