"""What a solver's word is worth: the gap and the solution's status, by rules stated here alone."""

from __future__ import annotations

import math

import numpy as np

from optimoot.outcome import SolutionStatus, Termination
from optimoot.solvers.form import ModelForm

_ABSOLUTE = 1e-6
_ROUNDING = 1e-12
_MOST_ROUNDING = 1e3
_STRICTER = 0.9
"""Solvers are asked for a little more than is judged: they measure on roundings of their own."""


def finite_or_none(value: float | None) -> float | None:
    """The value, or None where it is missing, infinite or no number."""
    return value if value is not None and math.isfinite(value) else None


def absolute_gap(form: ModelForm) -> float:
    """The distance of objective and bound at which a model counts as solved, whatever their size.

    1e-6, or 1e-6 of the objective's largest coefficient where that is less than 1 (an objective
    measured in millionths must not be taken for zero). It matters only where the objective is
    near zero, so that no relative gap can be reached.
    """
    objective = form.objective
    if objective is None:
        return _ABSOLUTE
    coefficients = [float(np.abs(objective.linear).max(initial=0.0))]
    if objective.curve is not None:
        if objective.curve.general is not None:
            return _ABSOLUTE  # its coefficients stand inside expressions
        if objective.curve.quadratic is not None:
            coefficients.append(float(np.abs(objective.curve.quadratic.value).max()))
    return _ABSOLUTE * min(1.0, max(coefficients) or 1.0)


def asked_of_solver(gap: float) -> float:
    """The gap to ask a solver for, so that its result has the gap that is wanted."""
    return _STRICTER * gap


def rounding_of(terms: float, absolute: float) -> float:
    """How far apart rounding errors alone can put objective and bound.

    1e-12 of the objective's absolute terms, but at most 1000 of the model's absolute gaps: where
    terms are larger, it is the solution that ran away, not its last digits.
    """
    return min(_ROUNDING * terms, _MOST_ROUNDING * absolute)


def gap_between(
    objective: float | None, bound: float | None, *, terms: float, absolute: float
) -> float | None:
    """`|objective - bound| / max(1e-10, |objective|)`; None where either is missing.

    Zero where the two differ by no more than rounding errors, and where the objective itself is
    zero within `absolute` and they differ by no more than that.

    Args:
        objective: Objective of the solution.
        bound: Best proven bound.
        terms: The sum of the objective's absolute terms at the solution.
        absolute: The absolute gap of the model.
    """
    if objective is None or bound is None:
        return None
    apart = abs(objective - bound)
    if apart <= rounding_of(terms, absolute) or max(apart, abs(objective)) <= absolute:
        return 0.0
    return apart / max(1e-10, abs(objective))


def solution_status(
    termination: Termination,
    *,
    held: bool,
    objective: float | None,
    gap: float | None,
    wanted: float,
    absolute: float,
) -> SolutionStatus:
    """What we hold.

    OPTIMAL only where the solver says that it converged, and what its bound leaves open is no
    more than the relative gap that was wanted or the absolute gap of the model.
    Any other solution is FEASIBLE.

    Args:
        termination: Why the solver stopped.
        held: Whether there is a solution.
        objective: Its objective.
        gap: Its relative gap, None without a bound or objective.
        wanted: The relative gap that was asked for.
        absolute: The absolute gap of the model.
    """
    if not held:
        return SolutionStatus.NONE
    if termination is not Termination.CONVERGED:
        return SolutionStatus.FEASIBLE
    if objective is None:
        return SolutionStatus.OPTIMAL  # any feasible solution is
    if gap is None:
        return SolutionStatus.FEASIBLE
    if gap <= wanted * (1.0 + 1e-6):
        return SolutionStatus.OPTIMAL
    apart = gap * max(1e-10, abs(objective))
    return SolutionStatus.OPTIMAL if apart <= absolute else SolutionStatus.FEASIBLE
