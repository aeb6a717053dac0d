"""How long it takes to make problems, and how many of them the built-in teams read rightly.

    python -m optimoot.benchmarks.perf.synthesis [--items 1000] [--seed 1] [--read-back]

Everything happens in one process and one thread; reading back runs programs in sandbox processes
beside it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from optimoot.agents.background import run_to_end
from optimoot.benchmarks.commands.synthesize import Wish, collection_of
from optimoot.benchmarks.synthesis.counting import Stage


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read-back", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(_made(Path(name), chosen.items, chosen.seed, "off"))
        if chosen.read_back:
            sys.stdout.write(_made(Path(name), chosen.items, chosen.seed, "reported"))


def _made(folder: Path, items: int, seed: int, round_trip: str) -> str:
    wish = Wish(folder / f"{round_trip}.jsonl", items, seed, round_trip=round_trip)
    collection = collection_of(wish, folder / "runs")
    began, worked = time.perf_counter(), time.process_time()
    run_to_end(collection.write())
    took, worked = time.perf_counter() - began, time.process_time() - worked
    survival = collection.maker.survival
    made = survival.total(Stage.MADE)
    told = f"{len(collection.items)} items of {made} demonstrations, round trips {round_trip}: "
    told += f"{took:.0f} s, {worked:.0f} s of them at work in this process"
    if round_trip != "off":
        told += f"; {survival.total(Stage.READ)} were read rightly"
    return f"{told}\n"


if __name__ == "__main__":
    main()
