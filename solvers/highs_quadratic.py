"""Convex quadratic programs with HiGHS, every result proven by its own duals.

HiGHS's active-set solver is exact on most models and wrong on some: it cycles where the objective's
coefficients are small, hides unboundedness behind its regularization, fails where the Hessian is
singular, and says "optimal" either way. So the objective is scaled, a proximal term helps where it
fails, and a point counts as optimal only where its duals prove it: for a convex model, the sum of
each multiplier times the distance to its bound is an upper limit of what is left to gain (weak
duality; Boyd and Vandenberghe, Convex Optimization, section 5.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.activity import objective_terms
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.form import Curve, FloatArray, ModelForm, ObjectiveForm, Quadratic
from optimoot.solvers.highs_input import load, run
from optimoot.solvers.rays import describe_ray, ray_of
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.status import rounding_of

_PROXIMITIES = (0.0, 1e-7, 1e-7, 1e-5, 1e-5, 1e-3, 1e-3, 1e-3)
"""Weights of a term that keeps the next point near the last, one per try, on the scaled objective.

Such a term makes the Hessian definite; repeated from where the last try ended it leaves no trace
in the result (the proximal point method; Parikh and Boyd, Proximal Algorithms, section 4.1)."""
_ITERATIONS_PER_ELEMENT = 50
_ITERATIONS_AT_LEAST = 5000
"""The solver needs a few iterations per row and column, unless it cycles."""


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

    Ends in UNKNOWN, with the best point, where no try gave a point that its duals prove optimal
    within the gap asked for.
    """
    deadline = Deadline(request.time_limit)
    best: _Proof | None = None
    last = Termination.UNKNOWN
    for number, proximity in enumerate(_PROXIMITIES):
        if number == 1:
            # The solver mistakes unbounded models for others: see before trying any longer.
            direction = ray_of(form, max(deadline.left, 1.0))
            if direction is not None:
                return _unbounded(form, direction, known=best is not None)
        if deadline.left <= 0.0:
            break
        last, proof = _attempt(form, best, proximity, deadline.left)
        if last in (Termination.INFEASIBLE, Termination.INTERRUPTED):
            return Solved(last)
        if proof is not None and (best is None or proof.remaining < best.remaining):
            best = proof
        if best is not None and _is_enough(form, best, request):
            return _solved(Termination.CONVERGED, best, form, request)
    out_of_time = deadline.left <= 0.0 or last is Termination.TIME_LIMIT
    ending = Termination.TIME_LIMIT if out_of_time else Termination.UNKNOWN
    return Solved(ending) if best is None else _solved(ending, best, form, request)


def _unbounded(form: ModelForm, direction: FloatArray, *, known: bool) -> Solved:
    """The result for a direction of endless gain; `known`: a feasible point was found."""
    return Solved(
        Termination.UNBOUNDED if known else Termination.INFEASIBLE_OR_UNBOUNDED,
        messages=(describe_ray(form, direction),),
    )


def _attempt(
    form: ModelForm, best: _Proof | None, proximity: float, seconds: float
) -> tuple[Termination, _Proof | None]:
    """One run on the scaled objective, held near the best point so far (or zero)."""
    scale = _scale_of(form)
    centre = best.values if best is not None else np.zeros(len(form.lower))
    iterations = _ITERATIONS_PER_ELEMENT * (len(form.lower) + len(form.row_lower))
    highs = load(
        _scaled(form, scale, proximity, centre),
        time_limit=seconds,
        qp_regularization_value=0.0,
        qp_iteration_limit=max(_ITERATIONS_AT_LEAST, iterations),
    )
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


def _is_enough(form: ModelForm, proof: _Proof, request: SolveRequest) -> bool:
    rounding = rounding_of(objective_terms(form, proof.values), request.absolute_gap)
    wanted = request.relative_gap * abs(proof.objective)
    return proof.remaining <= max(request.absolute_gap, wanted, rounding)


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


def _scaled(form: ModelForm, scale: float, proximity: float, centre: FloatArray) -> ModelForm:
    """The form with `scale` times its objective plus `proximity / 2 * |x - centre|^2`.

    For a maximum, the term is subtracted. Constants are left out.
    """
    objective, quadratic = _parts(form)
    weight = proximity if objective.sense is Sense.MINIMIZE else -proximity
    places = np.arange(len(centre) if proximity else 0, dtype=np.int32)
    near = Quadratic(
        np.concatenate([quadratic.first, places]),
        np.concatenate([quadratic.second, places]),
        np.concatenate([quadratic.value * scale, np.full(len(places), weight / 2.0)]),
    )
    return replace(
        form,
        objective=replace(
            objective,
            constant=0.0,
            linear=objective.linear * scale - weight * centre,
            curve=Curve(near.merged()),
        ),
    )
