"""The command line from a cold process.

Bars: `optimoot --help` well under a second (aim: 0.2 s); `optimoot solve` of a textbook problem by
the built-in team at most 0.7 s above a process that only imports langgraph, pyomo.environ and
highspy. The two are timed in turn, so that a busy machine slows both; the figures are in
`extra_info`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "bakery.txt"
OPTIMOOT = (sys.executable, "-m", "optimoot.app")
SOLVE = (*OPTIMOOT, "solve", str(EXAMPLE), "--json")
BASELINES = {
    "langgraph.graph": "import langgraph.graph, pyomo.environ, highspy",
    "langgraph": "import langgraph, pyomo.environ, highspy",
}
ROUNDS = 15


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(tmp_path))


def _run(command: Sequence[str]) -> float:
    """Wall seconds of a process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    return time.perf_counter() - start


def test_help(benchmark: Any) -> None:
    """`optimoot --help`."""
    benchmark.pedantic(_run, args=((*OPTIMOOT, "--help"),), rounds=ROUNDS, warmup_rounds=1)


@pytest.mark.parametrize("baseline", BASELINES)
def test_solve(benchmark: Any, baseline: str) -> None:
    """`optimoot solve`, against the imports alone, in turn."""
    imports = (sys.executable, "-c", BASELINES[baseline])
    alone: list[float] = []
    solved: list[float] = []

    def pair() -> None:
        alone.append(_run(imports))
        solved.append(_run(SOLVE))

    benchmark.pedantic(pair, rounds=ROUNDS, warmup_rounds=1)
    above = [ours - theirs for ours, theirs in zip(solved, alone, strict=True)]
    benchmark.extra_info |= {
        "solve, median s": round(statistics.median(solved), 3),
        "imports alone, median s": round(statistics.median(alone), 3),
        "above, median s": round(statistics.median(above), 3),
    }
    print(f"\n{baseline}: {benchmark.extra_info}")
