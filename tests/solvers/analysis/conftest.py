"""Random models with known forms."""

import random

import pyomo.environ as pyo
import pytest

from optimoot.solvers.classify import read_form


def made_model(seed, *, integers=False):
    """A small random linear model with whole figures, feasible by construction."""
    chance = random.Random(seed)
    columns, rows = range(chance.randint(2, 6)), range(chance.randint(2, 6))
    inside = [chance.randint(0, 5) for _ in columns]
    model = pyo.ConcreteModel()
    domain = pyo.NonNegativeIntegers if integers else pyo.NonNegativeReals
    model.x = pyo.Var(columns, domain=domain)
    for column in columns:
        if chance.random() < 0.5:
            model.x[column].setub(chance.randint(6, 12))
    model.c = pyo.ConstraintList()
    for _ in rows:
        terms = [chance.randint(-2, 6) for _ in columns]
        if not any(terms):
            terms[0] = 1
        body = sum(t * model.x[c] for c, t in zip(columns, terms, strict=True)) + chance.choice(
            [0, 0, 3]
        )
        at = sum(t * v for t, v in zip(terms, inside, strict=True)) + 3
        kind = chance.randrange(4)
        if kind == 0:
            model.c.add(body <= at + chance.randint(0, 4))
        elif kind == 1:
            model.c.add(body >= at - 3 - chance.randint(0, 4))
        elif kind == 2:
            model.c.add(pyo.inequality(at - 5, body, at + chance.randint(0, 3)))
        else:
            model.c.add(sum(t * model.x[c] for c, t in zip(columns, terms, strict=True)) == at - 3)
    costs = [chance.randint(-3, 8) for _ in columns]
    sense = chance.choice([pyo.maximize, pyo.minimize])
    goal = sum(cost * model.x[c] for c, cost in zip(columns, costs, strict=True)) + 10
    model.goal = pyo.Objective(expr=goal, sense=sense)
    return model


@pytest.fixture
def make_form():
    def make(seed, **changes):
        model = made_model(seed, **changes)
        make.kept.append(model)  # a form's variables belong to their model
        return read_form(model)

    make.kept = []
    return make
