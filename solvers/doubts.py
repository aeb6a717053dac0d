"""What a solver's result must withstand before it is believed: the one place, for all solvers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.activity import objective_terms, objective_value
from optimoot.solvers.form import ModelForm
from optimoot.solvers.poles import LARGEST, flattened_overflow, pole_at
from optimoot.solvers.solver import Solved
from optimoot.solvers.violation import FEASIBILITY, worst_violation

_FAR = 1e15
"""Beyond, numbers have no whole digits."""
_SURPASSED = 1e-5
"""By how much, relatively, an objective may be better than its bound, or other than claimed."""
_CANCELLED = 1e-9
"""The same relative to the objective's absolute terms, as these may cancel."""
_TOO_FAR = 10 * FEASIBILITY
"""A point that violates the model by more is no solution."""


def withstanding(form: ModelForm, name: str, solved: Solved) -> Solved:
    """A solver's result, less what it claims and cannot be true.

    - A point that plainly violates the model, or has no objective, is dropped.
    - A bound that the point surpasses proves nothing and is dropped, as is one that was proven of
      a point with another objective than the solver claims.
    - A point at a pole, at the end of the number range or farther out than numbers have digits
      is no optimum.

    What of these was said to have converged ends in UNKNOWN, with a message.

    Args:
        form: The model.
        name: The solver's.
        solved: What it handed back.
    """
    if solved.values is None:
        if solved.termination is Termination.CONVERGED:
            told = f"{name} says that it converged, and holds no feasible point."
            return replace(solved, termination=Termination.UNKNOWN, messages=(told,))
        return solved
    violation, where = worst_violation(form, solved.values)
    if violation > _TOO_FAR:
        return _dropped(
            f"{name} ended with a point that violates {where!r} by {violation:.1e} "
            "(relative); it was dropped. Numbers of very different size cause this: choose "
            "other units."
        )
    objective = objective_value(form, solved.values)
    if objective is not None and not math.isfinite(objective):
        return _dropped(
            f"{name} ended with a point at which the objective has no finite value; it was "
            "dropped. Give the variables bounds that keep arguments of log, divisors and "
            "exponents away from where they have none."
        )
    doubt = _contradiction(form, name, solved, objective) or _edge(form, name, solved)
    if not doubt:
        return solved
    converged = solved.termination is Termination.CONVERGED
    ending = Termination.UNKNOWN if converged else solved.termination
    return replace(solved, termination=ending, bound=None, messages=(*solved.messages, doubt))


def tiny_limits(form: ModelForm) -> tuple[str, ...]:
    """A warning of limits so near to zero that solvers take them for zero; none where all is well.

    Their rows' own coefficients are the measure.
    """
    largest = np.zeros(len(form.constraints))
    np.maximum.at(largest, form.rows.row_of, np.abs(form.rows.value))
    found = [
        form.constraints[row].name
        for side in (form.row_lower, form.row_upper)
        for row in np.flatnonzero((side != 0.0) & (np.abs(side) < FEASIBILITY * largest))
    ]
    if not found:
        return ()
    return (
        f"The limit of {found[0]!r} is so near to zero that solvers take it for zero"
        f"{f' ({len(found)} limits are)' if len(found) > 1 else ''}: use smaller units.",
    )


def ran_away(form: ModelForm, solved: Solved) -> str:
    """The variable that ran away, or took the objective along; empty if none did.

    It has no bound and is farther out than numbers have digits, or the objective is as large as
    nothing that can be computed with.

    Solvers of curved models work inside a box of their own and call its edge optimal. (A linear
    program's vertex is exact wherever it lies.)
    """
    if solved.values is None or not form.is_curved:
        return ""
    free = np.where(solved.values < 0.0, np.isinf(form.lower), np.isinf(form.upper))
    far = np.abs(solved.values) * free
    farthest = int(np.argmax(far))
    endless = abs(solved.objective or 0.0) >= LARGEST
    return str(form.variables[farthest].name) if endless or far[farthest] >= _FAR else ""


def _dropped(told: str) -> Solved:
    return Solved(Termination.UNKNOWN, messages=(told,))


def _contradiction(form: ModelForm, name: str, solved: Solved, objective: float | None) -> str:
    """In what the result contradicts itself; empty if it does not."""
    if objective is None or form.objective is None or solved.values is None:
        return ""
    cancelled = _CANCELLED * objective_terms(form, solved.values)
    if solved.objective is not None:
        allowed = _SURPASSED * max(1.0, abs(objective)) + cancelled
        if not abs(solved.objective - objective) <= allowed:
            return (
                f"{name} claims an objective of {solved.objective:g}; at its point it is "
                f"{objective:g}. Its proof is worth nothing: give the variables tighter bounds."
            )
    if solved.bound is None:
        return ""
    better = solved.bound - objective
    if form.objective.sense is Sense.MAXIMIZE:
        better = -better
    if better <= _SURPASSED * max(1.0, abs(solved.bound)) + cancelled:
        return ""
    return f"{name} proved a bound that its own solution surpasses; the bound was dropped."


def _edge(form: ModelForm, name: str, solved: Solved) -> str:
    """Why the point is at an edge of what can be computed; empty if it is not."""
    if solved.values is None:
        return ""
    farthest = ran_away(form, solved)
    if farthest:
        return f"{farthest!r} ran to where numbers lose their meaning: bound it."
    pole = pole_at(form, solved.values)
    if pole:
        return f"{name} ended at a pole: {pole}. Bound the variables away from it."
    overflow = flattened_overflow(form) if solved.termination is Termination.CONVERGED else ""
    if overflow:
        return f"{name} cannot prove an optimum: {overflow}. Bound its variables."
    return ""
