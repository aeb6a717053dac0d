"""The graph of a run: the Problem goes to every team at once, those that differ debate.

    intake ──Send──▶ attempt (one for each team) ──▶ debate ──▶ assemble ──▶ END
                                                     ↑____│ (one move at a time)

Before the Answer is assembled, an independent checker looks at the plan that was chosen.

Checkpoints hold plain names only: the Problem, the attempts and the Answer can be large, and stand
in files of the run's folder, each written once and whole before the checkpoint that speaks of it.
"""

from __future__ import annotations

import asyncio
import operator
import traceback
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, Send
from pydantic import TypeAdapter

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.assembly import Weighed, assemble, debaters, weigh
from optimoot.agents.debate.room import Room
from optimoot.agents.debate.turns import Move
from optimoot.agents.team import Abstention, Attempt, Team, TeamContext
from optimoot.agents.verification import verify
from optimoot.certificate import Check
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
        moves: How many moves of the debate are kept.
        ended: Why the debate ended; empty where there was none.
        checker: What the independent checker found, as a Check; None where none looked.
        verdict: The Answer's verdict, once it is kept.
    """

    run_id: str
    finished: Annotated[list[str], operator.add]
    moves: int
    ended: str
    checker: dict[str, Any] | None
    verdict: str


class TeamTask(TypedDict):
    """What one team is sent."""

    team: str


@dataclass
class RunContext:
    """What the nodes work with besides the state.

    Attributes:
        brought: The attempts of this process, so that they need not be read again.
        room: The debate, once there is one.
        weighed: The verdict, once it is there.
        answer: The Answer, once it is there.
    """

    problem: Problem
    teams: dict[str, Team]
    team_context: TeamContext
    folder: RunFolder
    brought: dict[str, Attempt] = field(default_factory=dict)
    room: Room | None = None
    weighed: Weighed | None = None
    answer: Answer | None = None


@cache
def run_graph() -> StateGraph[RunState, RunContext, RunState, RunState]:
    """The graph, to be compiled with a checkpointer."""
    graph = StateGraph(RunState, context_schema=RunContext)
    graph.add_node("intake", intake)
    graph.add_node("attempt", attempt, input_schema=TeamTask)
    graph.add_node("debate", debate)
    graph.add_node("verify", verify_chosen)
    graph.add_node("assemble", assemble_attempts)
    graph.add_edge(START, "intake")
    graph.add_conditional_edges("intake", to_teams, path_map=["attempt"])
    graph.add_edge("attempt", "debate")
    graph.add_edge("verify", "assemble")
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


async def debate(
    state: RunState, runtime: Runtime[RunContext]
) -> Command[Literal["debate", "verify"]]:
    """One move of the debate, where teams differ and can argue."""
    context, done = runtime.context, state.get("moves", 0)
    room = await asyncio.to_thread(_room, state, context)
    if room is None or (not done and room.ended):
        return Command(goto="verify")
    if ended := room.ended:
        return Command(goto="verify", update=RunState(ended=ended))
    move = await _move_within_budget(room, context)
    if move is None:
        return Command(goto="verify", update=RunState(ended="The budget is spent."))
    await asyncio.to_thread(context.folder.save_move, done + 1, move.model_dump_json())
    return Command(goto="debate", update=RunState(moves=done + 1))


async def verify_chosen(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """A checker that knows the problem, and no model, looks at the chosen plan."""
    context = runtime.context
    context.weighed = await asyncio.to_thread(_weighed, state, context)
    judgement = context.weighed.judgement
    wanted = context.team_context.settings.verifier and judgement.verdict is not Verdict.CONTESTED
    if judgement.chosen is None or not wanted:
        return RunState()
    check = await verify(context.problem, judgement.chosen, context.teams, context.team_context)
    return RunState(checker=check.model_dump(mode="json") if check is not None else None)


async def assemble_attempts(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The Answer: what the teams brought, where the debate left them, what the checker says."""
    context = runtime.context

    def assembled() -> Answer:
        weighed = context.weighed or _weighed(state, context)
        kept = state.get("checker")
        answer = assemble(
            weighed,
            check=Check.model_validate(kept) if kept is not None else None,
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


def _weighed(state: RunState, context: RunContext) -> Weighed:
    room = _room(state, context)
    return weigh(
        context.problem,
        _attempts_of(state, context),
        context.team_context.settings,
        context.team_context.ledger,
        moves=room.moves if room is not None else (),
        ended=state.get("ended", ""),
    )


def _room(state: RunState, context: RunContext) -> Room | None:
    """The debate as far as it has gone; None where there is nothing to debate."""
    if context.room is None:
        opening = debaters(_attempts_of(state, context))
        if not opening:
            return None
        texts = context.folder.moves(state.get("moves", 0))
        moves = [Move.model_validate_json(text) for text in texts]
        context.room = Room(context.problem, opening, context.teams, context.team_context, moves)
    return context.room


async def _move_within_budget(room: Room, context: RunContext) -> Move | None:
    """The next move; None where the budget leaves no time for it."""
    left = context.team_context.ledger.seconds_left
    if left is not None and left <= 0:
        return None
    try:
        async with asyncio.timeout(None if left is None else left + _GRACE):
            return await room.next_move()
    except TimeoutError:
        return None


def _attempts_of(state: RunState, context: RunContext) -> list[Attempt]:
    finished = set(state["finished"])
    return [_brought(name, context) for name in context.teams if name in finished]


def _brought(name: str, context: RunContext) -> Attempt:
    """A team's attempt, from this process or from the folder."""
    if name in context.brought:
        return context.brought[name]
    return _attempts.validate_json(context.folder.attempt(name))
