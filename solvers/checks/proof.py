"""Did the Program run, and is its result proven?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.solvers.checks.context import CheckContext

PROVEN_GAP = 1e-5
"""A plan is proven optimal where its bound is no further away than this, relatively.

Ten times the gap that solvers are asked for by default. A wider gap that was asked for is told.
"""


def ran(context: CheckContext) -> Check:
    """The Program built a model and a solver took it."""
    failure = context.outcome.failure
    solved = failure is None and context.outcome.termination is not Termination.ERROR
    if failure is not None:
        line = f" (line {failure.line})" if failure.line else ""
        by = f" [{failure.protection}]" if failure.protection else ""
        evidence = f"{failure.kind}{line}{by}: {failure.message}"
    else:
        evidence = context.outcome.solver_reason or f"Solved by {context.outcome.solver!r}."
    return Check(
        name="ran",
        title="The program runs",
        status=CheckStatus.PASSED if solved else CheckStatus.FAILED,
        weight=Weight.ESSENTIAL,
        evidence=evidence,
    )


def proven(context: CheckContext) -> Check | None:
    """The solver settled the model.

    The rule: a plan is proven where objective and bound, as they stand in the Outcome, are within
    `PROVEN_GAP`, or where it is called optimal and there is no bound to hold it against. It is
    told (a warning) where they are within a wider gap that was asked for, and not proven
    otherwise. A result without a plan is proven where the solver calls it infeasible or
    unbounded, told where it does not say which, and nothing otherwise.
    """
    outcome = context.outcome
    if outcome.failure is not None:
        return None
    status, evidence = _plan(context) if outcome.has_solution else _no_plan(outcome)
    return Check(
        name="proven",
        title="The result is proven",
        status=status,
        weight=Weight.SUPPORTING,
        evidence=f"{evidence}.",
    )


def _plan(context: CheckContext) -> tuple[CheckStatus, str]:
    outcome = context.outcome
    gap = _gap(context)
    optimal = outcome.solution is SolutionStatus.OPTIMAL
    if gap is None and optimal:
        return CheckStatus.PASSED, "The solver proved optimality"
    if gap is not None and gap <= PROVEN_GAP:
        return CheckStatus.PASSED, f"The solver proved optimality (relative gap {gap:.1e})"
    if gap is not None and optimal and gap <= context.asked_gap:
        told = f"Optimal within the gap that was asked for: the bound leaves {gap:.2%}"
        return CheckStatus.WARNED, told
    if optimal:
        told = f"Called optimal, but the bound is {outcome.bound:.10g}"
        return CheckStatus.FAILED, told
    left = "no bound is known" if gap is None else f"the bound leaves a relative gap of {gap:.2%}"
    ending = outcome.termination.replace("_", " ")
    return CheckStatus.FAILED, f"A feasible plan, not proven optimal: {ending}, {left}"


def _no_plan(outcome: Outcome) -> tuple[CheckStatus, str]:
    ending = outcome.termination.replace("_", " ")
    if outcome.termination is Termination.INFEASIBLE_OR_UNBOUNDED:
        return CheckStatus.WARNED, f"The solver found the model {ending}, not which of the two"
    if outcome.is_conclusive:
        return CheckStatus.PASSED, f"The solver proved the model {ending}"
    return CheckStatus.FAILED, f"Stopped at {ending} with nothing in hand"


def _gap(context: CheckContext) -> float | None:
    """How far objective and bound are apart, relative to the objective or its terms' size."""
    outcome = context.outcome
    if outcome.objective is None or outcome.bound is None:
        return None
    scale = max(abs(outcome.objective), context.objective_scale)
    return abs(outcome.objective - outcome.bound) / scale


def not_trivial(context: CheckContext) -> Check | None:
    """A plan that does nothing often means a limit or a demand was lost."""
    outcome = context.outcome
    if not outcome.has_solution or not outcome.variables:
        return None
    idle = all(abs(v.value or 0.0) <= 1e-9 for v in outcome.variables)
    return Check(
        name="not_trivial",
        title="The plan does something",
        status=CheckStatus.WARNED if idle else CheckStatus.PASSED,
        evidence="Every decision is zero: is a demand missing?"
        if idle
        else "At least one decision is not zero.",
    )
