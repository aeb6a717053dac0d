"""`optimoot bench run`: an evaluation from its sets, presets and repeats, shown while it works."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import typer

from optimoot.agents.background import run_to_end
from optimoot.benchmarks.commands.progress import shown_progress
from optimoot.benchmarks.commands.results import RESULTS, ResultsFile
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.presets.registry import preset_named
from optimoot.benchmarks.running.executor import Executor
from optimoot.benchmarks.running.executors import executor_named
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.header import settings_that_matter
from optimoot.benchmarks.running.preset import Preset, preset_of_teams
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.running.runner import Evaluation, Progress, run_evaluation
from optimoot.benchmarks.scoring import Score, score_of, shares
from optimoot.benchmarks.sets.formats.records import doubled_texts
from optimoot.benchmarks.sets.registry import find_sets
from optimoot.errors import InputError
from optimoot.settings import Settings
from optimoot.terminal_text import one_line

INTERRUPTED: Final = 130
_FOLDER: Final = Path("evaluations")
_PLAIN: Final = re.compile(r"[^\w.]+")


@dataclass(frozen=True)
class Wish:
    """The options of the command, as they were given; empty and None: not given."""

    sets: Sequence[str]
    out: Path | None = None
    teams: str = ""
    presets: str = ""
    model: str = ""
    base_url: str = ""
    time_limit: float = 0.0
    repeats: int = 1
    limit: int | None = None
    seed: int | None = None
    concurrency: int = 2
    item_timeout: float | None = None
    memory: str = "off"
    bank: str = ""
    retry_failed: bool = False
    sets_folder: Path | None = None
    executor: str = "local"
    scheduler: str = ""


def run(wish: Wish) -> int:
    """Run the evaluation; gives the exit code.

    Raises:
        InputError: Something of the wish cannot be used.
        RunError: The evaluation cannot go on; what had ended is kept.
    """
    sets = find_sets(wish.sets, wish.sets_folder)
    for text in contradictions(sets):
        typer.echo(text, err=True)
    settings = _settings(wish)
    path = wish.out or _FOLDER / _folder_name(sets, settings, wish)
    settings = settings.model_copy(update={"data_folder": path})
    evaluation = Evaluation(
        sets=sets,
        presets=_presets(wish),
        settings=settings,
        repeats=wish.repeats,
        limit=wish.limit,
        seed=wish.seed,
        item_timeout=wish.item_timeout,
        concurrency=1 if wish.memory == "growing" else wish.concurrency,
        retry_failed=wish.retry_failed,
    )
    executor = executor_named(
        wish.executor, settings, item_timeout=wish.item_timeout, scheduler=wish.scheduler
    )
    stopped = _work(evaluation, path, executor, wish.executor)
    if stopped and not EvaluationFolder(path).has_begun:
        typer.echo("Stopped before anything was attempted.")
        return INTERRUPTED
    folder = EvaluationFolder.open(path)
    for text in summary(folder, evaluation):
        typer.echo(text)
    typer.echo(f"Results: {path / RESULTS}")
    if stopped:
        typer.echo("Stopped. The same command goes on from here.")
    return INTERRUPTED if stopped else 0


def contradictions(sets: Mapping[str, Sequence[Item]]) -> list[str]:
    """What to tell of sets in which one text has two answers: at least one of them is wrong."""
    told = []
    for name, items in sets.items():
        if pairs := list(doubled_texts(items)):
            first, second = pairs[0]
            told.append(
                f"Of {name!r}, {len(pairs)} items repeat a text with another answer (the first: "
                f"{first!r} and {second!r}): some labels are wrong."
            )
    return told


def _work(evaluation: Evaluation, path: Path, executor: Executor, executor_name: str) -> bool:
    """Run the evaluation, shown and written down as it comes; gives whether it was stopped."""
    items = {(item.set, item.id): item for item in evaluation.items()}
    results = ResultsFile(EvaluationFolder(path), items)
    stopped = False
    with shown_progress(items) as show:

        def told(record: ItemRecord, progress: Progress) -> None:
            results.add(record)
            show(record, progress)

        work = run_evaluation(
            evaluation, path, executor=executor, executor_name=executor_name, told=told
        )
        try:
            run_to_end(work)
        except KeyboardInterrupt:
            stopped = True
    if EvaluationFolder(path).has_begun:
        results.write()
    return stopped


def summary(folder: EvaluationFolder, evaluation: Evaluation) -> list[str]:
    """Per preset, shares with their 95 % intervals of what was asked for, and what it took."""
    items = {(item.set, item.id): item for item in evaluation.items()}
    standing = folder.standing()
    lines: list[str] = []
    for preset in evaluation.presets:
        records = [
            standing[task.key]
            for task in evaluation.tasks()
            if task.preset.name == preset.name and task.key in standing
        ]
        if len(evaluation.presets) > 1:
            lines.append(preset.name)
        lines += _shares(records, items) if records else ["nothing yet"]
    return lines


def _shares(records: Sequence[ItemRecord], items: dict[tuple[str, str], Item]) -> list[str]:
    found = shares(score_of(items[record.set, record.id], record) for record in records)
    seconds = sorted(record.seconds for record in records)
    lines = [f"{score.value:<9} {found[score]}" for score in Score]
    lines.append(f"median    {seconds[len(seconds) // 2]:.3f} s an item")
    broken = [record for record in records if record.error]
    if broken:
        ids = ", ".join(one_line(record.id) for record in broken[:5])
        lines.append(f"broken    {len(broken)} of the abstained failed or timed out: {ids}")
    return lines + _left_out(records)


def _left_out(records: Sequence[ItemRecord]) -> list[str]:
    """Which records of the memory bank were not recalled, as they are nearly the items."""
    found = [(record.id, name) for record in records for name in record.excluded]
    if not found:
        return []
    listed = ", ".join(f"{one_line(name)} for {one_line(item)}" for item, name in found)
    return [f"memory    {len(found)} near-duplicates were not recalled: {listed}"]


def _presets(wish: Wish) -> tuple[Preset, ...]:
    named = [part.strip() for part in wish.presets.split(",") if part.strip()]
    found = [preset_named(name) for name in named]
    if wish.teams or not found:
        found.append(preset_of_teams(wish.teams or "builtin"))
    return tuple(found)


def _settings(wish: Wish) -> Settings:
    given = {"model": wish.model, "base_url": wish.base_url, "time_limit": wish.time_limit}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value}
    return Settings(**changes, **_remembering(wish.memory, wish.bank))


def _remembering(memory: str, bank: str) -> dict[str, Any]:
    """The settings that say what is remembered in an evaluation."""
    if memory == "off":
        if bank:
            raise InputError(
                f"The bank {bank!r} is named, and memory is off.",
                remedy="Say --memory frozen or --memory growing.",
            )
        return {"memory": "off"}
    use: dict[str, Literal["frozen", "growing"]] = {"frozen": "frozen", "growing": "growing"}
    if memory not in use:
        raise InputError(f"--memory cannot be {memory!r}.", remedy="Say off, frozen or growing.")
    return {"memory": bank, "memory_use": use[memory]}


def _folder_name(sets: dict[str, tuple[Item, ...]], settings: Settings, wish: Wish) -> str:
    """The same for the same sets and settings, so that the same command finds its folder."""
    told = (
        sorted(sets),
        sorted(settings_that_matter(settings).items(), key=str),
        wish.seed,
        wish.item_timeout,
    )
    digest = hashlib.sha256(repr(told).encode()).hexdigest()[:8]
    plain = "-".join(_PLAIN.sub("-", name) for name in sets)
    return f"{plain[:60]}-{digest}"
