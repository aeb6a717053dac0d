"""Execute a Program in this process: build its model, choose a solver, solve, extract.

Unguarded: call it only inside the sandboxed child, or on source you trust. One solve at a time
in a process.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from optimoot.outcome import Failure, FailureKind, Outcome, Termination, Times
from optimoot.program import Program
from optimoot.solvers.activity import objective_terms, objective_value
from optimoot.solvers.classify import read_form
from optimoot.solvers.extraction import constraint_values, statistics_of, variable_values
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import Describe, describe_failure, load_model
from optimoot.solvers.messages import pyomo_warnings
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.reformulation import reformulate
from optimoot.solvers.solver import SolveRequest
from optimoot.solvers.solving import Solving, solve_form
from optimoot.solvers.status import (
    absolute_gap,
    asked_of_solver,
    finite_or_none,
    gap_between,
    solution_status,
)


def execute(
    program: Program, options: SolveOptions, *, describe: Describe = describe_failure
) -> Outcome:
    """Run a Program and solve its model. Whatever goes wrong, it is told in the Outcome.

    Ctrl-C while the solver runs ends it: the Outcome has `Termination.INTERRUPTED` and the
    incumbent, if there is one. At any other moment it is a failure of kind CANCELLED.

    Args:
        program: Source and data.
        options: What is asked of the solver.
        describe: Maps what the Program raised to a Failure; a sandbox passes its own, which
            knows what it refused.
    """
    began = time.perf_counter()
    try:
        with pyomo_warnings() as warnings:
            model = load_model(program)
            rewritten = reformulate(model)
            with _no_collection():
                form = read_form(model)
    except BaseException as error:  # noqa: BLE001  (untrusted code raises anything)
        return _failed(describe(error), began)
    built = time.perf_counter()
    try:
        outcome = _solved_outcome(model, form, options, (*rewritten, *warnings))
    except KeyboardInterrupt:
        cancelled = Failure(kind=FailureKind.CANCELLED, message="Cancelled before the result.")
        return _failed(cancelled, began)
    times = Times(build=built - began, solve=outcome.times.solve, total=time.perf_counter() - began)
    return outcome.model_copy(update={"times": times})


def _failed(failure: Failure, began: float) -> Outcome:
    spent = time.perf_counter() - began
    return Outcome(
        termination=Termination.NOT_SOLVED,
        failure=failure,
        times=Times(build=spent, total=spent),
    )


def _solved_outcome(
    model: Any, form: ModelForm, options: SolveOptions, messages: tuple[str, ...]
) -> Outcome:
    request = SolveRequest(
        time_limit=options.time_limit,
        relative_gap=asked_of_solver(options.relative_gap),
        absolute_gap=asked_of_solver(absolute_gap(form)),
        duals=options.duals,
    )
    began = time.perf_counter()
    result = solve_form(form, options.solver, request)
    solving = time.perf_counter() - began
    if isinstance(result, Failure):
        return Outcome(
            termination=Termination.NOT_SOLVED,
            sense=form.sense,
            statistics=statistics_of(form),
            failure=result,
            messages=messages,
        )
    with _no_collection():
        outcome = _extracted(model, form, options, result)
    return outcome.model_copy(
        update={"messages": (*messages, *result.messages), "times": Times(solve=solving)}
    )


def _extracted(model: Any, form: ModelForm, options: SolveOptions, result: Solving) -> Outcome:
    solved = result.solved
    objective, bound, terms = None, None, 0.0
    if solved.values is not None:
        objective = finite_or_none(objective_value(form, solved.values))
        terms = objective_terms(form, solved.values)
    conclusive = (Termination.INFEASIBLE, Termination.UNBOUNDED)
    if form.objective is not None and solved.termination not in conclusive:
        bound = finite_or_none(solved.bound)
    absolute = absolute_gap(form)
    gap = gap_between(objective, bound, terms=terms, absolute=absolute)
    held = solved.values is not None
    return Outcome(
        termination=solved.termination,
        solution=solution_status(
            solved.termination,
            held=held,
            objective=objective,
            gap=gap,
            wanted=options.relative_gap,
            absolute=absolute,
        ),
        sense=form.sense,
        objective=objective,
        bound=bound,
        gap=gap,
        variables=variable_values(model, form, solved),
        constraints=constraint_values(form, solved),
        duals_note=solved.duals_note if options.duals and held else "",
        statistics=statistics_of(form),
        solver=result.solver,
        solver_reason=result.reason,
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the garbage collector while many small objects are made and all are kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
