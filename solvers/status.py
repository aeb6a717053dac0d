"""What a solver's word is worth: the gap and the solution's status, by rules stated here alone."""

from __future__ import annotations

import math

from optimoot.outcome import SolutionStatus, Termination

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
