"""Change a model in one place at a time, and solve it: which plans does each of its limits forbid?

Unguarded as `optimoot.solvers.execution`: only inside the sandboxed child.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from optimoot.formulation import Sense
from optimoot.mutation import Change, Mutant
from optimoot.outcome import Failure, Termination
from optimoot.program import Program
from optimoot.solvers.activity import body_terms, objective_value
from optimoot.solvers.classify import read_form
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.extraction import variable_values
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.messages import pyomo_warnings
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.reformulation import reformulate
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.solving import solve_form

mutant_list: TypeAdapter[tuple[Mutant, ...]] = TypeAdapter(tuple[Mutant, ...])

_EACH = 2.0
"""Seconds that one mutant gets, at most."""
_LOOSENED_BY = (0.02, 0.1, 0.3)
"""Shares of a constraint's size, at the plan, by which it is loosened, until that changes the plan:
with whole numbers a little more room changes nothing."""
_MOST = 16
"""Constraints and variables that are changed, at most."""
_MOST_VALUES = 20_000
"""Values of all plans together, at most."""
_BETTER = 1e-6
"""Relative gain below which a plan is no better."""

_Mutation = tuple[str, Change, Iterator[ModelForm]]


def find_mutants(program: Program, options: SolveOptions) -> tuple[Mutant, ...]:
    """The mutants of a Program's model that have a better plan than it has.

    Every constraint is loosened and dropped, and every family of whole numbers is let be split,
    one at a time. Lower bounds stay: what is less than nothing means nothing.

    Returns:
        In the model's order; empty where the model has no optimum, or no objective.

    Raises:
        Exception: Whatever the Program raises.
    """
    with pyomo_warnings():
        model = load_model(program)
        reformulate(model)
        form = read_form(model)
    deadline = Deadline(options.time_limit)
    solved = _solved(form, options, deadline)
    if solved is None or solved.values is None or form.objective is None:
        return ()
    best = objective_value(form, solved.values)
    if best is None or not math.isfinite(best):
        return ()
    room = max(1, _MOST_VALUES // max(1, len(form.variables)))
    found: list[Mutant] = []
    for target, change, steps in _mutations(form, solved.values):
        for mutated in steps:
            if deadline.left <= 0.0 or len(found) >= room:
                return tuple(found)
            mutant = _mutant(model, mutated, target, change, _solved(mutated, options, deadline))
            if mutant is not None and _is_better(form.objective.sense, mutant.objective, best):
                found.append(mutant)
                break
    return tuple(found)


def _solved(form: ModelForm, options: SolveOptions, deadline: Deadline) -> Solved | None:
    """What a solver brings that has proven it; None otherwise."""
    request = SolveRequest(
        time_limit=min(_EACH, max(deadline.left, 0.0)),
        relative_gap=options.relative_gap,
        absolute_gap=0.0,
        duals=False,
    )
    result = solve_form(form, options.solver, request)
    if isinstance(result, Failure) or result.solved.termination is not Termination.CONVERGED:
        return None
    return result.solved


def _mutant(
    model: Any, form: ModelForm, target: str, change: Change, solved: Solved | None
) -> Mutant | None:
    if solved is None or solved.values is None:
        return None
    objective = objective_value(form, solved.values)
    if objective is None or not math.isfinite(objective):
        return None
    plan = variable_values(model, form, solved)
    return Mutant(target=target, change=change, objective=objective, plan=plan)


def _is_better(sense: Sense, objective: float, best: float) -> bool:
    gain = objective - best if sense is Sense.MAXIMIZE else best - objective
    return gain > _BETTER * max(1.0, abs(best))


def _mutations(form: ModelForm, values: FloatArray) -> Iterator[_Mutation]:
    """The model, changed in one place at a time; of each, steps until one tells."""
    terms = body_terms(form, values)
    rows: dict[str, list[int]] = {}
    for row, constraint in enumerate(form.constraints):
        rows.setdefault(constraint.parent_component().name, []).append(row)
    columns: dict[str, list[int]] = {}
    for column in np.flatnonzero(form.integer & ~form.binary).tolist():
        columns.setdefault(form.variables[column].parent_component().name, []).append(column)
    places = 0
    for name, members in rows.items():
        places += 1
        if places > _MOST:
            return
        steps = (_loosened(form, members, terms, share) for share in _LOOSENED_BY)
        yield name, Change.LOOSENED, steps
        yield name, Change.DROPPED, iter([without_rows(form, members)])
    for name, members in columns.items():
        places += 1
        if places > _MOST:
            return
        whole = form.integer.copy()
        whole[members] = False
        yield name, Change.SPLIT, iter([replace(form, integer=whole)])


def _loosened(form: ModelForm, rows: list[int], terms: FloatArray, share: float) -> ModelForm:
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    limits = np.where(np.isfinite(upper[rows]), upper[rows], lower[rows])
    size = np.maximum(np.abs(np.where(np.isfinite(limits), limits, 0.0)), terms[rows])
    by = share * np.where(np.isfinite(size) & (size > 0.0), size, 1.0)
    lower[rows] -= by
    upper[rows] += by
    return replace(form, row_lower=lower, row_upper=upper)


def without_rows(form: ModelForm, rows: list[int]) -> ModelForm:
    """The model with these constraints dropped."""
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    lower[rows], upper[rows] = -np.inf, np.inf
    return replace(form, row_lower=lower, row_upper=upper)
