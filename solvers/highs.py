"""HiGHS: linear and mixed-integer linear programs, and convex quadratic ones."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from optimoot.outcome import Termination
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.duality import proof_of, solved_by
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.highs_input import INFINITE, beyond_range, load, run
from optimoot.solvers.highs_quadratic import solve_quadratic
from optimoot.solvers.solver import Capabilities, ModelClass, Solved, SolveRequest
from optimoot.solvers.status import finite_or_none

_OPEN = (Termination.CONVERGED, Termination.UNKNOWN, Termination.ERROR)
"""Endings after which another try may do better, unless the result is proven."""
_HELD = 2
"""HiGHS's primal_solution_status of a feasible point."""
_TRIES: tuple[dict[str, float | str], ...] = (
    {},
    {"dual_feasibility_tolerance": 1e-10},
    {"presolve": "off", "dual_feasibility_tolerance": 1e-10},
    {"solver": "ipm"},
)
"""Options for a linear program, one set after the other until a result is proven.

HiGHS takes reduced costs below 1e-7 for zero: where a variable may grow by 1e9, that is a lot."""


class Highs:
    """HiGHS, as a solver of this package."""

    name = "highs"
    capabilities = Capabilities(
        classes=frozenset({ModelClass.LP, ModelClass.MILP, ModelClass.QP}),
        convex_only=frozenset({ModelClass.QP}),
        smallest=1e-9,
        largest=1e12,
        infinite=INFINITE,
        duals=True,
        integer_duals=True,
    )

    def version(self) -> str | None:
        """Version of highspy; None where it is not installed."""
        try:
            return version("highspy")
        except PackageNotFoundError:
            return None

    def solve(self, form: ModelForm, request: SolveRequest) -> Solved:
        """Solve an LP, a MILP or a convex QP."""
        refused, changed = beyond_range(form)
        if refused:
            return Solved(Termination.ERROR, messages=(refused,))
        if form.model_class is ModelClass.QP:
            solved = solve_quadratic(form, request)
        elif form.is_integer:
            solved = _solve_integer(form, request)
        else:
            solved = _solve_linear(form, request)
        return replace(solved, messages=(changed, *solved.messages)) if changed else solved


HIGHS = Highs()


def _solve_linear(form: ModelForm, request: SolveRequest) -> Solved:
    """Solve an LP, until its own duals prove the result or the tries are used up."""
    deadline = Deadline(request.time_limit)
    best = Solved(Termination.UNKNOWN)
    for options in _TRIES:
        rest = replace(request, time_limit=deadline.left)
        solved, proven = _linear_run(form, rest, options)
        if proven or solved.termination not in _OPEN:
            return solved
        if solved.values is not None or best.values is None:
            best = solved
        if deadline.left <= 0.0:
            break
    return best


def _linear_run(
    form: ModelForm, request: SolveRequest, options: dict[str, float | str]
) -> tuple[Solved, bool]:
    """One run on an LP, and whether its duals prove the result optimal."""
    highs = load(form, time_limit=request.time_limit, **options)
    termination = run(highs)
    values, objective = _point(highs, termination)
    solved = Solved(termination, values=values, objective=objective)
    solution = highs.getSolution()
    if values is None or termination is not Termination.CONVERGED or not solution.dual_valid:
        return solved, False
    proof = proof_of(form, values, np.array(solution.row_dual))
    if proof is None:
        return solved, False
    return solved_by(proof, form, solved, request), proof.is_enough(form, request)


def _solve_integer(form: ModelForm, request: SolveRequest) -> Solved:
    deadline = Deadline(request.time_limit)
    highs = load(
        form,
        time_limit=request.time_limit,
        mip_rel_gap=request.relative_gap,
        mip_abs_gap=request.absolute_gap,
    )
    _offer_start(highs, form)
    termination = run(highs)
    values, objective = _point(highs, termination)
    solved = Solved(
        termination,
        values=values,
        objective=objective,
        bound=finite_or_none(highs.getInfo().mip_dual_bound),
    )
    if values is None or termination is Termination.INTERRUPTED:
        return solved
    # Writing the result up is not searching: it gets a little time even at the limit.
    return _with_integers_fixed(form, request, solved, max(deadline.left, 1.0))


def _point(highs: Any, termination: Termination) -> tuple[FloatArray | None, float | None]:
    """The feasible point that HiGHS holds and its objective, if it holds one.

    Beside "unbounded" it shows a feasible point that means nothing. Beside "optimal" it may call a
    point infeasible by absolute figures that is feasible relative to the numbers in the rows: that
    is judged later, for every solver alike.
    """
    if termination in (Termination.UNBOUNDED, Termination.INFEASIBLE_OR_UNBOUNDED):
        return None, None
    info, solution = highs.getInfo(), highs.getSolution()
    found = termination is Termination.CONVERGED and solution.value_valid
    if not (found or info.primal_solution_status == _HELD):
        return None, None
    return np.array(solution.col_value), info.objective_function_value


def _offer_start(highs: Any, form: ModelForm) -> None:
    """Give HiGHS the whole numbers that the variables start with, where all of them have one."""
    columns = np.flatnonzero(form.integer).astype(np.int32)
    start = form.start[columns]
    if not np.isnan(start).any():
        highs.setSolution(len(columns), columns, start)


def _with_integers_fixed(
    form: ModelForm, request: SolveRequest, solved: Solved, seconds: float
) -> Solved:
    """The same solution with exact whole numbers, and the duals of what is left.

    With the integers fixed at their rounded values the rest is a linear program: its solution has
    no integrality errors, and its duals say what the constraints are worth around it.
    """
    if solved.values is None:
        return solved
    rounded = np.where(form.integer, np.round(solved.values), solved.values)
    if not request.duals and np.array_equal(rounded, solved.values):
        return solved
    nothing = np.zeros(len(rounded), dtype=np.bool_)
    fixed = replace(
        form,
        lower=np.where(form.integer, rounded, form.lower),
        upper=np.where(form.integer, rounded, form.upper),
        integer=nothing,
        binary=nothing,
    )
    rest = _solve_linear(fixed, replace(request, time_limit=seconds))
    if rest.termination is Termination.TIME_LIMIT:
        return replace(solved, duals_note="No time was left to compute duals.")
    if rest.termination is not Termination.CONVERGED:
        return replace(
            solved,
            duals_note="No duals: with exact whole numbers the constraints do not hold.",
            messages=(
                *solved.messages,
                "The solution needs whole numbers to be off by rounding errors: a very large "
                "constant (big M) is multiplied with a 0-1 variable somewhere.",
            ),
        )
    return replace(
        solved,
        values=rest.values,
        objective=rest.objective,
        duals=rest.duals,
        reduced_costs=rest.reduced_costs,
        duals_note="Duals of the linear program that is left with the integers fixed at their "
        "values." * request.duals,
    )
