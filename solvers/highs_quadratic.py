"""Convex quadratic programs with HiGHS, every result proven by its own duals.

HiGHS's active-set solver is exact on most models and wrong on some: it cycles where the objective's
coefficients are small, hides unboundedness behind its regularization, fails where the Hessian is
singular, stops at wrong vertices, and says "optimal" either way. So the objective is scaled, a
proximal term helps where it fails, and a point counts as optimal only where its duals prove it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.duality import Proof, proof_of, solved_by
from optimoot.solvers.form import Curve, FloatArray, ModelForm, ObjectiveForm, Quadratic
from optimoot.solvers.highs_input import load, run
from optimoot.solvers.rays import describe_ray, ray_of
from optimoot.solvers.solver import Solved, SolveRequest

_PROXIMITIES = (0.0, 1e-7, 1e-7, 1e-5, 1e-5, 1e-3, 1e-3, 1e-3)
"""Weights of a term that keeps the next point near the last, one per try, on the scaled objective.

Such a term makes the Hessian definite; repeated from where the last try ended it leaves no trace
in the result (the proximal point method; Parikh and Boyd, Proximal Algorithms, section 4.1)."""
_ITERATIONS_PER_ELEMENT = 50
_ITERATIONS_AT_LEAST = 5000
"""The solver needs a few iterations per row and column, unless it cycles."""


def solve_quadratic(form: ModelForm, request: SolveRequest) -> Solved:
    """Solve a convex QP: `form.objective` has a quadratic part, all rows are linear.

    Ends in UNKNOWN, with the best point, where no try gave a point that its duals prove optimal
    within the gap asked for.
    """
    deadline = Deadline(request.time_limit)
    best: Proof | None = None
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
        if best is not None and best.is_enough(form, request):
            return solved_by(best, form, Solved(Termination.CONVERGED), request)
    out_of_time = deadline.left <= 0.0 or last is Termination.TIME_LIMIT
    ending = Termination.TIME_LIMIT if out_of_time else Termination.UNKNOWN
    return Solved(ending) if best is None else solved_by(best, form, Solved(ending), request)


def _unbounded(form: ModelForm, direction: FloatArray, *, known: bool) -> Solved:
    """The result for a direction of endless gain; `known`: a feasible point was found."""
    return Solved(
        Termination.UNBOUNDED if known else Termination.INFEASIBLE_OR_UNBOUNDED,
        messages=(describe_ray(form, direction),),
    )


def _attempt(
    form: ModelForm, best: Proof | None, proximity: float, seconds: float
) -> tuple[Termination, Proof | None]:
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
    return termination, proof_of(form, values, np.array(solution.row_dual) / scale)


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
