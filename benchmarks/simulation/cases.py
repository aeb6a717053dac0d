"""The cases of a simulation: problems whose right model is known, with wrong readings of each."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from optimoot.benchmarks.injection import misreadings
from optimoot.benchmarks.injection.solved import Inject, solved_model
from optimoot.benchmarks.made_models import made_models
from optimoot.binding import bind
from optimoot.coefficients import Coefficients
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Program
from optimoot.solvers.checks import same_result
from optimoot.solvers.compile import compile_program
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.sandbox import shared_sandbox

KINDS: tuple[Inject, ...] = (
    misreadings.wrong_value,
    misreadings.invented_factor,
    misreadings.figure_of_another,
    misreadings.swapped_values,
    misreadings.swapped_readings,
    misreadings.swapped_limits,
    misreadings.lost_constraint,
    misreadings.lost_constraint_of_known_data,
    misreadings.turned_constraint,
    misreadings.turned_goal,
    misreadings.doubled_goal,
    misreadings.limit_times_itself,
    misreadings.wrong_domain,
)
"""Errors of reading; each gives another objective, or another status, than the right model."""
TRIED = 6
"""Kinds of error that are tried on each problem."""


@dataclass(frozen=True)
class Reading:
    """One way to read a problem.

    Attributes:
        error: What is wrong with it; empty for the right one.
        program: The compiled Formulation.
        coefficients: What it builds, for a checker that holds this reading.
    """

    error: str
    formulation: Formulation
    program: Program
    outcome: Outcome
    coefficients: Coefficients


@dataclass(frozen=True)
class Case:
    """A problem with its right reading and wrong ones.

    Attributes:
        trap: The wrong reading that many fall for, where the problem has one in this simulation.
    """

    family: str
    problem: Problem
    right: Reading
    wrong: tuple[Reading, ...]
    trap: Reading

    def is_right(self, outcome: Outcome) -> bool:
        """Whether a result is that of the right model."""
        return same_result(self.right.outcome, outcome)


def make_cases(count: int, seed: int, note: Callable[[int], None] = lambda _: None) -> list[Case]:
    """The cases, the same ones for the same seed.

    Problems that hardly any error can be put into are passed over.
    """
    sandbox = shared_sandbox()
    chance = random.Random(seed)  # noqa: S311 - the same for everyone, not secret
    cases: list[Case] = []
    for made in made_models(2 * count, seed):
        if len(cases) == count:
            break
        solved = solved_model(made, sandbox.run, chance)
        if not solved.context.outcome.is_conclusive:
            continue
        wrong = []
        for inject in chance.sample(KINDS, TRIED):
            context = inject(solved)
            if context is None or context.formulation is None:
                continue
            wrong.append(_reading(inject.__name__, context.formulation, context.outcome))
        if len(wrong) < 2:
            continue
        right = _reading("", made.formulation, solved.context.outcome)
        trap = chance.choice(wrong)
        cases.append(Case(made.family, made.problem, right, tuple(wrong), trap))
        note(len(cases))
    return cases


def _reading(error: str, formulation: Formulation, outcome: Outcome) -> Reading:
    program = compile_program(formulation, bind(formulation))
    return Reading(
        error, formulation, program, outcome,
        shared_sandbox().coefficients(program, SolveOptions()),
    )  # fmt: skip
