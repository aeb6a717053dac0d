"""Execute a Program in this process: build its model, choose a solver, solve, extract.

Unguarded: call it only inside the sandboxed child, or on source you trust. One solve at a time
in a process.
"""

from __future__ import annotations

import time
from typing import Any

from optimoot.outcome import Failure, Outcome, Termination, Times
from optimoot.program import Program
from optimoot.solvers.classify import read_form
from optimoot.solvers.extraction import (
    constraint_values,
    objective_value,
    relative_gap,
    solution_status,
    statistics_of,
    variable_values,
)
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import Describe, describe_failure, load_model
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.selection import choose
from optimoot.solvers.solver import SolveRequest


def execute(
    program: Program, options: SolveOptions, *, describe: Describe = describe_failure
) -> Outcome:
    """Run a Program and solve its model. Every failure of the Program is an Outcome.

    Args:
        program: Source and data.
        options: What is asked of the solver.
        describe: Maps what the Program raised to a Failure; a sandbox passes its own, which
            knows what it refused.

    Raises:
        InputError: `options.solver` names no solver.
    """
    began = time.perf_counter()
    try:
        model = load_model(program)
        form = read_form(model)
    except BaseException as error:  # noqa: BLE001  (untrusted code raises anything)
        return _failed(describe(error), began)
    built = time.perf_counter()
    outcome = _solve(model, form, options)
    ended = time.perf_counter()
    times = Times(build=built - began, solve=outcome.times.solve, total=ended - began)
    return outcome.model_copy(update={"times": times})


def _failed(failure: Failure, began: float) -> Outcome:
    spent = time.perf_counter() - began
    return Outcome(
        termination=Termination.NOT_SOLVED,
        failure=failure,
        times=Times(build=spent, total=spent),
    )


def _solve(model: Any, form: ModelForm, options: SolveOptions) -> Outcome:
    choice = choose(form, options.solver)
    if isinstance(choice, Failure):
        return Outcome(
            termination=Termination.NOT_SOLVED,
            sense=form.sense,
            statistics=statistics_of(form),
            failure=choice,
        )
    began = time.perf_counter()
    request = SolveRequest(options.time_limit, options.relative_gap, options.duals)
    solved = choice.solver.solve(form, request)
    solving = time.perf_counter() - began
    held = solved.values is not None
    objective = objective_value(form, solved.values) if solved.values is not None else None
    bound = solved.bound if form.objective is not None else None
    gap = relative_gap(objective, bound)
    return Outcome(
        termination=solved.termination,
        solution=solution_status(solved, gap, options.relative_gap),
        sense=form.sense,
        objective=objective,
        bound=bound,
        gap=gap,
        variables=variable_values(model, form, solved) if held else (),
        constraints=constraint_values(form, solved),
        duals_note=solved.duals_note if options.duals else "",
        statistics=statistics_of(form),
        solver=choice.solver.name,
        solver_reason=choice.reason,
        messages=solved.messages,
        times=Times(solve=solving),
    )
