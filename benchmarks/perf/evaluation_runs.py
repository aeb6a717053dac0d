"""What the runner of evaluations costs, and whether a kill loses anything.

    python -m optimoot.benchmarks.perf.evaluation_runs [--items 10000] [--kills 20]

Attempts are scripted (`optimoot.benchmarks.running.scripted`): what is measured is the runner, its
log and the packed answers. The kills are SIGKILL at random moments of an evaluation in a process
of its own, which is started again until it is done; its records are then held against those of an
undisturbed one, item for item.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from optimoot.benchmarks.running.folder import LOG, EvaluationFolder
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.settings import Settings

_SLOW: Final = 1.0
_AT_ONCE: Final = 64


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--killed-items", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.work:
        folder, count = chosen.work
        work(Path(folder), int(count), seconds=0.01, concurrency=4, seed=chosen.seed)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (chosen.items // 10, chosen.items):
            took = work(folder / f"plain-{count}", count)
            told = 1000 * took / count
            sys.stdout.write(f"{count} items: {told:.3f} ms an item, {_megabytes():.0f} MB\n")
        began = time.perf_counter()
        work(folder / f"plain-{chosen.items}", chosen.items)
        took = time.perf_counter() - began
        sys.stdout.write(f"started again with nothing left to do: {took:.2f} s\n")
        sys.stdout.write(_in_flight(folder / "slow"))
        sys.stdout.write(_kills(folder, chosen.kills, chosen.killed_items, chosen.seed))


def work(
    folder: Path,
    count: int,
    *,
    seconds: float = 0.0,
    concurrency: int = 8,
    seed: int | None = None,
) -> float:
    """Run a scripted evaluation; gives the seconds it took."""
    evaluation = Evaluation(
        sets={"scripted": scripted_items(count)},
        presets=[scripted_preset(seconds)],
        settings=Settings(memory="off", data_folder=folder),
        concurrency=concurrency,
        seed=seed,
    )
    began = time.perf_counter()
    asyncio.run(run_evaluation(evaluation, folder))
    return time.perf_counter() - began


def _in_flight(folder: Path) -> str:
    now = most = 0

    def watched(step: int) -> None:
        nonlocal now, most
        now += step
        most = max(most, now)

    count = 4 * _AT_ONCE
    evaluation = Evaluation(
        sets={"scripted": scripted_items(count)},
        presets=[scripted_preset(_SLOW, watched=watched)],
        settings=Settings(memory="off", data_folder=folder),
        concurrency=_AT_ONCE,
    )
    began = time.perf_counter()
    asyncio.run(run_evaluation(evaluation, folder))
    took = time.perf_counter() - began
    least = count / _AT_ONCE * _SLOW
    return f"{most} of {_AT_ONCE} in flight; {took:.2f} s for waits of {least:.2f} s\n"


def _kills(folder: Path, kills: int, count: int, seed: int) -> str:
    draw = random.Random(seed)  # noqa: S311 - no secret
    quiet, disturbed = folder / "quiet", folder / "disturbed"
    command = [sys.executable, "-m", __spec__.name if __spec__ else __name__, "--seed", str(seed)]
    subprocess.run([*command, "--work", str(quiet), str(count)], check=True)  # noqa: S603
    log, made, kept = disturbed / LOG, 0, 0
    for _ in range(kills):
        process = subprocess.Popen([*command, "--work", str(disturbed), str(count)])  # noqa: S603
        kept += draw.randint(1, max(1, 2 * count // (kills + 1) - 1))
        while process.poll() is None and _lines(log) < kept:
            time.sleep(0.001)
        time.sleep(draw.uniform(0.0, 0.02))
        made += process.poll() is None
        process.kill()
        process.wait()
        kept = _lines(log)
    subprocess.run([*command, "--work", str(disturbed), str(count)], check=True)  # noqa: S603
    return f"{made} of {kills} starts were killed; {_held_against(quiet, disturbed)}\n"


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def _held_against(quiet: Path, disturbed: Path) -> str:
    expected, found = _plain(quiet), _plain(disturbed)
    records = list(EvaluationFolder.open(disturbed).records())
    same = sum(expected[key] == found.get(key) for key in expected)
    doubled = len(records) - len(found)
    return f"{same} of {len(expected)} records are the same, {doubled} are doubled"


def _plain(folder: Path) -> dict[str, ItemRecord]:
    """The records by key, without their times."""
    return {
        record.key: record.model_copy(update={"seconds": 0.0})
        for record in EvaluationFolder.open(folder).records()
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
