"""Does the solution hold in plain arithmetic, without the Program, Pyomo or the solver?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.evaluation import ConstraintEvaluation, Evaluation
from optimoot.solvers.checks.context import TOLERANCE, CheckContext

_OBJECTIVE_TOLERANCE = 1e-6
_ROUNDING = 1e-12


def feasible(context: CheckContext) -> Check | None:
    """The solution satisfies every constraint and bound of the Formulation."""
    if not context.outcome.has_solution:
        return None
    if context.evaluation is None:
        return _skipped("feasible", "The plan satisfies the formulation", context)
    evaluation = context.evaluation
    holds = evaluation.is_feasible(TOLERANCE)
    faults = () if holds else _faults(evaluation)
    return Check(
        name="feasible",
        title="The plan satisfies the formulation",
        status=CheckStatus.PASSED if holds else CheckStatus.FAILED,
        weight=context.bound_to_formulation,
        evidence="; ".join(faults[:4]) if faults else _margin(evaluation),
        elements=tuple(dict.fromkeys(fault.split(":")[0] for fault in faults)),
    )


def objective_agrees(context: CheckContext) -> Check | None:
    """The Formulation's objective at the solution is the one that the solver reports."""
    outcome, formulation = context.outcome, context.formulation
    if not outcome.has_solution or (outcome.objective is None and formulation is None):
        return None
    if formulation is not None and formulation.objective is None:
        return None  # a compiled Program then optimizes the constant 0
    title = "Plain arithmetic gives the same objective"
    if formulation is None or context.evaluation is None:
        return _skipped("objective_agrees", title, context)
    own = context.evaluation.objective
    same_sense = formulation.objective is not None and formulation.objective.sense is outcome.sense
    agrees = (
        own is not None
        and outcome.objective is not None
        and same_sense
        and abs(own - outcome.objective) <= _allowed(context, outcome.objective)
    )
    own_text = "no value" if own is None else f"{own:.12g}"
    sense = "" if same_sense else f", and the program would {outcome.sense or 'not optimize'}"
    return Check(
        name="objective_agrees",
        title=title,
        status=CheckStatus.PASSED if agrees else CheckStatus.FAILED,
        weight=context.bound_to_formulation,
        evidence=f"{own_text} against the solver's {_figure(outcome.objective)}{sense}.",
    )


def _allowed(context: CheckContext, objective: float) -> float:
    """How far apart the two objectives may be: 1e-6 of their size, and rounding errors."""
    terms = context.evaluation.objective_scale if context.evaluation is not None else 0.0
    scale = max(abs(objective), context.objective_scale)
    return _OBJECTIVE_TOLERANCE * scale + _ROUNDING * terms


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.12g}"


def _skipped(name: str, title: str, context: CheckContext) -> Check:
    return Check(
        name=name,
        title=title,
        status=CheckStatus.SKIPPED,
        weight=Weight.ESSENTIAL,
        evidence=context.why_not_evaluated,
    )


def _faults(evaluation: Evaluation) -> list[str]:
    failures = [str(failure) for failure in evaluation.failures]
    broken = sorted(
        (c for c in evaluation.constraints if c.relative_violation > TOLERANCE),
        key=lambda c: -c.relative_violation,
    )
    bounds = [
        f"{_place(b.name, b.index)}: {b.value:.10g} is beyond its bound {b.bound:.10g}"
        for b in evaluation.bounds
        if b.relative_violation > TOLERANCE
    ]
    whole = [
        f"{_place(i.name, i.index)}: {i.value:.10g} is not whole"
        for i in evaluation.integrality
        if i.distance > TOLERANCE
    ]
    return [*failures, *(_broken(c) for c in broken), *bounds, *whole]


def _broken(c: ConstraintEvaluation) -> str:
    return f"{_place(c.name, c.index)}: {c.left:.10g} {c.relation} {c.right:.10g} does not hold"


def _place(name: str, index: tuple[str | int, ...]) -> str:
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def _margin(evaluation: Evaluation) -> str:
    count = len(evaluation.constraints)
    worst = evaluation.worst
    largest = f", the largest violation is {worst.violation:.1e}" if worst is not None else ""
    return f"{count} comparisons hold{largest}."
