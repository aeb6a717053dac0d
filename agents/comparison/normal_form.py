"""A model's rows in a form in which scale, direction and the place of a bound no longer matter.

`2x + 4y >= 8` and `-x - 2y <= -4` are one row, and so are a bound of a variable and a constraint
that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optimoot.coefficients import Coefficients, Column
from optimoot.formulation import Domain, Sense

_DIGITS = 9
"""Significant digits to which figures are compared."""

Term = tuple[tuple[int, ...], float]
"""Places of columns, one for a linear term and two for a product, with the coefficient."""


@dataclass(frozen=True, slots=True)
class NormalRow:
    """`sum(terms) <= right`, or `==` for an equation; the greatest coefficient is 1 in size.

    Attributes:
        name: Of the constraint, or of the variable whose bound it is.
        index: Its place in the family.
        is_bound: Whether it was a bound of a variable.
        scale: What its figures were divided by; as it was written, it reads scale * row.
        curved: Whether it has a part that is neither linear nor quadratic.
    """

    terms: tuple[Term, ...]
    right: float
    equation: bool
    name: str
    index: tuple[str | int | float, ...] = ()
    is_bound: bool = False
    scale: float = 1.0
    curved: bool = False

    @property
    def support(self) -> frozenset[int]:
        """The columns that it speaks of."""
        return frozenset(place for places, _ in self.terms for place in places)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for rows that say the same."""
        return (self.terms, self.right, self.equation, self.curved)

    def moved(self, places: dict[int, int]) -> NormalRow | None:
        """The row in the columns of another model; None where one of its own has no counterpart."""
        if not self.support <= places.keys():
            return None
        terms = sorted(
            (tuple(sorted(places[place] for place in term)), value) for term, value in self.terms
        )
        scaled, right, scale = _scaled(terms, self.right, equation=self.equation)
        return NormalRow(
            scaled, right, self.equation, self.name, self.index, self.is_bound, scale * self.scale,
            self.curved,
        )  # fmt: skip


def normal_rows(model: Coefficients) -> tuple[NormalRow, ...]:
    """The rows of a model and the bounds of its columns, those that say the same only once."""
    kept: dict[tuple[object, ...], NormalRow] = {}
    for row in (*_constraints(model), *_bounds(model)):
        kept.setdefault(row.key, row)
    return tuple(kept.values())


def goal_terms(model: Coefficients) -> dict[tuple[int, ...], float]:
    """The objective's coefficients, as if it were to be minimized."""
    sign = -1.0 if model.sense is Sense.MAXIMIZE else 1.0
    linear = {(place,): sign * c.objective for place, c in enumerate(model.columns) if c.objective}
    return linear | {(i, j): sign * value for i, j, value in model.products}


def rounded(value: float) -> float:
    """A figure as it is compared."""
    return float(f"{value:.{_DIGITS}g}") + 0.0


def _constraints(model: Coefficients) -> Iterator[NormalRow]:
    for row in model.rows:
        terms: list[Term] = [((place,), value) for place, value in row.terms]
        terms += [((i, j), value) for i, j, value in row.products if value]
        if row.lower is not None and row.lower == row.upper:
            yield _row(terms, row.upper, row.name, row.index, equation=True, curved=row.curved)
            continue
        if row.upper is not None:
            yield _row(terms, row.upper, row.name, row.index, curved=row.curved)
        if row.lower is not None:
            turned = [(places, -value) for places, value in terms]
            yield _row(turned, -row.lower, row.name, row.index, curved=row.curved)


def _bounds(model: Coefficients) -> Iterator[NormalRow]:
    for place, column in enumerate(model.columns):
        lower, upper = _natural(column)
        if upper is not None:
            yield _row([((place,), 1.0)], upper, column.name, column.index, is_bound=True)
        if lower is not None:
            yield _row([((place,), -1.0)], -lower, column.name, column.index, is_bound=True)


def _natural(column: Column) -> tuple[float | None, float | None]:
    """The bounds, without those of a yes or no: its domain says them."""
    if column.domain is not Domain.BINARY:
        return column.lower, column.upper
    lower = None if column.lower in (0.0, None) else column.lower
    return lower, None if column.upper in (1.0, None) else column.upper


def _row(
    terms: list[Term],
    right: float,
    name: str,
    index: tuple[str | int | float, ...],
    *,
    equation: bool = False,
    is_bound: bool = False,
    curved: bool = False,
) -> NormalRow:
    scaled, value, scale = _scaled(sorted(terms), right, equation=equation)
    return NormalRow(scaled, value, equation, name, index, is_bound, scale, curved)


def _scaled(
    terms: list[Term], right: float, *, equation: bool
) -> tuple[tuple[Term, ...], float, float]:
    """Divided by the greatest coefficient; an equation also by its sign, the first of equals."""
    greatest = max(terms, key=lambda term: abs(term[1]), default=((), 1.0))[1]
    scale = (greatest if equation else abs(greatest)) or 1.0
    return (
        tuple((places, rounded(value / scale)) for places, value in terms),
        rounded(right / scale),
        scale,
    )
