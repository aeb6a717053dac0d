"""What a run's graph works with: the state that is checkpointed, and what stands beside it."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import Annotated, Any, TypedDict

from optimoot.agents.answer import Answer
from optimoot.agents.asking import Reply, problem_with
from optimoot.agents.assembly import Weighed
from optimoot.agents.debate.room import Room
from optimoot.agents.remembering.recalling import BankRecollection
from optimoot.agents.team import Attempt, Team, TeamContext
from optimoot.memory.runs import RunFolder
from optimoot.problem import Problem


class RunState(TypedDict, total=False):
    """What is checkpointed.

    Attributes:
        run_id: The run, whose folder holds the rest.
        finished: The attempts that are kept, by `attempt_name`.
        moves: How many moves of the debate are kept.
        ended: Why the debate ended; empty where there was none.
        checks: What independent checkers found of plans, as Checks by team.
        verdict: The Answer's verdict, once it is kept.
        replies: What the user replied, in order.
        part: How often the teams have begun anew after a reply.
        approved: Whether the user approved the assumptions.
        refused: Assumptions that the user did not approve.
        refused_objective: Of the result that rested on them.
    """

    run_id: str
    finished: Annotated[list[str], operator.add]
    moves: int
    ended: str
    checks: dict[str, dict[str, Any]]
    verdict: str
    replies: list[Reply]
    part: int
    approved: bool
    refused: list[str]
    refused_objective: float | None


class TeamTask(TypedDict):
    """What one team is sent."""

    team: str
    part: int
    replies: list[Reply]


@dataclass
class RunContext:
    """What the nodes work with besides the state.

    Attributes:
        brought: The attempts of this process, so that they need not be read again.
        room: The debate, once there is one.
        weighed: The verdict, once it is there.
        answer: The Answer, once it is there.
        recollection: What is recalled from the memory bank; None where there is none.
    """

    problem: Problem
    teams: dict[str, Team]
    team_context: TeamContext
    folder: RunFolder
    brought: dict[str, Attempt] = field(default_factory=dict)
    room: Room | None = None
    weighed: Weighed | None = None
    answer: Answer | None = None
    recollection: BankRecollection | None = None

    def problem_of(self, state: RunState | TeamTask) -> Problem:
        """The Problem with what the user has replied."""
        return problem_with(self.problem, state.get("replies") or [])


def attempt_name(team: str, part: int) -> str:
    """The name under which a team's attempt is kept."""
    return f"{team}@{part}" if part else team
