"""Convex quadratic programs with HiGHS, every result proven by its own duals.

HiGHS's active-set solver is exact on most models and wrong on some: it cycles where the objective's
coefficients are small, adds a regularization that moves solutions and hides unboundedness, and
says "optimal" either way. So the objective is scaled, several settings are tried, and a point
counts as optimal only where its duals prove it: for a convex model, the sum of each multiplier
times the distance to its bound is an upper limit of what is left to gain (weak duality; Boyd and
Vandenberghe, Convex Optimization, section 5.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.form import Curve, FloatArray, ModelForm, ObjectiveForm, Quadratic
from optimoot.solvers.highs_input import load, run
from optimoot.solvers.rays import describe_ray, ray_of
from optimoot.solvers.solver import Solved, SolveRequest

_REGULARIZATIONS = (0.0, 1e-7, 1e-10)
"""What is added to the scaled Hessian's diagonal, in the order of trying."""
_STALLED = 0.4
"""Share of the time that is left which one try may take, unless it is the last."""


@dataclass(frozen=True)
class _Proof:
    """A point with its multipliers, in units of the model's own objective and sense."""

    values: FloatArray
    objective: float
    remaining: float
    duals: FloatArray
    reduced_costs: FloatArray


def solve_quadratic(form: ModelForm, request: SolveRequest) -> Solved:
    """Solve a convex QP: `form.objective` has a quadratic part, all rows are linear.

    Ends in UNKNOWN, with the best point, where no setting gave a point that its duals prove
    optimal within the gap asked for.
    """
    deadline = Deadline(request.time_limit)
    scale = _scale_of(form)
    scaled = _scaled(form, scale)
    best: _Proof | None = None
    last = Termination.UNKNOWN
    for number, regularization in enumerate(_REGULARIZATIONS):
        share = 1.0 if number == len(_REGULARIZATIONS) - 1 else _STALLED
        if deadline.left <= 0.0:
            break
        last, proof = _attempt(form, scaled, scale, regularization, share * deadline.left)
        if last in (Termination.INFEASIBLE, Termination.INTERRUPTED):
            return Solved(last)
        if proof is not None and (best is None or proof.remaining < best.remaining):
            best = proof
        if best is not None and _is_enough(best, request):
            return _solved(Termination.CONVERGED, best, form, request)
    return _unproven(form, request, best, last, deadline)


def _unproven(
    form: ModelForm,
    request: SolveRequest,
    best: _Proof | None,
    last: Termination,
    deadline: Deadline,
) -> Solved:
    """No point was proven optimal: is the model unbounded, or is it the solver?"""
    direction = ray_of(form, max(deadline.left, 1.0))
    if direction is not None:
        # HiGHS says infeasible where it is, so a point was found, or there is room for doubt.
        known = best is not None or last is Termination.UNBOUNDED
        return Solved(
            Termination.UNBOUNDED if known else Termination.INFEASIBLE_OR_UNBOUNDED,
            messages=(describe_ray(form, direction),),
        )
    out_of_time = deadline.left <= 0.0 or last is Termination.TIME_LIMIT
    ending = Termination.TIME_LIMIT if out_of_time else Termination.UNKNOWN
    return Solved(ending) if best is None else _solved(ending, best, form, request)


def _attempt(
    form: ModelForm, scaled: ModelForm, scale: float, regularization: float, seconds: float
) -> tuple[Termination, _Proof | None]:
    highs = load(scaled, time_limit=seconds, qp_regularization_value=regularization)
    termination = run(highs)
    if termination is not Termination.CONVERGED:
        return termination, None
    solution = highs.getSolution()
    values = np.array(solution.col_value)
    if not (solution.value_valid and solution.dual_valid and np.isfinite(values).all()):
        return Termination.UNKNOWN, None
    return termination, _proof(form, values, np.array(solution.row_dual) / scale)


def _proof(form: ModelForm, values: FloatArray, duals: FloatArray) -> _Proof | None:
    """What the multipliers of the rows prove of a point; None where it is not feasible enough."""
    objective, quadratic = _parts(form)
    gradient = objective.linear + quadratic.gradient(values)
    transposed = np.bincount(
        form.rows.index, form.rows.value * duals[form.rows.row_of], minlength=len(values)
    )
    reduced = gradient - transposed
    sign = 1.0 if objective.sense is Sense.MINIMIZE else -1.0
    remaining = _complementarity(sign * reduced, values, form.lower, form.upper)
    bodies = form.rows.times(values)
    remaining += _complementarity(sign * duals, bodies, form.row_lower, form.row_upper)
    at = objective.constant + float(objective.linear @ values) + quadratic.at(values)
    return _Proof(values, at, remaining, duals, reduced) if math.isfinite(remaining) else None


def _complementarity(
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


def _is_enough(proof: _Proof, request: SolveRequest) -> bool:
    wanted = request.relative_gap * abs(proof.objective)
    return proof.remaining <= max(request.absolute_gap, wanted)


def _solved(ending: Termination, proof: _Proof, form: ModelForm, request: SolveRequest) -> Solved:
    toward = -1.0 if form.sense is Sense.MINIMIZE else 1.0
    return Solved(
        ending,
        values=proof.values,
        objective=proof.objective,
        bound=proof.objective + toward * proof.remaining,
        duals=proof.duals if request.duals else None,
        reduced_costs=proof.reduced_costs if request.duals else None,
    )


def _parts(form: ModelForm) -> tuple[ObjectiveForm, Quadratic]:
    objective = form.objective
    if objective is None or objective.curve is None or objective.curve.quadratic is None:
        raise ValueError("A quadratic program has a quadratic objective.")
    return objective, objective.curve.quadratic


def _scale_of(form: ModelForm) -> float:
    """A power of two that brings the largest quadratic coefficient near 1."""
    largest = float(np.abs(_parts(form)[1].value).max())
    return float(2.0 ** -round(math.log2(largest)))


def _scaled(form: ModelForm, scale: float) -> ModelForm:
    objective, quadratic = _parts(form)
    return replace(
        form,
        objective=replace(
            objective,
            constant=0.0,
            linear=objective.linear * scale,
            curve=Curve(replace(quadratic, value=quadratic.value * scale)),
        ),
    )
