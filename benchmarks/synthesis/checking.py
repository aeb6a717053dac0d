"""Whether a demonstration has a proven optimum to which each of its constraints matters.

Programs compiled from demonstrations are our own: they are built and solved in this process.
Nothing that a language model wrote comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from optimoot.binding import bind
from optimoot.formulation import Formulation
from optimoot.outcome import Failure, Termination
from optimoot.program import Program
from optimoot.solvers.activity import objective_value
from optimoot.solvers.classify import read_form
from optimoot.solvers.compile import compile_program
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.mutation import without_rows
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.solving import solve_form

TIME_LIMIT: Final = 5.0
"""Seconds for one solve; what takes longer is no problem for this collection."""
CHANGED: Final = 1e-6
"""Relative difference from which on an optimum is another one."""
_TIGHT: Final = 1e-6
_QUADRATIC_GAP: Final = 1e-8
"""Where an optimum is reached in the limit only."""


class Refusal(StrEnum):
    """Why a demonstration is no problem to keep."""

    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNPROVEN = "unproven"
    """The solver did not come to an end in time."""
    NOTHING = "nothing to decide"
    """The best plan is worth nothing."""
    IDLE = "idle constraint"
    """Without some constraint the optimum is the same."""


@dataclass(frozen=True)
class Checked:
    """A demonstration that holds.

    Attributes:
        objective: The proven optimum.
        without: Per constraint, the optimum without it (of a family: without one member that
            matters); None: then there is none.
    """

    program: Program
    objective: float
    without: dict[str, float | None]


def solve_and_mutate(formulation: Formulation) -> Checked | Refusal:
    """Solve a model, then again without each of its constraints.

    A constraint matters if the optimum changes, or is gone, when it is dropped; a family of
    constraints, if this holds for one of its members.
    """
    program = compile_program(formulation, bind(formulation))
    model = load_model(program)  # kept: its parts know it only while it lives
    form = read_form(model)
    best = _solved(form)
    if isinstance(best, Refusal):
        return best
    objective, values = best
    if abs(objective) <= CHANGED:
        return Refusal.NOTHING
    without: dict[str, float | None] = {}
    for name, rows in _families(form).items():
        found = _first_change(form, rows, values, objective)
        if isinstance(found, Refusal):
            return found
        without[name] = found[0]
    if without.keys() != {constraint.name for constraint in formulation.constraints}:
        return Refusal.IDLE  # a family without a single row
    del model
    return Checked(program, objective, without)


def _families(form: ModelForm) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, constraint in enumerate(form.constraints):
        rows.setdefault(constraint.parent_component().name, []).append(row)
    return rows


def _first_change(
    form: ModelForm, rows: list[int], values: FloatArray, objective: float
) -> tuple[float | None] | Refusal:
    """The optimum without the first member that matters."""
    activity = form.rows.times(values)
    slack = np.minimum(activity - form.row_lower, form.row_upper - activity)[rows]
    size = np.maximum(1.0, form.rows.magnitude(values)[rows])
    order = np.argsort(slack / size, kind="stable")
    if not form.is_integer:  # there, a limit that is not reached never matters
        order = order[slack[order] <= _TIGHT * size[order]]
    for row in np.asarray(rows)[order].tolist():
        found = _solved(without_rows(form, [row]))
        if found in (Refusal.UNBOUNDED, Refusal.INFEASIBLE):  # or it is not known which
            return (None,)
        if isinstance(found, Refusal):
            return found
        if abs(found[0] - objective) > CHANGED * max(1.0, abs(objective)):
            return (found[0],)
    return Refusal.IDLE


def _solved(form: ModelForm) -> tuple[float, FloatArray] | Refusal:
    exact = form.objective is None or form.objective.curve is None
    request = SolveRequest(
        time_limit=TIME_LIMIT,
        relative_gap=0.0 if exact else _QUADRATIC_GAP,
        absolute_gap=0.0,
        duals=False,
    )
    result = solve_form(form, "highs", request)
    solved = Solved(Termination.ERROR) if isinstance(result, Failure) else result.solved
    if solved.termination is Termination.INFEASIBLE:
        return Refusal.INFEASIBLE
    if solved.termination in (Termination.UNBOUNDED, Termination.INFEASIBLE_OR_UNBOUNDED):
        return Refusal.UNBOUNDED
    if solved.termination is not Termination.CONVERGED or solved.values is None:
        return Refusal.UNPROVEN
    objective = objective_value(form, solved.values)
    return Refusal.UNPROVEN if objective is None else (objective, solved.values)
