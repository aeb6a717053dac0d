"""What a solver's word is worth: gap, proof and violation, by rules stated here alone."""

from __future__ import annotations

import math

import numpy as np

from optimoot.outcome import SolutionStatus, Termination
from optimoot.solvers.activity import bodies, body_terms
from optimoot.solvers.form import FloatArray, ModelForm

FEASIBILITY = 1e-6
"""Largest violation of a bound or constraint that counts as rounding, relative to the largest of
1, the bound and the sum of the constraint's absolute terms. Solvers work to 1e-6 or 1e-7."""

ABSOLUTE_GAP = 1e-9
"""Least absolute gap at which objective and bound count as one."""

_ROUNDING = 1e-12
"""The same, per unit of the objective's own absolute terms."""


def finite_or_none(value: float | None) -> float | None:
    """The value, or None where it is missing, infinite or no number."""
    return value if value is not None and math.isfinite(value) else None


def gap_between(
    objective: float | None, bound: float | None, magnitude: float = 0.0
) -> float | None:
    """`|objective - bound| / max(1e-10, |objective|)`; None where either is missing.

    Zero where the two differ by less than rounding errors can make them: `ABSOLUTE_GAP`, or
    1e-12 of `magnitude`, the sum of the objective's absolute terms.
    """
    if objective is None or bound is None:
        return None
    apart = abs(objective - bound)
    if apart <= max(ABSOLUTE_GAP, _ROUNDING * magnitude):
        return 0.0
    return apart / max(1e-10, abs(objective))


def solution_status(
    termination: Termination, held: bool, gap: float | None, wanted_gap: float
) -> SolutionStatus:
    """What we hold.

    OPTIMAL only where the solver says that it converged, and the gap that its bound leaves, if it
    gives one, is no wider than asked for. Any other solution is FEASIBLE.
    """
    if not held:
        return SolutionStatus.NONE
    if termination is not Termination.CONVERGED:
        return SolutionStatus.FEASIBLE
    # The solver measures its gap on its own rounding of the objective: allow for the last digits.
    if gap is not None and gap > wanted_gap * (1.0 + 1e-6):
        return SolutionStatus.FEASIBLE
    return SolutionStatus.OPTIMAL


def worst_violation(form: ModelForm, values: FloatArray) -> tuple[float, str]:
    """The largest relative violation of a point, and the name of what it violates.

    Violations are measured as `FEASIBILITY` says; integrality is not looked at. A constraint
    without a value (a logarithm of a negative number) is violated without limit.
    """
    at = bodies(form, values)
    lower, upper = form.row_lower + form.row_constant, form.row_upper + form.row_constant
    rows = _relative(at, lower, upper, body_terms(form, values))
    columns = _relative(values, form.lower, form.upper, np.zeros(len(values)))
    in_row, in_column = float(rows.max(initial=0.0)), float(columns.max(initial=0.0))
    if max(in_row, in_column) == 0.0:
        return 0.0, ""
    if in_row >= in_column:
        return in_row, str(form.constraints[int(np.argmax(rows))].name)
    return in_column, str(form.variables[int(np.argmax(columns))].name)


def _relative(
    at: FloatArray, lower: FloatArray, upper: FloatArray, terms: FloatArray
) -> FloatArray:
    below, above = lower - at, at - upper
    bound = np.where(below > above, lower, upper)
    bound = np.where(np.isfinite(bound), np.abs(bound), 0.0)
    missed = np.maximum(np.maximum(below, above), 0.0) / np.maximum(1.0, np.maximum(bound, terms))
    return np.where(np.isnan(at), math.inf, missed)
