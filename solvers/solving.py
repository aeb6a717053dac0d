"""Solve a model's form: the choice of solver, second tries, and evidence for what solvers claim."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from optimoot.outcome import Failure, Termination
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.doubts import ran_away, tiny_limits, withstanding
from optimoot.solvers.form import ModelForm
from optimoot.solvers.growth import growth_of
from optimoot.solvers.interrupt import LeftBehindError
from optimoot.solvers.rays import describe_ray, ray_of
from optimoot.solvers.scaling import scaling_for
from optimoot.solvers.selection import choose
from optimoot.solvers.settled import INTEGRALITY, settle
from optimoot.solvers.solver import Solved, Solver, SolveRequest
from optimoot.solvers.violation import FEASIBILITY, worst_violation

_WRITING_UP = 1.0
"""Seconds that the evidence for a result gets even at the time limit."""


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
        if solved.termination is Termination.UNBOUNDED or ran_away(form, solved):
            rest = replace(request, time_limit=max(deadline.left, _WRITING_UP))
            solved = _with_evidence(solver, form, rest, solved)
    except LeftBehindError:
        return Solved(
            Termination.INTERRUPTED,
            messages=(f"{solver.name} did not stop at once and was left behind.",),
        )
    except Exception as error:  # noqa: BLE001  (a solver's library may raise anything)
        text = " ".join(str(error).split())
        message = f"{solver.name} failed with {type(error).__name__}: {text}"
        return Solved(Termination.ERROR, messages=(message,))
    solved = withstanding(form, solver.name, _with_whole_numbers(form, solved))
    if solved.termination in (Termination.CONVERGED, Termination.INFEASIBLE):
        solved = replace(solved, messages=(*solved.messages, *tiny_limits(form)))
    return _with_word_on_duals(form, solver, request, solved)


def _with_word_on_duals(
    form: ModelForm, solver: Solver, request: SolveRequest, solved: Solved
) -> Solved:
    """Where duals were asked for and the solver never gives any, say so."""
    can = solver.capabilities
    if solved.duals is not None or solved.duals_note or not request.duals:
        return solved
    if not can.duals:
        return replace(solved, duals_note=f"{solver.name} gives no duals.")
    if form.is_integer and not can.integer_duals:
        return replace(solved, duals_note=f"{solver.name} gives no duals for integer models.")
    return solved


def _solved_in_scale(solver: Solver, form: ModelForm, request: SolveRequest) -> Solved:
    can = solver.capabilities
    scaling = scaling_for(form, can.smallest, can.largest)
    if scaling is None:
        return solver.solve(form, request)
    return scaling.undo(solver.solve(scaling.apply(form), scaling.request(request)))


def _with_evidence(
    solver: Solver, form: ModelForm, request: SolveRequest, solved: Solved
) -> Solved:
    """What a solver calls unbounded, or what ran away from it, held to evidence.

    A direction of endless gain is one; so is an objective that keeps improving as the variables
    without a bound are let go farther. Without either, nothing is known.
    """
    unbounded = replace(solved, termination=Termination.UNBOUNDED, values=None, objective=None)
    deadline = Deadline(request.time_limit)
    if solved.termination is Termination.UNBOUNDED:
        if solved.messages:  # the solver gave its evidence
            return solved
        direction = ray_of(form, deadline.left)
        if direction is not None:
            return replace(unbounded, messages=(describe_ray(form, direction),))
        far = _bounds_that_are_none(solver, form)
        if far and not form.is_curved:
            return replace(unbounded, termination=Termination.UNKNOWN, bound=None, messages=(far,))

    def in_box(boxed: ModelForm) -> Solved:
        share = replace(request, time_limit=max(deadline.left / 3.0, 0.1), duals=False)
        return withstanding(boxed, solver.name, _solved_in_scale(solver, boxed, share))

    growth = growth_of(form, in_box)
    if growth.interrupted:
        return replace(growth.ended or unbounded, termination=Termination.INTERRUPTED, bound=None)
    if growth.endless:
        told = f"The objective improves without limit as far as {growth.fastest!r} was let go."
        return replace(unbounded, messages=(told,))
    told = (
        f"{solver.name} found no end to the objective's gain, but there is no evidence that there "
        "is none: a pole, or numbers too large to compute with, look the same. Give the variables "
        "tighter bounds."
    )
    known = growth.ended if solved.values is None else solved
    known = known or Solved(Termination.UNKNOWN)
    return replace(known, termination=Termination.UNKNOWN, bound=None, messages=(told,))


def _bounds_that_are_none(solver: Solver, form: ModelForm) -> str:
    """The sentence for bounds so far out that the solver takes them for none; empty without."""
    infinite = solver.capabilities.infinite
    for variable, low, high in zip(form.variables, form.lower, form.upper, strict=True):
        if infinite <= -low < math.inf or infinite <= high < math.inf:
            return (
                f"The bound of {variable.name!r} is so far out that {solver.name} takes it for "
                f"none (from {infinite:g} on): whether the objective ends is not known. Use "
                "larger units."
            )
    return ""


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
