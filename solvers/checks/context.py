"""What a check may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from optimoot.certificate import Check
from optimoot.errors import InputError
from optimoot.evaluation import Evaluation, evaluate
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Program

TOLERANCE = 5e-6
"""Allowed violation of a constraint or bound (relative) and of integrality (absolute).

The solvers work to 1e-6 and 1e-7 on scaled rows; five times that leaves room for the scaling.
"""


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
        replaced: Names of sets and parameters whose values the user replaced: the text no
            longer grounds them.
    """

    program: Program
    outcome: Outcome
    problem: Problem | None = None
    formulation: Formulation | None = None
    second: Outcome | None = None
    replaced: frozenset[str] = frozenset()

    @cached_property
    def values(self) -> dict[str, dict[tuple[str | int, ...], float | None]]:
        """The solution as name → index → value; a variable without a value is left out."""
        found: dict[str, dict[tuple[str | int, ...], float | None]] = {}
        for variable in self.outcome.variables:
            if variable.value is not None:
                index = tuple(
                    part if isinstance(part, str) else int(part) for part in variable.index
                )
                found.setdefault(variable.name, {})[index] = variable.value
        return found

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
