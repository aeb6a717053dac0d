"""Models that are settled without a solver: contradictions in the open, and nothing to decide."""

from __future__ import annotations

import numpy as np

from optimoot.outcome import Termination
from optimoot.solvers.activity import objective_value
from optimoot.solvers.form import ModelForm
from optimoot.solvers.solver import Solved
from optimoot.solvers.violation import FEASIBILITY, worst_violation

INTEGRALITY = 1e-6
"""A bound this near to a whole number is one."""
_SHOWN = 5
"""How many elements a message names."""


def settle(form: ModelForm) -> Solved | None:
    """The result, where no solver is needed to see it; None where one is.

    Infeasible at sight are bounds that leave a variable no value, and constraints whose variables
    cancel or are fixed and which do not hold. Where no variable is free, the constraints are
    simply evaluated.
    """
    reasons = [*_empty_domains(form), *_false_constants(form)]
    if reasons:
        shown = reasons[:_SHOWN]
        if len(reasons) > _SHOWN:
            shown.append(f"{len(reasons) - _SHOWN} more of this kind.")
        return Solved(Termination.INFEASIBLE, messages=tuple(shown))
    if form.variables:
        return None
    point = np.zeros(0)
    violation, name = worst_violation(form, point)
    if violation > FEASIBILITY:
        return Solved(
            Termination.INFEASIBLE,
            messages=(f"Constraint {name!r} does not hold, and no variable is free.",),
        )
    objective = objective_value(form, point)
    return Solved(Termination.CONVERGED, values=point, objective=objective, bound=objective)


def _empty_domains(form: ModelForm) -> list[str]:
    lower, upper = form.lower, form.upper
    margin = 1e-9 * np.maximum(1.0, np.abs(np.where(np.isfinite(lower), lower, 0.0)))
    crossed = lower > upper + margin
    whole = form.integer & ~crossed & (np.ceil(lower - INTEGRALITY) > np.floor(upper + INTEGRALITY))
    found = []
    for place in np.flatnonzero(crossed | whole):
        name = form.variables[place].name
        low, high = lower[place], upper[place]
        if crossed[place]:
            found.append(f"Variable {name!r} has its lower bound {low:g} above its upper {high:g}.")
        else:
            found.append(f"Variable {name!r} has no whole number between {low:g} and {high:g}.")
    return found


def _false_constants(form: ModelForm) -> list[str]:
    """Constraints without a variable that do not hold."""
    empty = np.diff(form.rows.start) == 0
    found = []
    for row in np.flatnonzero(empty):
        if int(row) in form.curves:
            continue
        low, high = form.row_lower[row], form.row_upper[row]
        slack = FEASIBILITY * max(1.0, abs(form.row_constant[row]))
        if low > slack or high < -slack:
            body = form.row_constant[row]
            wanted = f"at least {low + body:g}" if low > slack else f"at most {high + body:g}"
            found.append(
                f"Constraint {form.constraints[row].name!r} has no variable left and does not "
                f"hold: its body is {body:g}, and it asks for {wanted}."
            )
    return found
