"""Do the compiled Formulation and the written Program agree?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.outcome import Outcome
from optimoot.solvers.checks.context import CheckContext

_RELATIVE = 1e-6


def same_result(first: Outcome, second: Outcome) -> bool:
    """Status, sense and objective agree, the objective at relative 1e-6."""
    if first.has_solution != second.has_solution or first.sense is not second.sense:
        return False
    if not first.has_solution:
        return first.termination is second.termination
    if first.objective is None or second.objective is None:
        return first.objective is second.objective
    scale = max(1.0, abs(first.objective), abs(second.objective))
    return abs(first.objective - second.objective) <= _RELATIVE * scale


def two_encodings(context: CheckContext) -> Check | None:
    """The same model, encoded twice, gives the same result."""
    if context.formulation is None:
        return None
    title = "Two encodings of the model agree"
    second = context.second
    if second is None:
        return Check(
            name="two_encodings",
            title=title,
            status=CheckStatus.SKIPPED,
            evidence="There is one encoding only: the compiled formulation.",
        )
    if not (context.outcome.is_conclusive and second.is_conclusive):
        return Check(
            name="two_encodings",
            title=title,
            status=CheckStatus.SKIPPED,
            evidence="One of the two was not solved to the end.",
        )
    agree = same_result(context.outcome, second)
    return Check(
        name="two_encodings",
        title=title,
        status=CheckStatus.PASSED if agree else CheckStatus.FAILED,
        weight=Weight.SUPPORTING,
        evidence=f"{_told(context.outcome)} against {_told(second)}.",
    )


def _told(outcome: Outcome) -> str:
    if outcome.objective is None:
        return str(outcome.termination).replace("_", " ")
    return f"{outcome.sense or 'objective'} {outcome.objective:.10g}"
