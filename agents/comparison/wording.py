"""The words for a model's columns and rows: of its Formulation where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from optimoot.agents.comparison.normal_form import NormalRow
from optimoot.coefficients import Coefficients
from optimoot.formulation import Constraint, Formulation

_SHOWN_TERMS = 6


@dataclass(frozen=True)
class Wording:
    """How one model's parts are named for people."""

    model: Coefficients
    formulation: Formulation | None = None

    @property
    def goal(self) -> str:
        """The words of the problem that state the goal; empty where unknown."""
        objective = self.formulation.objective if self.formulation is not None else None
        return objective.sentence if objective is not None else ""

    def column(self, place: int) -> str:
        """`make[rye]`."""
        column = self.model.columns[place]
        return named(column.name, column.index)

    def sentence(self, row: NormalRow) -> str:
        """The words of the problem that a row comes from; empty where unknown."""
        return next((c.sentence for c in self._constraints() if c.name == row.name), "")

    def about(self, row: NormalRow) -> str:
        """What a row is about: its name, and its meaning where that is told."""
        if row.is_bound:
            return f"the bound of `{named(row.name, row.index)}`"
        meaning = next((c.meaning for c in self._constraints() if c.name == row.name), "")
        told = f"`{named(row.name, row.index)}`"
        return f"{told} ({meaning})" if meaning else told

    def row(self, row: NormalRow) -> str:
        """The row as algebra, its figures as they were written."""
        terms = [
            (value * row.scale, "·".join(self.column(place) for place in places))
            for places, value in row.terms
        ]
        right, relation = row.right * row.scale, "=" if row.equation else "≤"
        if not row.equation and all(value < 0 for value, _ in terms) and terms:
            terms, right, relation = [(-value, name) for value, name in terms], -right, "≥"
        told = _sum(terms[:_SHOWN_TERMS])
        more = " + …" if len(terms) > _SHOWN_TERMS else ""
        curved = " + (a curved part)" if row.curved else ""
        return f"{told}{more}{curved} {relation} {figure(right)}"

    def _constraints(self) -> tuple[Constraint, ...]:
        return self.formulation.constraints if self.formulation is not None else ()


def named(name: str, index: tuple[str | int | float, ...]) -> str:
    """`make[rye, oven]`, or the bare name of a scalar."""
    return f"{name}[{', '.join(str(part) for part in index)}]" if index else name


def figure(value: float) -> str:
    """A figure as people write it."""
    return f"{value + 0.0:.8g}"  # no negative zero


def _sum(terms: list[tuple[float, str]]) -> str:
    told = ""
    for value, name in terms:
        size = "" if abs(value) == 1 else f"{figure(abs(value))}·"
        sign = ("-" if value < 0 else "") if not told else (" - " if value < 0 else " + ")
        told += f"{sign}{size}{name}"
    return told or "0"
