"""`optimoot solve`: from the text to the Answer, the run shown while it works."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimoot.app.commands.interrupts import stopping_solvers_first
from optimoot.app.exit_codes import of_answer
from optimoot.app.failures import RunNote
from optimoot.app.terminal.plain import say_note
from optimoot.errors import InputError

if TYPE_CHECKING:
    from optimoot.agents.answer import Answer
    from optimoot.events import Event
    from optimoot.problem import Problem
    from optimoot.settings import Settings


@dataclass(frozen=True)
class SolveRequest:
    """What the command line was given.

    Attributes:
        source: Text, file or `-`; None where a run is resumed, or where input is piped.
        changes: Settings by name; None where the option was not given.
        replies: What is replied to the questions of the run that is resumed.
        teams: Names of teams, or files with them; none: the default ones.
        candidates: Programs made elsewhere, that take part.
        record: File that gets the run's completions.
        replay: File of a run that is run again.
    """

    source: str | None
    data: tuple[Path, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    budget: str = ""
    as_json: bool = False
    save: Path | None = None
    resume: str | None = None
    replies: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    candidates: tuple[Path, ...] = ()
    record: Path | None = None
    replay: Path | None = None
    quiet: bool = False


def run(request: SolveRequest, note: RunNote) -> int:
    """Solve, print the Answer, save it if asked to; the exit code tells the Answer.

    Raises:
        InputError: Something given cannot be used.
        RunError: The run itself failed.
    """
    from optimoot.intake import read_text

    request = _settled(request)
    if request.replies and request.resume is None:
        raise InputError(
            "--reply answers a run that asked something.",
            remedy="Name the run: --resume ID --reply TEXT.",
        )
    text = read_text(request.source) if request.source is not None else None
    if text is None:
        note.run_id, note.resumable = request.resume or "", True
        return _told(None, request, note)
    folder = _keep(text, request, note)
    try:
        return _told(text, request, note)
    except InputError:
        _forget(folder, note)
        raise


def _keep(text: str, request: SolveRequest, note: RunNote) -> Path | None:
    """Keep what was asked before anything that takes its time is imported; the run's folder.

    None where nothing can be kept there: the run itself will say why.
    """
    from optimoot.memory.asked import Asked, chosen_data_folder, new_run_id, run_path

    asked = Asked(
        text=text,
        tables=tuple(map(str, request.data)),
        settings={name: value for name, value in request.changes.items() if value is not None},
        budget=request.budget,
        folder=str(Path.cwd()),
    )
    try:
        data_folder = chosen_data_folder()
        note.run_id = new_run_id()
        asked.keep(data_folder, note.run_id)
    except (OSError, ValueError):
        note.run_id = ""
        return None
    note.resumable = True
    return run_path(data_folder, note.run_id)


def _forget(folder: Path | None, note: RunNote) -> None:
    """Nothing is kept of a run that was given what cannot be used."""
    from optimoot.memory.asked import forget_asked, only_asked

    if folder is not None and only_asked(folder):
        forget_asked(folder)
        note.run_id, note.resumable = "", False


def _told(text: str | None, request: SolveRequest, note: RunNote) -> int:
    """Run, print and save; None for a run that goes on."""
    if request.save is not None:
        _require_free(request.save)
    if text is not None:
        _warm_up()
    answer = _answered(_problem(text, request.data), request, note)
    if request.as_json:
        print_json(answer.model_dump_json())
    saved = ""
    if request.save is not None:
        saved = save_answer(answer, request.save, note)
    if not request.as_json:
        from optimoot.app.terminal.pages import print_answer

        print_answer(answer, saved=saved)
    return of_answer(answer)


def _require_free(folder: Path) -> None:
    """Refuse a folder that a bundle can't be saved to before anything is worked out."""
    from optimoot.agents.bundle import require_free

    require_free(folder)


def print_json(document: str) -> None:
    """Write one JSON document to standard output, in UTF-8 whatever the terminal's encoding."""
    if sys.stdout is None:  # closed by the caller
        return
    sys.stdout.buffer.write(document.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def save_answer(answer: Answer, folder: Path, note: RunNote) -> str:
    """Save the Answer as a bundle; the folder, or empty if there is no program to save."""
    if answer.program is None:
        say_note(f"Nothing was saved to {str(folder)!r}: the answer has no program.")
        return ""
    try:
        answer.save(folder)
    except InputError as error:
        if not note.resumable:
            raise
        again = f"optimoot solve --resume {answer.run_id} --save DIR"
        raise InputError(
            f"{error.message} The answer is kept as run {answer.run_id!r}.",
            remedy=f"{error.remedy} Then: {again}",
        ) from error
    return str(folder)


def _settled(request: SolveRequest) -> SolveRequest:
    """The request with its source settled: piped input is read without being asked for."""
    if request.resume is not None:
        if request.source is not None or request.data or request.budget:
            raise InputError(
                "--resume goes on with a run as it was begun.",
                remedy="Leave out the text, --data and --budget.",
            )
        return request
    if request.source is not None or request.replay is not None:
        return _without_contradiction(request)
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError(
            "There is no problem to solve.",
            remedy="Give its text in quotes, the name of a file, or - for standard input: "
            'optimoot solve "A farmer grows …"',
        )
    return replace(request, source="-")


def _without_contradiction(request: SolveRequest) -> SolveRequest:
    """Refuse a replay that is given something else to solve."""
    if request.replay is None:
        return request
    if request.source is not None or request.data or request.budget or request.teams:
        raise InputError(
            "--replay runs what was recorded.",
            remedy="Leave out the text, --data, --team and --budget.",
        )
    return request


def _problem(text: str | None, data: tuple[Path, ...]) -> Problem | None:
    if text is None:
        return None
    from optimoot.intake import make_problem

    if not data:
        return make_problem(text)
    from optimoot.tables import load_tables

    return make_problem(text, load_tables(data))


def _warm_up() -> None:
    """Start the sandbox, which imports Pyomo in its own process while this one goes on."""
    from optimoot.solvers.sandbox import shared_sandbox

    shared_sandbox().start()


def _answered(problem: Problem | None, request: SolveRequest, note: RunNote) -> Answer:
    """Run the teams, show their work, and give the Answer."""
    from optimoot.agents.answer import Answer
    from optimoot.app.configuration import load_settings
    from optimoot.app.terminal.board import watching
    from optimoot.events import RunStarted

    settings = load_settings(request.changes)
    answer: Answer | None = None
    lines = not (request.quiet or request.as_json)
    with watching(board=not request.quiet, lines=lines) as watch, stopping_solvers_first():
        for item in _stream(problem, request, settings, note.run_id):
            if isinstance(item, RunStarted):
                note.run_id, note.resumable = item.run_id, True
                note.trace = str(settings.data_folder / "runs" / item.run_id)
            if isinstance(item, Answer):
                answer = item
            else:
                watch(item)
    if answer is None:
        raise RuntimeError("the run's stream ended without an answer")
    note.run_id, note.resumable = answer.run_id, True
    return answer


def _stream(
    problem: Problem | None, request: SolveRequest, settings: Settings, run_id: str
) -> Iterator[Event | Answer]:
    from optimoot.agents.api import stream

    options: dict[str, Any] = {"settings": settings, "record": request.record}
    if request.replay is not None:
        options["replay"] = request.replay
    else:
        options["budget"] = request.budget
    if request.teams:
        options["teams"] = request.teams
    options["candidates"] = request.candidates
    if request.resume is not None:
        options |= {"run_id": request.resume, "resume": True, "replies": request.replies}
    elif run_id:
        options["run_id"] = run_id
    with closing(stream(problem, **options)) as items:  # type: ignore[type-var]
        yield from items
