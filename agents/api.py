"""The Python API: solve, asolve, stream, astream and check_program."""

from __future__ import annotations

import queue
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimoot.agents.answer import Answer
from optimoot.agents.background import Call, run_to_end
from optimoot.agents.models import refuse_lone_address
from optimoot.agents.team import Team
from optimoot.errors import InputError, RunError
from optimoot.events import Event
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Origin, Program
from optimoot.settings import Settings
from optimoot.solvers.options import SandboxLimits, SolveOptions

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from optimoot.agents.presented import Work


def solve(
    problem: str | Problem,
    *,
    data: Sequence[str | Path] = (),
    settings: Settings | None = None,
    teams: Sequence[Team | str] | None = None,
    model: str | BaseChatModel | None = None,
    budget: str = "",
    run_id: str | None = None,
    record: str | Path | None = None,
    candidates: Sequence[Work | str | Path] = (),
    **changes: Any,
) -> Answer:
    """Model, solve and check a decision problem.

    Args:
        problem: The problem in plain language, or a Problem made before.
        data: Paths of CSV, XLSX or JSON files with its tables (only with a text).
        settings: How to run; default: `Settings()`, which reads the environment.
        teams: Who attempts it: teams, names of teams of the settings or of built-in ones, or paths
            of TOML files with teams; default: the built-in teams and those on language models.
        model: The language model: its name (`"openai:gpt-4o"`), or a LangChain chat model, which
            keeps its own address, key and retries. Default: `settings.model`.
        budget: What may be spent, for example `"20000 tokens, 60 s"`; empty: no limit.
        run_id: Name of the run; default: a new one.
        record: A file that gets all completions of the run, to `replay` it offline.
        candidates: Work of other methods that takes part: Programs, StatedPlans, or files with
            either.
        **changes: Settings by name, for example `time_limit=10`.

    Returns:
        The Answer. A problem that cannot be solved is an Answer too (see `Answer.verdict`).

    Raises:
        InputError: Something given cannot be used: text, table, model name, setting.
        RunError: The run itself failed; its trace is kept.
    """
    return run_to_end(
        asolve(
            problem,
            data=data,
            settings=settings,
            teams=teams,
            model=model,
            budget=budget,
            run_id=run_id,
            record=record,
            candidates=candidates,
            **changes,
        )
    )


async def asolve(
    problem: str | Problem,
    *,
    data: Sequence[str | Path] = (),
    settings: Settings | None = None,
    teams: Sequence[Team | str] | None = None,
    model: str | BaseChatModel | None = None,
    budget: str = "",
    run_id: str | None = None,
    record: str | Path | None = None,
    candidates: Sequence[Work | str | Path] = (),
    **changes: Any,
) -> Answer:
    """`solve` for asynchronous callers; cancelling the task ends the run and keeps its trace."""
    answer: Answer | None = None
    async for item in astream(
        problem,
        data=data,
        settings=settings,
        teams=teams,
        model=model,
        budget=budget,
        run_id=run_id,
        record=record,
        candidates=candidates,
        **changes,
    ):
        if isinstance(item, Answer):
            answer = item
    if answer is None:
        raise RunError("The run ended without an answer.", run_id=run_id or "")
    return answer


async def astream(
    problem: str | Problem | None,
    *,
    data: Sequence[str | Path] = (),
    settings: Settings | None = None,
    teams: Sequence[Team | str] | None = None,
    model: str | BaseChatModel | None = None,
    budget: str = "",
    run_id: str | None = None,
    resume: bool = False,
    replies: Sequence[str] = (),
    record: str | Path | None = None,
    replay: str | Path | None = None,
    candidates: Sequence[Work | str | Path] = (),
    **changes: Any,
) -> AsyncIterator[Event | Answer]:
    """Yield the typed events of a run as they happen, and the Answer last.

    Args:
        problem: As for `solve`; None only with `resume` or `replay`.
        data: As for `solve`.
        settings: As for `solve`.
        teams: As for `solve`.
        model: As for `solve`.
        budget: As for `solve`.
        run_id: The run's name; with `resume`, the run to go on with.
        resume: Go on with an interrupted run: teams that had finished do not work again.
        replies: With `resume`, to a run that asked something: what is replied to its questions,
            in their order.
        record: As for `solve`.
        candidates: As for `solve`.
        replay: A file that a run was recorded to: it runs again offline, on its completions; then
            `problem`, `teams`, `model` and `budget` are those of the recording.
        **changes: Settings by name.
    """
    from optimoot.agents.presented import all_presented
    from optimoot.agents.run import stream_run

    named = {"model": model} if isinstance(model, str) else {}
    chosen = _settings(settings, changes | named)
    stated = _problem(problem, data) if problem is not None else None
    recording = None
    if replay is not None:
        if problem is not None or resume:
            raise InputError(
                "A replay runs what was recorded.",
                remedy="Leave out the problem, and `resume`.",
            )
        from optimoot.agents.recording import read_recording

        recording = read_recording(Path(replay))
    if recording is not None or (teams is None and resume and model is None):
        teams = ()  # those that the run was started with
    else:
        teams, chosen = _teams(teams, chosen, None if isinstance(model, str) else model)
        teams = (*teams, *all_presented(candidates))
    async for item in stream_run(
        stated,
        teams=tuple(teams),
        settings=chosen,
        budget=budget,
        run_id=run_id,
        resume=resume,
        record=Path(record) if record is not None else None,
        replay=recording,
        replies=tuple(replies),
    ):
        yield item


def stream(problem: str | Problem | None, **options: Any) -> Iterator[Event | Answer]:
    """`astream` for synchronous callers: the same arguments, events and Answer.

    The run works in a thread of its own; closing the iterator cancels the run.
    """
    items: queue.SimpleQueue[Event | Answer | BaseException | None] = queue.SimpleQueue()

    async def pump() -> None:
        try:
            async for item in astream(problem, **options):
                items.put(item)
        except BaseException as error:
            items.put(error)  # for the caller's thread, where it is raised
            raise
        items.put(None)

    call = Call(pump())
    try:
        while (item := items.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        call.end()


def replay(
    recording: str | Path, *, settings: Settings | None = None, run_id: str | None = None
) -> Answer:
    """Run a recorded run again, offline, on the completions that it got then.

    Args:
        recording: A file that a run was recorded to.
        settings: Only where runs are kept is taken from them.
        run_id: Name of the run; default: a new one.

    Raises:
        InputError: The file is no recording, or does not fit this version.
        RunError: The run itself failed; its trace is kept.
    """
    items = stream(None, replay=recording, settings=settings, run_id=run_id)
    answer = next((item for item in items if isinstance(item, Answer)), None)
    if answer is None:
        raise RunError("The run ended without an answer.", run_id=run_id or "")
    return answer


def check_program(
    program: str | Path | Program,
    data: dict[str, Any] | None = None,
    *,
    options: SolveOptions | None = None,
    limits: SandboxLimits | None = None,
) -> Outcome:
    """Run a Program in the sandbox.

    Args:
        program: A Program, its source text, or the path of a Python file. A string is a path
            only if it has no line break and ends in `.py`.
        data: What `build_model` is given; default: the Program's own data, or `{}`.
        options: What is asked of the solver.
        limits: Limits of the sandbox.

    Returns:
        The Outcome: infeasible, unbounded and failing Programs are outcomes, not exceptions.

    Raises:
        InputError: The file cannot be read, or a protection is required and missing.
    """
    from optimoot.solvers.sandbox import shared_sandbox

    given = _program(program)
    if data is not None:
        given = given.model_copy(update={"data": data})
    return shared_sandbox().run(given, options or SolveOptions(), limits or SandboxLimits())


def _teams(
    given: Sequence[Team | str] | None, settings: Settings, model: BaseChatModel | None
) -> tuple[tuple[Team, ...], Settings]:
    """The teams, and the settings with the specs of those that files name."""
    from optimoot.agents.teams import chosen_teams, default_teams, with_team_files

    if given is None:
        return default_teams(settings, model), settings
    named: list[Team | str] = []
    for one in given:
        if not isinstance(one, str):
            named.append(one)
            continue
        names, settings = with_team_files([one], settings)
        named += names
    teams: list[Team] = []
    for one in named:
        teams += chosen_teams([one], settings, model) if isinstance(one, str) else [one]
    return tuple(teams), settings


def _settings(settings: Settings | None, changes: dict[str, Any]) -> Settings:
    from pydantic import ValidationError

    given = {name: value for name, value in changes.items() if value is not None}
    try:
        base = settings.model_dump() if settings is not None else {}
        chosen = Settings(**(base | given))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The setting {name!r} cannot be used: {first['msg']} "
            f"(given: {_told(first['input'])}).",
            remedy="See docs/cli.md for the settings and their values.",
        ) from error
    refuse_lone_address(given, chosen)
    return chosen


def _told(value: object) -> str:
    """A value as a message may show it: whole if it is short and plain, else by its type."""
    plain = isinstance(value, str | int | float | bool | Path | None)
    shown = repr(value) if plain else ""
    return shown if plain and len(shown) <= 80 else f"a value of the type {type(value).__name__}"


def _problem(problem: str | Problem, data: Sequence[str | Path]) -> Problem:
    if isinstance(problem, Problem):
        if data:
            raise InputError(
                "`data` goes with a text; this Problem brings its own tables.",
                remedy="Pass the tables to make_problem().",
            )
        return problem
    if not isinstance(problem, str):
        raise InputError(
            f"The problem cannot be of the type {type(problem).__name__}.",
            remedy="Give its text as a string (for a file: Path(NAME).read_text()), or a Problem.",
        )
    if isinstance(data, str | Path):
        data = (data,)
    from optimoot.intake import make_problem
    from optimoot.tables import load_tables

    return make_problem(problem, load_tables([Path(path) for path in data]) if data else ())


def _program(program: str | Path | Program) -> Program:
    if isinstance(program, Program):
        return program
    is_path = isinstance(program, Path) or ("\n" not in program and program.endswith(".py"))
    if not is_path:
        return Program(source=str(program), origin=Origin.USER)
    path = Path(program)
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            f"Cannot read the program {str(path)!r}: {reason}.",
            remedy="Name a Python file with build_model(data).",
        ) from error
    return Program(source=source, origin=Origin.USER)
