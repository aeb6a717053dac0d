"""Models that are changed in one place have better plans, each of which the model forbids."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_programs import program

from optimoot.mutation import Change, Mutant
from optimoot.outcome import VariableValue
from optimoot.solvers.mutation import find_mutants
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.sandbox import shared_sandbox

CRATES = """
    m.milk = pyo.Var(domain=pyo.NonNegativeIntegers)
    m.kefir = pyo.Var(domain=pyo.NonNegativeReals)
    m.line = pyo.Constraint(expr=10 * m.milk + 15 * m.kefir <= 841)
    m.shelf = pyo.Constraint(expr=m.milk <= 30)
    m.idle = pyo.Constraint(expr=m.kefir <= 900)
    m.best = pyo.Objective(expr=6 * m.milk + 5 * m.kefir, sense=pyo.maximize)
"""


def mutants(body: str, **options: float) -> tuple[Mutant, ...]:
    return find_mutants(program(body), SolveOptions(**options))


def value(plan: tuple[VariableValue, ...], name: str) -> float:
    return next(v.value for v in plan if v.name == name and v.value is not None)


def test_limits_that_bind_are_found_and_idle_ones_are_not() -> None:
    found = mutants(CRATES)
    assert {m.target for m in found} == {"line", "shelf"}
    for mutant in found:
        milk, kefir = value(mutant.plan, "milk"), value(mutant.plan, "kefir")
        assert mutant.objective == pytest.approx(6 * milk + 5 * kefir)
        assert mutant.objective > 6 * 30 + 5 * (841 - 300) / 15
        assert 10 * milk + 15 * kefir > 841 + 1e-6 or milk > 30 + 1e-6


def test_whole_numbers_are_let_be_split() -> None:
    body = """
    m.x = pyo.Var([1, 2], domain=pyo.NonNegativeIntegers)
    m.room = pyo.Constraint(expr=3 * m.x[1] + 3 * m.x[2] <= 10.1)
    m.best = pyo.Objective(expr=m.x[1] + 2 * m.x[2], sense=pyo.maximize)
"""
    split = [m for m in mutants(body) if m.change is Change.SPLIT]
    assert [m.target for m in split] == ["x"]
    assert split[0].objective == pytest.approx(2 * 10.1 / 3)


@pytest.mark.parametrize(
    "body",
    [
        "    m.x = pyo.Var(bounds=(0, 1))\n",
        """
    m.x = pyo.Var(bounds=(0, 1))
    m.never = pyo.Constraint(expr=m.x >= 2)
    m.best = pyo.Objective(expr=m.x)
""",
        """
    m.x = pyo.Var()
    m.best = pyo.Objective(expr=m.x)
""",
    ],
)
def test_without_an_optimum_there_are_none(body: str) -> None:
    assert mutants(body) == ()


def test_what_becomes_unbounded_is_left_out() -> None:
    body = """
    m.x = pyo.Var(domain=pyo.NonNegativeReals)
    m.cap = pyo.Constraint(expr=m.x <= 5)
    m.best = pyo.Objective(expr=m.x, sense=pyo.maximize)
"""
    assert [(m.target, m.change) for m in mutants(body)] == [("cap", Change.LOOSENED)]


def test_equalities_are_loosened_on_both_sides() -> None:
    body = """
    m.x = pyo.Var(domain=pyo.NonNegativeReals)
    m.need = pyo.Constraint(expr=m.x == 50)
    m.best = pyo.Objective(expr=m.x)
"""
    assert [m.objective for m in mutants(body)] == pytest.approx([49, 0])


def test_they_come_out_of_the_sandbox_alike() -> None:
    assert shared_sandbox().mutants(program(CRATES)) == mutants(CRATES)


@settings(deadline=None, max_examples=40)
@given(
    gains=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    uses=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    room=st.integers(5, 60),
    cap=st.integers(1, 8),
)
def test_every_mutants_plan_breaks_the_model(
    gains: tuple[int, int], uses: tuple[int, int], room: int, cap: int
) -> None:
    body = f"""
    m.x = pyo.Var([0, 1], domain=pyo.NonNegativeIntegers)
    m.room = pyo.Constraint(expr={uses[0]} * m.x[0] + {uses[1]} * m.x[1] <= {room})
    m.cap = pyo.Constraint([0, 1], rule=lambda m, i: m.x[i] <= {cap})
    m.best = pyo.Objective(
        expr={gains[0]} * m.x[0] + {gains[1]} * m.x[1], sense=pyo.maximize
    )
"""
    best = max(
        gains[0] * a + gains[1] * b
        for a, b in product(range(cap + 1), repeat=2)
        if uses[0] * a + uses[1] * b <= room
    )
    for mutant in mutants(body):
        x = [v.value or 0.0 for v in mutant.plan]
        broken = uses[0] * x[0] + uses[1] * x[1] > room + 1e-9 or max(x) > cap + 1e-9
        whole = all(abs(v - round(v)) < 1e-6 for v in x)
        assert broken or not whole
        assert mutant.objective > best
