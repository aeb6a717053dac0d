from __future__ import annotations

import pytest
from made_problems import PRESS_PROGRAM

from optimoot.errors import InputError, RunError
from optimoot.formulation import Domain, Sense
from optimoot.program import Origin, Program
from optimoot.solvers.coefficients import read_coefficients
from optimoot.solvers.sandbox import Sandbox

DATA = {
    "poster_earning": 5, "flyer_earning": 3, "poster_time": 4, "flyer_time": 2,
    "press_time": 100, "poster_sales": 20,
}  # fmt: skip


def program(source: str, data: dict[str, object] | None = None) -> Program:
    return Program(source=source, data=data or {}, origin=Origin.USER)


def built(*lines: str) -> Program:
    body = "\n    ".join(lines)
    return program(
        "import pyomo.environ as pyo\n\n\ndef build_model(data):\n"
        f"    m = pyo.ConcreteModel()\n    {body}\n    return m\n"
    )


def test_columns_rows_and_goal_are_those_of_the_model() -> None:
    found = read_coefficients(program(PRESS_PROGRAM, DATA))
    assert found.sense is Sense.MAXIMIZE
    assert [(c.name, c.objective, c.lower, c.upper, c.domain) for c in found.columns] == [
        ("posters", 5, 0, None, Domain.INTEGER),
        ("flyers", 3, 0, None, Domain.INTEGER),
    ]
    assert [(r.name, r.terms, r.lower, r.upper) for r in found.rows] == [
        ("time", ((0, 4), (1, 2)), None, 100),
        ("sales", ((0, 1),), None, 20),
    ]


def test_indices_products_constants_and_curves_are_told() -> None:
    found = read_coefficients(
        built(
            "m.x = pyo.Var(['a', 'b'], [1, 2], bounds=(-1, 4))",
            "m.y = pyo.Var(domain=pyo.Binary)",
            "m.goal = pyo.Objective(expr=m.x['a', 1] ** 2 + 3 * m.y + 7)",
            "m.c = pyo.Constraint(expr=(0, m.x['a', 1] * m.x['b', 2] + m.y + m.y - 1, 5))",
            "m.d = pyo.Constraint(expr=pyo.exp(m.x['b', 1]) <= 2)",
            "m.e = pyo.Constraint(expr=m.x['a', 2] == 1)",
        )
    )
    assert found.constant == 7
    assert found.products == ((0, 0, 1.0),)
    assert [c.index for c in found.columns][:2] == [("a", 1), ("a", 2)]
    assert found.columns[-1].domain is Domain.BINARY
    by_name = {row.name: row for row in found.rows}
    assert by_name["c"].products == ((0, 3, 1.0),)
    assert by_name["c"].terms == ((4, 2.0),)
    assert (by_name["c"].lower, by_name["c"].upper) == (1, 6)
    assert by_name["d"].curved
    assert by_name["e"].lower == by_name["e"].upper == 1


def test_a_model_too_large_to_be_told_is_refused() -> None:
    large = built("m.x = pyo.Var(range(20001))", "m.goal = pyo.Objective(expr=sum(m.x.values()))")
    with pytest.raises(InputError, match="coefficients"):
        read_coefficients(large)


def test_the_sandbox_reads_them_and_tells_what_fails() -> None:
    with Sandbox() as sandbox:
        inside = sandbox.coefficients(program(PRESS_PROGRAM, DATA))
        assert inside == read_coefficients(program(PRESS_PROGRAM, DATA))
        with pytest.raises(RunError, match="KeyError"):
            sandbox.coefficients(program(PRESS_PROGRAM))
