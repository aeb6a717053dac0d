"""Do two solves of one model agree: two encodings of it, or two solvers on one encoding?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.formulation import Sense
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.program import Origin
from optimoot.solvers.checks.context import CheckContext

_RELATIVE = 1e-6
_LEAST = 1e-8
"""Objectives of linear models differ by less than this only in rounding errors."""
_LINEAR = frozenset({"LP", "MILP"})


def same_result(first: Outcome, second: Outcome, *, unit: float | None = None) -> bool:
    """Status, sense and objective agree, the objective at relative 1e-6.

    Args:
        first: One Outcome.
        second: The other.
        unit: The size below which the objective itself is taken for rounding errors of its
            terms; None: 1 for models with curves, a hundredth for linear ones.
    """
    if first.has_solution != second.has_solution or first.sense is not second.sense:
        return False
    if not first.has_solution:
        return first.termination is second.termination
    if first.objective is None or second.objective is None:
        return first.objective is second.objective
    least = _RELATIVE * unit if unit is not None else _least(first, second)
    scale = max(abs(first.objective), abs(second.objective))
    return abs(first.objective - second.objective) <= max(least, _RELATIVE * scale)


def _least(first: Outcome, second: Outcome) -> float:
    linear = all(o.statistics and o.statistics.model_class in _LINEAR for o in (first, second))
    return _LEAST if linear else _RELATIVE


def two_encodings(context: CheckContext) -> Check | None:
    """The same model, encoded twice, gives the same result.

    What a coder wrote may be tighter than the Formulation, and no plan that it finds shows that:
    without a second encoding its optimum is not established.
    """
    if context.formulation is None:
        return None
    compiled = context.program.origin is Origin.COMPILED
    second = context.second
    weight = Weight.SUPPORTING if compiled else context.bound_to_formulation
    if second is None:
        one = "the compiled formulation" if compiled else "the written program"
        return _encodings(CheckStatus.SKIPPED, weight, f"There is one encoding only: {one}.")
    if _is_beaten(context, second):
        told = f"{_told(context.outcome)} is surpassed by a plan with {_told(second)}."
        return _encodings(CheckStatus.FAILED, weight, told)
    if not context.outcome.is_conclusive:
        return _encodings(CheckStatus.SKIPPED, weight, "The program was not solved to the end.")
    if not second.is_conclusive:
        if _meets_bound(context, second):
            told = f"{_told(context.outcome)} meets the bound that the other encoding proved."
            return _encodings(CheckStatus.PASSED, weight, told)
        return _encodings(CheckStatus.SKIPPED, weight, "The other was not solved to the end.")
    agree = same_result(context.outcome, second, unit=context.objective_scale)
    return _encodings(
        CheckStatus.PASSED if agree else CheckStatus.FAILED,
        weight,
        f"{_told(context.outcome)} against {_told(second)}.",
    )


def _encodings(status: CheckStatus, weight: Weight, evidence: str) -> Check:
    return Check(
        name="two_encodings",
        title="Two encodings of the model agree",
        status=status,
        weight=weight,
        evidence=evidence,
    )


def confirmed(context: CheckContext) -> Check | None:
    """Another solver, or the other encoding, settles the compiled model in the same way.

    A plan can be checked by itself, and what is wrong with it shows; that there is none, or no
    better one, is a solver's word. So a claim without a plan needs a second word, and a better
    plan that satisfies the Formulation refutes any claim.
    """
    outcome = context.outcome
    compiled = context.program.origin is Origin.COMPILED
    if context.formulation is None or not compiled or not outcome.is_conclusive:
        return None
    rivals = [rival for rival in (context.again, context.second) if rival is not None]
    for rival in rivals:
        if _is_beaten(context, rival):
            told = f"{_by(rival)} found a plan with {_told(rival)}, against {_told(outcome)}."
            return _confirmed(CheckStatus.FAILED, Weight.ESSENTIAL, told)
    settled = [rival for rival in rivals if rival.is_conclusive]
    weight = Weight.SUPPORTING if outcome.has_solution else Weight.ESSENTIAL
    if not settled:
        return _confirmed(
            CheckStatus.SKIPPED,
            weight,
            "Another solver came to no result."
            if rivals
            else f"No other solver was asked; it is {_by(outcome)}'s word.",
        )
    for rival in settled:
        if not same_result(outcome, rival, unit=context.objective_scale):
            told = f"{_by(outcome)}: {_told(outcome)}, against {_by(rival)}: {_told(rival)}."
            return _confirmed(CheckStatus.FAILED, Weight.SUPPORTING, told)
    told = f"{_by(settled[0])} comes to the same: {_told(settled[0])}."
    return _confirmed(CheckStatus.PASSED, weight, told)


def _confirmed(status: CheckStatus, weight: Weight, evidence: str) -> Check:
    return Check(
        name="confirmed",
        title="Another solver comes to the same result",
        status=status,
        weight=weight,
        evidence=evidence,
    )


def _is_beaten(context: CheckContext, rival: Outcome) -> bool:
    """Whether a rival's plan holds in plain arithmetic and shows that the claim is wrong."""
    claimed = context.outcome
    if not rival.has_solution or not claimed.is_conclusive:
        return False
    if claimed.has_solution:
        if claimed.solution is not SolutionStatus.OPTIMAL or not _is_better(context, rival):
            return False
    elif claimed.termination is not Termination.INFEASIBLE:
        return False
    return context.holds(rival)


def _is_better(context: CheckContext, rival: Outcome) -> bool:
    claimed = context.outcome
    if claimed.objective is None or rival.objective is None or claimed.sense is not rival.sense:
        return False
    gain = rival.objective - claimed.objective
    gain = gain if claimed.sense is Sense.MAXIMIZE else -gain
    return gain > 10 * max(_allowed(context, rival), _gap_left(context))


def _gap_left(context: CheckContext) -> float:
    """What the gap that was asked for leaves open."""
    return context.asked_gap * abs(context.outcome.objective or 0.0)


def _allowed(context: CheckContext, rival: Outcome) -> float:
    sizes = (abs(o.objective or 0.0) for o in (context.outcome, rival))
    return _RELATIVE * max(context.objective_scale, *sizes)


def _meets_bound(context: CheckContext, rival: Outcome) -> bool:
    claimed = context.outcome
    if not claimed.has_solution or claimed.objective is None or rival.bound is None:
        return False
    if claimed.sense is not rival.sense:
        return False
    return abs(claimed.objective - rival.bound) <= _allowed(context, rival)


def _by(outcome: Outcome) -> str:
    return outcome.solver or "plain reasoning"


def _told(outcome: Outcome) -> str:
    if outcome.objective is None:
        return str(outcome.termination).replace("_", " ")
    return f"{outcome.sense or 'objective'} {outcome.objective:.10g}"
