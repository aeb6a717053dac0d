"""Items solved by another road: the text's own numbers, plain arithmetic, and scipy's solvers."""

import itertools
import random

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp, minimize

from optimoot.benchmarks.synthesis.archetypes.registry import ARCHETYPES
from optimoot.benchmarks.synthesis.checking import Checked, solve_and_mutate
from optimoot.benchmarks.synthesis.demonstration import Kind, Style
from optimoot.benchmarks.synthesis.question import question_of
from optimoot.binding import bind
from optimoot.evaluation import Evaluator
from optimoot.formulation import Domain, Sense
from optimoot.intake import make_problem


def kept(archetype, count=2):
    """The first demonstrations that pass the checks, with their questions."""
    found = []
    number = 0
    while len(found) < count:
        chance = random.Random(f"independent {archetype.name} {number}")
        demonstration = archetype.demonstration(chance, list(Style)[number % 2])
        checked = solve_and_mutate(demonstration.formulation)
        if isinstance(checked, Checked):
            found.append((demonstration, question_of(demonstration, demonstration.told), checked))
        number += 1
    return found


class Plain:
    """A model as matrices, found by evaluating it at zero and at the unit points."""

    def __init__(self, formulation, data):
        self.formulation = formulation
        self.evaluator = Evaluator(formulation, data)
        members = {s.name: [m if isinstance(m, tuple) else (m,) for m in s.members]
                   for s in formulation.sets}  # fmt: skip
        self.columns = [
            (variable, tuple(itertools.chain(*index)))
            for variable in formulation.variables
            for index in itertools.product(*(members[name] for name in variable.index))
        ]

    def at(self, point):
        values = {variable.name: {} for variable in self.formulation.variables}
        for (variable, index), value in zip(self.columns, point, strict=True):
            values[variable.name][index] = float(value)
        return self.evaluator.at(values)

    def linear(self):
        size = len(self.columns)
        origin = self.at(np.zeros(size))
        units = [self.at(row) for row in np.eye(size)]
        body = [c.left - c.right for c in origin.constraints]
        rows = np.array(
            [[c.left - c.right for c in one.constraints] for one in units]
        ).T - np.array(body).reshape(-1, 1)
        goal = np.array([one.objective for one in units]) - origin.objective
        relations = [c.relation.value for c in origin.constraints]
        low = [-b if r in (">=", "==") else -np.inf for b, r in zip(body, relations, strict=True)]
        high = [-b if r in ("<=", "==") else np.inf for b, r in zip(body, relations, strict=True)]
        return goal, origin.objective, LinearConstraint(rows, low, high)

    def best(self):
        sign = 1 if self.formulation.objective.sense is Sense.MINIMIZE else -1
        goal, constant, rows = self.linear()
        whole = [variable.domain is not Domain.CONTINUOUS for variable, _ in self.columns]
        most = [1 if v.domain is Domain.BINARY else np.inf for v, _ in self.columns]
        found = milp(
            sign * goal, constraints=rows, integrality=whole, bounds=(0, most),
            options={"mip_rel_gap": 0},
        )  # fmt: skip
        assert found.success, found.message
        return sign * found.fun + constant

    def best_curved(self):
        _, _, rows = self.linear()
        start = milp(np.zeros(len(self.columns)), constraints=rows, bounds=(0, np.inf)).x
        constraints = []
        for row, low, high in zip(rows.A, rows.lb, rows.ub, strict=True):
            if low == high:
                constraints.append({"type": "eq", "fun": lambda x, r=row, b=low: r @ x - b})
            elif np.isfinite(low):
                constraints.append({"type": "ineq", "fun": lambda x, r=row, b=low: r @ x - b})
            else:
                constraints.append({"type": "ineq", "fun": lambda x, r=row, b=high: b - r @ x})
        scale = max(1.0, abs(self.at(start).objective))
        found = minimize(
            lambda x: self.at(x).objective / scale, start, method="SLSQP", jac="3-point",
            constraints=constraints, bounds=[(0, None)] * len(self.columns),
            options={"ftol": 1e-10, "maxiter": 500},
        )  # fmt: skip
        assert found.success, found.message
        return found.fun * scale


@pytest.mark.parametrize("archetype", ARCHETYPES.values(), ids=lambda archetype: archetype.name)
def test_scipy_finds_the_same_optimum_from_the_numbers_of_the_text(archetype):
    for demonstration, question, checked in kept(archetype):
        numbers = {n.id: n.value for n in make_problem(question.problem.text).numbers}
        model = Plain(question.formulation, bind(question.formulation, numbers=numbers))
        curved = demonstration.kind is Kind.QUADRATIC
        best = model.best_curved() if curved else model.best()
        assert best == pytest.approx(checked.objective, rel=2e-5 if curved else 1e-6)
