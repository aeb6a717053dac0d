"""Alternatives and re-planning, held against every plan that there is."""

import itertools

import numpy as np
import pyomo.environ as pyo
import pytest

from optimoot.analysis import AlternativesQuestion, ReplanQuestion
from optimoot.errors import InputError
from optimoot.outcome import Termination, VariableValue
from optimoot.solvers.activity import bodies
from optimoot.solvers.analysis.alternatives import find_alternatives
from optimoot.solvers.analysis.replanning import replan
from optimoot.solvers.classify import read_form
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import SolveRequest
from optimoot.solvers.solving import solve_form

MANY = 100_000


def whole_model(seed):
    rng = np.random.default_rng(seed)
    model = pyo.ConcreteModel()
    columns = range(int(rng.integers(2, 4)))
    model.x = pyo.Var(columns, domain=pyo.NonNegativeIntegers, bounds=(0, 4))
    if rng.random() < 0.5:
        model.x[0].domain = pyo.Binary
    model.c = pyo.ConstraintList()
    for _ in range(2):
        terms = rng.integers(0, 5, len(columns))
        terms[int(rng.integers(len(columns)))] += 1
        body = sum(int(t) * model.x[c] for c, t in zip(columns, terms, strict=True))
        model.c.add(body <= int(rng.integers(4, 20)))
    gains = rng.integers(1, 6, len(columns))
    goal = sum(int(g) * model.x[c] for c, g in zip(columns, gains, strict=True))
    model.goal = pyo.Objective(expr=goal + 2, sense=pyo.maximize)
    return model, gains


def every_plan(form, gains):
    boxes = [
        range(int(low), int(high) + 1) for low, high in zip(form.lower, form.upper, strict=True)
    ]
    for plan in itertools.product(*boxes):
        values = np.array(plan, dtype=float)
        inside = bodies(form, values)
        if (inside <= form.row_upper + 1e-9).all():
            yield tuple(plan), float(np.dot(gains, values)) + 2


def told(variant):
    return tuple(round(one.value) for one in variant.plan)


@pytest.mark.parametrize("seed", range(40))
def test_the_best_plans_of_whole_numbers_are_just_these(seed):
    model, gains = whole_model(seed)
    form = read_form(model)
    plans = dict(every_plan(form, gains))
    ranked = sorted(plans.values(), reverse=True)
    found = find_alternatives(
        model, form, SolveOptions(), AlternativesQuestion(count=6, worse=10.0)
    )
    assert [variant.objective for variant in found.found] == pytest.approx(ranked[:6])
    assert len({told(variant) for variant in found.found}) == len(found.found)
    for variant in found.found:
        assert plans[told(variant)] == pytest.approx(variant.objective)
    assert found.exhausted == (len(plans) < 6)


@pytest.mark.parametrize("seed", range(40))
def test_all_optimal_plans_are_found_and_nothing_else(seed):
    model, gains = whole_model(seed)
    form = read_form(model)
    plans = dict(every_plan(form, gains))
    best = max(plans.values())
    found = find_alternatives(model, form, SolveOptions(), AlternativesQuestion(count=MANY))
    assert found.exhausted
    assert {told(variant) for variant in found.found} == {
        plan for plan, value in plans.items() if value == best
    }


@pytest.mark.parametrize("seed", range(60))
def test_continuous_alternatives_are_as_good_and_differ(make_form, seed):
    form = make_form(seed)
    model = make_form.kept[-1]
    best = solve_form(form, "highs", SolveRequest(10.0, 1e-9, 0.0, duals=False)).solved
    if best.termination is not Termination.CONVERGED:
        with pytest.raises(InputError, match="no optimal plan"):
            find_alternatives(model, form, SolveOptions(), AlternativesQuestion())
        return
    found = find_alternatives(model, form, SolveOptions(), AlternativesQuestion(count=20))
    plans = [np.array([one.value for one in variant.plan]) for variant in found.found]
    for variant, plan in zip(found.found, plans, strict=True):
        assert variant.objective == pytest.approx(best.objective, abs=1e-6)
        activity = bodies(form, plan) - form.row_constant
        assert (activity <= form.row_upper + 1e-6).all()
        assert (activity >= form.row_lower - 1e-6).all()
    for one, other in itertools.combinations(plans, 2):
        assert np.abs(one - other).max() > 1e-7
    if found.exhausted and len(plans) == 1:  # then it is the only one: tilting moves nothing
        rng = np.random.default_rng(seed)
        from dataclasses import replace

        for _ in range(4):
            linear = form.objective.linear + 1e-6 * rng.normal(size=len(plans[0]))
            tilted = replace(form, objective=replace(form.objective, linear=linear))
            again = solve_form(tilted, "highs", SolveRequest(10.0, 1e-9, 0.0, duals=False)).solved
            assert again.values == pytest.approx(plans[0], abs=1e-5)


@pytest.mark.parametrize("seed", range(30))
def test_replanning_changes_as_little_as_can_be(seed):
    model, gains = whole_model(seed)
    form = read_form(model)
    plans = dict(every_plan(form, gains))
    rng = np.random.default_rng(seed)
    held = rng.integers(0, 5, len(form.lower))
    names = [VariableValue(name="x", index=(c,), value=float(v)) for c, v in enumerate(held)]

    def change(plan):
        return sum(abs(a - b) / max(1.0, abs(b)) for a, b in zip(plan, held, strict=True))

    found = replan(model, form, SolveOptions(), ReplanQuestion(held=tuple(names)))
    assert change(told(found)) == pytest.approx(min(map(change, plans)))
    assert found.objective == pytest.approx(plans[told(found)])
    best = max(plans.values())
    good = [plan for plan, value in plans.items() if value >= 0.9 * best]
    near = replan(model, form, SolveOptions(), ReplanQuestion(held=tuple(names), worse=0.1))
    assert plans[told(near)] >= 0.9 * best - 1e-6
    assert change(told(near)) == pytest.approx(min(map(change, good)))


def test_a_held_variable_that_is_not_there_is_named():
    model, _ = whole_model(1)
    held = (VariableValue(name="y", value=1.0),)
    with pytest.raises(InputError, match=r"no variable 'y'.*Near"):
        replan(model, read_form(model), SolveOptions(), ReplanQuestion(held=held))
