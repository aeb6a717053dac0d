"""Tolerances count against the size of what is compared, not against 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.binding import bind
from optimoot.certificate import CheckStatus
from optimoot.evaluation import evaluate
from optimoot.formulation import Constraint, Formulation, Objective, Sense, Variable
from optimoot.outcome import VariableValue
from optimoot.solvers.checks import CheckContext, certify
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions


def blend(scale):
    """Maximize 3x + 2y over x + y <= 4, x + 3y <= 6, x <= 3, every coefficient scaled."""
    return Formulation(
        variables=(Variable(name="x", upper=3.0), Variable(name="y")),
        objective=Objective(
            sense=Sense.MAXIMIZE, expression=f"{3 * scale!r} * x + {2 * scale!r} * y"
        ),
        constraints=(
            Constraint(name="a", expression=f"{scale!r} * x + {scale!r} * y <= {4 * scale!r}"),
            Constraint(name="b", expression=f"{scale!r} * x + {3 * scale!r} * y <= {6 * scale!r}"),
        ),
    )


def statuses(model, **changes):
    program = compile_program(model, bind(model))
    outcome = execute(program, SolveOptions())
    context = CheckContext(
        formulation=model, program=program, outcome=outcome.model_copy(update=changes)
    )
    return {check.name: check.status for check in certify(context).checks}


@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1e-3, 1.0, 1e3, 1e6])
def test_a_right_plan_passes_at_any_scale(scale):
    found = statuses(blend(scale))
    assert found["feasible"] is CheckStatus.PASSED
    assert found["objective_agrees"] is CheckStatus.PASSED


@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1.0, 1e6])
def test_a_plan_beyond_a_limit_is_found_at_any_scale(scale):
    far = (VariableValue(name="x", value=3.0), VariableValue(name="y", value=1.2))
    assert statuses(blend(scale), variables=far)["feasible"] is CheckStatus.FAILED


@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1.0, 1e6])
def test_a_wrong_objective_is_found_at_any_scale(scale):
    found = statuses(blend(scale), objective=11.1 * scale)
    assert found["objective_agrees"] is CheckStatus.FAILED


def test_a_bound_of_a_tiny_quantity_is_held_to():
    model = Formulation(
        variables=(Variable(name="dose", upper=2e-6),),
        objective=Objective(sense=Sense.MAXIMIZE, expression="dose"),
    )
    program = compile_program(model, bind(model))
    at = {"dose": {(): 3e-6}}
    assert not evaluate(model, program.data, at).is_feasible(5e-6)
    assert evaluate(model, program.data, {"dose": {(): 2e-6}}).is_feasible(5e-6)


@given(st.floats(-1e-7, 1e-7), st.floats(1.0, 1e6))
def test_noise_of_a_solver_is_no_violation(noise, size):
    model = Formulation(
        variables=(Variable(name="x", lower=None), Variable(name="y")),
        constraints=(
            Constraint(name="still", expression="x == 0"),
            Constraint(name="cap", expression="y <= 1000000"),
        ),
    )
    point = {"x": {(): noise}, "y": {(): size}}
    assert evaluate(model, {}, point).is_feasible(5e-6)


@given(st.floats(-30, 30), st.floats(0.1, 3))
def test_scaling_a_row_changes_no_verdict_on_it(exponent, value):
    scale = 2.0 ** round(exponent)
    model = blend(scale)
    point = {"x": {(): value}, "y": {(): value}}
    found = {c.name: c for c in evaluate(model, {}, point).constraints}
    plain = {c.name: c for c in evaluate(blend(1.0), {}, point).constraints}
    for name, row in found.items():
        assert (row.relative_violation > 5e-6) == (plain[name].relative_violation > 5e-6)
