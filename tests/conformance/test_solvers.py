"""What every solver of the table must do, each by its own capabilities.

A new solver is tested by being in `SOLVERS`; nothing is changed here.
"""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from model_programs import duals, reduced_costs, slacks, solve, values

from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.solvers.registry import SOLVERS
from optimoot.solvers.solver import Capabilities, ModelClass, Solver

OPTIMAL = (Termination.CONVERGED, SolutionStatus.OPTIMAL)

PRODUCTS = """
    m.x = pyo.Var(["chairs", "tables"], domain=pyo.NonNegativeReals)
    m.profit = pyo.Objective(expr=45 * m.x["chairs"] + 80 * m.x["tables"], sense=pyo.maximize)
    m.wood = pyo.Constraint(expr=5 * m.x["chairs"] + 20 * m.x["tables"] <= 400)
    m.labour = pyo.Constraint(expr=10 * m.x["chairs"] + 15 * m.x["tables"] <= 450)
"""
KNAPSACKS = """
    rng = random.Random(7)
    items = range(120)
    m.take = pyo.Var(items, domain=pyo.Binary)
    m.worth = pyo.Objective(
        expr=pyo.quicksum(rng.randint(1, 1000) * m.take[i] for i in items), sense=pyo.maximize
    )
    m.room = pyo.ConstraintList()
    for _ in range(15):
        weight = [rng.randint(1, 1000) for _ in items]
        m.room.add(pyo.quicksum(weight[i] * m.take[i] for i in items) <= sum(weight) // 2)
"""
"""No solver here settles it in a minute; each has an incumbent at once."""


def that(wanted: Callable[[Capabilities], bool]) -> list[pytest.ParameterSet]:
    """The solvers whose capabilities are as wanted."""
    return [pytest.param(s, id=s.name) for s in SOLVERS if wanted(s.capabilities)]


def taking(*classes: ModelClass) -> list[pytest.ParameterSet]:
    """The solvers that take all of these classes."""
    return that(lambda can: can.classes.issuperset(classes))


linear = pytest.mark.parametrize("solver", taking(ModelClass.LP))
integer = pytest.mark.parametrize("solver", taking(ModelClass.MILP))
quadratic = pytest.mark.parametrize("solver", taking(ModelClass.QP))


@pytest.mark.parametrize("solver", that(lambda can: True))
def test_it_is_installed_and_says_which_version(solver: Solver) -> None:
    version = solver.version()
    assert version is not None
    assert version[0].isdigit()


@linear
def test_linear_program(solver: Solver) -> None:
    outcome = solve(PRODUCTS, solver=solver.name)
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.objective == pytest.approx(2200.0)
    assert values(outcome) == pytest.approx({"x[chairs]": 24.0, "x[tables]": 14.0})
    assert slacks(outcome) == pytest.approx({"wood": 0.0, "labour": 0.0}, abs=1e-6)
    assert outcome.solver == solver.name
    assert outcome.statistics is not None
    assert outcome.statistics.model_class == "LP"


@pytest.mark.parametrize("solver", that(lambda can: can.duals))
@pytest.mark.parametrize("sense", ["maximize", "minimize"])
def test_duals_are_the_change_of_the_objective(solver: Solver, sense: str) -> None:
    sign = 1 if sense == "maximize" else -1
    body = f"""
        m.x = pyo.Var(["a", "b", "c"], bounds=(0, 30))
        m.goal = pyo.Objective(
            expr={sign} * (3 * m.x["a"] + 2 * m.x["b"] + m.x["c"]), sense=pyo.{sense}
        )
        m.cap = pyo.Constraint(expr=m.x["a"] + m.x["b"] + m.x["c"] <= data["cap"])
        m.mix = pyo.Constraint(expr=m.x["a"] - m.x["b"] <= data["mix"])
        m.least = pyo.Constraint(expr=m.x["c"] >= data["least"])
        m.loose = pyo.Constraint(expr=m.x["a"] <= data["loose"])
    """
    data = {"cap": 40.0, "mix": 5.0, "least": 4.0, "loose": 100.0}
    outcome = solve(body, data, solver=solver.name)
    found = duals(outcome)
    assert found["loose"] == pytest.approx(0.0)
    for name in data:
        more = solve(body, {**data, name: data[name] + 0.5}, solver=solver.name)
        assert more.objective is not None
        assert outcome.objective is not None
        assert found[name] == pytest.approx((more.objective - outcome.objective) / 0.5), name


@pytest.mark.parametrize("solver", that(lambda can: can.duals))
@pytest.mark.parametrize("sense", ["maximize", "minimize"])
def test_reduced_costs_are_the_change_of_the_objective(solver: Solver, sense: str) -> None:
    body = f"""
        m.x = pyo.Var(["a", "b"], bounds=(0, 30))
        m.z = pyo.Var(bounds=(data["at"], data["at"]))
        m.goal = pyo.Objective(expr=3 * m.x["a"] + 2 * m.x["b"] + 5 * m.z, sense=pyo.{sense})
        m.sum = pyo.Constraint(expr=m.x["a"] + m.x["b"] + 2 * m.z == 40)
    """
    outcome = solve(body, {"at": 2.0}, solver=solver.name)
    more = solve(body, {"at": 2.5}, solver=solver.name)
    assert more.objective is not None
    assert outcome.objective is not None
    change = (more.objective - outcome.objective) / 0.5
    assert reduced_costs(outcome)["z"] == pytest.approx(change)


@pytest.mark.parametrize("solver", that(lambda can: not can.duals))
def test_it_says_that_it_gives_no_duals(solver: Solver) -> None:
    outcome = solve(PRODUCTS, solver=solver.name)
    assert set(duals(outcome).values()) == {None}
    assert set(reduced_costs(outcome).values()) == {None}
    assert "no duals" in outcome.duals_note


@integer
def test_integer_program(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(["chairs", "tables"], domain=pyo.NonNegativeIntegers)
        m.open = pyo.Var(domain=pyo.Binary)
        m.profit = pyo.Objective(
            expr=45 * m.x["chairs"] + 80 * m.x["tables"] - 100 * m.open, sense=pyo.maximize
        )
        m.wood = pyo.Constraint(expr=5 * m.x["chairs"] + 20 * m.x["tables"] <= 401.5)
        m.labour = pyo.Constraint(expr=10 * m.x["chairs"] + 15 * m.x["tables"] <= 444)
        m.needs = pyo.Constraint(expr=m.x["tables"] <= 50 * m.open)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    best = max(
        45 * chairs + 80 * tables - 100 * (tables > 0)
        for chairs in range(45)
        for tables in range(21)
        if 5 * chairs + 20 * tables <= 401.5 and 10 * chairs + 15 * tables <= 444
    )
    assert outcome.objective == pytest.approx(best)
    assert outcome.bound == pytest.approx(best)
    assert outcome.gap == pytest.approx(0.0, abs=1e-6)
    assert all(value == round(value or 0.0) for value in values(outcome).values())
    assert outcome.statistics is not None
    assert outcome.statistics.model_class == "MILP"
    assert outcome.statistics.integer_variables == 3
    assert outcome.statistics.binary_variables == 1


@pytest.mark.parametrize("solver", that(lambda can: can.integer_duals))
def test_duals_of_an_integer_program_are_those_with_the_integers_fixed(solver: Solver) -> None:
    outcome = solve(
        """
        m.n = pyo.Var(domain=pyo.NonNegativeIntegers)
        m.y = pyo.Var(domain=pyo.NonNegativeReals)
        m.goal = pyo.Objective(expr=3 * m.n + 2 * m.y, sense=pyo.maximize)
        m.sum = pyo.Constraint(expr=m.n + m.y <= 4.5)
        m.other = pyo.Constraint(expr=2 * m.n + m.y <= 7)
        """,
        solver=solver.name,
    )
    assert values(outcome) == pytest.approx({"n": 2.0, "y": 2.5})
    assert duals(outcome) == pytest.approx({"sum": 2.0, "other": 0.0})
    assert "integers fixed" in outcome.duals_note


@quadratic
@pytest.mark.parametrize("sense", ["maximize", "minimize"])
def test_convex_quadratic_program(solver: Solver, sense: str) -> None:
    sign = -1 if sense == "maximize" else 1
    outcome = solve(
        f"""
        m.x = pyo.Var(bounds=(0, 10))
        m.y = pyo.Var(bounds=(0, 10))
        m.goal = pyo.Objective(
            expr={sign} * ((m.x - 4) ** 2 + (m.y - 3) ** 2 + m.x * m.y), sense=pyo.{sense}
        )
        m.sum = pyo.Constraint(expr=m.x + m.y <= 3)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    # On the line x + y = 3 the goal is x^2 - 5x + 16.
    assert outcome.objective == pytest.approx(sign * 9.75, rel=1e-6)
    assert values(outcome) == pytest.approx({"x": 2.5, "y": 0.5}, abs=2e-3)
    assert outcome.statistics is not None
    assert outcome.statistics.model_class == "QP"
    assert outcome.statistics.convex is True


@pytest.mark.parametrize(
    "solver",
    that(lambda can: ModelClass.QP in can.classes and ModelClass.QP not in can.convex_only),
)
def test_nonconvex_quadratic_program(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 10))
        m.y = pyo.Var(bounds=(0, 10))
        m.goal = pyo.Objective(expr=m.x * m.y, sense=pyo.maximize)
        m.sum = pyo.Constraint(expr=m.x + 2 * m.y <= 12)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.objective == pytest.approx(18.0)
    assert outcome.statistics is not None
    assert outcome.statistics.convex is False


@pytest.mark.parametrize("solver", taking(ModelClass.MIQP, ModelClass.MIQCP))
def test_integers_with_quadratic_terms(solver: Solver) -> None:
    outcome = solve(
        """
        m.n = pyo.Var([1, 2], domain=pyo.Integers, bounds=(-9, 9))
        m.goal = pyo.Objective(expr=(m.n[1] - 2.6) ** 2 + (m.n[2] + 1.2) ** 2)
        m.disc = pyo.Constraint(expr=m.n[1] ** 2 + m.n[2] ** 2 <= 8)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert values(outcome) == {"n[1]": 2.0, "n[2]": -1.0}
    assert outcome.objective == pytest.approx(0.36 + 0.04)


@pytest.mark.parametrize("solver", taking(ModelClass.NLP, ModelClass.MINLP))
def test_nonlinear_program_to_its_global_optimum(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(-3, 6))
        m.k = pyo.Var(domain=pyo.Integers, bounds=(0, 3))
        m.goal = pyo.Objective(expr=pyo.sin(m.x) + pyo.sin(10 * m.x / 3) + m.k)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    best = min(math.sin(x / 1e4) + math.sin(x / 3e3) for x in range(-30_000, 60_001))
    assert outcome.objective == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize("solver", that(lambda can: bool(can.functions)))
def test_every_function_that_it_claims(solver: Solver) -> None:
    terms = {
        "division": "1 / m.x",
        "power": "m.x ** 3.5",
        "variable power": "m.x ** m.y",
        "abs": "abs(m.x - 2)",
    }
    for name in sorted(solver.capabilities.functions):
        term = terms.get(name, f"pyo.{name}(m.x)")
        highest = 1.0 if name in ("asin", "acos") else 1.25
        outcome = solve(
            f"""
            m.x = pyo.Var(bounds=(0.5, {highest}))
            m.y = pyo.Var(bounds=(1.1, 1.5))
            m.f = pyo.Var(bounds=(-99, 99))
            m.goal = pyo.Objective(expr=m.f, sense=pyo.maximize)
            m.curve = pyo.Constraint(expr=m.f <= {term})
            m.at = pyo.Constraint(expr=m.x >= 0.75)
            """,
            solver=solver.name,
        )
        assert (outcome.termination, outcome.solution) == OPTIMAL, name
        if name == "variable power":
            expected = 1.25**1.5
        elif name in terms:
            points = [0.75 + k * 1e-4 for k in range(5001)]
            by_name = {"division": lambda x: 1 / x, "power": lambda x: x**3.5}
            expected = max(map(by_name.get(name, lambda x: abs(x - 2)), points))
        else:
            function = getattr(math, name)
            expected = max(function(0.75), function(highest))
        assert outcome.objective == pytest.approx(expected, abs=1e-5), name


@pytest.mark.parametrize("solver", that(lambda can: can.sos))
def test_a_fixed_variable_keeps_its_place_in_a_special_ordered_set(solver: Solver) -> None:
    body = """
        m.x = pyo.Var([1, 2, 3], bounds=(0, 4))
        m.x[2].fix(data["at"])
        m.goal = pyo.Objective(expr=sum(m.x[i] for i in [1, 2, 3]), sense=pyo.maximize)
        m.two = pyo.SOSConstraint(var=m.x, sos=2)
    """
    # x[1] and x[3] are no neighbours, whatever x[2] is.
    for at, best in ((0.0, 4.0), (1.0, 5.0)):
        outcome = solve(body, {"at": at}, solver=solver.name)
        assert (outcome.termination, outcome.solution) == OPTIMAL
        assert outcome.objective == pytest.approx(best)
        assert values(outcome)["x[2]"] == at


@pytest.mark.parametrize("solver", that(lambda can: can.sos))
def test_special_ordered_sets(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var([1, 2, 3], bounds=(0, 4))
        m.goal = pyo.Objective(expr=m.x[1] + 2 * m.x[2] + 1.5 * m.x[3], sense=pyo.maximize)
        m.one = pyo.SOSConstraint(var=m.x, sos=data["level"])
        """,
        {"level": 1},
        solver=solver.name,
    )
    assert outcome.objective == pytest.approx(8.0)
    assert values(outcome) == pytest.approx({"x[1]": 0.0, "x[2]": 4.0, "x[3]": 0.0})


INFEASIBLE = {
    ModelClass.LP: """
        m.x = pyo.Var(["a", "b", "c"], bounds=(0, 9))
        m.goal = pyo.Objective(expr=m.x["a"] + m.x["b"])
        m.low = pyo.Constraint(expr=m.x["a"] + m.x["b"] + m.x["c"] >= 20)
        m.high = pyo.Constraint(expr=m.x["a"] + m.x["b"] + 1.5 * m.x["c"] <= 19)
    """,
    ModelClass.MILP: """
        m.n = pyo.Var(["a", "b"], domain=pyo.Integers, bounds=(-50, 50))
        m.goal = pyo.Objective(expr=m.n["a"])
        m.odd = pyo.Constraint(expr=6 * m.n["a"] + 10 * m.n["b"] == 15)
    """,
    ModelClass.QP: """
        m.x = pyo.Var(["a", "b"], bounds=(0, 9))
        m.goal = pyo.Objective(expr=m.x["a"] ** 2 + m.x["b"] ** 2)
        m.low = pyo.Constraint(expr=m.x["a"] + m.x["b"] >= 4)
        m.high = pyo.Constraint(expr=m.x["a"] + 2 * m.x["b"] <= 3)
    """,
    ModelClass.QCP: """
        m.x = pyo.Var(["a", "b"], bounds=(-9, 9))
        m.goal = pyo.Objective(expr=m.x["a"])
        m.disc = pyo.Constraint(expr=m.x["a"] ** 2 + m.x["b"] ** 2 <= 1)
        m.far = pyo.Constraint(expr=m.x["a"] + m.x["b"] >= 2)
    """,
}
UNBOUNDED = {
    ModelClass.LP: """
        m.x = pyo.Var(["a", "b"], domain=pyo.NonNegativeReals)
        m.goal = pyo.Objective(expr=m.x["a"] + m.x["b"], sense=pyo.maximize)
        m.row = pyo.Constraint(expr=m.x["a"] - m.x["b"] <= 3)
    """,
    ModelClass.MILP: """
        m.n = pyo.Var(["a", "b"], domain=pyo.NonNegativeIntegers)
        m.goal = pyo.Objective(expr=2 * m.n["a"] + m.n["b"], sense=pyo.maximize)
        m.row = pyo.Constraint(expr=2 * m.n["a"] - 3 * m.n["b"] == 1)
    """,
}
EITHER = {
    ModelClass.LP: """
        m.x = pyo.Var(["a", "b", "c"])
        m.goal = pyo.Objective(expr=m.x["c"])
        m.low = pyo.Constraint(expr=m.x["a"] + m.x["b"] >= 1)
        m.high = pyo.Constraint(expr=2 * m.x["a"] + 2 * m.x["b"] <= 1)
    """,
    ModelClass.MILP: """
        m.n = pyo.Var(["a", "b", "c", "d"], domain=pyo.Integers)
        m.goal = pyo.Objective(expr=m.n["d"], sense=pyo.maximize)
        m.one = pyo.Constraint(expr=6 * m.n["a"] + 10 * m.n["b"] + 14 * m.n["c"] == 15)
        m.two = pyo.Constraint(expr=m.n["a"] + m.n["b"] >= m.n["c"])
    """,
}
"""Infeasible, and with an objective that has no end on the relaxation or the first look."""


EDGES = {
    "logarithm of zero": (ModelClass.NLP, "(0, 1)", "pyo.log(m.x)"),
    "quotient by zero": (ModelClass.NLP, "(-1, 1)", "1 / m.x"),
    "negative power of zero": (ModelClass.NLP, "(-1, 1)", "m.x ** -3"),
    "tangent": (ModelClass.NLP, "(0, 3)", "pyo.tan(m.x)"),
    "beyond floating point": (ModelClass.NLP, "(0, 2000)", "-pyo.exp(m.x)"),
    "flattened overflow": (ModelClass.NLP, "(-999, 999)", "1 / (1 + pyo.exp(m.x)) - m.x"),
}
"""Class, bounds of x and the goal to minimize: nothing here can be proven to be an optimum."""
LARGE = {
    "square": (ModelClass.QP, "(1e10, 2e10)", "m.x ** 2", 1e20),
    "exponential": (ModelClass.NLP, "(1, 50)", "-pyo.exp(m.x)", -math.exp(50.0)),
    "cube": (ModelClass.NLP, "(0, 5e6)", "-(m.x ** 3)", -1.25e20),
    "far": (ModelClass.NLP, "(1e10, 3e10)", "pyo.exp(m.x / 1e10) * 1e25", 1e25 * math.e),
    "flat": (ModelClass.NLP, "(-1000, 1000)", "pyo.tanh(m.x) + 0.001 * m.x", -2.0),
}
"""Large objectives with an end: class, bounds, goal and the optimum."""
ENDLESS = {
    "logarithm": (ModelClass.NLP, "(1, None)", "-pyo.log(m.x)"),
    "root": (ModelClass.NLP, "(0, None)", "-pyo.sqrt(m.x)"),
    "exponential": (ModelClass.NLP, "(None, None)", "-pyo.exp(m.x)"),
    "cube": (ModelClass.NLP, "(None, None)", "m.x ** 3 - m.x ** 2"),
    "concave": (ModelClass.QP, "(0, None)", "-(m.x ** 2) + 5 * m.x"),
}
LIMITED = {
    "quotient": (ModelClass.NLP, "(1, None)", "1 / m.x", 0.0),
    "exponential": (ModelClass.NLP, "(None, None)", "pyo.exp(-m.x) + 1", 1.0),
    "quartic": (ModelClass.NLP, "(None, None)", "m.x ** 4 - m.x ** 2", -0.25),
}
"""Objectives with a limit, which they may reach at infinity only."""


def goals(table: dict[str, Any]) -> list[pytest.ParameterSet]:
    """Each row with each solver that takes its class, convex or not, and its functions."""
    return [
        pytest.param(solver, *row[1:], id=f"{solver.name}-{name}")
        for name, row in table.items()
        for solver in SOLVERS
        if row[0] in solver.capabilities.classes - solver.capabilities.convex_only
    ]


def minimized(solver: Solver, bounds: str, goal: str) -> Outcome:
    """The Outcome of minimizing a goal over one variable."""
    body = f"m.x = pyo.Var(bounds={bounds})\nm.goal = pyo.Objective(expr={goal})"
    outcome: Outcome = solve(body, solver=solver.name, time_limit=20.0)
    return outcome


@pytest.mark.parametrize(("solver", "bounds", "goal"), goals(EDGES))
def test_what_lies_at_a_pole_or_overflows_is_unknown(
    solver: Solver, bounds: str, goal: str
) -> None:
    outcome = minimized(solver, bounds, goal)
    assert outcome.termination is Termination.UNKNOWN
    assert outcome.solution is not SolutionStatus.OPTIMAL
    assert outcome.bound is None
    assert outcome.messages


@pytest.mark.parametrize(("solver", "bounds", "goal", "optimum"), goals(LARGE))
def test_large_objectives_have_an_optimum(
    solver: Solver, bounds: str, goal: str, optimum: float
) -> None:
    outcome = minimized(solver, bounds, goal)
    assert (outcome.termination, outcome.solution) == OPTIMAL, outcome.messages
    assert outcome.objective == pytest.approx(optimum, rel=1e-6)


@pytest.mark.parametrize(("solver", "bounds", "goal"), goals(ENDLESS))
def test_endless_gain_is_unbounded(solver: Solver, bounds: str, goal: str) -> None:
    outcome = minimized(solver, bounds, goal)
    assert outcome.termination is Termination.UNBOUNDED
    assert any("without limit" in message for message in outcome.messages)


@pytest.mark.parametrize(("solver", "bounds", "goal", "limit"), goals(LIMITED))
def test_what_has_a_limit_is_not_unbounded(
    solver: Solver, bounds: str, goal: str, limit: float
) -> None:
    outcome = minimized(solver, bounds, goal)
    assert outcome.termination in (Termination.CONVERGED, Termination.UNKNOWN)
    assert outcome.objective == pytest.approx(limit, abs=1e-6)


def cases(bodies: dict[ModelClass, str]) -> list[pytest.ParameterSet]:
    """Each body with each solver that takes its class."""
    return [
        pytest.param(solver, body, id=f"{solver.name}-{kind}")
        for kind, body in bodies.items()
        for solver in SOLVERS
        if kind in solver.capabilities.classes
    ]


@pytest.mark.parametrize(("solver", "body"), cases(INFEASIBLE))
def test_infeasible(solver: Solver, body: str) -> None:
    outcome = solve(body, solver=solver.name)
    assert outcome.termination is Termination.INFEASIBLE
    assert outcome.solution is SolutionStatus.NONE
    assert outcome.objective is None
    assert outcome.variables == ()
    assert outcome.is_conclusive


@pytest.mark.parametrize(("solver", "body"), cases(UNBOUNDED))
def test_unbounded(solver: Solver, body: str) -> None:
    outcome = solve(body, solver=solver.name)
    assert outcome.termination is Termination.UNBOUNDED
    assert outcome.solution is SolutionStatus.NONE
    assert outcome.objective is None
    assert outcome.variables == ()
    assert any("without limit" in message for message in outcome.messages)


@pytest.mark.parametrize(("solver", "body"), cases(EITHER))
def test_infeasible_is_told_from_unbounded(solver: Solver, body: str) -> None:
    assert solve(body, solver=solver.name).termination is Termination.INFEASIBLE


@integer
def test_time_limit_returns_the_incumbent_and_the_gap(solver: Solver) -> None:
    began = time.monotonic()
    outcome = solve(KNAPSACKS, solver=solver.name, time_limit=1.0)
    assert time.monotonic() - began < 30.0, "the limit was not kept at all"
    assert outcome.termination is Termination.TIME_LIMIT
    assert outcome.solution is SolutionStatus.FEASIBLE
    assert outcome.objective is not None
    assert outcome.bound is not None
    assert outcome.bound > outcome.objective > 0.0
    assert outcome.gap == pytest.approx((outcome.bound - outcome.objective) / outcome.objective)
    assert len(outcome.variables) == 120
    assert min(slack for slack in slacks(outcome).values() if slack is not None) >= 0.0


@integer
def test_a_wide_gap_is_kept_and_shown(solver: Solver) -> None:
    outcome = solve(KNAPSACKS, solver=solver.name, relative_gap=0.2, time_limit=30.0)
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.gap is not None
    assert 0.0 < outcome.gap <= 0.2


@linear
def test_no_objective(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(["a", "b"], bounds=(0, 10))
        m.row = pyo.Constraint(expr=m.x["a"] + m.x["b"] == 7)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert (outcome.sense, outcome.objective, outcome.bound, outcome.gap) == (None,) * 4
    assert sum(value or 0.0 for value in values(outcome).values()) == pytest.approx(7.0)


@linear
def test_constant_objective(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 10))
        m.goal = pyo.Objective(expr=12.5, sense=pyo.maximize)
        m.row = pyo.Constraint(expr=2 * m.x >= 7)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert (outcome.objective, outcome.bound, outcome.gap) == (12.5, 12.5, 0.0)


@linear
def test_no_constraint(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(["a", "b"], bounds=(-2, 10))
        m.goal = pyo.Objective(expr=m.x["a"] - 3 * m.x["b"] + 1)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.objective == pytest.approx(-31.0)
    assert outcome.constraints == ()


@linear
def test_free_variables(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(["a", "b"], bounds=(-inf, inf))
        m.goal = pyo.Objective(expr=2 * m.x["a"] + m.x["b"])
        m.sum = pyo.Constraint(expr=m.x["a"] + m.x["b"] == -4)
        m.difference = pyo.Constraint(expr=-6 <= m.x["a"] - m.x["b"])
        m.nothing = pyo.Constraint(expr=m.x["a"] <= inf)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert values(outcome) == pytest.approx({"x[a]": -5.0, "x[b]": 1.0})
    assert outcome.variables[0].lower is None
    assert outcome.variables[0].upper is None
    assert slacks(outcome)["nothing"] is None


@linear
def test_unused_variables_have_values_within_their_bounds(solver: Solver) -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 5))
        m.unused = pyo.Var(["a", "b"], bounds=(2, 3))
        m.free = pyo.Var()
        m.goal = pyo.Objective(expr=m.x, sense=pyo.maximize)
        """,
        solver=solver.name,
    )
    found = values(outcome)
    assert outcome.objective == pytest.approx(5.0)
    assert all(2.0 <= (found[f"unused[{k}]"] or 0.0) <= 3.0 for k in "ab")
    assert found["free"] is not None


@linear
def test_numerically_nasty_coefficients(solver: Solver) -> None:
    outcome = solve(
        """
        m.tiny = pyo.Var(bounds=(0, None))
        m.huge = pyo.Var(bounds=(0, 0.5))
        m.cost = pyo.Objective(expr=m.tiny + 1e12 * m.huge)
        m.need = pyo.Constraint(expr=1e-9 * m.tiny + m.huge >= 1)
        m.most = pyo.Constraint(expr=m.tiny <= 1.5e9)
        """,
        solver=solver.name,
    )
    # All from tiny: one unit of huge costs as much as 1e12 of tiny, and does what 1e9 of it does.
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert outcome.objective == pytest.approx(1e9, rel=1e-5)


@integer
def test_huge_integer_bounds(solver: Solver) -> None:
    outcome = solve(
        """
        m.n = pyo.Var(domain=pyo.Integers, bounds=(-(10**9), 10**9))
        m.goal = pyo.Objective(expr=m.n, sense=pyo.maximize)
        m.row = pyo.Constraint(expr=3 * m.n <= 10**9)
        """,
        solver=solver.name,
    )
    assert (outcome.termination, outcome.solution) == OPTIMAL
    assert values(outcome) == {"n": 333_333_333.0}


@integer
def test_initial_values_do_no_harm(solver: Solver) -> None:
    body = """
        m.n = pyo.Var([1, 2, 3], domain=pyo.NonNegativeIntegers, initialize=data["start"])
        m.goal = pyo.Objective(expr=5 * m.n[1] + 4 * m.n[2] + 3 * m.n[3], sense=pyo.maximize)
        m.a = pyo.Constraint(expr=2 * m.n[1] + 3 * m.n[2] + m.n[3] <= 5)
        m.b = pyo.Constraint(expr=4 * m.n[1] + m.n[2] + 2 * m.n[3] <= 11)
    """
    for start in (0, 1, 1000):
        outcome = solve(body, {"start": start}, solver=solver.name)
        assert outcome.objective == pytest.approx(15.0), start


@integer
def test_ctrl_c_ends_it_with_the_incumbent(solver: Solver) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, json.dumps([KNAPSACKS, solver.name])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "solving\n"
    time.sleep(1.5)  # well into the search, which takes minutes
    child.send_signal(signal.SIGINT)
    printed, complaints = child.communicate(timeout=60)
    assert child.returncode == 0, complaints
    outcome = json.loads(printed)  # nothing but the outcome was printed
    assert outcome["termination"] == "interrupted"
    assert outcome["solution"] == "feasible"
    assert 0.0 < outcome["objective"] < outcome["bound"]
    assert outcome["times"]["solve"] < 60.0
    assert complaints == ""


_CHILD = """
import json, sys
sys.path[:0] = {path!r}
import model_programs
from optimoot.solvers import execution
body, solver = json.loads(sys.argv[1])
solve_form = execution.solve_form
def told(*arguments):
    print("solving", flush=True)
    return solve_form(*arguments)
execution.solve_form = told
outcome = model_programs.solve(body, solver=solver, time_limit=120)
print(outcome.model_dump_json())
""".replace("{path!r}", repr(sys.path))
