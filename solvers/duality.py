"""What the multipliers of a model's rows prove of a point.

For a convex model with linear rows, the sum of each multiplier times the distance to the bound that
it speaks for is an upper limit of what is left to gain (weak duality; Boyd and Vandenberghe, Convex
Optimization, section 5.5). So a solver that says "optimal" can be held to its own duals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from optimoot.formulation import Sense
from optimoot.solvers.activity import objective_terms, objective_value
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.status import rounding_of


@dataclass(frozen=True)
class Proof:
    """A point with its multipliers, in the model's own sense.

    Attributes:
        values: The point.
        objective: Its objective; None without one.
        remaining: Upper limit of what is left to gain.
        duals: A multiplier per row.
        reduced_costs: A multiplier per column.
    """

    values: FloatArray
    objective: float | None
    remaining: float
    duals: FloatArray
    reduced_costs: FloatArray

    def is_enough(self, form: ModelForm, request: SolveRequest) -> bool:
        """Whether what is left is no more than the gap that was asked for, or rounding errors."""
        terms = objective_terms(form, self.values)
        wanted = request.relative_gap * abs(self.objective or 0.0)
        rounding = rounding_of(terms, request.absolute_gap)
        return self.remaining <= max(request.absolute_gap, wanted, rounding)

    def bound(self, form: ModelForm) -> float | None:
        """The bound on the objective that follows."""
        if self.objective is None:
            return None
        toward = -1.0 if form.sense is Sense.MINIMIZE else 1.0
        return self.objective + toward * self.remaining


def proof_of(form: ModelForm, values: FloatArray, duals: FloatArray) -> Proof | None:
    """The proof that a row's multipliers give of a point; None where there is none at all.

    Args:
        form: A model with linear rows and a linear or convex quadratic objective.
        values: A value per column.
        duals: A multiplier per row, as `Solved.duals` has them.
    """
    gradient = np.zeros(len(values))
    objective = form.objective
    if objective is not None:
        gradient = gradient + objective.linear
        if objective.curve is not None and objective.curve.quadratic is not None:
            gradient = gradient + objective.curve.quadratic.gradient(values)
    rows = form.rows
    carried = np.bincount(rows.index, rows.value * duals[rows.row_of], minlength=len(values))
    reduced = gradient - carried
    sign = -1.0 if form.sense is Sense.MAXIMIZE else 1.0
    remaining = _left_to_gain(sign * reduced, values, form.lower, form.upper)
    remaining += _left_to_gain(sign * duals, rows.times(values), form.row_lower, form.row_upper)
    if not math.isfinite(remaining):
        return None
    return Proof(values, objective_value(form, values), remaining, duals, reduced)


def solved_by(proof: Proof, form: ModelForm, ending: Solved, request: SolveRequest) -> Solved:
    """The result of a run with the point, bound and duals of its proof.

    Args:
        proof: What is known of the point.
        form: The model.
        ending: How the run ended; its termination and messages are kept.
        request: What was asked for.
    """
    return Solved(
        ending.termination,
        values=proof.values,
        objective=proof.objective,
        bound=proof.bound(form),
        duals=proof.duals if request.duals else None,
        reduced_costs=proof.reduced_costs if request.duals else None,
        messages=ending.messages,
    )


def _left_to_gain(
    multiplier: FloatArray, at: FloatArray, lower: FloatArray, upper: FloatArray
) -> float:
    """The sum of multiplier times distance to the bound that it speaks for.

    A positive multiplier speaks for the lower bound. Where that bound is missing, the multiplier
    should be zero; rounding errors there count as if the bound were as far away as the point is
    from zero, and at least 1.
    """
    distance = np.where(multiplier > 0.0, at - lower, upper - at)
    distance = np.where(np.isfinite(distance), distance, np.maximum(1.0, np.abs(at)))
    return float(np.sum(np.abs(multiplier) * np.abs(distance)))
