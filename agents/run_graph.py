"""The graph of a run: the Problem goes to every team at once, what they bring back is assembled.

    intake ──Send──▶ attempt (one for each team) ──▶ assemble ──▶ END

Checkpoints hold plain names only: the Problem, the attempts and the Answer can be large, and stand
in files of the run's folder, each written once and whole before the checkpoint that speaks of it.
"""

from __future__ import annotations

import asyncio
import operator
import traceback
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Send
from pydantic import TypeAdapter

from optimoot.agents.answer import Answer
from optimoot.agents.assembly import assemble
from optimoot.agents.team import Abstention, Attempt, Team, TeamContext
from optimoot.errors import InputError, RunError
from optimoot.events import Warned
from optimoot.memory.runs import RunFolder
from optimoot.problem import Problem

_GRACE = 5.0
"""Seconds past the budget that a team gets to come back with what it has."""

_attempts: TypeAdapter[Attempt] = TypeAdapter(Attempt)


class RunState(TypedDict, total=False):
    """What is checkpointed.

    Attributes:
        run_id: The run, whose folder holds the rest.
        finished: Names of the teams whose attempts are kept.
        verdict: The Answer's verdict, once it is kept.
    """

    run_id: str
    finished: Annotated[list[str], operator.add]
    verdict: str


class TeamTask(TypedDict):
    """What one team is sent."""

    team: str


@dataclass
class RunContext:
    """What the nodes work with besides the state.

    Attributes:
        brought: The attempts of this process, so that they need not be read again.
        answer: The Answer, once it is there.
    """

    problem: Problem
    teams: dict[str, Team]
    team_context: TeamContext
    folder: RunFolder
    brought: dict[str, Attempt] = field(default_factory=dict)
    answer: Answer | None = None


@cache
def run_graph() -> StateGraph[RunState, RunContext, RunState, RunState]:
    """The graph, to be compiled with a checkpointer."""
    graph = StateGraph(RunState, context_schema=RunContext)
    graph.add_node("intake", intake)
    graph.add_node("attempt", attempt, input_schema=TeamTask)
    graph.add_node("assemble", assemble_attempts)
    graph.add_edge(START, "intake")
    graph.add_conditional_edges("intake", to_teams, path_map=["attempt"])
    graph.add_edge("attempt", "assemble")
    graph.add_edge("assemble", END)
    return graph


async def intake(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The checkpoints and the folder are of one run."""
    kept = runtime.context.folder.run_id
    if state["run_id"] != kept:
        raise RunError(f"The checkpoints are of the run {state['run_id']!r}.", run_id=kept)
    return RunState()


def to_teams(_state: RunState, runtime: Runtime[RunContext]) -> list[Send]:
    """Every team gets the Problem, at once."""
    return [Send("attempt", TeamTask(team=name)) for name in runtime.context.teams]


async def attempt(state: TeamTask, runtime: Runtime[RunContext]) -> RunState:
    """One team's attempt; nothing that it does takes the others down."""
    context = runtime.context
    team = context.teams[state["team"]]
    made = await _attempt_within_budget(team, context)
    context.brought[team.name] = made
    text = await asyncio.to_thread(_attempts.dump_json, made)
    context.folder.save_attempt(team.name, text)
    return RunState(finished=[team.name])


async def assemble_attempts(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The verdict on what the teams brought back."""
    context = runtime.context
    finished = set(state["finished"])

    def assembled() -> Answer:
        attempts = [_brought(name, context) for name in context.teams if name in finished]
        answer = assemble(
            context.problem,
            attempts,
            settings=context.team_context.settings,
            ledger=context.team_context.ledger,
            run_id=context.folder.run_id,
            trace=str(context.folder.path),
        )
        context.folder.save_answer(answer.model_dump_json())
        return answer

    context.answer = await asyncio.to_thread(assembled)
    return RunState(verdict=context.answer.verdict)


async def _attempt_within_budget(team: Team, context: RunContext) -> Attempt:
    ledger = context.team_context.ledger
    left = ledger.seconds_left
    try:
        async with asyncio.timeout(None if left is None else left + _GRACE):
            return await team.attempt(context.problem, context.team_context)
    except TimeoutError:
        reason = f"The budget of {ledger.budget} was spent before it came back."
    except InputError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - whatever a team does, the others go on
        last = traceback.extract_tb(error.__traceback__)[-1]
        reason = (
            f"The team broke down: {type(error).__name__}: {error} "
            f"(in {last.name}, line {last.lineno})."
        )
        context.team_context.emit(Warned(message=reason, team=team.name))
    return Abstention(team=team.name, reason=reason, failed=True)


def _brought(name: str, context: RunContext) -> Attempt:
    """A team's attempt, from this process or from the folder."""
    if name in context.brought:
        return context.brought[name]
    return _attempts.validate_json(context.folder.attempt(name))
