"""Where items are worked on: the contract of executors, and one attempt at one item."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from optimoot.agents.answer import Answer
from optimoot.agents.team import Team
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.preset import Preset
from optimoot.benchmarks.running.record import Ending, ItemRecord, broken, record_key, record_of
from optimoot.errors import InputError, OptimootError
from optimoot.settings import Settings

_PLAIN: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True)
class Task:
    """One item to attempt once, by one preset.

    Attributes:
        repeat: From 0.
    """

    item: Item
    repeat: int
    preset: Preset

    @property
    def key(self) -> str:
        """The key of the record that it will have."""
        return record_key(self.item.set, self.item.id, self.repeat, self.preset.name)

    @property
    def run_id(self) -> str:
        """The name of its run: the same whenever the task is started again."""
        digest = hashlib.sha256(self.key.encode()).hexdigest()[:16]
        return f"{_PLAIN.sub('-', self.item.id)[:40].strip('-') or 'item'}-{digest}"


@dataclass(frozen=True)
class Attempted:
    """What came of a task: its record, and the Answer as gzipped JSON (empty: there is none)."""

    record: ItemRecord
    answer: bytes = b""


class Executor(Protocol):
    """Works on tasks, many at once. Entered before the first task and left after the last.

    `attempt` returns a record also for what breaks or takes too long; it raises an OptimootError
    only where no further task can be worked on (a cluster that went away), and is cancelled where
    the evaluation is stopped: then nothing of the task may still be at work when it ends.
    """

    async def __aenter__(self) -> Self:
        """Get ready."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of everything."""

    async def attempt(self, task: Task) -> Attempted:
        """Work on a task."""


async def attempt(
    task: Task, teams: tuple[Team, ...], settings: Settings, item_timeout: float | None
) -> Attempted:
    """One attempt in this process: how every executor works on a task in the end.

    Args:
        task: What to attempt.
        teams: Those of the task's preset.
        settings: Those of the evaluation with the preset's changes.
        item_timeout: Seconds after which the attempt is given up; None: never.
    """
    start = time.perf_counter()
    item, preset = task.item, task.preset
    try:
        async with asyncio.timeout(item_timeout):
            answer = await preset.attempt(item, teams, settings, task.run_id)
    except TimeoutError:
        said = f"Given up after {item_timeout:g} s." if item_timeout else "A wait took too long."
        return _broken(task, Ending.TIMED_OUT, said, start)
    except OptimootError as error:
        return _broken(task, Ending.FAILED, str(error), start)
    except Exception as error:  # noqa: BLE001 - one item never ends an evaluation; it is counted
        return _broken(task, Ending.FAILED, f"{type(error).__name__}: {error}", start)
    record = record_of(item, task.repeat, preset.name, answer, time.perf_counter() - start)
    if not record.calls:
        await asyncio.to_thread(_drop_trace, settings.data_folder, task.run_id)
    return Attempted(record, _packed(answer))


def _broken(task: Task, ending: Ending, said: str, start: float) -> Attempted:
    seconds = time.perf_counter() - start
    return Attempted(broken(task.item, task.repeat, task.preset.name, ending, said, seconds))


def _packed(answer: Answer) -> bytes:
    kept = answer.model_copy(update={"trace": ""})
    return gzip.compress(kept.model_dump_json().encode(), compresslevel=3, mtime=0)


def _drop_trace(data_folder: Path, run_id: str) -> None:
    """Without completions the trace holds nothing that the Answer does not."""
    shutil.rmtree(data_folder / "runs" / run_id, ignore_errors=True)


def refuse_unusable(seconds: float | None) -> None:
    """Refuse a time limit of an item that is none.

    Raises:
        InputError: It is not above zero.
    """
    if seconds is not None and not seconds > 0:
        raise InputError(
            f"An item cannot be given {seconds:g} seconds.", remedy="Name a number above 0."
        )
