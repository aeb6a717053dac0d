"""Tiny rows keep their meaning, and huge bounds are not taken for none in what is claimed."""

import pytest

from optimoot.outcome import Termination
from optimoot.program import Origin, Program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

HEAD = "import pyomo.environ as pyo\n\n\ndef build_model(data):\n    m = pyo.ConcreteModel()\n"
KNAPSACK = (
    HEAD
    + """    m.x = pyo.Var([1, 2, 3], domain=pyo.Binary)
    s = data["scale"]
    m.c = pyo.Constraint(expr=s * (3 * m.x[1] + 4 * m.x[2] + 5 * m.x[3]) <= 7 * s)
    m.o = pyo.Objective(expr=2 * m.x[1] + 3 * m.x[2] + 4 * m.x[3], sense=pyo.maximize)
    return m
"""
)
FAR = (
    HEAD
    + """    m.x = pyo.Var(bounds=(0, data["bound"]))
    m.o = pyo.Objective(expr=m.x, sense=pyo.maximize)
    return m
"""
)


def run(source, solver, **data):
    return execute(
        Program(source=source, data=data, origin=Origin.USER), SolveOptions(solver=solver)
    )


@pytest.mark.parametrize("solver", ["highs", "scip"])
@pytest.mark.parametrize("scale", [1.0, 1e-4, 1e-8, 1e-11])
def test_a_row_in_tiny_units_forbids_the_same(solver, scale):
    outcome = run(KNAPSACK, solver, scale=scale)
    assert outcome.termination is Termination.CONVERGED
    assert outcome.objective == pytest.approx(5.0)


@pytest.mark.parametrize("solver", ["highs", "scip"])
def test_a_bound_too_far_out_is_never_called_none(solver):
    near, far = run(FAR, solver, bound=1e9), run(FAR, solver, bound=1e25)
    assert near.objective == pytest.approx(1e9)
    assert far.termination is not Termination.UNBOUNDED
    assert far.objective == pytest.approx(1e25) or any("so far out" in m for m in far.messages)
