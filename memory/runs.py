"""The folder of a run: what it was asked, what happened, where it stands, what came out.

    runs/ID/asked.json          before the run has begun: see `optimoot.memory.asked`
    runs/ID/request.json        the Problem, the settings, the teams' names, the budget, the start
    runs/ID/events.jsonl        the typed events, one a line
    runs/ID/completions.jsonl   what models were asked and what they said, one a line
    runs/ID/recalled.jsonl      what was recalled from the memory bank, one question a line
    runs/ID/checkpoint.sqlite   the graph's checkpoints
    runs/ID/attempts/TEAM.json  what a team brought back, once it has finished
    runs/ID/debate/P-NNN.json   what a team said and did in its turn, once it has moved
    runs/ID/answer.json         the Answer, once the run has ended
    runs/ID/lock.sqlite         locked while a process works on the run

Lines are appended whole and flushed; files are written beside and moved into place: a run that is
killed at any point leaves a folder from which it goes on.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from optimoot.errors import InputError
from optimoot.events import Event, event_adapter
from optimoot.memory.asked import forget_asked, new_run_id, run_path
from optimoot.problem import Problem


class RunRequest(BaseModel):
    """What a run was asked.

    Attributes:
        settings: The settings that differ from the defaults, as JSON.
        teams: Names of the teams, in order.
        works: Programs and plans of other methods that take part, as JSON by their team's name.
        budget: As the user wrote it.
        started: Seconds since the epoch.
    """

    model_config = ConfigDict(frozen=True)

    problem: Problem
    settings: dict[str, Any] = {}
    teams: tuple[str, ...] = ()
    works: dict[str, dict[str, Any]] = {}
    budget: str = ""
    started: float = 0.0


@dataclass(frozen=True)
class RunSummary:
    """One line of the list of runs.

    Attributes:
        verdict: The Answer's verdict; empty while there is no Answer.
    """

    run_id: str
    started: datetime
    title: str
    verdict: str = ""

    @property
    def finished(self) -> bool:
        """Whether there is an Answer."""
        return bool(self.verdict)


@dataclass
class RunFolder:
    """The folder of one run."""

    run_id: str
    path: Path
    _began: float = field(default_factory=time.monotonic)
    _offset: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _earlier: dict[str, deque[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def create(cls, data_folder: Path, request: RunRequest, run_id: str | None = None) -> RunFolder:
        """Make the folder of a new run, or take the one that holds only what it was asked.

        Raises:
            InputError: The name is taken or cannot be a folder's name, or nothing can be written.
        """
        name = run_id or new_run_id()
        path = run_path(data_folder, name)
        try:
            path.mkdir(parents=True)
        except FileExistsError as error:
            if cls.was_begun(data_folder, name):
                raise InputError(
                    f"There is a run {name!r} already.",
                    remedy=f"Go on with it by --resume {name}, or name another.",
                ) from error
        except OSError as error:
            raise InputError(
                f"The run's folder {str(path)!r} cannot be made: {error.strerror}.",
                remedy="Set OPTIMOOT_DATA_FOLDER to a folder that can be written.",
            ) from error
        run = cls(run_id=name, path=path)
        run._write("request.json", request.model_dump_json(indent=1))
        forget_asked(path)
        return run

    @staticmethod
    def was_begun(data_folder: Path, run_id: str) -> bool:
        """Whether there is a run of this name that knows what it was asked.

        A kill may leave a folder behind that does not.

        Raises:
            InputError: The name cannot be a folder's.
        """
        return (run_path(data_folder, run_id) / "request.json").is_file()

    @classmethod
    def open(cls, data_folder: Path, run_id: str) -> RunFolder:
        """The folder of an earlier run; the events' clock and the completions go on from there.

        Raises:
            InputError: There is no such run.
        """
        path = run_path(data_folder, run_id)
        if not (path / "request.json").is_file():
            near = ", ".join(run.run_id for run in list_runs(data_folder)[:5])
            raise InputError(
                f"There is no run {run_id!r} in {str(path.parent)!r}.",
                remedy=f"The latest runs are: {near}." if near else "No run is kept there yet.",
            )
        run = cls(run_id=run_id, path=path)
        run._offset = max((event.at for event in run.events()), default=0.0)
        earlier: defaultdict[str, deque[dict[str, Any]]] = defaultdict(deque)
        for line in run.completions():
            if not line.get("failed"):
                earlier[str(line["key"])].append(line)
        run._earlier = dict(earlier)
        return run

    @property
    def seconds(self) -> float:
        """Seconds that the run has worked, its interruptions not counted."""
        return self._offset + time.monotonic() - self._began

    @property
    def checkpoint(self) -> Path:
        """The file of the graph's checkpoints."""
        return self.path / "checkpoint.sqlite"

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold the run, so that no second process works on it; a kill lets go of it.

        Raises:
            InputError: Another process holds it.
        """
        with closing(sqlite3.connect(self.path / "lock.sqlite", timeout=0.0)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise InputError(
                    f"Another process is working on the run {self.run_id!r}.",
                    remedy="Wait for it to end, or stop it.",
                ) from error
            yield

    def request(self) -> RunRequest:
        """What the run was asked.

        Raises:
            InputError: The file is damaged.
        """
        try:
            return RunRequest.model_validate_json((self.path / "request.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise InputError(
                f"'request.json' of the run {self.run_id!r} cannot be read.",
                remedy="Solve the problem anew.",
            ) from error

    def append(self, event: Event) -> None:
        """Add an event to the trace."""
        self._append_line("events.jsonl", event.model_dump_json())

    def events(self) -> tuple[Event, ...]:
        """The events so far; a last line that was cut off by a kill is left out."""
        found = []
        for line in self._lines("events.jsonl"):
            try:
                found.append(event_adapter.validate_json(line))
            except ValidationError:
                continue
        return tuple(found)

    def recall(self, key: str) -> Mapping[str, Any] | None:
        """The next completion that an earlier part of the run got for this request, or None."""
        with self._lock:
            known = self._earlier.get(key)
            return known.popleft() if known else None

    def keep(self, key: str, record: dict[str, Any]) -> None:
        """Add a completion, or a request that brought none (`failed`), to the trace."""
        self._append_line("completions.jsonl", json.dumps({"key": key, **record}))

    def completions(self) -> tuple[dict[str, Any], ...]:
        """The completions and failed requests so far."""
        return self._objects("completions.jsonl")

    def recalled(self, key: str) -> list[dict[str, Any]] | None:
        """What an earlier part of the run was given for this question; None: it did not ask."""
        return next((told["recalled"] for told in self.recollections() if told["key"] == key), None)

    def keep_recalled(self, key: str, records: Sequence[dict[str, Any]]) -> None:
        """Keep what the memory bank gave for a question (as JSON)."""
        self._append_line("recalled.jsonl", json.dumps({"key": key, "recalled": list(records)}))

    def recollections(self) -> tuple[dict[str, Any], ...]:
        """What was recalled so far; a last line that was cut off by a kill is left out."""
        return self._objects("recalled.jsonl")

    def save_attempt(self, team: str, text: bytes) -> None:
        """Keep what a team brought back (as JSON)."""
        (self.path / "attempts").mkdir(exist_ok=True)
        self._write(_attempt_file(team), text.decode())

    def attempt(self, team: str) -> bytes:
        """What a team brought back.

        Raises:
            InputError: The file is gone.
        """
        try:
            return (self.path / _attempt_file(team)).read_bytes()
        except OSError as error:
            raise InputError(
                f"The attempt of the team {team!r} is missing in the run {self.run_id!r}.",
                remedy="Solve the problem anew.",
            ) from error

    def save_move(self, part: int, number: int, text: str) -> None:
        """Keep a move of the debate in a part of the run (as JSON); the first has the number 1."""
        (self.path / "debate").mkdir(exist_ok=True)
        self._write(f"debate/{part}-{number:03}.json", text)

    def moves(self, part: int, count: int) -> tuple[str, ...]:
        """The first moves of the debate in a part of the run, as JSON.

        Raises:
            InputError: One of them is gone.
        """
        try:
            return tuple(
                (self.path / f"debate/{part}-{number:03}.json").read_text(encoding="utf-8")
                for number in range(1, count + 1)
            )
        except OSError as error:
            raise InputError(
                f"A move of the debate is missing in the run {self.run_id!r}.",
                remedy="Solve the problem anew.",
            ) from error

    def save_answer(self, text: str) -> None:
        """Keep the Answer (as JSON)."""
        self._write("answer.json", text)

    def answer(self) -> str | None:
        """The Answer as JSON, or None while there is none."""
        path = self.path / "answer.json"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def _append_line(self, name: str, line: str) -> None:
        with self._lock, (self.path / name).open("ab") as file:
            # a kill may have cut the last line off: what follows starts on a line of its own
            start = b"\n" if file.tell() and not self._ends_whole(name) else b""
            file.write(start + line.encode() + b"\n")

    def _ends_whole(self, name: str) -> bool:
        with (self.path / name).open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _objects(self, name: str) -> tuple[dict[str, Any], ...]:
        """The lines of a file as JSON, without one that was cut off."""
        found = []
        for line in self._lines(name):
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return tuple(found)

    def _lines(self, name: str) -> list[str]:
        path = self.path / name
        if not path.is_file():
            return []
        return path.read_text(encoding="utf-8", errors="replace").splitlines()

    def _write(self, name: str, text: str) -> None:
        part = self.path / f"{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(self.path / name)


def list_runs(data_folder: Path) -> tuple[RunSummary, ...]:
    """The runs that are kept, latest first; folders that are no runs are left out."""
    folder = data_folder / "runs"
    if not folder.is_dir():
        return ()
    found = (_summary(path) for path in folder.iterdir() if (path / "request.json").is_file())
    runs = [summary for summary in found if summary is not None]
    return tuple(sorted(runs, key=lambda run: run.started, reverse=True))


def _summary(path: Path) -> RunSummary | None:
    try:
        request = RunRequest.model_validate_json((path / "request.json").read_bytes())
    except (OSError, ValidationError):
        return None
    verdict = ""
    if (path / "answer.json").is_file():
        try:
            verdict = str(json.loads((path / "answer.json").read_bytes())["verdict"])
        except (OSError, ValueError, KeyError, TypeError):
            verdict = "unreadable"
    words = request.problem.title or " ".join(request.problem.text.split()[:8])
    return RunSummary(
        run_id=path.name,
        started=datetime.fromtimestamp(request.started, UTC),
        title=words[:60],
        verdict=verdict,
    )


def _attempt_file(team: str) -> str:
    """A file for a team; its name may hold what no file name may."""
    return f"attempts/{quote(team, safe='')}.json"
