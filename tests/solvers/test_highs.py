"""HiGHS: against Pyomo's own interface to it, against the laws of duality, and its known traps."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from model_programs import duals, reduced_costs, solve, values
from pyomo.contrib.solver.common.factory import SolverFactory

from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.solvers.classify import read_form
from optimoot.solvers.duality import proof_of
from optimoot.solvers.highs import HIGHS
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.solving import Solving, solve_form

REQUEST = SolveRequest(time_limit=20.0, relative_gap=1e-9, absolute_gap=1e-9, duals=True)
whole = st.integers(-6, 6)


@st.composite
def models(draw: st.DrawFn, *, integer: bool) -> Any:
    """Small models with whole-number coefficients, of which many are infeasible or unbounded."""
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(0, 5))
    m = pyo.ConcreteModel()
    m.x = pyo.Var(range(columns))
    for i in range(columns):
        m.x[i].setlb(draw(st.sampled_from([0, -3, None])))
        m.x[i].setub(draw(st.sampled_from([9, 4, None])))
        if integer and draw(st.booleans()):
            m.x[i].domain = pyo.Integers
    m.goal = pyo.Objective(
        expr=sum(draw(whole) * m.x[i] for i in range(columns)) + draw(whole) + 0 * m.x[0],
        sense=draw(st.sampled_from([pyo.minimize, pyo.maximize])),
    )
    m.rhs = pyo.Param(range(rows), mutable=True, initialize=0)
    m.rows = pyo.ConstraintList()
    for row in range(rows):
        m.rhs[row] = draw(whole) * 3
        body = sum(draw(whole) * m.x[i] for i in range(columns)) + 0 * m.x[0]
        kind = draw(st.sampled_from(["<=", ">=", "=="]))
        m.rows.add(
            {"<=": body <= m.rhs[row], ">=": body >= m.rhs[row]}.get(kind, body == m.rhs[row])
        )
    return m


def solved(m: Any) -> Solved:
    return HIGHS.solve(read_form(m), REQUEST)


@given(st.booleans().flatmap(lambda integer: models(integer=integer)))
def test_it_gives_what_pyomos_interface_gives(m: Any) -> None:
    ours = solved(m)
    theirs = SolverFactory("highs").solve(
        m, load_solutions=False, raise_exception_on_nonoptimal_result=False, rel_gap=1e-9
    )
    names = {
        "convergenceCriteriaSatisfied": {Termination.CONVERGED},
        "provenInfeasible": {Termination.INFEASIBLE},
        "unbounded": {Termination.UNBOUNDED, Termination.INFEASIBLE_OR_UNBOUNDED},
        "infeasibleOrUnbounded": {
            Termination.UNBOUNDED,
            Termination.INFEASIBLE,
            Termination.INFEASIBLE_OR_UNBOUNDED,
        },
    }
    condition = theirs.termination_condition.name
    if condition == "unknown":
        return  # Pyomo does not name what HiGHS says of a model without rows
    assert ours.termination in names[condition]
    if ours.termination is Termination.CONVERGED:
        assert ours.objective == pytest.approx(theirs.incumbent_objective, rel=1e-6, abs=1e-6)


@given(models(integer=False), st.sampled_from([-1.0, -0.25, 0.25, 1.0]))
def test_a_dual_bounds_the_change_of_the_objective(m: Any, step: float) -> None:
    """The optimal value is convex in the right-hand sides of a minimum, concave for a maximum."""
    before = solved(m)
    assume(before.termination is Termination.CONVERGED and len(m.rhs) > 0)
    assert before.duals is not None
    assert before.objective is not None
    for row in m.rhs:
        m.rhs[row] = pyo.value(m.rhs[row]) + step
        after = solved(m)
        m.rhs[row] = pyo.value(m.rhs[row]) - step
        if after.termination is not Termination.CONVERGED:
            continue
        assert after.objective is not None
        gained = after.objective - before.objective - before.duals[row] * step
        assert (gained if m.goal.sense == pyo.minimize else -gained) >= -1e-6


@given(models(integer=False))
def test_duals_and_reduced_costs_make_up_the_objectives_gradient(m: Any) -> None:
    found = solved(m)
    assume(found.termination is Termination.CONVERGED)
    assert found.duals is not None
    assert found.reduced_costs is not None
    form = read_form(m)
    assert form.objective is not None
    made = found.reduced_costs.copy()
    np.add.at(made, form.rows.index, form.rows.value * found.duals[form.rows.row_of])
    assert made == pytest.approx(form.objective.linear, abs=1e-6)


def test_a_small_cost_of_a_large_quantity_is_not_taken_for_zero() -> None:
    """HiGHS calls x = 0 optimal here: reduced costs below 1e-7 are zero to it."""
    for domain in ("Reals", "Integers"):
        outcome = solve(
            f"""
            m.x = pyo.Var(bounds=(0, 1e9), domain=pyo.{domain})
            m.y = pyo.Var(bounds=(0, 1), domain=pyo.{domain})
            m.cap = pyo.Constraint(expr=m.x + m.y <= 1e9)
            m.gain = pyo.Objective(expr=1e-8 * m.x + m.y, sense=pyo.maximize)
            """
        )
        assert outcome.solution is SolutionStatus.OPTIMAL
        assert outcome.objective == pytest.approx(11.0)
        assert outcome.bound == pytest.approx(11.0)


def test_a_linear_program_is_optimal_only_if_its_duals_prove_it() -> None:
    m = pyo.ConcreteModel()
    m.x = pyo.Var([1, 2], bounds=(0, 4))
    m.o = pyo.Objective(expr=3 * m.x[1] + 2 * m.x[2], sense=pyo.maximize)
    m.c = pyo.Constraint(expr=m.x[1] + m.x[2] <= 5)
    form = read_form(m)
    right = proof_of(form, np.array([4.0, 1.0]), np.array([2.0]))
    assert right is not None
    assert right.is_enough(form, REQUEST)
    assert (right.objective, right.bound(form)) == (14.0, 14.0)
    assert right.reduced_costs.tolist() == [1.0, 0.0]
    for point, multiplier in (([1.0, 4.0], 2.0), ([4.0, 1.0], 1.5), ([4.0, 1.0], -2.0)):
        wrong = proof_of(form, np.array(point), np.array([multiplier]))
        assert wrong is not None
        assert not wrong.is_enough(form, REQUEST)
        assert (wrong.bound(form) or 0.0) >= 14.0


def test_a_point_that_is_feasible_relative_to_large_numbers_counts() -> None:
    outcome = solve(
        """
        rng = random.Random(4)
        level = [rng.uniform(0, 1e4) for _ in range(60)]
        m.x = pyo.Var(range(60), bounds=(0, None))
        m.o = pyo.Objective(expr=sum(rng.uniform(-50, 200) * m.x[i] for i in range(60)))
        m.rows = pyo.ConstraintList()
        for row in range(90):
            weight = [rng.gauss(0, 1) * 10 ** rng.randint(-2, 4) for _ in range(60)]
            m.rows.add(
                sum(weight[i] * m.x[i] for i in range(60))
                == sum(weight[i] * level[i] for i in range(60))
            )
        """
    )
    assert outcome.solution is SolutionStatus.OPTIMAL
    assert outcome.solver == "highs"


# Quadratic programs


def proven(outcome: Outcome) -> Outcome:
    """The outcome, which is HiGHS's own and proven."""
    assert outcome.solver == "highs"
    assert (outcome.termination, outcome.solution) == (
        Termination.CONVERGED,
        SolutionStatus.OPTIMAL,
    ), outcome.messages
    assert outcome.gap is not None
    assert outcome.gap <= 1e-6
    return outcome


@given(st.data())
def test_convex_quadratic_programs_are_solved_and_proven(data: st.DataObject) -> None:
    """Singular Hessians, objectives of any size, maxima; judged against a grid of other points."""
    columns, rank = data.draw(st.integers(2, 8)), data.draw(st.integers(1, 4))
    seed, scale = data.draw(st.integers(0, 10**6)), data.draw(st.sampled_from([1e-6, 1e-2, 1, 1e5]))
    maximize = data.draw(st.booleans())
    random = np.random.default_rng(seed)
    factor = random.integers(-3, 4, (rank, columns))
    offset, cost = random.integers(-5, 6, rank), random.integers(-2, 3, columns)
    row = random.integers(0, 4, columns)
    m = pyo.ConcreteModel()
    m.x = pyo.Var(range(columns), bounds=(0, 5))
    squares = sum(
        (sum(int(factor[k, i]) * m.x[i] for i in range(columns)) + int(offset[k])) ** 2
        for k in range(rank)
    )
    linear = sum(int(cost[i]) * m.x[i] for i in range(columns))
    sign = -1 if maximize else 1
    goal = sign * scale * (squares + linear + m.x[0] ** 2)
    m.goal = pyo.Objective(expr=goal, sense=pyo.maximize if maximize else pyo.minimize)
    m.row = pyo.Constraint(expr=sum(int(row[i]) * m.x[i] for i in range(columns)) <= 7)
    wanted = replace(REQUEST, relative_gap=9e-7, absolute_gap=9e-7 * min(scale, 1.0))
    # In one of a thousand, HiGHS gives no point that its duals prove; SCIP then takes over.
    result = solve_form(read_form(m), "auto", wanted)
    assert isinstance(result, Solving)
    found = result.solved
    assert found.termination is Termination.CONVERGED
    assert found.values is not None
    assert found.objective is not None
    assert found.bound is not None
    points = random.uniform(0, 5, (200, columns)) * random.uniform(0, 1, (200, 1))
    inside = points[points @ row <= 7]
    at = ((inside @ factor.T + offset) ** 2).sum(1) + inside @ cost + inside[:, 0] ** 2
    left = 1e-6 * max(abs(found.objective), min(scale, 1.0)) + 1e-10 * scale
    assert sign * found.bound <= scale * at.min(initial=np.inf) + left
    assert sign * (found.objective - found.bound) <= left


@pytest.mark.parametrize(
    "goal",
    ["m.x ** 2 + m.y", "(m.x - m.y) ** 2 + m.y", "(m.x + 2 * m.y) ** 2 - m.x"],
)
def test_an_unbounded_quadratic_program_is_not_taken_for_optimal(goal: str) -> None:
    """HiGHS calls these optimal at some -1e7, as it adds a little to the Hessian's diagonal."""
    outcome = solve(f"m.x = pyo.Var(); m.y = pyo.Var(); m.goal = pyo.Objective(expr={goal})")
    assert outcome.termination is Termination.UNBOUNDED
    assert outcome.solution is SolutionStatus.NONE
    assert "'y'" in outcome.messages[0]


def test_a_small_objective_does_not_make_it_cycle() -> None:
    """On these coefficients HiGHS's own active-set solver runs for ever."""
    outcome = solve(
        """
        m.x = pyo.Var([1, 2], bounds=(0, 1))
        m.goal = pyo.Objective(
            expr=1e-5 * m.x[1] ** 2 + 3e-5 * m.x[2] ** 2 + 1e-5 * m.x[1] * m.x[2]
        )
        m.all = pyo.Constraint(expr=m.x[1] + m.x[2] == 1)
        """,
        time_limit=20.0,
    )
    assert values(proven(outcome)) == pytest.approx({"x[1]": 5 / 6, "x[2]": 1 / 6}, abs=1e-6)
    assert outcome.objective == pytest.approx(11e-5 / 12, rel=1e-6)


@pytest.mark.parametrize("sense", ["minimize", "maximize"])
def test_duals_of_a_quadratic_program(sense: str) -> None:
    body = f"""
        m.x = pyo.Var([1, 2], bounds=(0, 9))
        m.goal = pyo.Objective(
            expr={1 if sense == "minimize" else -1}
            * ((m.x[1] - 5) ** 2 + (m.x[2] - data["at"]) ** 2), sense=pyo.{sense}
        )
        m.sum = pyo.Constraint(expr=m.x[1] + m.x[2] <= data["sum"])
    """
    outcome = proven(solve(body, {"at": -2.0, "sum": 4.0}))
    step = 1e-4
    more = proven(solve(body, {"at": -2.0, "sum": 4.0 + step}))
    assert more.objective is not None
    assert outcome.objective is not None
    slope = (more.objective - outcome.objective) / step
    assert duals(outcome)["sum"] == pytest.approx(slope, rel=1e-3)
    sign = 1 if sense == "minimize" else -1
    # At x[1] = 4 and x[2] = 0 the gradient is (-2, 4), and the row takes -2 of each.
    assert reduced_costs(outcome) == pytest.approx({"x[1]": 0.0, "x[2]": sign * 6.0}, abs=1e-5)


# Mixed-integer programs


def test_whole_numbers_are_whole_and_the_rest_fits_them() -> None:
    outcome = solve(
        """
        rng = random.Random(3)
        m.open = pyo.Var(range(6), domain=pyo.Binary)
        m.ship = pyo.Var(range(6), range(8), bounds=(0, None))
        m.cost = pyo.Objective(
            expr=sum(rng.uniform(50, 90) * m.open[i] for i in range(6))
            + sum(rng.uniform(1, 9) * m.ship[i, j] for i in range(6) for j in range(8))
        )
        m.demand = pyo.Constraint(
            range(8), rule=lambda m, j: sum(m.ship[i, j] for i in range(6)) == 3.7 + j / 3
        )
        m.capacity = pyo.Constraint(
            range(6), rule=lambda m, i: sum(m.ship[i, j] for j in range(8)) <= 1e5 * m.open[i]
        )
        """
    )
    assert outcome.solution is SolutionStatus.OPTIMAL
    assert {v.value for v in outcome.variables if v.name == "open"} <= {0.0, 1.0}
    assert min(c.slack for c in outcome.constraints if c.slack is not None) >= -1e-9
    assert all(c.dual is not None for c in outcome.constraints)


def test_fractional_bounds_of_integers_prove_no_wrong_bound() -> None:
    """HiGHS 1.15 took 0.25 for the least value of this."""
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 1))
        m.n = pyo.Var(bounds=(0, 0.5), domain=pyo.Integers)
        m.o = pyo.Objective(expr=m.x)
        m.c = pyo.Constraint(expr=m.x - m.n >= 0)
        """
    )
    assert (outcome.solution, outcome.objective) == (SolutionStatus.OPTIMAL, 0.0)
    assert outcome.bound == pytest.approx(0.0, abs=1e-9)
    assert outcome.variables[1].upper == 0.5


def test_a_solution_that_lives_on_rounding_errors_is_told() -> None:
    """With a big M of 1e9, an "open" of 1e-6 is as good as closed to the solver."""
    outcome = solve(
        """
        m.open = pyo.Var(domain=pyo.Binary)
        m.make = pyo.Var(bounds=(0, 400))
        m.cost = pyo.Objective(expr=1000 * m.open - m.make)
        m.link = pyo.Constraint(expr=m.make <= 1e9 * m.open)
        """
    )
    found = values(outcome)
    honest = found["open"] == pytest.approx(0.0, abs=1e-12) and found["make"] == pytest.approx(0.0)
    assert honest or any("big M" in message for message in outcome.messages)


def test_the_time_limit_holds_for_several_calls_together() -> None:
    began = time.monotonic()
    outcome = solve(
        """
        rng = random.Random(1)
        m.n = pyo.Var(range(40), domain=pyo.Binary)
        m.miss = pyo.Var(range(5), [0, 1], bounds=(0, None))
        m.cost = pyo.Objective(expr=sum(m.miss[k, s] for k in range(5) for s in (0, 1)))
        m.split = pyo.ConstraintList()
        for k in range(5):
            weight = [rng.randint(0, 99) for _ in range(40)]
            body = sum(weight[i] * m.n[i] for i in range(40))
            m.split.add(body + m.miss[k, 0] - m.miss[k, 1] == sum(weight) // 2)
        """,
        time_limit=0.5,
    )
    assert outcome.termination is Termination.TIME_LIMIT
    assert outcome.solution is SolutionStatus.FEASIBLE
    assert outcome.bound is not None
    assert time.monotonic() - began < 20.0
