"""A run: from a Problem and teams to a stream of events and, last, the Answer.

The graph is checkpointed in the run's own folder, so that a run that was killed goes on where it
stood: teams that had finished do not work again, and completions that had come are not asked again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from langgraph.types import Command
from pydantic import ValidationError

from optimoot.agents.answer import Answer
from optimoot.agents.asking import replies_to
from optimoot.agents.budget import Budget
from optimoot.agents.ledger import Charge, Ledger
from optimoot.agents.models import with_absolute_paths
from optimoot.agents.presented import PresentedTeam
from optimoot.agents.recording import Recording, Replay, check_writable, write_recording
from optimoot.agents.remembering.recalling import OpenBank, Recall
from optimoot.agents.remembering.recollection import NoRecollection
from optimoot.agents.run_graph import run_graph
from optimoot.agents.run_state import RunContext, RunState
from optimoot.agents.team import Team, TeamContext
from optimoot.agents.teams import default_teams
from optimoot.agents.trial import end_programs_with_this_loop
from optimoot.errors import InputError, OptimootError, RunError
from optimoot.events import Event, RunFinished, RunStarted
from optimoot.memory.asked import Asked, read_asked
from optimoot.memory.runs import RunFolder, RunRequest
from optimoot.problem import Problem
from optimoot.settings import Settings


async def stream_run(
    problem: Problem | None,
    *,
    teams: Sequence[Team],
    settings: Settings,
    budget: str | Budget = "",
    run_id: str | None = None,
    resume: bool = False,
    record: Path | None = None,
    replay: Recording | None = None,
    replies: Sequence[str] = (),
    memory: OpenBank | None = None,
    exclude: Sequence[str] = (),
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
        record: A file that gets all completions of the run, also where it breaks off.
        replies: To a run that waits: what the user replies to its questions, in their order.
        memory: Opens the memory bank at first use; default: that of the settings.
        exclude: Texts under evaluation: what is nearly the same is not recalled.
        replay: A recording: what was asked then is asked again, its completions are the answers.

    Raises:
        InputError: The budget, the run's name, the teams or the data folder cannot be used.
        RunError: The run itself broke; its folder is kept.
    """
    if replay is not None:
        problem, teams, settings, budget = _recorded(replay, settings)
    asked = read_asked(settings.data_folder, run_id) if resume and run_id else None
    if asked is not None:
        problem, settings = _as_asked(asked, settings)
        teams, budget, resume = teams or default_teams(settings), asked.budget, False
    if resume:
        folder, request = _reopened(run_id, settings)
        kept = folder.answer()
        if kept is not None and not replies and _has_ended(folder, kept):
            yield Answer.model_validate_json(kept)
            return
        _check_replies(kept, replies, folder.run_id)
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
    if record is not None:
        check_writable(record)
    _refuse_unpriced(limits, teams)
    await asyncio.to_thread(_refuse_unusable, settings)
    if folder is None:
        folder = RunFolder.create(
            settings.data_folder,
            RunRequest(
                problem=told,
                settings=with_absolute_paths(
                    settings.model_dump(mode="json", exclude_unset=True, exclude={"memory_token"}),
                    Path.cwd(),
                ),
                teams=tuple(team.name for team in teams),
                works={
                    team.name: team.as_data() for team in teams if isinstance(team, PresentedTeam)
                },
                budget=stated,
                started=time.time(),
            ),
            run_id,
        )
    with folder.working():
        try:
            async for item in _events(
                folder,
                told,
                tuple(teams),
                settings,
                limits,
                replay,
                replies,
                Recall(memory, tuple(exclude)),
                resumed=resume,
            ):
                yield item
        finally:
            if record is not None:
                await asyncio.to_thread(write_recording, folder, record)


async def _events(
    folder: RunFolder,
    problem: Problem,
    teams: tuple[Team, ...],
    settings: Settings,
    budget: Budget,
    replay: Recording | None,
    replies: Sequence[str],
    recall: Recall,
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
    if replay is not None:
        replay.recall_into(folder)
    record = replay.into(folder, ledger) if replay is not None else folder
    recollection = recall.of_run(folder, settings, emit, replayed=replay is not None)
    context = RunContext(
        problem=problem,
        teams={team.name: team for team in teams},
        team_context=TeamContext(
            run_id=folder.run_id,
            settings=settings,
            emit=emit,
            ledger=ledger,
            slots=asyncio.Semaphore(settings.concurrent_requests),
            completions=record,
            memory=recollection or NoRecollection(),
        ),
        folder=folder,
        recollection=recollection,
    )
    emit(RunStarted(run_id=folder.run_id, teams=tuple(context.teams), resumed=resumed))
    work = asyncio.create_task(_work(context, replies, resumed=resumed))
    work.add_done_callback(lambda _task: queue.put_nowait(None))
    try:
        while (event := await queue.get()) is not None:
            yield event
        answer = await work
        if isinstance(record, Replay):
            record.check()
    finally:
        if not work.done():
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        if recollection is not None:
            await recollection.end()
    finished = RunFinished(
        run_id=folder.run_id, verdict=answer.verdict, at=round(folder.seconds, 3)
    )
    folder.append(finished)
    yield finished
    yield answer


async def _work(context: RunContext, replies: Sequence[str], *, resumed: bool) -> Answer:
    """Run the graph to its end, from its last checkpoint where there is one."""
    from optimoot.agents.checkpoints import open_checkpoints

    folder = context.folder
    end_programs_with_this_loop()
    try:
        async with open_checkpoints(folder.checkpoint) as saver:
            graph = run_graph().compile(checkpointer=saver, name="run")
            config: Any = {"configurable": {"thread_id": folder.run_id}}
            begun = resumed and await saver.aget_tuple(config) is not None
            fresh = RunState(run_id=folder.run_id, finished=[], part=0)
            entry: Command[Any] | RunState | None = None if begun else fresh
            if replies:
                entry = Command(resume=list(replies))
            await graph.ainvoke(
                entry,
                config,
                context=context,
                durability="sync",
            )
    except OptimootError:
        raise
    except Exception as error:
        raise RunError(
            f"The run broke off: {type(error).__name__}: {error}.",
            run_id=folder.run_id,
            kept=f"{folder.path} (go on with --resume {folder.run_id})",
        ) from error
    if context.answer is None and (kept := folder.answer()) is not None:
        context.answer = Answer.model_validate_json(kept)  # all but the last event was done
    if context.answer is None:
        raise RunError(
            "The run's checkpoints say that it has ended, but its answer is gone.",
            run_id=folder.run_id,
            kept=str(folder.path),
        )
    return context.answer


def _ledger(budget: Budget, folder: RunFolder) -> Ledger:
    """A ledger that knows what earlier parts of the run used."""
    ledger = Ledger(budget)
    ledger.go_on_from(folder.seconds)
    for line in folder.completions():
        ledger.record(Charge.of_record(line))
    return ledger


def _reopened(run_id: str | None, settings: Settings) -> tuple[RunFolder, RunRequest]:
    if not run_id:
        raise InputError("Which run is to be resumed?", remedy="Name it: --resume ID.")
    folder = RunFolder.open(settings.data_folder, run_id)
    return folder, folder.request()


def _has_ended(folder: RunFolder, kept: str) -> bool:
    """Whether nothing is left to be done but to wait for a reply; its end may still be to come."""
    asks = bool(Answer.model_validate_json(kept).questions)
    return asks or any(isinstance(event, RunFinished) for event in folder.events()[-1:])


def _check_replies(kept: str | None, replies: Sequence[str], run_id: str) -> None:
    """Refuse replies to a run that does not wait for so many."""
    if not replies:
        return
    questions = Answer.model_validate_json(kept).questions if kept is not None else ()
    if not questions:
        raise InputError(f"The run {run_id!r} asks nothing.", remedy="Resume it without a reply.")
    replies_to(questions, replies)


def _recorded(
    recording: Recording, settings: Settings
) -> tuple[Problem, tuple[Team, ...], Settings, str]:
    """What a recorded run was asked: its problem, teams, settings and budget."""
    request = recording.header.request
    told = f"The recording {str(recording.path)!r} (of optimoot {recording.header.optimoot})"
    earlier = _settings_of(request, settings, told)
    known = {team.name: team for team in default_teams(earlier, recorded=True)} | _works(request)
    missing = next((name for name in request.teams if name not in known), None)
    if missing is not None:
        raise InputError(
            f"The recording {str(recording.path)!r} is of a run with the team {missing!r}, which "
            "cannot be made from its settings.",
            remedy="Only runs of teams from the settings, and built-in ones, can be replayed.",
        )
    teams = tuple(known[name] for name in request.teams)
    return request.problem, teams, earlier, request.budget


def _as_asked(asked: Asked, settings: Settings) -> tuple[Problem, Settings]:
    """The Problem and the settings of a run that was ended before it had begun."""
    from optimoot.intake import make_problem
    from optimoot.tables import load_tables

    base = Path(asked.folder)
    given = with_absolute_paths(asked.settings, base) | {"data_folder": settings.data_folder}
    tables = load_tables([base / path for path in asked.tables]) if asked.tables else ()
    return make_problem(asked.text, tables), Settings(**given)


def _teams_again(
    request: RunRequest, given: Sequence[Team], settings: Settings
) -> tuple[tuple[Team, ...], Settings]:
    """The teams that the run was started with, and its settings."""
    earlier = _settings_of(request, settings, "The run")
    known = _works(request) | {team.name: team for team in given}
    if any(name not in known for name in request.teams):
        known = {team.name: team for team in default_teams(earlier)} | known
    missing = [name for name in request.teams if name not in known]
    if missing:
        raise InputError(
            f"The run needs its team {missing[0]!r}, which is not here.",
            remedy="Resume it from the Python API with the teams that it was started with.",
        )
    return tuple(known[name] for name in request.teams), earlier


def _settings_of(request: RunRequest, settings: Settings, told: str) -> Settings:
    """The settings of an earlier run, within today's folder.

    Raises:
        InputError: This version does not know one of them.
    """
    try:
        return Settings(**(request.settings | {"data_folder": settings.data_folder}))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"{told} was made with a setting {name!r} that this version, "
            f"{version('optimoot')}, cannot use: {first['msg']}.",
            remedy="Use the version that it was made with, or begin anew.",
        ) from error


def _works(request: RunRequest) -> dict[str, Team]:
    """The teams that bring work of other methods."""
    return {name: PresentedTeam.again(name, work) for name, work in request.works.items()}


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
    from optimoot.agents.language.team import LanguageTeam

    for team in teams:
        clients = team.clients if isinstance(team, LanguageTeam) else ()
        unpriced = next((client for client in clients if client.price is None), None)
        if unpriced is not None:
            raise InputError(
                f"The price of {str(unpriced.name)!r} is not known, so a budget in money "
                "cannot be kept.",
                remedy='Limit tokens or seconds instead, for example --budget "20000 tokens".',
            )
