"""What is told of limits and coefficients, held against models that are solved anew."""

from dataclasses import replace

import numpy as np
import pytest

from optimoot.errors import InputError
from optimoot.outcome import Termination
from optimoot.sensitivity import Side
from optimoot.solvers.analysis.sensitivity import sensitivity_of
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import SolveRequest
from optimoot.solvers.solving import solve_form

FAR = 7.0
"""How far an endless range is tried out."""


def solved(form):
    return solve_form(form, "highs", SolveRequest(10.0, 1e-9, 0.0, duals=False)).solved


def with_limit(form, row, side, limit):
    """The form with a row's limit moved, in the row's own terms (no constant)."""
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    if side in (Side.LOWER, Side.BOTH):
        lower[row] = limit
    if side in (Side.UPPER, Side.BOTH):
        upper[row] = limit
    return replace(form, row_lower=lower, row_upper=upper)


def inside(low, high, at):
    low = at - FAR if low is None else low
    high = at + FAR if high is None else high
    return [low + share * (high - low) for share in (0.001, 0.3, 0.7, 0.999)]


@pytest.mark.parametrize("seed", range(200))
def test_worths_and_ranges_hold(make_form, seed):
    form = make_form(seed)
    if solved(form).termination is not Termination.CONVERGED:
        with pytest.raises(InputError):
            sensitivity_of(form, SolveOptions())
        return
    told = sensitivity_of(form, SolveOptions())
    assert told.objective == pytest.approx(solved(form).objective)
    for row, limit in enumerate(told.limits):
        _check_limit(form, row, limit, told.objective)
    plan = np.array([one.value for one in told.coefficients])
    for column, one in enumerate(told.coefficients):
        _check_coefficient(form, column, one, plan)


def _check_limit(form, row, limit, objective):
    if limit.limit is None:
        assert limit.worth == 0.0
        return
    side = limit.side
    assert limit.binding or limit.worth == 0.0
    for value in inside(limit.limit_from, limit.limit_to, limit.limit):
        moved = solved(with_limit(form, row, side, value - form.row_constant[row]))
        assert moved.termination is Termination.CONVERGED
        expected = objective + limit.worth * (value - limit.limit)
        assert moved.objective == pytest.approx(expected, abs=1e-6)
    for slope, sign in ((limit.before, -1), (limit.after, 1)):
        if slope is not None:
            by = sign * 1e-5
            value = limit.limit + by - form.row_constant[row]
            moved = solved(with_limit(form, row, side, value))
            assert moved.termination is Termination.CONVERGED
            assert moved.objective - objective == pytest.approx(slope * by, abs=2e-8)


def _check_coefficient(form, column, one, plan):
    for value in inside(one.coefficient_from, one.coefficient_to, one.coefficient):
        linear = form.objective.linear.copy()
        linear[column] = value
        changed = replace(form, objective=replace(form.objective, linear=linear))
        best = solved(changed)
        assert best.termination is Termination.CONVERGED
        assert best.objective == pytest.approx(linear @ plan + form.objective.constant, abs=1e-6)


def test_some_of_the_models_are_degenerate_and_have_alternatives(make_form):
    found = []
    for seed in range(60):
        form = make_form(seed)
        if solved(form).termination is Termination.CONVERGED:
            found.append(sensitivity_of(form, SolveOptions()))
    assert any(told.degenerate for told in found)
    assert not all(told.degenerate for told in found)
    assert any(told.alternatives for told in found)
    assert any(limit.before is not None for told in found for limit in told.limits)
    assert any(limit.after is not None for told in found for limit in told.limits)


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_without_an_alternative_is_the_only_one(make_form, seed):
    form = make_form(seed)
    if solved(form).termination is not Termination.CONVERGED:
        return
    told = sensitivity_of(form, SolveOptions())
    if told.alternatives:
        return
    plan = np.array([one.value for one in told.coefficients])
    rng = np.random.default_rng(seed)
    for _ in range(4):  # tilted a little, its plan would move along an edge that costs nothing
        tilt = 1e-7 * rng.choice([-1.0, 1.0], len(plan))
        tilted = replace(form.objective, linear=form.objective.linear + tilt)
        other = solved(replace(form, objective=tilted))
        assert other.values == pytest.approx(plan, abs=1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_of_whole_numbers_it_tells_what_holds_while_they_stay(make_form, seed):
    form = make_form(seed, integers=True)
    best = solved(form)
    if best.termination is not Termination.CONVERGED:
        return
    told = sensitivity_of(form, SolveOptions())
    assert told.integers_fixed
    assert told.objective == pytest.approx(best.objective)


def test_curved_models_are_told_to_ask_for_a_curve():
    import pyomo.environ as pyo

    from optimoot.solvers.classify import read_form

    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 4))
    model.goal = pyo.Objective(expr=(model.x - 1) ** 2)
    with pytest.raises(InputError, match="Ask for a curve"):
        sensitivity_of(read_form(model), SolveOptions())
