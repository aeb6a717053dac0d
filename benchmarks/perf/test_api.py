"""A second problem in one process, through the Python API; bar: 150 ms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import optimoot

TEXT = (Path(__file__).parents[2] / "examples" / "bakery.txt").read_text(encoding="utf-8")


def test_second_problem_in_one_process(benchmark: Any, tmp_path: Path) -> None:
    """Reading, compiling, solving in the sandbox, checking, and keeping the run's trace."""
    settings = optimoot.Settings(data_folder=tmp_path)
    first = optimoot.solve(TEXT, settings=settings)
    answer = benchmark.pedantic(
        optimoot.solve, args=(TEXT,), kwargs={"settings": settings}, rounds=30, warmup_rounds=3
    )
    assert answer.objective == first.objective == 528.5
