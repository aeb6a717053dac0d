"""The graph's own overhead: what a node costs beyond its work, bare and with checkpoints.

Run with `make perf`. Nothing here is asserted about time; the figures go to docs/performance.md.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from optimoot.agents.answer import Answer
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.run import stream_run
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.agents.team import Abstention, Attempt, TeamContext
from optimoot.problem import Problem
from optimoot.settings import Settings

PROBLEM = Problem(text="Nothing is decided here.")
NO_FORMULATION = json.dumps({"analysis": "No decision.", "formulation": None})
MISSPELT = json.dumps(
    {
        "formulation": {
            "variables": [{"name": "x", "upper": "limit"}],
            "objective": {"sense": "maximize", "expression": "y"},
        }
    }
)


class NoTeam:
    """Abstains at once."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:  # noqa: ARG002
        """Nothing."""
        return Abstention(team=self.name, reason="none")


def language_team(completions: list[str]) -> LanguageTeam:
    """A team whose model says these, in order."""
    model = ScriptedChatModel.of(completions)
    return LanguageTeam(ChatClient(model=model, name=ModelName("scripted", "x")))


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all rounds, so that its making is not measured."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.mark.parametrize("nodes", [1, 11])
def test_team_of_scripted_nodes(
    benchmark: Any, loop: asyncio.AbstractEventLoop, nodes: int
) -> None:
    """The formulator's node, `nodes` times: prompt, completion, reply, review.

    The difference of the two figures, divided by 10, is what one node costs with its work.
    """
    settings = Settings(repairs=20)

    def setup() -> tuple[tuple[Any, ...], dict[str, Any]]:
        team = language_team([MISSPELT] * (nodes - 1) + [NO_FORMULATION])
        return (team, TeamContext(run_id="r", settings=settings)), {}

    def attempt(team: LanguageTeam, context: TeamContext) -> Attempt:
        return loop.run_until_complete(team.attempt(PROBLEM, context))

    done = benchmark.pedantic(attempt, setup=setup, rounds=20, warmup_rounds=2)
    benchmark.extra_info["nodes"] = nodes
    assert done.reason == "No decision."


@pytest.mark.parametrize("teams", [1, 8])
def test_run_of_teams_that_do_nothing(
    benchmark: Any,
    loop: asyncio.AbstractEventLoop,
    tmp_path: Path,
    teams: int,
) -> None:
    """A whole run with its folder and checkpoints: three nodes, one more for each further team."""
    settings = Settings(data_folder=tmp_path)

    async def run() -> Answer:
        made = [NoTeam(f"t{number}") for number in range(teams)]
        last: Any = None
        async for item in stream_run(PROBLEM, teams=made, settings=settings):
            last = item
        answer: Answer = last
        return answer

    answer = benchmark.pedantic(lambda: loop.run_until_complete(run()), rounds=20, warmup_rounds=2)
    benchmark.extra_info["nodes"] = teams + 2
    assert len(answer.abstentions) == teams
