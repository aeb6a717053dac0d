"""What a check may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from optimoot.certificate import Check
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Program


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
    def values(self) -> dict[str, dict[tuple[str | int | float, ...], float]]:
        """The solution as name → index → value; a variable without a value is left out."""
        found: dict[str, dict[tuple[str | int | float, ...], float]] = {}
        for variable in self.outcome.variables:
            if variable.value is not None:
                found.setdefault(variable.name, {})[variable.index] = variable.value
        return found


CheckFunction = Callable[[CheckContext], Check | None]
"""Runs one check; None where the check does not concern this result at all."""
