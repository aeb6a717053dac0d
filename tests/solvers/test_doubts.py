"""What a result must withstand, and the evidence for "unbounded", with solvers that lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_programs import program, solve, values

from optimoot.outcome import Failure, FailureKind, SolutionStatus, Termination
from optimoot.solvers import solving
from optimoot.solvers.classify import read_form
from optimoot.solvers.doubts import withstanding
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.selection import Choice
from optimoot.solvers.solver import Capabilities, ModelClass, Solved, SolveRequest


def form_of(body: str) -> ModelForm:
    """The form of a body's model."""
    return read_form(load_model(program(body)))


def claimed(value: float, objective: float, bound: float | None) -> Solved:
    """A solver's claim to have converged, for a model of one variable."""
    return Solved(Termination.CONVERGED, np.array([value]), objective, bound)


SQUARE = "m.x = pyo.Var(bounds=(-5, 5)); m.o = pyo.Objective(expr=m.x**2 + m.x)"


def test_a_sound_claim_is_left_alone() -> None:
    claim = claimed(-0.5, -0.25, -0.25)
    assert withstanding(form_of(SQUARE), "oracle", claim) is claim


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        (claimed(-0.5, -3.0, -3.0), "claims an objective of -3"),
        (claimed(-0.5, -0.25, 1.0), "surpasses"),
        (claimed(float(7), 56.0, 56.0), "violates 'x'"),
    ],
)
def test_a_claim_that_contradicts_itself_is_unknown(claim: Solved, word: str) -> None:
    doubted = withstanding(form_of(SQUARE), "oracle", claim)
    assert doubted.termination is Termination.UNKNOWN
    assert doubted.bound is None
    assert word in doubted.messages[-1]


@pytest.mark.parametrize(
    ("bounds", "goal", "at", "doubted"),
    [
        ("(-1, 1)", "1 / m.x", 1e-9, True),
        ("(1e-9, 1)", "1 / m.x", 1e-9, False),
        ("(0, 1)", "m.x * pyo.log(m.x)", 1e-9, False),
        ("(0, 1)", "pyo.log(m.x)", 1e-9, True),
        ("(1e-9, 1)", "pyo.log(m.x)", 1e-9, False),
        ("(0, 9)", "pyo.tan(m.x)", 1.5707963, True),
        ("(0, 9)", "pyo.tan(m.x)", 1.5, False),
        ("(0, None)", "pyo.exp(m.x)", 200.0, True),
        ("(0, 300)", "pyo.log(1 + pyo.exp(m.x))", 1.0, True),
        ("(0, 50)", "pyo.log(1 + pyo.exp(m.x))", 1.0, False),
    ],
)
def test_poles_and_overflow(bounds: str, goal: str, at: float, doubted: bool) -> None:
    form = form_of(f"m.x = pyo.Var(bounds={bounds}); m.o = pyo.Objective(expr={goal})")
    form.variables[0].set_value(at)
    objective = float(form.objective.curve.general()) if form.objective else 0.0  # type: ignore[union-attr]
    found = withstanding(form, "oracle", claimed(at, objective, objective))
    assert (found.termination is Termination.UNKNOWN) is doubted, found.messages


def test_a_pole_in_a_constraint_counts() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(-1, 1))
        m.y = pyo.Var(bounds=(0, 1e12))
        m.o = pyo.Objective(expr=m.y, sense=pyo.maximize)
        m.c = pyo.Constraint(expr=m.y <= 1 / m.x)
        """,
        time_limit=20.0,
    )
    assert outcome.solution is not SolutionStatus.OPTIMAL
    assert outcome.termination is Termination.UNKNOWN


class _Boaster:
    """Calls everything unbounded, but solves boxes of one variable by looking at their ends."""

    name = "boaster"
    capabilities = Capabilities(classes=frozenset(ModelClass))

    def version(self) -> str:
        return "1"

    def solve(self, form: ModelForm, request: SolveRequest) -> Solved:
        if not np.isfinite([form.lower[0], form.upper[0]]).all():
            return Solved(Termination.UNBOUNDED)
        ends = np.linspace(form.lower[0], form.upper[0], 1001)
        goal = form.objective
        assert goal is not None
        assert goal.curve is not None
        assert goal.curve.quadratic is not None
        at = [goal.linear[0] * x + goal.curve.quadratic.at(np.array([x])) for x in ends]
        best = int(np.argmin(at))
        return Solved(Termination.CONVERGED, ends[[best]], float(at[best]), float(at[best]))


@pytest.mark.parametrize(
    ("bounds", "goal", "ending"),
    [
        ("(0, None)", "m.x - m.x**2", Termination.UNBOUNDED),
        ("(0, None)", "m.x**2 - m.x", Termination.UNKNOWN),
        ("(0, 1e30)", "m.x**2 - m.x", Termination.CONVERGED),
    ],
)
def test_unbounded_needs_evidence(
    monkeypatch: pytest.MonkeyPatch, bounds: str, goal: str, ending: Termination
) -> None:
    boaster = _Boaster()
    monkeypatch.setattr(solving, "choose", lambda *_: (Choice(boaster, "It was asked for."),))
    outcome = solve(f"m.x = pyo.Var(bounds={bounds}); m.o = pyo.Objective(expr={goal})")
    assert outcome.termination is ending, outcome.messages
    assert outcome.messages or ending is Termination.CONVERGED


@pytest.mark.parametrize("base", ["(-2)", "0", "m.b", "m.y"])
def test_a_power_without_a_value_is_named(base: str) -> None:
    outcome = solve(
        f"""
        m.b = pyo.Var(initialize=-3); m.b.fix()
        m.y = pyo.Var(bounds=(-1, 4))
        m.x = pyo.Var(bounds=(0, 3))
        m.goal = pyo.Objective(expr={base} ** m.x)
        """
    )
    failure = outcome.failure
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNSUPPORTED
    assert "'goal'" in failure.message
    assert "** m.x".replace("m.", "").replace(" ", "") in failure.message


@pytest.mark.parametrize("name", ["asin", "acos", "atan"])
@pytest.mark.parametrize("sense", ["minimize", "maximize"])
def test_inverse_functions_over_their_whole_domain(name: str, sense: str) -> None:
    low, high = (-1.0, 1.0) if name != "atan" else (-40.0, 40.0)
    outcome = solve(
        f"""
        m.x = pyo.Var(bounds=({low}, {high}))
        m.o = pyo.Objective(expr=pyo.{name}(m.x) + 0.1 * m.x * m.x, sense=pyo.{sense})
        """,
        time_limit=20.0,
    )
    assert outcome.solution is SolutionStatus.OPTIMAL, outcome.messages
    points = np.linspace(low, high, 400_001)
    at = getattr(np, f"arc{name[1:]}")(points) + 0.1 * points**2
    best = at.min() if sense == "minimize" else at.max()
    assert outcome.objective == pytest.approx(best, abs=2e-6)


@given(
    st.lists(st.integers(-4, 4), min_size=4, max_size=4),
    st.integers(-3, 0),
    st.integers(1, 3),
    st.sampled_from(["pyo.exp(m.x)", "pyo.sin(3 * m.x)", "1 / (m.x + 4)", "abs(m.x - 0.5)"]),
)
@settings(max_examples=25, deadline=None)
def test_optima_of_one_variable_are_those_of_a_grid(
    weights: list[int], low: int, high: int, term: str
) -> None:
    goal = f"{weights[0]} * m.x**3 + {weights[1]} * m.x**2 + {weights[2]} * m.x"
    outcome = solve(
        f"""
        m.x = pyo.Var(bounds=({low}, {high}))
        m.o = pyo.Objective(expr={goal} + {weights[3]} * {term})
        """,
        time_limit=20.0,
    )
    assert outcome.solution is SolutionStatus.OPTIMAL, outcome.messages
    points = np.linspace(low, high, 40_001)
    terms = {
        "pyo.exp(m.x)": np.exp(points),
        "pyo.sin(3 * m.x)": np.sin(3 * points),
        "1 / (m.x + 4)": 1 / (points + 4),
        "abs(m.x - 0.5)": np.abs(points - 0.5),
    }
    cubic = weights[0] * points**3 + weights[1] * points**2 + weights[2] * points
    best = float((cubic + weights[3] * terms[term]).min())
    assert outcome.objective == pytest.approx(best, abs=1e-4)
    assert low - 1e-6 <= (values(outcome)["x"] or 0.0) <= high + 1e-6


def test_a_limit_that_solvers_take_for_zero_is_named() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 1))
        m.least = pyo.Constraint(expr=m.x >= 1e-9)
        m.goal = pyo.Objective(expr=m.x)
        """
    )
    assert any("'least'" in message and "zero" in message for message in outcome.messages)


def test_limits_in_small_units_with_small_factors_are_no_matter() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 1))
        m.least = pyo.Constraint(expr=1e-9 * m.x >= 5e-10)
        m.goal = pyo.Objective(expr=m.x)
        """
    )
    assert outcome.messages == ()


def test_an_end_without_proof_says_so() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(-8, 8))
        m.goal = pyo.Objective(expr=m.x ** (1 / 3))
        """
    )
    assert outcome.termination is Termination.UNKNOWN
    assert any("not proven" in message for message in outcome.messages)
