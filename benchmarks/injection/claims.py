"""Claims that are not what the solver found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from optimoot.agents.trial import other_solver
from optimoot.benchmarks.injection.solved import Inject, Solved
from optimoot.binding import bind
from optimoot.formulation import Sense
from optimoot.outcome import SolutionStatus, Termination
from optimoot.solvers.checks import CheckContext
from optimoot.solvers.compile import compile_program
from optimoot.solvers.options import SolveOptions


def _claim(solved: Solved, **changes: Any) -> CheckContext:
    outcome = solved.context.outcome.model_copy(update=changes)
    other = other_solver(outcome)
    return replace(solved.context, outcome=outcome, again=solved.context.again if other else None)


def wrong_objective(solved: Solved) -> CheckContext | None:
    """The objective is 1 % off."""
    value = solved.context.outcome.objective or 1.0
    return _claim(solved, objective=value * 1.01, bound=value * 1.01)


def worse_plan_called_optimal(solved: Solved) -> CheckContext | None:
    """A plan that satisfies everything is called optimal and is not."""
    goal = solved.formulation.objective
    if goal is None:
        return None
    other = Sense.MINIMIZE if goal.sense is Sense.MAXIMIZE else Sense.MAXIMIZE
    turned = solved.formulation.model_copy(
        update={"objective": goal.model_copy(update={"sense": other})}
    )
    worse = solved.solve(compile_program(turned, bind(turned)), SolveOptions())
    if not worse.has_solution or worse.objective == solved.context.outcome.objective:
        return None
    return _claim(
        solved, objective=worse.objective, bound=worse.objective, variables=worse.variables
    )


def plan_beyond_a_limit(solved: Solved) -> CheckContext | None:
    """Every decision is 1 % larger than the plan's, and the objective fits."""
    values = solved.context.outcome.variables
    larger = tuple(v.model_copy(update={"value": (v.value or 0.0) * 1.01 + 0.01}) for v in values)
    changed = solved.context.outcome.model_copy(update={"variables": larger})
    own = replace(solved.context, outcome=changed).evaluation
    if own is None or own.is_feasible(5e-6):
        return None
    return _claim(solved, variables=larger, objective=own.objective, bound=own.objective)


def value_twice(solved: Solved) -> CheckContext | None:
    """A decision has two values."""
    values = solved.context.outcome.variables
    return _claim(solved, variables=(*values, values[0]))


def value_too_many(solved: Solved) -> CheckContext | None:
    """A value is there for what nobody decides."""
    values = solved.context.outcome.variables
    return _claim(solved, variables=(*values, values[0].model_copy(update={"name": "bonus"})))


def _no_plan(solved: Solved, termination: Termination) -> CheckContext:
    return _claim(
        solved, termination=termination, solution=SolutionStatus.NONE, objective=None, bound=None,
        gap=None, variables=(), constraints=(),
    )  # fmt: skip


def called_infeasible(solved: Solved) -> CheckContext | None:
    """A model with a plan is called infeasible."""
    return _no_plan(solved, Termination.INFEASIBLE)


def called_unbounded(solved: Solved) -> CheckContext | None:
    """A model with an optimum is called unbounded."""
    return _no_plan(solved, Termination.UNBOUNDED)


def stopped_early(solved: Solved) -> CheckContext | None:
    """The time was over, and the gap is wide or unknown."""
    value = solved.context.outcome.objective or 1.0
    bound = solved.chance.choice((None, value * 3, value * 1.02))
    return _claim(
        solved, termination=Termination.TIME_LIMIT, solution=SolutionStatus.FEASIBLE, bound=bound
    )


FALSE_CLAIMS: tuple[Inject, ...] = (
    wrong_objective,
    worse_plan_called_optimal,
    plan_beyond_a_limit,
    value_twice,
    value_too_many,
    called_infeasible,
    called_unbounded,
    stopped_early,
)
