"""A right model with its results: what errors are put into."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from optimoot.agents.trial import other_solver
from optimoot.benchmarks.made_models import MadeModel
from optimoot.binding import bind
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.program import Program
from optimoot.solvers.checks import CheckContext
from optimoot.solvers.compile import compile_program
from optimoot.solvers.options import SolveOptions

Solve = Callable[[Program, SolveOptions], Outcome]


@dataclass(frozen=True)
class Solved:
    """A right model with its results.

    Attributes:
        context: What the certificate looks at.
        solve: Runs a Program.
        chance: Where errors are put.
    """

    made: MadeModel
    context: CheckContext
    solve: Solve
    chance: random.Random

    @property
    def formulation(self) -> Formulation:
        """The right Formulation."""
        return self.made.formulation


Inject = Callable[[Solved], CheckContext | None]
"""Puts one error in; None where the model offers no place for it."""


def solved_model(made: MadeModel, solve: Solve, chance: random.Random) -> Solved:
    """The right model, solved as a team would."""
    context = as_a_team(made, made.formulation, solve)
    return Solved(made, context, solve, chance)


def as_a_team(made: MadeModel, formulation: Formulation, solve: Solve) -> CheckContext:
    """A Formulation taken through compiling, solving and the second solver.

    Raises:
        InputError: It cannot be bound or compiled.
    """
    program = compile_program(formulation, bind(formulation))
    outcome = solve(program, SolveOptions())
    other = other_solver(outcome)
    again = solve(program, SolveOptions(solver=other, duals=False)) if other else None
    return CheckContext(
        program=program,
        outcome=outcome,
        problem=made.problem,
        formulation=formulation,
        again=again,
    )
