"""OptiBench's labels with alternative optima: the objective agrees, and our own plan is proven.

A problem may have several best plans, and the label names one of them. Here the labelled values
of variables are not asked for; in their place our plan must be what it claims to be: the solver
proved it optimal, and the certificate, which evaluates it in plain arithmetic, found nothing
against its feasibility, its objective or its proof. Right by this rule and not by `optibench` is
thus another best plan, or the same one in other variables.
"""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.rules.optibench import SOURCE, TOLERANCE, labelled_objective
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.rules.words import says_the_word
from optimoot.certificate import Confidence
from optimoot.outcome import SolutionStatus

_RELATIVE: Final = 1e-6
"""Beside the absolute tolerance, which is finer than a solver's where objectives are large."""
_OF_THE_PLAN: Final = frozenset(
    ["ran", "proven", "one_value_each", "feasible", "objective_agrees", "two_encodings"]
)
"""Checks of a certificate that speak of plan and proof, not of how the text was read."""


def _is_right(item: Item, record: ItemRecord) -> bool:
    objective = labelled_objective(item)
    if isinstance(objective, str):
        return says_the_word(objective, record)
    if record.objective is None or not _is_proven(record):
        return False
    return abs(record.objective - objective) <= max(TOLERANCE, _RELATIVE * abs(objective))


def _is_proven(record: ItemRecord) -> bool:
    """Whether the certificate stands behind the plan as feasible and best for its model."""
    checked = record.confidence not in ("", Confidence.REFUTED)
    optimal = record.solution_status == SolutionStatus.OPTIMAL
    return checked and optimal and not _OF_THE_PLAN.intersection(record.doubts)


OPTIBENCH_CHECKED: Final = Rule(
    name="optibench-checked",
    meaning="The labelled objective is met, by a plan that is proven optimal and feasible in plain "
    "arithmetic, whatever its variables.",
    is_right=_is_right,
    source=f"The labels of {SOURCE}",
)
