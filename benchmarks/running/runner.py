"""The runner: works through (item, repeat, preset), many at once, and logs each as it ends."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.executor import Executor, Task, refuse_unusable
from optimoot.benchmarks.running.fingerprint import fingerprint
from optimoot.benchmarks.running.folder import Adding, EvaluationFolder
from optimoot.benchmarks.running.header import (
    Header,
    Session,
    session,
    settings_that_matter,
    without_password,
)
from optimoot.benchmarks.running.local import LocalExecutor
from optimoot.benchmarks.running.preset import Preset
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.errors import InputError
from optimoot.settings import Settings


@dataclass(frozen=True)
class Evaluation:
    """What is to be run.

    Attributes:
        sets: The items of each set, by its name.
        presets: The ways of working that are compared.
        settings: How to run; each preset changes its own part of them.
        repeats: How often each item is attempted by each preset.
        limit: Items of each set at most, the first in order; None: all.
        seed: Shuffles the items of each set; None: their own order.
        item_timeout: Seconds after which an attempt is given up; None: never.
        concurrency: Attempts at work at once.
        retry_failed: Whether attempts that failed or timed out are made again.
    """

    sets: Mapping[str, Sequence[Item]]
    presets: Sequence[Preset]
    settings: Settings
    repeats: int = 1
    limit: int | None = None
    seed: int | None = None
    item_timeout: float | None = None
    concurrency: int = 2
    retry_failed: bool = False

    @property
    def memory(self) -> Literal["off", "frozen", "growing"]:
        """What its attempts do with the memory bank."""
        return "off" if self.settings.memory == "off" else self.settings.memory_use

    def items(self) -> Iterator[Item]:
        """The items that are attempted, in order; each knows its set."""
        for name, items in self.sets.items():
            ordered = list(items)
            if self.seed is not None:
                random.Random(f"{self.seed}/{name}").shuffle(ordered)  # noqa: S311 - an order
            for item in ordered[: self.limit]:
                yield item if item.set == name else item.model_copy(update={"set": name})

    def tasks(self) -> Iterator[Task]:
        """Everything that has to be attempted: repeat by repeat, item by item, preset by preset."""
        for repeat in range(self.repeats):
            for item in self.items():
                for preset in self.presets:
                    yield Task(item, repeat, preset)

    def check(self) -> None:
        """Refuse what cannot be run.

        Raises:
            InputError: Nothing to run, two of one name, or a bank that would grow in any order.
        """
        refuse_unusable(self.item_timeout)
        for what, names in (
            ("preset", [preset.name for preset in self.presets]),
            ("item", [f"{item.set}/{item.id}" for item in self.items()]),
        ):
            doubled = (
                sorted({name for name in names if names.count(name) > 1})
                if (len(set(names)) < len(names))
                else []
            )
            if doubled:
                raise InputError(
                    f"The {what} {doubled[0]!r} is there twice.", remedy="Name each of them once."
                )
            if not names:
                raise InputError(f"There is no {what} to run.", remedy=f"Name at least one {what}.")
        if self.memory == "growing" and self.concurrency > 1:
            raise InputError(
                "A memory bank that grows needs one item after the other, or what is recalled "
                "depends on which attempt ends first.",
                remedy="Say --concurrency 1, or --memory frozen.",
            )


@dataclass
class Progress:
    """How far an evaluation is.

    Attributes:
        total: Attempts in all.
        earlier: Of them, those that earlier sessions made.
        done: Attempts made in this session.
        in_flight: Attempts at work now.
        most_in_flight: The greatest number that were at work at once.
    """

    total: int = 0
    earlier: int = 0
    done: int = 0
    in_flight: int = 0
    most_in_flight: int = 0


Told = Callable[[ItemRecord, Progress], None]


async def run_evaluation(
    evaluation: Evaluation,
    path: Path,
    *,
    executor: Executor | None = None,
    executor_name: str = "local",
    told: Told = lambda _record, _progress: None,
) -> Progress:
    """Attempt everything that the folder has no record of yet.

    Cancelling the task ends the attempts at work; what had ended is in the log, and the same
    evaluation goes on from there.

    Args:
        evaluation: What to run.
        path: The evaluation's folder; made if it does not exist.
        executor: Where to work; default: this process.
        executor_name: What the log calls it.
        told: Called with each new record.

    Raises:
        InputError: The evaluation cannot be run, or the folder belongs to another.
        RunError: The executor can work no more.
    """
    evaluation.check()
    folder = EvaluationFolder(path)
    folder.begin(
        Header(
            settings=settings_that_matter(evaluation.settings),
            memory=evaluation.memory,
            item_timeout=evaluation.item_timeout,
            seed=evaluation.seed,
        )
    )
    chosen = executor or LocalExecutor(evaluation.settings, evaluation.item_timeout)
    with folder.adding() as adding:
        begun = _session(evaluation, executor_name)
        _refuse_changed(folder, evaluation, begun)
        known = folder.items()
        adding.items(item for item in evaluation.items() if (item.set, item.id) not in known)
        made = _made(folder, retry_failed=evaluation.retry_failed)
        progress = Progress()
        for task in evaluation.tasks():
            progress.total += 1
            progress.earlier += task.key in made
        if progress.earlier == progress.total:
            return progress
        adding.session(begun)
        left = (task for task in evaluation.tasks() if task.key not in made)
        async with chosen:
            await _work(left, chosen, evaluation.concurrency, adding, progress, told)
    return progress


async def _work(
    tasks: Iterator[Task],
    executor: Executor,
    concurrency: int,
    adding: Adding,
    progress: Progress,
    told: Told,
) -> None:
    """A bounded number of workers take the tasks as they come; the first fault ends all."""
    stopping = False

    async def worker() -> None:
        for task in tasks:  # shared by all workers: each takes the next
            progress.in_flight += 1
            progress.most_in_flight = max(progress.most_in_flight, progress.in_flight)
            try:
                attempted = await executor.attempt(task)
            finally:
                progress.in_flight -= 1
            record = adding.record(attempted.record, attempted.answer)
            progress.done += 1
            told(record, progress)
            if stopping:  # an attempt may end as if nothing had happened when it is cancelled
                return

    workers = [asyncio.create_task(worker()) for _ in range(concurrency)]
    try:
        done, _ = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        for one in done:
            one.result()
    finally:
        stopping = True
        for one in workers:
            one.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


def _session(evaluation: Evaluation, executor_name: str) -> Session:
    return session(
        sets={name: fingerprint(items) for name, items in evaluation.sets.items()},
        presets={preset.name: preset.meaning for preset in evaluation.presets},
        teams={
            name: _without_passwords(spec.model_dump(mode="json", exclude_unset=True))
            for name, spec in evaluation.settings.teams.items()
        },
        repeats=evaluation.repeats,
        limit=evaluation.limit,
        concurrency=evaluation.concurrency,
        executor=executor_name,
    )


def _without_passwords(spec: Any) -> Any:
    """A team's spec as JSON, with no password in the addresses of its servers."""
    if not isinstance(spec, dict):
        return spec
    return {
        key: without_password(value) if key == "base_url" else _without_passwords(value)
        for key, value in spec.items()
    }


def _made(folder: EvaluationFolder, *, retry_failed: bool) -> set[str]:
    """Keys of the attempts that need not be made."""
    found: set[str] = set()
    for record in folder.records():
        if retry_failed and record.ending is not Ending.ANSWERED:
            found.discard(record.key)
        else:
            found.add(record.key)
    return found


def _refuse_changed(folder: EvaluationFolder, evaluation: Evaluation, now: Session) -> None:
    """Refuse sets and teams that are no longer what earlier records were made with.

    Raises:
        InputError: One of them has changed; names it, and the first items that differ.
    """
    known = folder.items()
    for earlier in folder.sessions():
        for kind, before, after in (
            ("set", earlier.sets, now.sets),
            ("team", earlier.teams, now.teams),
        ):
            changed = [name for name in before if name in after and before[name] != after[name]]
            if changed:
                differing = _differing(known, evaluation.sets.get(changed[0], ()), changed[0])
                raise InputError(
                    f"The {kind} {changed[0]!r} has changed since the evaluation in "
                    f"{str(folder.path)!r} was begun{differing if kind == 'set' else ''}.",
                    remedy=f"Use the {kind} as it was, or name another folder with --out.",
                )


def _differing(known: Mapping[tuple[str, str], Item], items: Iterable[Item], name: str) -> str:
    """The items that are not what they were, for people."""
    now = {item.id: item.model_copy(update={"set": name}) for item in items}
    before = {id_: item for (of_set, id_), item in known.items() if of_set == name}
    gone = [f"{id_!r} is gone" for id_ in before if id_ not in now]
    other = [f"{id_!r} is another" for id_ in before if id_ in now and now[id_] != before[id_]]
    told = (gone + other)[:5]
    return f" ({', '.join(told)})" if told else ""
