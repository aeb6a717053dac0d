"""SCIP: proven global optima of curved models, and what it says where it proves none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_programs import solve, values

from optimoot.outcome import SolutionStatus, Termination

OPTIMAL = (Termination.CONVERGED, SolutionStatus.OPTIMAL)


def test_a_can_with_the_least_surface() -> None:
    outcome = solve(
        """
        pi = 3.141592653589793
        m.r = pyo.Var(bounds=(0.1, None))
        m.h = pyo.Var(bounds=(0.1, None))
        m.surface = pyo.Objective(expr=2 * pi * m.r**2 + 2 * pi * m.r * m.h)
        m.volume = pyo.Constraint(expr=pi * m.r**2 * m.h >= 500)
        """
    )
    assert (outcome.termination, outcome.solution, outcome.solver) == (*OPTIMAL, "scip")
    radius = (250 / math.pi) ** (1 / 3)
    assert outcome.objective == pytest.approx(6 * math.pi * radius**2, rel=2e-6)
    assert outcome.bound is not None
    assert outcome.bound <= 6 * math.pi * radius**2 + 1e-6


def test_an_optimum_of_zero_counts_as_reached() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(-5, 5))
        m.y = pyo.Var(bounds=(-5, 5))
        m.banana = pyo.Objective(expr=(1 - m.x) ** 2 + 100 * (m.y - m.x**2) ** 2)
        """
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.gap == 0.0
    assert values(outcome) == pytest.approx({"x": 1.0, "y": 1.0}, abs=1e-2)


@settings(max_examples=25)
@given(
    st.lists(st.integers(-5, 5), min_size=6, max_size=6),
    st.lists(st.integers(-9, 9), min_size=3, max_size=3),
    st.booleans(),
)
def test_quadratic_integer_programs_against_enumeration(
    square: list[int], linear: list[int], maximize: bool
) -> None:
    sense = "maximize" if maximize else "minimize"
    outcome = solve(
        f"""
        q, c = data["square"], data["linear"]
        m.n = pyo.Var(range(3), domain=pyo.Integers, bounds=(-2, 3))
        n = m.n
        m.goal = pyo.Objective(
            expr=q[0] * n[0] ** 2 + q[1] * n[1] ** 2 + q[2] * n[2] ** 2
            + q[3] * n[0] * n[1] + q[4] * n[0] * n[2] + q[5] * n[1] * n[2]
            + sum(c[i] * n[i] for i in range(3)), sense=pyo.{sense}
        )
        m.row = pyo.Constraint(expr=n[0] ** 2 + n[1] * n[2] <= 4)
        """,
        {"square": square, "linear": linear},
        solver="scip",
    )
    span = range(-2, 4)
    q, c = square, linear
    at = [
        q[0] * a * a
        + q[1] * b * b
        + q[2] * d * d
        + q[3] * a * b
        + q[4] * a * d
        + q[5] * b * d
        + c[0] * a
        + c[1] * b
        + c[2] * d
        for a in span
        for b in span
        for d in span
        if a * a + b * d <= 4
    ]
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.objective == pytest.approx(max(at) if maximize else min(at), abs=1e-5)


def test_missing_bounds_are_named_where_nothing_was_proven() -> None:
    outcome = solve(
        """
        m.n = pyo.Var(range(30), domain=pyo.NonNegativeIntegers)
        m.free = pyo.Var()
        m.goal = pyo.Objective(
            expr=sum(pyo.sin(7 * i + m.n[i]) * m.n[(3 * i + 1) % 30] for i in range(30)) + m.free
        )
        m.row = pyo.Constraint(expr=sum(m.n[i] for i in range(30)) <= 90)
        m.least = pyo.Constraint(expr=m.free >= 0)
        """,
        time_limit=1.0,
    )
    assert outcome.termination is Termination.TIME_LIMIT
    assert outcome.solution is SolutionStatus.FEASIBLE
    assert "missing for 'n[0]', 'n[1]'" in outcome.messages[-1]
    assert "'free'" not in outcome.messages[-1]


@pytest.mark.parametrize(
    "goal", ["m.x * m.y", "m.x**3 + m.y", "m.y - m.x**2", "-pyo.exp(m.x) + m.y"]
)
def test_an_unbounded_curved_model_is_not_taken_for_optimal(goal: str) -> None:
    outcome = solve(
        f"m.x = pyo.Var(); m.y = pyo.Var(bounds=(0, None)); m.o = pyo.Objective(expr={goal})",
        solver="scip",
        time_limit=5.0,
    )
    assert outcome.termination is not Termination.CONVERGED
    assert outcome.solution is not SolutionStatus.OPTIMAL


def test_a_slow_gain_without_end_is_found() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(1, None))
        m.goal = pyo.Objective(expr=pyo.log(m.x), sense=pyo.maximize)
        """
    )
    assert outcome.termination is Termination.UNBOUNDED
    assert outcome.solution is SolutionStatus.NONE
    assert any("'x'" in message for message in outcome.messages)


def test_one_process_solves_as_many_curved_models_as_it_likes() -> None:
    for size in range(1, 71):
        outcome = solve(
            """
            m.x = pyo.Var(bounds=(0.1, None))
            m.goal = pyo.Objective(expr=m.x + data["size"] / m.x)
            """,
            {"size": size},
        )
        assert outcome.objective == pytest.approx(2 * math.sqrt(size), rel=1e-6)


def test_a_function_that_it_does_not_take_is_named() -> None:
    outcome = solve("m.x = pyo.Var(bounds=(0, 4)); m.o = pyo.Objective(expr=pyo.floor(m.x))")
    assert outcome.termination is Termination.NOT_SOLVED
    assert outcome.failure is not None
    assert outcome.failure.kind == "unsupported"
    assert "'floor'" in outcome.failure.message
    assert outcome.statistics is not None
    assert outcome.statistics.model_class == "NLP"


def test_a_division_by_zero_in_the_model_is_an_error_told() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 4))
        m.zero = pyo.Var(initialize=0)
        m.zero.fix()
        m.goal = pyo.Objective(expr=pyo.exp(m.x) / m.zero)
        """
    )
    assert outcome.solution is SolutionStatus.NONE
    assert outcome.failure is not None or outcome.messages
