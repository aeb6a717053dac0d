"""A 200 x 200 transportation problem from a CSV; bar: 1.5 times hand-written Pyomo.

Both sides read the same file, build the model and solve it with HiGHS in this process. They take
turns, so that a machine that is busy for a while slows both, and the ratio is taken of the fastest
runs of each.
"""

from __future__ import annotations

import csv
import gc
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyomo.environ as pyo
import pytest
from pyomo.contrib.solver.common.factory import SolverFactory

from optimoot.binding import bind
from optimoot.evaluation import Evaluator
from optimoot.formulation import (
    Constraint,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    TableSource,
    Variable,
)
from optimoot.program import Origin, Program
from optimoot.solvers.compile import compile_program
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.sandbox.client import Sandbox
from optimoot.tables import load_tables

SIZE = 200
TURNS = 7

FORMULATION = Formulation(
    title="Transportation",
    sets=(
        IndexSet(name="I", table=TableSource(table="costs", keys=("plant",))),
        IndexSet(name="J", table=TableSource(table="costs", keys=("city",))),
    ),
    parameters=(
        Parameter(
            name="cost",
            index=("I", "J"),
            table=TableSource(table="costs", keys=("plant", "city"), column="cost"),
        ),
        Parameter(
            name="supply",
            index=("I",),
            table=TableSource(table="plants", keys=("plant",), column="supply"),
        ),
        Parameter(
            name="demand",
            index=("J",),
            table=TableSource(table="cities", keys=("city",), column="demand"),
        ),
    ),
    variables=(Variable(name="ship", index=("I", "J")),),
    objective=Objective(
        sense=Sense.MINIMIZE, expression="sum(cost[i, j] * ship[i, j] for i in I for j in J)"
    ),
    constraints=(
        Constraint(
            name="leaving",
            expression="sum(ship[i, j] for j in J) <= supply[i]",
            for_each="i in I",
        ),
        Constraint(
            name="arriving",
            expression="sum(ship[i, j] for i in I) >= demand[j]",
            for_each="j in J",
        ),
    ),
)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The costs in long form, supplies and demands."""
    draw = random.Random(20)  # noqa: S311
    plants = [f"plant {n}" for n in range(SIZE)]
    cities = [f"city {n}" for n in range(SIZE)]
    tables: dict[str, list[list[Any]]] = {
        "costs": [["plant", "city", "cost"]]
        + [[p, c, draw.randint(1, 100)] for p in plants for c in cities],
        "plants": [["plant", "supply"]] + [[p, draw.randint(200, 400)] for p in plants],
        "cities": [["city", "demand"]] + [[c, draw.randint(100, 200)] for c in cities],
    }
    paths = []
    for name, rows in tables.items():
        paths.append(tmp_path / f"{name}.csv")
        with paths[-1].open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return paths


def build_from_formulation(files: list[Path]) -> pyo.ConcreteModel:
    """Load, bind, compile, run the Program."""
    program = compile_program(FORMULATION, bind(FORMULATION, load_tables(files)))
    return run_program(program.source, program.data)


def run_program(source: str, data: Mapping[str, Any]) -> pyo.ConcreteModel:
    """The model that a Program builds."""
    namespace: dict[str, Any] = {}
    exec(compile(source, "program", "exec"), namespace)  # noqa: S102
    return namespace["build_model"](data)


def build_by_hand(files: list[Path]) -> pyo.ConcreteModel:
    """What someone who knows Pyomo writes for this one problem."""
    costs, plants, cities = (read_by_hand(path) for path in files)
    cost = {(plant, city): float(value) for plant, city, value in costs}
    supply = {plant: float(value) for plant, value in plants}
    demand = {city: float(value) for city, value in cities}
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=list(supply))
    model.J = pyo.Set(initialize=list(demand))
    model.ship = pyo.Var(model.I, model.J, domain=pyo.NonNegativeReals)
    model.total = pyo.Objective(
        expr=sum(cost[i, j] * model.ship[i, j] for i in model.I for j in model.J)
    )

    model.leaving = pyo.Constraint(
        model.I, rule=lambda m, i: sum(m.ship[i, j] for j in m.J) <= supply[i]
    )
    model.arriving = pyo.Constraint(
        model.J, rule=lambda m, j: sum(m.ship[i, j] for i in m.I) >= demand[j]
    )
    return model


def read_by_hand(path: Path) -> list[list[str]]:
    """The rows below the header."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def timed(build: Callable[[list[Path]], pyo.ConcreteModel], files: list[Path]) -> Any:
    """Seconds to build, seconds to build and solve, and the objective."""
    gc.collect()
    start = time.perf_counter()
    model = build(files)
    built = time.perf_counter()
    objective = SolverFactory("highs").solve(model).incumbent_objective
    return built - start, time.perf_counter() - start, objective


def test_compiled_against_hand_written(benchmark: Any, files: list[Path]) -> None:
    """Read, build and solve, both ways in turn; the ratios are in the extra information."""
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(timed(build_from_formulation, files))
        theirs.append(timed(build_by_hand, files))
        assert ours[-1][2] == pytest.approx(theirs[-1][2])
    fastest = [[min(run[part] for run in runs) for part in (0, 1)] for runs in (ours, theirs)]
    benchmark.extra_info["compiled: build, build and solve (s)"] = fastest[0]
    benchmark.extra_info["by hand: build, build and solve (s)"] = fastest[1]
    benchmark.extra_info["ratio"] = fastest[0][1] / fastest[1][1]
    benchmark.pedantic(timed, args=(build_from_formulation, files), rounds=3, warmup_rounds=1)


_BY_HAND = """
import csv
import io
import pyomo.environ as pyo


def build_model(data):
    costs, plants, cities = (list(csv.reader(io.StringIO(text)))[1:] for text in data["files"])
    cost = {(plant, city): float(value) for plant, city, value in costs}
    supply = {plant: float(value) for plant, value in plants}
    demand = {city: float(value) for city, value in cities}
    m = pyo.ConcreteModel()
    m.I = pyo.Set(initialize=list(supply))
    m.J = pyo.Set(initialize=list(demand))
    m.ship = pyo.Var(m.I, m.J, domain=pyo.NonNegativeReals)
    m.total = pyo.Objective(expr=sum(cost[i, j] * m.ship[i, j] for i in m.I for j in m.J))
    m.leaving = pyo.Constraint(m.I, rule=lambda m, i: sum(m.ship[i, j] for j in m.J) <= supply[i])
    m.arriving = pyo.Constraint(m.J, rule=lambda m, j: sum(m.ship[i, j] for i in m.I) >= demand[j])
    return m
"""
"""The same model as a person's own Program."""


def test_the_product_against_bare_pyomo(benchmark: Any, files: list[Path]) -> None:
    """Read, bind, compile and run in the sandbox, against the model by hand in this process.

    Beside it the Program by hand in the same sandbox, so that both are in the same kind of process.
    """
    found: dict[str, list[float]] = {"product": [], "sandboxed by hand": [], "bare by hand": []}

    def product() -> float | None:
        program = compile_program(FORMULATION, bind(FORMULATION, load_tables(files)))
        return sandbox.run(program, SolveOptions()).objective

    def sandboxed() -> float | None:
        texts = [path.read_text(encoding="utf-8") for path in files]
        program = Program(source=_BY_HAND, data={"files": texts}, origin=Origin.USER)
        return sandbox.run(program, SolveOptions()).objective

    def bare() -> float | None:
        objective: float | None = timed(build_by_hand, files)[2]
        return objective

    with Sandbox() as sandbox:
        product()
        for _ in range(TURNS):
            objectives = []
            for name, run in zip(found, (product, sandboxed, bare), strict=True):
                gc.collect()
                start = time.perf_counter()
                objectives.append(run())
                found[name].append(time.perf_counter() - start)
            assert objectives == pytest.approx([objectives[0]] * 3)
        for name, seconds in found.items():
            benchmark.extra_info[f"{name} (s)"] = min(seconds)
        fastest = {name: min(seconds) for name, seconds in found.items()}
        benchmark.extra_info["ratio in the sandbox"] = (
            fastest["product"] / fastest["sandboxed by hand"]
        )
        benchmark.extra_info["ratio to bare"] = fastest["product"] / fastest["bare by hand"]
        benchmark.pedantic(product, rounds=3)


def test_plain_evaluation(benchmark: Any, files: list[Path]) -> None:
    """All 400 constraints and 40,000 costs at one point, without Pyomo; bar: 0.1 s."""
    data = bind(FORMULATION, load_tables(files))
    evaluator = Evaluator(FORMULATION, data)
    point = {"ship": {(i, j): 1.0 for i in data["I"] for j in data["J"]}}
    evaluation = benchmark(evaluator.at, point)
    assert evaluation.objective == pytest.approx(
        sum(map(sum, map(dict.values, data["cost"].values())))
    )


def test_binding(benchmark: Any, files: list[Path]) -> None:
    """40,000 rows of a loaded table into sets and parameters."""
    tables = load_tables(files)
    data = benchmark(bind, FORMULATION, tables)
    assert len(data["cost"]) == SIZE
