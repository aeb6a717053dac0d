"""A model's form: the numbers and expressions of a Pyomo model, ready for any solver.

Read once from the model by `optimoot.solvers.classify.read_form`. Columns are the variables that
are not fixed, rows the active constraints; both keep the model's order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from optimoot.formulation import Sense
from optimoot.solvers.solver import ModelClass

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SparseRows:
    """A sparse matrix stored by rows: row `r` has `index[start[r]:start[r + 1]]` as columns."""

    start: IntArray
    index: IntArray
    value: FloatArray

    @cached_property
    def row_of(self) -> IntArray:
        """The row of each stored entry."""
        count = len(self.start) - 1
        return np.repeat(np.arange(count, dtype=np.int32), np.diff(self.start))

    def times(self, point: FloatArray) -> FloatArray:
        """The product with a vector: one figure per row."""
        return self._sums(self.value * point[self.index])

    def magnitude(self, point: FloatArray) -> FloatArray:
        """Per row, the sum of the absolute terms: the scale on which rounding errors count."""
        return self._sums(np.abs(self.value * point[self.index]))

    def merged(self) -> SparseRows:
        """The same matrix with repeated places added up."""
        count = int(self.index.max(initial=0)) + 1
        place = self.row_of.astype(np.int64) * count + self.index
        unique, group = np.unique(place, return_inverse=True)
        filled = np.bincount(unique // count, minlength=len(self.start) - 1)
        return SparseRows(
            start=np.concatenate([[0], np.cumsum(filled)]).astype(np.int32),
            index=(unique % count).astype(np.int32),
            value=np.bincount(group, self.value, len(unique)).astype(np.float64),
        )

    def _sums(self, terms: FloatArray) -> FloatArray:
        sums = np.bincount(self.row_of, weights=terms, minlength=len(self.start) - 1)
        return sums.astype(np.float64, copy=False)


@dataclass(frozen=True)
class Quadratic:
    """The sum of `value[k] * x[first[k]] * x[second[k]]`, each pair once, `first <= second`."""

    first: IntArray
    second: IntArray
    value: FloatArray

    def at(self, point: FloatArray) -> float:
        """Its value at a point."""
        return float(np.sum(self.value * point[self.first] * point[self.second]))

    def gradient(self, point: FloatArray) -> FloatArray:
        """Its derivative by each coordinate of a point."""
        slope = np.zeros(len(point))
        np.add.at(slope, self.first, self.value * point[self.second])
        np.add.at(slope, self.second, self.value * point[self.first])
        return slope

    def magnitude(self, point: FloatArray) -> float:
        """The sum of the absolute terms: the scale on which rounding errors count."""
        return float(np.sum(np.abs(self.value * point[self.first] * point[self.second])))

    def merged(self) -> Quadratic:
        """The same form with repeated pairs added up."""
        count = int(self.second.max(initial=0)) + 1
        pair = self.first.astype(np.int64) * count + self.second
        unique, group = np.unique(pair, return_inverse=True)
        return Quadratic(
            first=(unique // count).astype(np.int32),
            second=(unique % count).astype(np.int32),
            value=np.bincount(group, self.value, len(unique)).astype(np.float64),
        )

    def hessian(self, count: int) -> SparseRows:
        """Its matrix of second derivatives, the rows that are not empty, in `count` columns."""
        row = np.concatenate([self.first, self.second])
        column = np.concatenate([self.second, self.first])
        value = np.concatenate([self.value, self.value])
        order = np.argsort(row, kind="stable")
        filled = np.bincount(row, minlength=count)
        start = np.concatenate([[0], np.cumsum(filled[filled > 0])])
        # The derivative of a square is twice its factor: both halves are the same entry.
        return SparseRows(start.astype(np.int32), column[order], value[order]).merged()


@dataclass(frozen=True)
class Curve:
    """The part of an expression that is not linear.

    Attributes:
        quadratic: Its quadratic terms, if any.
        general: What is neither linear nor quadratic: a Pyomo expression, or None.
    """

    quadratic: Quadratic | None = None
    general: Any = None


@dataclass(frozen=True)
class ObjectiveForm:
    """The objective `constant + linear @ x + curve`."""

    sense: Sense
    constant: float
    linear: FloatArray
    curve: Curve | None = None


@dataclass(frozen=True)
class SpecialOrderedSet:
    """An SOS constraint: at most `level` neighbouring columns may differ from zero."""

    name: str
    level: int
    columns: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class ModelForm:
    """A model as numbers.

    Attributes:
        variables: The Pyomo variable of each column.
        column_of: The column of a Pyomo variable, by its `id`.
        lower: Least value per column, -inf for none.
        upper: Greatest value per column, inf for none.
        integer: Which columns are whole numbers.
        binary: Which columns are 0 or 1 by domain.
        start: Initial values, NaN where there is none.
        constraints: The Pyomo constraint of each row.
        rows: The linear terms of every row.
        row_lower: Least value per row of linear plus curved terms (without `row_constant`).
        row_upper: Greatest value, likewise.
        row_constant: What the constraint's body has besides.
        curves: By row, the part that is not linear.
        objective: None for a feasibility problem.
        sos: SOS constraints.
        functions: Nonlinear functions used anywhere, by Pyomo's names.
        model_class: What kind of model it is.
        convex: Whether the continuous relaxation is convex; None where that was not decided.
    """

    variables: tuple[Any, ...]
    column_of: dict[int, int]
    lower: FloatArray
    upper: FloatArray
    integer: BoolArray
    binary: BoolArray
    start: FloatArray
    constraints: tuple[Any, ...]
    rows: SparseRows
    row_lower: FloatArray
    row_upper: FloatArray
    row_constant: FloatArray
    curves: dict[int, Curve] = field(default_factory=dict)
    objective: ObjectiveForm | None = None
    sos: tuple[SpecialOrderedSet, ...] = ()
    functions: frozenset[str] = frozenset()
    model_class: ModelClass = ModelClass.LP
    convex: bool | None = True

    @property
    def is_curved(self) -> bool:
        """Whether any constraint or the objective is not linear."""
        return bool(self.curves) or (
            self.objective is not None and self.objective.curve is not None
        )

    @property
    def is_integer(self) -> bool:
        """Whether any column is a whole number."""
        return bool(self.integer.any())

    @property
    def sense(self) -> Sense | None:
        """The objective's direction; None without an objective."""
        return self.objective.sense if self.objective is not None else None

    def without_objective(self) -> ModelForm:
        """The same feasible region with nothing to optimize."""
        flat = ModelClass.MILP if self.is_integer or self.sos else ModelClass.LP
        kind = self.model_class if self.curves else flat
        return replace(self, objective=None, model_class=kind)
