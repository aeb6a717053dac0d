"""What a check may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from optimoot.certificate import Check, Weight
from optimoot.errors import InputError
from optimoot.evaluation import Evaluation, evaluate
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Origin, Program

TOLERANCE = 5e-6
"""Allowed violation of a constraint or bound (relative) and of integrality (absolute).

The solvers work to 1e-6 and 1e-7 on scaled rows; five times that leaves room for the scaling.
"""


Plan = dict[str, dict[tuple[str | int, ...], float | None]]


def plan_of(outcome: Outcome) -> Plan:
    """An Outcome's plan as name → index → value; a variable without a value is left out."""
    found: Plan = {}
    for variable in outcome.variables:
        if variable.value is not None:
            index = tuple(_member(part) for part in variable.index)
            found.setdefault(variable.name, {})[index] = variable.value
    return found


def _member(part: str | float) -> str | int:
    """A part of a subscript as members have it; a fraction is none, and matches none."""
    if isinstance(part, str):
        return part
    return int(part) if float(part).is_integer() else str(part)


@dataclass(frozen=True)
class CheckContext:
    """A result and what it came from.

    Attributes:
        problem: None for a Program that was given without a text.
        formulation: None where a Program was written without one.
        program: The Program that was run, with its data.
        outcome: What running it gave.
        second: Outcome of the other encoding of the same formulation (compiled or written),
            where both exist.
        again: What another solver made of the same Program, where it was asked.
        replaced: Names of sets and parameters whose values the user replaced: the text no
            longer grounds them.
        left_out: Ids of the Numbers that were left aside on purpose, with a reason.
        asked_gap: The relative gap that the solver was asked for.
    """

    program: Program
    outcome: Outcome
    problem: Problem | None = None
    formulation: Formulation | None = None
    second: Outcome | None = None
    again: Outcome | None = None
    replaced: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    asked_gap: float = 1e-6

    @property
    def bound_to_formulation(self) -> Weight:
        """What it means that the result does not fit the Formulation.

        A Program that the user changed may well say something else on purpose: that is to be
        told, and refutes nothing.
        """
        return Weight.SUPPORTING if self.program.origin is Origin.USER else Weight.ESSENTIAL

    @cached_property
    def values(self) -> Plan:
        """The solution as name → index → value; a variable without a value is left out."""
        return plan_of(self.outcome)

    @property
    def objective_scale(self) -> float:
        """The size against which differences of the objective count where it is smaller itself.

        At most 1, and less where all terms of the objective are small; 1 where that is unknown.
        """
        if self.evaluation is None or self.evaluation.objective_scale == 0.0:
            return 1.0
        return min(1.0, self.evaluation.objective_scale)

    def holds(self, outcome: Outcome) -> bool:
        """Whether the plan of another Outcome satisfies the Formulation in plain arithmetic."""
        if self.formulation is None or not outcome.has_solution:
            return False
        try:
            found = evaluate(self.formulation, self.program.data, plan_of(outcome))
        except InputError:
            return False
        return found.is_feasible(TOLERANCE)

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """The solution in plain arithmetic; None where that can't be done."""
        return self._evaluated[0]

    @property
    def why_not_evaluated(self) -> str:
        """Why `evaluation` is None; empty if it isn't."""
        return self._evaluated[1]

    @cached_property
    def _evaluated(self) -> tuple[Evaluation | None, str]:
        if self.formulation is None:
            return None, "There is no formulation to evaluate: the program was written by hand."
        missing = [v.name for v in self.formulation.variables if v.name not in self.values]
        if missing and len(missing) == len(self.formulation.variables):
            return None, f"The program does not name the formulation's variables ({missing[0]!r})."
        try:
            return evaluate(self.formulation, self.program.data, self.values), ""
        except InputError as error:
            return None, str(error)


CheckFunction = Callable[[CheckContext], Check | None]
"""Runs one check; None where the check does not concern this result at all."""
