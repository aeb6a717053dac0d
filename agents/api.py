"""The Python API: solve, asolve, stream, astream and check_program."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from optimoot.agents.answer import Answer
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

T = TypeVar("T")


def solve(
    problem: str | Problem,
    *,
    data: Sequence[str | Path] = (),
    settings: Settings | None = None,
    teams: Sequence[Team] | None = None,
    model: str | BaseChatModel | None = None,
    budget: str = "",
    run_id: str | None = None,
    **changes: Any,
) -> Answer:
    """Model, solve and check a decision problem.

    Args:
        problem: The problem in plain language, or a Problem made before.
        data: Paths of CSV, XLSX or JSON files with its tables (only with a text).
        settings: How to run; default: `Settings()`, which reads the environment.
        teams: Who attempts it; default: the built-in teams and, if a model is set, a team on it.
        model: The language model: its name (`"openai:gpt-4o"`), or a LangChain chat model, which
            keeps its own address, key and retries. Default: `settings.model`.
        budget: What may be spent, for example `"20000 tokens, 60 s"`; empty: no limit.
        run_id: Name of the run; default: a new one.
        **changes: Settings by name, for example `time_limit=10`.

    Returns:
        The Answer. A problem that cannot be solved is an Answer too (see `Answer.verdict`).

    Raises:
        InputError: Something given cannot be used: text, table, model name, setting.
        RunError: The run itself failed; its trace is kept.
    """
    return _run(
        asolve(
            problem,
            data=data,
            settings=settings,
            teams=teams,
            model=model,
            budget=budget,
            run_id=run_id,
            **changes,
        )
    )


async def asolve(
    problem: str | Problem,
    *,
    data: Sequence[str | Path] = (),
    settings: Settings | None = None,
    teams: Sequence[Team] | None = None,
    model: str | BaseChatModel | None = None,
    budget: str = "",
    run_id: str | None = None,
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
    teams: Sequence[Team] | None = None,
    model: str | BaseChatModel | None = None,
    budget: str = "",
    run_id: str | None = None,
    resume: bool = False,
    **changes: Any,
) -> AsyncIterator[Event | Answer]:
    """Yield the typed events of a run as they happen, and the Answer last.

    Args:
        problem: As for `solve`; None only with `resume`.
        data: As for `solve`.
        settings: As for `solve`.
        teams: As for `solve`.
        model: As for `solve`.
        budget: As for `solve`.
        run_id: The run's name; with `resume`, the run to go on with.
        resume: Go on with an interrupted run: teams that had finished do not work again.
        **changes: Settings by name.
    """
    from optimoot.agents.run import stream_run

    named = {"model": model} if isinstance(model, str) else {}
    chosen = _settings(settings, changes | named)
    stated = _problem(problem, data) if problem is not None else None
    if teams is None and resume and model is None:
        teams = ()  # those that the run was started with
    elif teams is None:
        teams = default_teams(chosen, None if isinstance(model, str) else model)
    async for item in stream_run(
        stated,
        teams=tuple(teams),
        settings=chosen,
        budget=budget,
        run_id=run_id,
        resume=resume,
    ):
        yield item


def stream(problem: str | Problem | None, **options: Any) -> Iterator[Event | Answer]:
    """`astream` for synchronous callers: the same arguments, events and Answer.

    The run works in a thread of its own; closing the iterator cancels the run.
    """
    items: queue.SimpleQueue[Event | Answer | BaseException | None] = queue.SimpleQueue()
    stop = threading.Event()

    async def pump() -> None:
        async for item in astream(problem, **options):
            items.put(item)

    def work() -> None:
        try:
            _run_until(pump(), stop)
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread, raised there
            items.put(error)
        else:
            items.put(None)

    thread = threading.Thread(target=work, name="optimoot-run", daemon=True)
    thread.start()
    try:
        while (item := items.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        thread.join()


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


def default_teams(settings: Settings, model: BaseChatModel | None = None) -> tuple[Team, ...]:
    """The built-in teams and, where there is a language model, a team on it.

    Args:
        settings: How to run.
        model: A LangChain chat model; None: the one that `settings.model` names, if it does.

    Raises:
        InputError: The model, its key or a prompt file cannot be used.
    """
    from optimoot.agents.builtin.team import builtin_teams

    teams: tuple[Team, ...] = builtin_teams()
    if model is None and not settings.model:
        return teams
    from optimoot.agents.language.team import LanguageTeam

    if model is None:
        return (*teams, LanguageTeam.from_settings(settings))
    return (*teams, LanguageTeam.on_model(_chat_model(model), settings))


def _chat_model(model: object) -> BaseChatModel:
    from langchain_core.language_models import BaseChatModel

    if not isinstance(model, BaseChatModel):
        raise InputError(
            f"`model` cannot be of the type {type(model).__name__}.",
            remedy='Give a name such as "openai:gpt-4o", or a LangChain chat model.',
        )
    return model


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


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, also where an event loop is running already (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    results: list[T] = []
    errors: list[BaseException] = []

    def target() -> None:
        try:
            results.append(asyncio.run(work))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            errors.append(error)

    thread = threading.Thread(target=target, name="optimoot-run")
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]


def _run_until(work: Coroutine[Any, Any, None], stop: threading.Event) -> None:
    """Run to the end, or cancel when `stop` is set."""

    async def guarded() -> None:
        task = asyncio.ensure_future(work)
        while not task.done():
            await asyncio.wait({task}, timeout=0.05)
            if stop.is_set():
                task.cancel()
        if not task.cancelled():
            task.result()

    asyncio.run(guarded())
