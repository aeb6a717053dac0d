"""Repairs, held against subsets that are tried out one by one, and against scipy."""

import itertools
import math

import numpy as np
import pyomo.environ as pyo
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from optimoot.conflict import MemberKind
from optimoot.errors import InputError
from optimoot.outcome import Termination
from optimoot.repair import Softness
from optimoot.sensitivity import Side
from optimoot.solvers.analysis.repairs import find_repairs, soft_limits
from optimoot.solvers.classify import read_form
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import SolveRequest
from optimoot.solvers.solving import solve_form

ALL = 10_000


def dense(form):
    matrix = np.zeros((len(form.row_lower), len(form.lower)))
    for place, row in enumerate(form.rows.row_of):
        matrix[row, form.rows.index[place]] += form.rows.value[place]
    return matrix


def cheapest(form, soft):
    """Least cost of letting only these limits give way, by scipy; None: there is no plan."""
    matrix, count = dense(form), len(form.lower)
    lower, upper = form.lower.copy(), form.upper.copy()
    row_lower, row_upper = form.row_lower.copy(), form.row_upper.copy()
    extra, prices, blocks = [], [], []
    for limit in soft:
        row = np.zeros(count)
        if limit.kind is MemberKind.CONSTRAINT:
            row = matrix[limit.place]
            low, high = row_lower, row_upper
        else:
            row[limit.place] = 1.0
            low, high = lower, upper
        gives = []
        if limit.side is not Side.UPPER:
            low[limit.place] = -math.inf
            gives.append(1.0)
        if limit.side is not Side.LOWER:
            high[limit.place] = math.inf
            gives.append(-1.0)
        blocks.append((row, limit, gives))
        prices += [limit.price] * len(gives)
    total = count + len(prices)
    at = count
    for row, limit, gives in blocks:
        whole = np.zeros(total)
        whole[:count] = row
        for sign in gives:
            whole[at] = sign
            at += 1
        if 1.0 in gives and -1.0 in gives:
            extra.append((whole, limit.value, limit.value))
        elif 1.0 in gives:
            extra.append((whole, limit.value, math.inf))
        else:
            extra.append((whole, -math.inf, limit.value))
    a = np.hstack([matrix, np.zeros((len(matrix), len(prices)))])
    a = np.vstack([a, *[one[0] for one in extra]]) if extra else a
    lo = np.concatenate([row_lower, [one[1] for one in extra]])
    hi = np.concatenate([row_upper, [one[2] for one in extra]])
    done = milp(
        np.concatenate([np.zeros(count), prices]),
        constraints=LinearConstraint(a, lo, hi),
        bounds=Bounds(
            np.concatenate([lower, np.zeros(len(prices))]),
            np.concatenate([upper, np.full(len(prices), math.inf)]),
        ),
        integrality=np.concatenate([form.integer, np.zeros(len(prices))]),
    )
    return float(done.fun) if done.success else None


def infeasible_model(seed, *, integers):
    rng = np.random.default_rng(seed)
    model = pyo.ConcreteModel()
    columns = range(int(rng.integers(2, 4)))
    domain = pyo.NonNegativeIntegers if integers else pyo.NonNegativeReals
    model.x = pyo.Var(columns, domain=domain)
    if rng.random() < 0.5:
        model.x[0].setub(int(rng.integers(2, 6)))
    model.c = pyo.ConstraintList()
    for _ in range(int(rng.integers(3, 6))):
        terms = rng.integers(0, 5, len(columns))
        terms[int(rng.integers(len(columns)))] += 1
        body = sum(int(t) * model.x[c] for c, t in zip(columns, terms, strict=True))
        kind = int(rng.integers(3))
        limit = int(rng.integers(2, 20))
        if kind == 0:
            model.c.add(body <= limit)
        elif kind == 1:
            model.c.add(body >= limit)
        else:
            model.c.add(body + 2 == limit)
    costs = rng.integers(1, 9, len(columns))
    model.goal = pyo.Objective(
        expr=sum(int(k) * model.x[c] for c, k in zip(columns, costs, strict=True))
    )
    return model


def is_infeasible(form):
    result = solve_form(form, "highs", SolveRequest(10.0, 1e-9, 0.0, duals=False))
    return result.solved.termination is Termination.INFEASIBLE


def smallest_sets(form, limits):
    """All smallest sets of limits that have to give way, by trying out every one."""
    found = []
    for size in range(1, len(limits) + 1):
        for chosen in itertools.combinations(limits, size):
            if any(known <= set(chosen) for known in found):
                continue
            if cheapest(form, chosen) is not None:
                found.append(set(chosen))
    return found


def infeasible_forms(count, *, integers):
    kept = []
    seed = 0
    while len(kept) < count:
        model = infeasible_model(seed, integers=integers)
        form = read_form(model)
        if is_infeasible(form):
            kept.append((model, form))
        seed += 1
    return kept


@pytest.mark.parametrize("integers", [False, True])
def test_the_menu_is_all_smallest_sets_each_at_its_least_cost(integers):
    for _model, form in infeasible_forms(30, integers=integers):
        limits = soft_limits(form, Softness())
        told = find_repairs(form, SolveOptions(), Softness(), count=ALL)
        expected = smallest_sets(form, limits)
        assert told.complete
        assert len(told.menu) == len(expected)
        by_places = {
            frozenset((one.kind, one.place) for one in chosen): chosen for chosen in expected
        }
        least = cheapest(form, limits)
        for repair in told.menu:
            places = frozenset((change.kind, _place(form, change)) for change in repair.changes)
            chosen = by_places[places]
            assert repair.cost == pytest.approx(cheapest(form, chosen), abs=1e-6)
            assert repair.cheapest == math.isclose(repair.cost, least, rel_tol=1e-5, abs_tol=1e-8)
            assert repair.objective is not None
        assert [repair.cost for repair in told.menu] == sorted(r.cost for r in told.menu)


def _place(form, change):
    parts = form.constraints if change.kind is MemberKind.CONSTRAINT else form.variables
    return next(
        place
        for place, part in enumerate(parts)
        if part.parent_component().name == change.name and part.index() == change.index[0]
    )


def test_a_repair_that_is_applied_has_a_plan_of_the_objective_that_is_told():
    for model, form in infeasible_forms(20, integers=False):
        for repair in find_repairs(form, SolveOptions(), Softness(), count=3).menu:
            clone = model.clone()
            for change in repair.changes:
                part = clone.find_component(change.name)[change.index[0]]
                if change.kind is MemberKind.CONSTRAINT:
                    _set_limit(part, change)
                else:
                    part.setub(change.after)
            repaired = read_form(clone)
            result = solve_form(repaired, "highs", SolveRequest(10.0, 1e-9, 0.0, duals=False))
            assert result.solved.termination is Termination.CONVERGED
            assert result.solved.objective == pytest.approx(repair.objective, abs=1e-5)


def _set_limit(constraint, change):
    low, body, high = constraint.to_bounded_expression(evaluate_bounds=True)
    after = change.after
    if change.side is Side.BOTH:
        constraint.set_value(body == after)
    elif change.side is Side.UPPER:
        constraint.set_value(pyo.inequality(low, body, after) if low is not None else body <= after)
    else:
        constraint.set_value(body >= after if high is None else pyo.inequality(after, body, high))


@pytest.fixture
def clash():
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 10))
    model.least = pyo.Constraint(expr=model.x >= 12)
    model.most = pyo.Constraint(expr=model.x <= 8)
    model.goal = pyo.Objective(expr=model.x)
    return model


def test_what_is_hard_holds_and_weights_choose(clash):
    form = read_form(clash)
    told = find_repairs(form, SolveOptions(), Softness(hard=frozenset({"most"})))
    assert [change.name for change in told.menu[0].changes] == ["least"]
    assert told.menu[0].changes[0].after == 8.0
    assert told.complete
    assert len(told.menu) == 1
    dear = find_repairs(form, SolveOptions(), Softness(weights={"least": 100.0}))
    assert {change.name for change in dear.menu[0].changes} == {"most", "x"}
    everything = frozenset({"least", "most", "x"})
    assert find_repairs(form, SolveOptions(), Softness(hard=everything)).impossible


def test_what_makes_no_sense_is_refused(clash):
    form = read_form(clash)
    with pytest.raises(InputError, match="no constraint or variable 'nothing'"):
        find_repairs(form, SolveOptions(), Softness(hard=frozenset({"nothing"})))
    with pytest.raises(InputError, match="weight of 'least' cannot be 0"):
        find_repairs(form, SolveOptions(), Softness(weights={"least": 0}))
    clash.least.deactivate()
    with pytest.raises(InputError, match="nothing has to give way"):
        find_repairs(read_form(clash), SolveOptions(), Softness())


def test_of_curved_models_too():
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 10))
    model.y = pyo.Var(bounds=(0, 10))
    model.disc = pyo.Constraint(expr=model.x**2 + model.y**2 <= 4)
    model.total = pyo.Constraint(expr=model.x + model.y >= 6)
    model.goal = pyo.Objective(expr=model.x)
    told = find_repairs(read_form(model), SolveOptions(), Softness())
    assert [[change.name for change in repair.changes] for repair in told.menu] == [
        ["total"],
        ["disc"],
    ]
    assert told.menu[0].changes[0].after == pytest.approx(math.sqrt(8), abs=1e-5)
    assert told.menu[1].changes[0].after == pytest.approx(18.0, abs=1e-4)
