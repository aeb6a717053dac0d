"""Reading a model's form: the same numbers as Pyomo has, and the right class."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_programs import program, solve

from optimoot.formulation import Sense
from optimoot.solvers.activity import bodies, objective_value
from optimoot.solvers.classify import read_form
from optimoot.solvers.form import ModelForm
from optimoot.solvers.functions import functions_in
from optimoot.solvers.loading import load_model
from optimoot.solvers.solver import ModelClass

SIZE = 4
number = st.floats(-50, 50, allow_nan=False).map(lambda value: round(value, 2))


def form_of(body: str) -> ModelForm:
    return read_form(load_model(program(body)))


def expressions(m: Any) -> st.SearchStrategy[Any]:
    """Expressions over the variables `m.x` and the mutable parameter `m.p`."""
    variable = st.sampled_from(range(SIZE)).map(lambda i: m.x[i])
    leaves = st.one_of(
        variable, variable.map(lambda x: x**2), number, st.just(m.p), st.just(m.named)
    )

    def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda both: both[0] + both[1]),
            pairs.map(lambda both: both[0] - both[1]),
            pairs.map(lambda both: both[0] * both[1]),
            inner.map(lambda one: -one),
            inner.map(lambda one: one / 4),
        )

    return st.recursive(leaves, larger, max_leaves=6)


@given(st.data())
def test_the_form_has_the_values_that_pyomo_has(data: st.DataObject) -> None:
    m = pyo.ConcreteModel()
    m.x = pyo.Var(range(SIZE))
    m.p = pyo.Param(mutable=True, initialize=1.5)
    m.named = pyo.Expression(expr=2 * m.x[0] - m.x[1] * m.x[2])
    m.goal = pyo.Objective(expr=data.draw(expressions(m)) + 0 * m.x[0], sense=pyo.maximize)
    m.row = pyo.Constraint(expr=data.draw(expressions(m)) + m.x[3] <= 7)
    if data.draw(st.booleans()):
        m.x[2].fix(3)
    form = read_form(m)
    assert form.sense is Sense.MAXIMIZE
    point = [data.draw(number) for _ in range(SIZE)]
    for i, value in enumerate(point):
        m.x[i].set_value(3 if m.x[i].fixed else value)
    expected = (pyo.value(m.goal), pyo.value(m.row.body))
    at = np.array([variable.value for variable in form.variables], dtype=float)
    found = (objective_value(form, at), bodies(form, at)[0])
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-7)


@pytest.mark.parametrize(
    ("body", "kind", "convex"),
    [
        ("m.o = pyo.Objective(expr=m.x + m.y)", ModelClass.LP, True),
        ("m.o = pyo.Objective(expr=m.x + m.n)", ModelClass.MILP, True),
        ("m.o = pyo.Objective(expr=m.x**2 + m.y)", ModelClass.QP, True),
        ("m.o = pyo.Objective(expr=m.x**2 + m.y, sense=pyo.maximize)", ModelClass.QP, False),
        ("m.o = pyo.Objective(expr=-m.x**2, sense=pyo.maximize)", ModelClass.QP, True),
        ("m.o = pyo.Objective(expr=m.x * m.y)", ModelClass.QP, False),
        ("m.o = pyo.Objective(expr=(m.x + m.y) ** 2 - m.x)", ModelClass.QP, True),
        ("m.o = pyo.Objective(expr=m.x * m.f)", ModelClass.LP, True),
        ("m.o = pyo.Objective(expr=m.x * m.x - m.x**2 + m.y)", ModelClass.LP, True),
        ("m.o = pyo.Objective(expr=m.x / m.f)", ModelClass.LP, True),
        ("m.o = pyo.Objective(expr=m.n**2 + m.y)", ModelClass.MIQP, True),
        ("m.c = pyo.Constraint(expr=m.x**2 + m.y**2 <= 4)", ModelClass.QCP, True),
        ("m.c = pyo.Constraint(expr=m.x**2 + m.y**2 >= 4)", ModelClass.QCP, None),
        ("m.c = pyo.Constraint(expr=m.x**2 == 4)", ModelClass.QCP, None),
        ("m.c = pyo.Constraint(expr=m.x**2 + m.n <= 4)", ModelClass.MIQCP, True),
        ("m.o = pyo.Objective(expr=pyo.exp(m.x))", ModelClass.NLP, None),
        ("m.o = pyo.Objective(expr=m.x**3)", ModelClass.NLP, None),
        ("m.o = pyo.Objective(expr=m.x * m.y * m.x)", ModelClass.NLP, None),
        ("m.c = pyo.Constraint(expr=m.x / m.y + m.n <= 1)", ModelClass.MINLP, None),
        (
            "m.s = pyo.SOSConstraint(rule=lambda m: ([m.x, m.y], [1, 2]), sos=1)",
            ModelClass.MILP,
            True,
        ),
    ],
)
def test_class_and_convexity(body: str, kind: ModelClass, convex: bool | None) -> None:
    whole = "m.n = pyo.Var(domain=pyo.Integers, bounds=(0, 5))" if "m.n" in body else ""
    form = form_of(
        f"""
        m.x = pyo.Var(bounds=(1, 9))
        m.y = pyo.Var(bounds=(1, 9))
        m.f = pyo.Var(initialize=2)
        m.f.fix()
        {whole}
        {body}
        """
    )
    assert (form.model_class, form.convex) == (kind, convex)


def test_bounds_columns_and_rows() -> None:
    form = form_of(
        """
        m.x = pyo.Var([1, 2], bounds=(-inf, 4))
        m.b = pyo.Var(domain=pyo.Binary)
        m.n = pyo.Var(domain=pyo.NonNegativeIntegers, initialize=3)
        m.row = pyo.Constraint(expr=m.x[2] - 3 * m.n + 5 >= m.x[1])
        m.open = pyo.Constraint(expr=m.x[1] <= inf)
        """
    )
    assert form.lower.tolist() == [-math.inf, -math.inf, 0.0, 0.0]
    assert form.upper.tolist() == [4.0, 4.0, 1.0, math.inf]
    assert form.integer.tolist() == [False, False, True, True]
    assert form.binary.tolist() == [False, False, True, False]
    assert np.isnan(form.start).tolist() == [True, True, True, False]
    values = np.array([1.0, 2.0, 0.0, 3.0])
    assert form.rows.times(values).tolist() == pytest.approx([1.0 - (2.0 - 9.0), 1.0])
    assert form.row_upper.tolist() == [5.0, math.inf]
    assert form.row_lower.tolist() == [-math.inf, -math.inf]
    assert form.sense is None


@pytest.mark.parametrize(
    ("expression", "functions"),
    [
        ("m.x * m.y * m.x + 2", set()),
        ("1 / m.x", {"division"}),
        ("m.x / 2", set()),
        ("m.x ** 3", {"power"}),
        ("m.x ** m.p", {"power"}),
        ("2 ** m.x", {"variable power"}),
        ("m.x ** m.y", {"variable power"}),
        ("abs(m.x) + pyo.floor(m.y)", {"abs", "floor"}),
        ("pyo.sin(m.p) * m.x", set()),
        ("m.x * m.e", {"exp", "log10"}),
        ("pyo.Expr_if(m.x >= 1, m.x, m.y)", {"Expr_ifExpression"}),
    ],
)
def test_functions(expression: str, functions: set[str]) -> None:
    m = pyo.ConcreteModel()
    m.x = pyo.Var()
    m.y = pyo.Var()
    m.p = pyo.Param(mutable=True, initialize=2)
    m.e = pyo.Expression(expr=pyo.exp(m.x) + pyo.log10(m.y))
    assert functions_in(eval(expression, {"m": m, "pyo": pyo, "abs": abs})) == functions


def test_products_of_a_long_sum_are_read_as_any_other() -> None:
    outcome = solve(
        """
        m.x = pyo.Var([1, 2], bounds=(0, 4))
        m.f = pyo.Var(initialize=3.0); m.f.fix()
        m.p = pyo.Param(initialize=2.0, mutable=True)
        m.o = pyo.Objective(
            expr=m.x[1] * m.x[1] + 3 * m.x[2] * m.x[1] + m.x[1] * m.x[2] + 2 * m.x[2] ** 2
            + m.p * m.x[1] * m.x[2] + m.f * m.x[1] + 1.5 * m.x[2] * m.f + (m.x[1] - 1) * m.x[2]
            - 7 * m.x[1] * m.x[2]
        )
        m.c = pyo.Constraint(expr=m.x[1] * m.x[2] + 2 * m.x[1] * m.x[1] + m.x[2] >= 3)
        """
    )
    x, y = (variable.value or 0.0 for variable in outcome.variables if variable.name == "x")
    stated = x * x + 3 * y * x + x * y + 2 * y**2 + 2 * x * y + 3 * x + 4.5 * y + (x - 1) * y
    assert outcome.objective == pytest.approx(stated - 7 * x * y)
    assert outcome.constraints[0].body == pytest.approx(x * y + 2 * x * x + y)
