"""Multiply rows and the objective by powers of two, so that no solver takes a number for zero.

Solvers drop coefficients below some size and measure costs and violations in absolute figures: an
objective in millionths looks flat to them, and a coefficient of 1e-9 looks like none. Powers of
two change no digit of any number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from optimoot.solvers.form import Curve, FloatArray, ModelForm, ObjectiveForm
from optimoot.solvers.solver import Solved, SolveRequest

_SMALL_COST, _LARGE_COST = 1e-5, 1e12
"""An objective with a coefficient outside is scaled."""
_SMALL_ROW = 1e-3
"""A row with no coefficient above is scaled: violations are measured in absolute figures."""
_SMALL_OBJECTIVE = 0.1
"""So is one with no coefficient above."""


@dataclass(frozen=True)
class Scaling:
    """What a model was multiplied by.

    Attributes:
        rows: A factor per row.
        objective: The objective's factor.
    """

    rows: FloatArray
    objective: float

    def apply(self, form: ModelForm) -> ModelForm:
        """The scaled model; its columns are the same."""
        curves = {row: _times(curve, self.rows[row]) for row, curve in form.curves.items()}
        return replace(
            form,
            rows=replace(form.rows, value=form.rows.value * self.rows[form.rows.row_of]),
            row_lower=form.row_lower * self.rows,
            row_upper=form.row_upper * self.rows,
            row_constant=form.row_constant * self.rows,
            curves=curves,
            objective=self._objective(form.objective),
        )

    def request(self, request: SolveRequest) -> SolveRequest:
        """The request for the scaled model."""
        return replace(request, absolute_gap=request.absolute_gap * self.objective)

    def undo(self, solved: Solved) -> Solved:
        """The scaled model's result in the units of the model itself."""
        factor = self.objective
        duals = None if solved.duals is None else solved.duals * self.rows / factor
        reduced = None if solved.reduced_costs is None else solved.reduced_costs / factor
        return replace(
            solved,
            objective=None if solved.objective is None else solved.objective / factor,
            bound=None if solved.bound is None else solved.bound / factor,
            duals=duals,
            reduced_costs=reduced,
        )

    def _objective(self, objective: ObjectiveForm | None) -> ObjectiveForm | None:
        if objective is None:
            return None
        curve = objective.curve
        return replace(
            objective,
            constant=objective.constant * self.objective,
            linear=objective.linear * self.objective,
            curve=None if curve is None else _times(curve, self.objective),
        )


def scaling_for(form: ModelForm, smallest: float, largest: float) -> Scaling | None:
    """The scaling that a model needs; None for most.

    Args:
        form: The model.
        smallest: Rows with a coefficient below are scaled.
        largest: Rows with a coefficient above are scaled.
    """
    rows = _row_factors(form, smallest, largest)
    objective = _objective_factor(form.objective)
    if objective == 1.0 and bool(np.all(rows == 1.0)):
        return None
    return Scaling(rows, objective)


def _row_factors(form: ModelForm, smallest: float, largest: float) -> FloatArray:
    """Factors that bring a row's least and largest coefficient equally far from 1."""
    count = len(form.row_lower)
    low, high = np.full(count, np.inf), np.zeros(count)
    size = np.abs(form.rows.value)
    np.minimum.at(low, form.rows.row_of, size)
    np.maximum.at(high, form.rows.row_of, size)
    for row, curve in form.curves.items():
        if curve.quadratic is not None:
            size = np.abs(curve.quadratic.value)
            low[row], high[row] = min(low[row], size.min()), max(high[row], size.max())
        if curve.general is not None:
            high[row] = 0.0  # its coefficients stand inside expressions: leave it alone
    factors = np.ones(count)
    odd = (high > 0.0) & ((low < smallest) | (high > largest) | (high < _SMALL_ROW))
    factors[odd] = _power_of_two(1.0 / np.sqrt(low[odd] * high[odd]))
    return factors


def _objective_factor(objective: ObjectiveForm | None) -> float:
    if objective is None or (objective.curve is not None and objective.curve.general is not None):
        return 1.0
    size = np.abs(objective.linear)
    if objective.curve is not None and objective.curve.quadratic is not None:
        size = np.concatenate([size, np.abs(objective.curve.quadratic.value)])
    size = size[size > 0.0]
    if not len(size):
        return 1.0
    low, high = float(size.min()), float(size.max())
    if low >= _SMALL_COST and _SMALL_OBJECTIVE <= high <= _LARGE_COST:
        return 1.0
    return float(_power_of_two(np.array(1.0 / np.sqrt(low * high))))


def _power_of_two(values: FloatArray) -> FloatArray:
    nearest: FloatArray = np.exp2(np.round(np.log2(values)))
    return nearest


def _times(curve: Curve, factor: float) -> Curve:
    quadratic = curve.quadratic
    return Curve(
        None if quadratic is None else replace(quadratic, value=quadratic.value * factor),
        None if curve.general is None else factor * curve.general,
    )
