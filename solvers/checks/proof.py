"""Did the Program run, and is its result proven?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.solvers.checks.context import CheckContext

_PROVEN = 0.5
"""No gap that a caller may sensibly ask for reaches this; beyond it "optimal" means nothing."""


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
    """The solver settled the model within its gap."""
    outcome = context.outcome
    if outcome.failure is not None:
        return None
    status = CheckStatus.PASSED
    apart = _bound_apart(outcome)
    if outcome.solution is SolutionStatus.OPTIMAL and apart:
        status = CheckStatus.FAILED
        evidence = f"Called optimal, but the bound is {outcome.bound:.10g}"
    elif outcome.solution is SolutionStatus.OPTIMAL:
        evidence = "The solver proved optimality"
        if outcome.gap is not None:
            evidence += f" (relative gap {outcome.gap:.1e})"
    elif outcome.is_conclusive:
        evidence = f"The solver proved the model {outcome.termination.replace('_', ' ')}"
    elif outcome.has_solution:
        status = CheckStatus.WARNED
        gap = f"a relative gap of {outcome.gap:.2%}" if outcome.gap is not None else "no bound"
        evidence = f"Stopped at {outcome.termination.replace('_', ' ')} with {gap}"
    else:
        status = CheckStatus.FAILED
        evidence = f"Stopped at {outcome.termination.replace('_', ' ')} with nothing in hand"
    return Check(
        name="proven",
        title="The result is proven",
        status=status,
        weight=Weight.SUPPORTING,
        evidence=f"{evidence}.",
    )


def _bound_apart(outcome: Outcome) -> bool:
    """Whether objective and bound are further apart than any gap that counts as proven."""
    if outcome.objective is None or outcome.bound is None:
        return False
    scale = max(1.0, abs(outcome.objective))
    return abs(outcome.objective - outcome.bound) > _PROVEN * scale


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
