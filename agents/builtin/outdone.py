"""Whether a plan that a solver calls best is outdone by a simple change of it.

A total over another ("the cost per child") may come ever closer to a value that no plan reaches.
Solvers then stop at some large plan and call it optimal. A larger one that is better still shows
it, in plain arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from optimoot.agents.trial import Trial
from optimoot.evaluation import Evaluation, Evaluator, Index
from optimoot.formulation import Formulation, Sense
from optimoot.solvers.checks.context import plan_of

Plan = Mapping[str, Mapping[Index, float]]
_BETTER: Final = 1e-9
"""By how much of its size an objective has to improve."""
_FACTOR: Final = 2.0
_SLACK: Final = 1e-9


def is_outdone(formulation: Formulation, trial: Trial) -> bool:
    """Whether twice as much of one decision, or of all, is a better plan.

    Only quotients are tried: elsewhere the solver's proof is checked by the certificate.
    """
    objective = formulation.objective
    if objective is None or "/" not in objective.expression or formulation.sets:
        return False
    if not trial.outcome.has_solution:
        return False
    plan = {
        name: {index: value for index, value in values.items() if value is not None}
        for name, values in plan_of(trial.outcome).items()
    }
    evaluator = Evaluator(formulation, trial.program.data)
    sign = 1.0 if objective.sense is Sense.MAXIMIZE else -1.0
    reached = evaluator.at(plan).objective
    if reached is None:
        return False
    found = [evaluator.at(other) for other in _larger(plan)]
    return any(
        sign * (other.objective - reached) > _BETTER * abs(reached)
        for other in found
        if other.objective is not None and _is_plan(other)
    )


def _larger(plan: Plan) -> Iterator[Plan]:
    for name, values in plan.items():
        yield {**plan, name: {index: _FACTOR * value for index, value in values.items()}}
    yield {
        name: {index: _FACTOR * value for index, value in values.items()}
        for name, values in plan.items()
    }


def _is_plan(found: Evaluation) -> bool:
    """Whether a point keeps every limit."""
    if found.failures or found.bounds or found.integrality:
        return False
    return all(told.relative_violation <= _SLACK for told in found.constraints)
