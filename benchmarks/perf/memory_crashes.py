"""Writers of one memory bank, one of which is killed: what was acknowledged has to be there.

    python -m optimoot.benchmarks.perf.memory_crashes [--rounds 20] [--writers 4] [--records 1000]

In each round, new processes write their records into one folder at once, and search it now and
then, so that one of them builds the index. One is killed (SIGKILL) at a random moment. Then the
bank is opened, and held against what the writers had told after each write.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from optimoot.certificate import Certificate
from optimoot.memory.records import Kind, Provenance, Reached, Solution
from optimoot.memory.store import Entry, Vector
from optimoot.memory.stores.local import LocalStore
from optimoot.outcome import Termination

DIMENSIONS: Final = 64
_EMBEDDER: Final = "crash-test"
_SEARCH_EVERY: Final = 25
_LONGEST: Final = 600.0
"""Seconds after which writers hang."""


@dataclass(frozen=True)
class Round:
    """What came of a round.

    Attributes:
        acknowledged: Records that writers said were kept, those of earlier rounds included.
        kept: Records that the bank holds.
        lost: Acknowledged records that it does not hold, or holds otherwise.
        doubled: Ids that it holds more than once.
        unsought: Acknowledged records that a search by their own vector does not find.
        killed_after: What the killed writer had acknowledged in this round.
        seconds: How long the writers took.
    """

    acknowledged: int
    kept: int
    lost: int
    doubled: int
    unsought: int
    killed_after: int
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Go through the rounds, and print what came of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.write:
        folder, name, count = chosen.write
        write(Path(folder), name, int(count))
        return
    draw = random.Random(chosen.seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        acknowledged: set[str] = set()
        for number in range(chosen.rounds):
            told = one_round(
                Path(folder), acknowledged, number, chosen.writers, chosen.records, draw
            )
            print(f"round {number + 1:2}: {told}", flush=True)
            if told.lost or told.doubled or told.unsought:
                sys.exit(1)


def one_round(
    folder: Path,
    acknowledged: set[str],
    number: int,
    writers: int,
    records: int,
    draw: random.Random,
) -> Round:
    """Let processes write, kill one, and look at what is kept.

    Args:
        folder: The bank's.
        acknowledged: Records of earlier rounds; those of this one are added.
        number: Of the round.
        writers: How many processes.
        records: How many each of them writes.
        draw: Decides which one is killed, and when.
    """
    names = [f"round{number}-writer{writer}" for writer in range(writers)]
    victim = draw.randrange(writers)
    killed_after = draw.randrange(1, records)
    start = time.perf_counter()
    logs = [folder.parent / f"{folder.name}-{name}.log" for name in names]
    processes = [
        _started(folder, name, records, log) for name, log in zip(names, logs, strict=True)
    ]
    try:
        while _lines(logs[victim]) < killed_after and processes[victim].poll() is None:
            time.sleep(draw.random() * 0.01)
        processes[victim].kill()
        for place, process in enumerate(processes):
            code = process.wait(_LONGEST)
            if code and place != victim:
                raise RuntimeError(f"the writer {names[place]} ended with {code}")
    finally:
        for process in processes:
            process.kill()
            process.wait()
    seconds = time.perf_counter() - start
    for log in logs:
        acknowledged.update(_acknowledged(log))
    killed_after = _lines(logs[victim])
    for log in logs:
        log.unlink()
    return _looked_at(folder, acknowledged, killed_after, seconds)


def write(folder: Path, name: str, count: int) -> None:
    """Write records one by one, telling of each once it is kept."""
    store = LocalStore(folder, _EMBEDDER, index_from=100)
    for number in range(count):
        entry = _entry(f"{name}-{number}")
        store.put([entry])
        print(entry.record.id, flush=True)
        if number % _SEARCH_EVERY == 0:
            store.nearest(entry.vector, kind=Kind.SOLUTION, limit=3)
    store.close()


def _looked_at(folder: Path, acknowledged: set[str], killed_after: int, seconds: float) -> Round:
    store = LocalStore(folder, _EMBEDDER, index_from=100)
    try:
        kept = list(store.records())
        whole = {record.id for record in kept if record == _entry(record.id).record}
        sought = random.Random(killed_after).sample(sorted(acknowledged), 200)  # noqa: S311
        unsought = sum(
            name not in dict(store.nearest(_vector(name), kind=Kind.SOLUTION, limit=3))
            for name in sought
        )
    finally:
        store.close()
    counts = Counter(record.id for record in kept)
    return Round(
        acknowledged=len(acknowledged),
        kept=len(kept),
        lost=len(acknowledged - whole),
        doubled=sum(count > 1 for count in counts.values()),
        unsought=unsought,
        killed_after=killed_after,
        seconds=round(seconds, 1),
    )


def _started(folder: Path, name: str, records: int, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", __name__, "--write", str(folder), name, str(records)]
    if __spec__ is not None:
        command[2] = __spec__.name
    with log.open("wb") as told:
        return subprocess.Popen(command, stdout=told)  # noqa: S603 - our own


def _lines(log: Path) -> int:
    return log.read_bytes().count(b"\n")


def _acknowledged(log: Path) -> list[str]:
    """What a writer told; a last line that the kill cut off does not count."""
    return log.read_text(encoding="ascii").rpartition("\n")[0].splitlines()


def _entry(name: str) -> Entry:
    """A record that is the same for the same name."""
    record = Solution(
        id=name,
        text=f"The problem of {name}. " * 20,
        provenance=Provenance(run_id=name, at=datetime(2026, 1, 1, tzinfo=UTC)),
        reached=Reached(termination=Termination.CONVERGED),
        certificate=Certificate(),
        verdict="consensus",
    )
    return Entry(record, _vector(name))


def _vector(name: str) -> Vector:
    values = np.random.default_rng(list(name.encode())).standard_normal(DIMENSIONS)
    return np.asarray(values / np.linalg.norm(values), dtype=np.float32)


if __name__ == "__main__":
    main()
