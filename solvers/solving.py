"""Solve a model's form: the choice of solver, second tries, and what a result must withstand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Failure, Termination
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.form import ModelForm
from optimoot.solvers.highs_input import INFINITE
from optimoot.solvers.interrupt import LeftBehindError
from optimoot.solvers.rays import describe_ray, ray_of
from optimoot.solvers.scaling import scaling_for
from optimoot.solvers.selection import choose
from optimoot.solvers.settled import INTEGRALITY, settle
from optimoot.solvers.solver import Solved, Solver, SolveRequest
from optimoot.solvers.violation import FEASIBILITY, worst_violation

_FAR, _FAR_OBJECTIVE = 1e15, 1e19
"""Beyond the first, numbers have no whole digits; the second is near what solvers call infinite."""
_SURPASSED = 1e-5
"""By how much, relatively, an objective may be better than its bound."""
_TOO_FAR = 10 * FEASIBILITY
"""A point that violates the model by more is no solution."""


@dataclass(frozen=True)
class Solving:
    """How a model was solved.

    Attributes:
        solved: What came out.
        solver: Name of the solver; empty where none was needed.
        reason: Why that one.
        messages: What a user should know.
    """

    solved: Solved
    solver: str
    reason: str
    messages: tuple[str, ...]


def solve_form(form: ModelForm, name: str, request: SolveRequest) -> Solving | Failure:
    """Solve a model with the named solver, or with the first that can (`"auto"`).

    Where the choice is ours and a solver ends without a result that it can name, the next one in
    the table that takes the model gets the rest of the time.
    """
    choices = choose(form, name)
    if isinstance(choices, Failure):
        return choices
    settled = settle(form)
    if settled is not None:
        return Solving(settled, "", "No solver was needed.", settled.messages)
    form = _with_whole_bounds(form)
    deadline = Deadline(request.time_limit)
    told: list[str] = []
    for choice in choices:
        solved = _one_solver(choice.solver, form, replace(request, time_limit=deadline.left))
        result = Solving(solved, choice.solver.name, choice.reason, (*told, *solved.messages))
        if solved.termination not in (Termination.UNKNOWN, Termination.ERROR):
            return result
        told += [f"{choice.solver.name} ended without a result.", *solved.messages]
        if deadline.left <= 0.0:
            break
    return result


def _with_whole_bounds(form: ModelForm) -> ModelForm:
    """The bounds of integers rounded inwards: with others HiGHS 1.15 proves wrong bounds."""
    if not form.is_integer:
        return form
    lower = np.where(form.integer, np.ceil(form.lower - INTEGRALITY), form.lower)
    upper = np.where(form.integer, np.floor(form.upper + INTEGRALITY), form.upper)
    return replace(form, lower=lower, upper=upper)


def _one_solver(solver: Solver, form: ModelForm, request: SolveRequest) -> Solved:
    deadline = Deadline(request.time_limit)
    try:
        solved = _solved_in_scale(solver, form, request)
        if _is_ambiguous(form, solved):
            rest = replace(request, time_limit=deadline.left)
            solved = _unbounded_or_not(solver, form, rest, solved)
    except LeftBehindError:
        return Solved(
            Termination.INTERRUPTED,
            messages=(f"{solver.name} did not stop at once and was left behind.",),
        )
    except Exception as error:  # noqa: BLE001  (a solver's library may raise anything)
        text = " ".join(str(error).split())
        message = f"{solver.name} failed with {type(error).__name__}: {text}"
        return Solved(Termination.ERROR, messages=(message,))
    if solved.termination is Termination.UNBOUNDED:
        return _explained(form, solved, deadline.left)
    return _withstanding(form, solver, _with_whole_numbers(form, solved))


def _solved_in_scale(solver: Solver, form: ModelForm, request: SolveRequest) -> Solved:
    can = solver.capabilities
    scaling = scaling_for(form, can.smallest, can.largest)
    if scaling is None:
        return solver.solve(form, request)
    return scaling.undo(solver.solve(scaling.apply(form), scaling.request(request)))


def _explained(form: ModelForm, solved: Solved, seconds: float) -> Solved:
    """An unbounded result with the variables that run away, and bounds that were none."""
    messages = list(solved.messages)
    if not messages:
        direction = ray_of(form, max(seconds, 1.0))
        if direction is not None:
            messages.append(describe_ray(form, direction))
    far = [
        variable.name
        for variable, low, high in zip(form.variables, form.lower, form.upper, strict=True)
        if INFINITE <= -low < math.inf or INFINITE <= high < math.inf
    ]
    if far:
        messages.append(f"Bounds of {INFINITE:g} and more count as none: that of {far[0]!r} does.")
    return replace(solved, messages=tuple(messages))


def _without_contradiction(form: ModelForm, solver: Solver, solved: Solved) -> Solved:
    """A bound that the solution itself surpasses proves nothing."""
    if solved.objective is None or solved.bound is None or form.objective is None:
        return solved
    better = solved.bound - solved.objective
    if form.objective.sense is Sense.MAXIMIZE:
        better = -better
    if better <= _SURPASSED * max(1.0, abs(solved.bound)):
        return solved
    told = f"{solver.name} proved a bound that its own solution surpasses; the bound was dropped."
    ending = solved.termination
    ending = Termination.UNKNOWN if ending is Termination.CONVERGED else ending
    return replace(solved, termination=ending, bound=None, messages=(*solved.messages, told))


def _within_numbers(form: ModelForm, solver: Solver, solved: Solved) -> Solved:
    """A curved model's point that ran to where floating-point numbers end proves nothing.

    Solvers of curved models work inside a box of their own, up to 1e20 or so, and call its edge
    optimal. (A linear program's vertex is exact wherever it lies.)
    """
    curved = form.curves or (form.objective is not None and form.objective.curve is not None)
    if solved.values is None or not curved:
        return solved
    values = solved.values
    free = np.where(values < 0.0, np.isinf(form.lower), np.isinf(form.upper))
    farthest = int(np.argmax(np.abs(values) * free))
    name = form.variables[farthest].name
    if solved.objective is not None and abs(solved.objective) >= _FAR_OBJECTIVE:
        told = f"{solver.name} found no end to the objective's gain; {name!r} went farthest."
        return Solved(Termination.UNBOUNDED, messages=(told,))
    if not (free[farthest] and abs(values[farthest]) >= _FAR):
        return solved
    told = f"{name!r} ran to {values[farthest]:.0e}, where numbers lose their meaning: bound it."
    ending = solved.termination
    ending = Termination.UNKNOWN if ending is Termination.CONVERGED else ending
    return replace(solved, termination=ending, messages=(*solved.messages, told))


def _is_ambiguous(form: ModelForm, solved: Solved) -> bool:
    """Whether "unbounded" may as well mean "infeasible".

    For models with integers or curves, "unbounded" may be said of the relaxation alone.
    """
    if solved.termination is Termination.INFEASIBLE_OR_UNBOUNDED:
        return True
    return solved.termination is Termination.UNBOUNDED and (form.is_integer or bool(form.curves))


def _unbounded_or_not(
    solver: Solver, form: ModelForm, request: SolveRequest, solved: Solved
) -> Solved:
    """Tell infeasible from unbounded: is there any feasible point, whatever its objective?"""
    ambiguous = replace(solved, termination=Termination.INFEASIBLE_OR_UNBOUNDED, messages=())
    if request.time_limit <= 0.0:
        return ambiguous
    bare = form.without_objective()
    feasibility = _solved_in_scale(solver, bare, replace(request, duals=False))
    if feasibility.termination is Termination.INFEASIBLE:
        return replace(ambiguous, termination=Termination.INFEASIBLE)
    if feasibility.termination is Termination.INTERRUPTED:
        return replace(ambiguous, termination=Termination.INTERRUPTED)
    if feasibility.values is None:
        return ambiguous
    return replace(solved, termination=Termination.UNBOUNDED)


def _with_whole_numbers(form: ModelForm, solved: Solved) -> Solved:
    """Integers that are whole but for rounding errors made whole, where the model still holds."""
    if solved.values is None or not form.is_integer:
        return solved
    rounded = np.where(form.integer, np.round(solved.values), solved.values)
    if np.array_equal(rounded, solved.values):
        return solved
    violation, _name = worst_violation(form, rounded)
    return replace(solved, values=rounded) if violation <= FEASIBILITY else solved


def _withstanding(form: ModelForm, solver: Solver, solved: Solved) -> Solved:
    """A solver's point is dropped if it plainly violates the model."""
    if solved.values is None:
        if solved.termination is Termination.CONVERGED:
            told = f"{solver.name} says that it converged, and holds no feasible point."
            return replace(solved, termination=Termination.UNKNOWN, messages=(told,))
        return solved
    violation, name = worst_violation(form, solved.values)
    if violation <= _TOO_FAR:
        return _within_numbers(form, solver, _without_contradiction(form, solver, solved))
    return Solved(
        Termination.UNKNOWN,
        messages=(
            f"{solver.name} ended with a point that violates {name!r} by {violation:.1e} "
            "(relative); it was dropped. Numbers of very different size cause this: choose "
            "other units.",
        ),
    )
