"""Teams that break their promises: the others' results stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_problems import PRESS_BEST, PRESS_TEXT

import optimoot
from optimoot.agents.answer import Verdict
from optimoot.agents.builtin.team import builtin_teams
from optimoot.agents.presented import stated
from optimoot.agents.team import Attempt, Candidate, TeamContext
from optimoot.outcome import SolutionStatus, Termination
from optimoot.problem import Problem
from optimoot.settings import Settings
from optimoot.stated_plan import StatedPlan


class Odd:
    """Attempts as a built-in team does; what else it does is for tests to say."""

    name = "odd"

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        for team in builtin_teams():
            made = await team.attempt(problem, context)
            if isinstance(made, Candidate):
                return made.model_copy(update={"team": self.name, **self.changed(made)})
        raise AssertionError("no built-in team reads it")

    def changed(self, made: Candidate) -> dict[str, Any]:
        return {}


def solve(folder: Path, *teams: object) -> optimoot.Answer:
    return optimoot.solve(
        PRESS_TEXT, settings=Settings(data_folder=folder), teams=["matching", *teams]
    )


def test_a_team_that_brings_nothing_is_told(data_folder: Path) -> None:
    class Forgetful(Odd):
        async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
            return None  # type: ignore[return-value]

    answer = solve(data_folder, Forgetful())
    assert answer.objective == pytest.approx(PRESS_BEST)
    (told,) = [a for a in answer.abstentions if a.team == "odd"]
    assert "'NoneType'" in told.reason
    assert told.failed


def test_a_fault_in_a_debate_or_a_checker_takes_nobody_down(data_folder: Path) -> None:
    class Broken(Odd):
        def changed(self, made: Candidate) -> dict[str, Any]:
            return {"outcome": made.outcome.model_copy(update={"objective": 7.0})}

        async def debate(self, problem: Problem, view: object, context: TeamContext) -> object:
            raise ValueError("bug in my team")

        def verifier(self, problem: Problem, candidate: Candidate, context: TeamContext) -> object:
            raise KeyError("another")

    answer = solve(data_folder, Broken())
    assert answer.verdict is Verdict.CONTESTED
    assert answer.debate is not None
    assert "bug in my team" in answer.debate.turns[0].critiques[0].why


@pytest.mark.parametrize(("objective", "contested"), [(500.0, True), (10.0, False)])
def test_a_better_plan_that_was_not_settled_contests_what_is_said_to_be_the_best(
    data_folder: Path, objective: float, contested: bool
) -> None:
    class Better(Odd):
        async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
            plan = StatedPlan(objective=objective, sense="maximize", values={})
            made = stated(plan, self.name)
            stopped = {
                "termination": Termination.TIME_LIMIT,
                "solution": SolutionStatus.FEASIBLE,
                "bound": 900.0,
            }
            return made.model_copy(update={"outcome": made.outcome.model_copy(update=stopped)})

    answer = solve(data_folder, Better())
    assert answer.verdict is (Verdict.CONTESTED if contested else Verdict.UNCONTESTED)
