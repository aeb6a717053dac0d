"""A run: the Problem goes to every team at once, what they bring back is assembled.

    intake ──Send──▶ attempt (one for each team) ──▶ assemble ──▶ END

The graph is checkpointed in the run's own folder, so that a run that was killed goes on where it
stood: teams that had finished do not work again, and completions that had come are not asked again.
"""

from __future__ import annotations

import asyncio
import operator
import time
import traceback
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Send
from pydantic import TypeAdapter

from optimoot.agents.answer import Answer
from optimoot.agents.assembly import assemble
from optimoot.agents.budget import Budget
from optimoot.agents.ledger import Charge, Ledger, Tokens
from optimoot.agents.team import Abstention, Attempt, Team, TeamContext
from optimoot.agents.trial import end_programs_with_this_loop
from optimoot.errors import InputError, RunError
from optimoot.events import Event, RunFinished, RunStarted, Warned
from optimoot.memory.runs import RunFolder, RunRequest
from optimoot.problem import Problem
from optimoot.settings import Settings

_GRACE = 5.0
"""Seconds past the budget that a team gets to come back with what it has."""

_attempts: TypeAdapter[Attempt] = TypeAdapter(Attempt)


class RunState(TypedDict, total=False):
    """What is checkpointed: plain JSON only, validated where a node reads it.

    Attributes:
        problem: The Problem.
        attempts: One for each team that has finished.
        answer: The Answer.
    """

    problem: dict[str, Any]
    attempts: Annotated[list[dict[str, Any]], operator.add]
    answer: dict[str, Any]


class TeamTask(TypedDict):
    """What one team is sent."""

    team: str
    problem: dict[str, Any]


@dataclass(frozen=True)
class RunContext:
    """What the nodes work with besides the state."""

    teams: dict[str, Team]
    team_context: TeamContext
    folder: RunFolder


async def stream_run(
    problem: Problem | None,
    *,
    teams: Sequence[Team],
    settings: Settings,
    budget: str | Budget = "",
    run_id: str | None = None,
    resume: bool = False,
) -> AsyncIterator[Event | Answer]:
    """Run the teams on a Problem; yield the typed events as they happen and the Answer last.

    Closing the iterator, or cancelling its task, ends the run; it can be resumed.

    Args:
        problem: None only where a run is resumed.
        teams: Who attempts it. A resumed run's teams that are not among them are made anew from
            the settings it was started with.
        settings: How to run. A resumed run keeps its own settings, apart from the folder.
        budget: What may be spent: a Budget or its text; empty: no limit, or, where a run is
            resumed, what was said when it began.
        run_id: Name of the run; default: a new one.
        resume: Go on with the run `run_id`.

    Raises:
        InputError: The budget, the run's name, the teams or the data folder cannot be used.
        RunError: The run itself broke; its folder is kept.
    """
    if resume:
        folder, request = _reopened(run_id, settings)
        if (kept := folder.answer()) is not None:
            yield Answer.model_validate_json(kept)
            return
        teams, settings = _teams_again(request, teams, settings)
        stated = str(budget) or request.budget
        told = request.problem
    else:
        if problem is None:
            raise InputError("There is no problem to run.", remedy="Give a text.")
        stated, told = str(budget), problem
        _refuse_doubles(teams)
        folder = None
    limits = Budget.parse(stated)
    _refuse_unpriced(limits, teams)
    await asyncio.to_thread(_refuse_unusable, settings)
    if folder is None:
        folder = RunFolder.create(
            settings.data_folder,
            RunRequest(
                problem=told,
                settings=settings.model_dump(mode="json", exclude_unset=True),
                teams=tuple(team.name for team in teams),
                budget=stated,
                started=time.time(),
            ),
            run_id,
        )
    with folder.working():
        async for item in _events(folder, told, tuple(teams), settings, limits, resumed=resume):
            yield item


async def _events(
    folder: RunFolder,
    problem: Problem,
    teams: tuple[Team, ...],
    settings: Settings,
    budget: Budget,
    *,
    resumed: bool,
) -> AsyncIterator[Event | Answer]:
    """The graph works in a task of its own; its events pass through a queue, and into the trace."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Event | None] = asyncio.Queue()

    def emit(event: Event) -> None:
        stamped = event.model_copy(update={"at": round(folder.seconds, 3)})
        folder.append(stamped)
        loop.call_soon_threadsafe(queue.put_nowait, stamped)

    ledger = _ledger(budget, folder)
    context = RunContext(
        teams={team.name: team for team in teams},
        team_context=TeamContext(
            run_id=folder.run_id,
            settings=settings,
            emit=emit,
            ledger=ledger,
            slots=asyncio.Semaphore(settings.concurrent_requests),
            completions=folder,
        ),
        folder=folder,
    )
    emit(RunStarted(run_id=folder.run_id, teams=tuple(context.teams), resumed=resumed))
    work = asyncio.create_task(_work(problem, context, resumed=resumed))
    work.add_done_callback(lambda _task: queue.put_nowait(None))
    try:
        while (event := await queue.get()) is not None:
            yield event
        answer = await work
    finally:
        if not work.done():
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
    folder.save_answer(answer.model_dump_json(indent=1))
    finished = RunFinished(
        run_id=folder.run_id, verdict=answer.verdict, at=round(folder.seconds, 3)
    )
    folder.append(finished)
    yield finished
    yield answer


async def _work(problem: Problem, context: RunContext, *, resumed: bool) -> Answer:
    """Run the graph to its end, from its last checkpoint where there is one."""
    from optimoot.agents.checkpoints import open_checkpoints

    folder = context.folder
    end_programs_with_this_loop()
    try:
        async with open_checkpoints(folder.checkpoint) as saver:
            graph = _graph().compile(checkpointer=saver, name="run")
            config: Any = {"configurable": {"thread_id": folder.run_id}}
            begun = resumed and await saver.aget_tuple(config) is not None
            state = await graph.ainvoke(
                None if begun else RunState(problem=problem.model_dump(mode="json"), attempts=[]),
                config,
                context=context,
                durability="sync",
            )
    except InputError:
        raise
    except Exception as error:
        raise RunError(
            f"The run broke off: {type(error).__name__}: {error}.",
            run_id=folder.run_id,
            kept=f"{folder.path} (go on with --resume {folder.run_id})",
        ) from error
    return Answer.model_validate(state["answer"])


@cache
def _graph() -> StateGraph[RunState, RunContext, RunState, RunState]:
    graph = StateGraph(RunState, context_schema=RunContext)
    graph.add_node("intake", _intake)
    graph.add_node("attempt", _attempt, input_schema=TeamTask)
    graph.add_node("assemble", _assemble)
    graph.add_edge(START, "intake")
    graph.add_conditional_edges("intake", _to_teams, path_map=["attempt"])
    graph.add_edge("attempt", "assemble")
    graph.add_edge("assemble", END)
    return graph


async def _intake(state: RunState) -> RunState:
    """What came in is a Problem; from here on it stands in the first checkpoint."""
    return RunState(problem=Problem.model_validate(state["problem"]).model_dump(mode="json"))


def _to_teams(state: RunState, runtime: Runtime[RunContext]) -> list[Send]:
    """Every team gets the Problem, at once."""
    return [
        Send("attempt", TeamTask(team=name, problem=state["problem"]))
        for name in runtime.context.teams
    ]


async def _attempt(state: TeamTask, runtime: Runtime[RunContext]) -> RunState:
    """One team's attempt; nothing that it does takes the others down."""
    context = runtime.context
    team = context.teams[state["team"]]
    ledger = context.team_context.ledger
    left = ledger.seconds_left
    problem = Problem.model_validate(state["problem"])
    try:
        async with asyncio.timeout(None if left is None else left + _GRACE):
            attempt = await team.attempt(problem, context.team_context)
    except TimeoutError:
        reason = f"The budget of {ledger.budget} was spent before it came back."
        attempt = Abstention(team=team.name, reason=reason, failed=True)
    except InputError as error:
        attempt = Abstention(team=team.name, reason=str(error), failed=True)
    except Exception as error:  # noqa: BLE001 - whatever a team does, the others go on
        last = traceback.extract_tb(error.__traceback__)[-1]
        reason = (
            f"The team broke down: {type(error).__name__}: {error} "
            f"(in {last.name}, line {last.lineno})."
        )
        context.team_context.emit(Warned(message=reason, team=team.name))
        attempt = Abstention(team=team.name, reason=reason, failed=True)
    return RunState(attempts=[attempt.model_dump(mode="json")])


async def _assemble(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The verdict on what the teams brought back."""
    context = runtime.context
    order = list(context.teams)
    attempts = [_attempts.validate_python(attempt) for attempt in state["attempts"]]
    attempts.sort(key=lambda attempt: order.index(attempt.team))
    answer = await asyncio.to_thread(
        assemble,
        Problem.model_validate(state["problem"]),
        attempts,
        settings=context.team_context.settings,
        ledger=context.team_context.ledger,
        run_id=context.folder.run_id,
        trace=str(context.folder.path),
    )
    return RunState(answer=answer.model_dump(mode="json"))


def _ledger(budget: Budget, folder: RunFolder) -> Ledger:
    """A ledger that knows what earlier parts of the run used."""
    ledger = Ledger(budget)
    ledger.go_on_from(folder.seconds)
    for line in folder.completions():
        tokens = line["tokens"]
        ledger.record(
            Charge(
                team=line["team"],
                role=line["role"],
                model=line["model"],
                tokens=Tokens(*tokens) if tokens is not None else None,
                characters=line["characters"],
                money=line["money"],
                seconds=line["seconds"],
            )
        )
    return ledger


def _reopened(run_id: str | None, settings: Settings) -> tuple[RunFolder, RunRequest]:
    if not run_id:
        raise InputError("Which run is to be resumed?", remedy="Name it: --resume ID.")
    folder = RunFolder.open(settings.data_folder, run_id)
    return folder, folder.request()


def _teams_again(
    request: RunRequest, given: Sequence[Team], settings: Settings
) -> tuple[tuple[Team, ...], Settings]:
    """The teams that the run was started with, and its settings."""
    folder = {"data_folder": settings.data_folder}
    earlier = Settings(**(request.settings | folder))
    known = {team.name: team for team in given}
    if any(name not in known for name in request.teams):
        from optimoot.agents.api import default_teams

        known = {team.name: team for team in default_teams(earlier)} | known
    missing = [name for name in request.teams if name not in known]
    if missing:
        raise InputError(
            f"The run needs its team {missing[0]!r}, which is not here.",
            remedy="Resume it from the Python API with the teams that it was started with.",
        )
    return tuple(known[name] for name in request.teams), earlier


def _refuse_doubles(teams: Sequence[Team]) -> None:
    names = [team.name for team in teams]
    if not names:
        raise InputError("There is no team to attempt the problem.", remedy="Give at least one.")
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise InputError(
            f"Two teams have the name {double!r}.", remedy="Give each team a name of its own."
        )


def _refuse_unusable(settings: Settings) -> None:
    """What would make every Program fail is said before a run begins."""
    if settings.solver != "auto":
        from optimoot.solvers.registry import solver_named

        solver_named(settings.solver)
    if settings.require_sandbox:
        from optimoot.solvers.sandbox import protections

        missing = ", ".join(protection.name for protection in protections().missing)
        if missing:
            raise InputError(
                f"The sandbox lacks protections on this machine: {missing}.",
                remedy="Run without --require-sandbox, or on a machine that has them "
                "(see `optimoot doctor`).",
            )


def _refuse_unpriced(budget: Budget, teams: Sequence[Team]) -> None:
    """Money cannot be limited where a model's price is not known."""
    if budget.money is None:
        return
    from optimoot.agents.language_team import LanguageTeam

    for team in teams:
        if isinstance(team, LanguageTeam) and team.client.price is None:
            raise InputError(
                f"The price of {str(team.client.name)!r} is not known, so a budget in money "
                "cannot be kept.",
                remedy='Limit tokens or seconds instead, for example --budget "20000 tokens".',
            )
