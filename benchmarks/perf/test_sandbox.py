"""A small model in the sandbox against the same build and solve bare in this process.

Bar: with a warm server the median is at most 60 ms above the bare one. The two are timed in turn,
so that a busy machine slows both; the figures are in `extra_info`, in milliseconds. The server's
cold start (starting it, and the first small solve) is reported beside them; aim: 1.2 s.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from optimoot.outcome import Outcome
from optimoot.program import Program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.sandbox import Sandbox

SOURCE = """\
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.P = pyo.Set(initialize=data["P"])
    model.R = pyo.Set(initialize=data["R"])
    model.make = pyo.Var(model.P, domain=pyo.NonNegativeReals)
    model.profit = pyo.Objective(
        expr=sum(data["profit"][p] * model.make[p] for p in model.P), sense=pyo.maximize
    )
    model.capacity = pyo.Constraint(
        model.R,
        rule=lambda m, r: sum(data["use"][p][r] * m.make[p] for p in m.P) <= data["have"][r],
    )
    return model
"""
PROGRAM = Program(
    source=SOURCE,
    data={
        "P": ["chairs", "tables", "shelves"],
        "R": ["wood", "hours"],
        "profit": {"chairs": 20, "tables": 55, "shelves": 30},
        "use": {
            "chairs": {"wood": 2, "hours": 1},
            "tables": {"wood": 5, "hours": 3},
            "shelves": {"wood": 3, "hours": 1.5},
        },
        "have": {"wood": 100, "hours": 50},
    },
)
OPTIONS = SolveOptions()


@pytest.fixture(scope="module")
def warm() -> Iterator[Sandbox]:
    """A sandbox whose server has served."""
    with Sandbox() as sandbox:
        sandbox.run(PROGRAM, OPTIONS)
        yield sandbox


def _timed(work: Callable[[], Outcome], into: list[float]) -> None:
    start = time.perf_counter()
    outcome = work()
    into.append(1000 * (time.perf_counter() - start))
    assert outcome.objective == pytest.approx(1000)


def test_check_of_a_small_model(benchmark: Any, warm: Sandbox) -> None:
    """Sandboxed and bare, in turn."""
    sandboxed: list[float] = []
    bare: list[float] = []
    execute(PROGRAM, OPTIONS)

    def pair() -> None:
        _timed(lambda: warm.run(PROGRAM, OPTIONS), sandboxed)
        _timed(lambda: execute(PROGRAM, OPTIONS), bare)

    benchmark.pedantic(pair, rounds=60, warmup_rounds=5)
    difference = statistics.median(sandboxed) - statistics.median(bare)
    benchmark.extra_info.update(
        sandboxed=statistics.median(sandboxed), bare=statistics.median(bare), added=difference
    )


def test_eight_at_once(benchmark: Any, warm: Sandbox) -> None:
    """Eight runs in flight through one server."""
    with ThreadPoolExecutor(8) as pool:

        def eight() -> None:
            list(pool.map(lambda _: warm.run(PROGRAM, OPTIONS), range(8)))

        benchmark.pedantic(eight, rounds=15, warmup_rounds=1)


def test_cold_start(benchmark: Any) -> None:
    """From no server to the first small solve."""

    def cold() -> None:
        with Sandbox() as sandbox:
            assert sandbox.run(PROGRAM, OPTIONS).objective == pytest.approx(1000)

    benchmark.pedantic(cold, rounds=7)
