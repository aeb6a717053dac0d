"""The solver's checks, against models whose result is known and against another solver."""

import pytest

from optimoot.benchmarks.synthesis.checking import Refusal, solve_and_mutate
from optimoot.formulation import Constraint, Domain, Formulation, IndexSet, Objective, Variable


def model(*constraints, goal="3 * x + 2 * y", sense="maximize", domain=Domain.CONTINUOUS, **more):
    return Formulation(
        variables=(Variable(name="x", domain=domain), Variable(name="y", domain=domain)),
        objective=Objective(sense=sense, expression=goal),
        constraints=tuple(
            Constraint(name=f"c{place}", expression=one) for place, one in enumerate(constraints)
        ),
        **more,
    )


def test_the_optimum_is_told_with_and_without_each_constraint():
    found = solve_and_mutate(model("x + y <= 4", "x <= 3"))
    assert found.objective == pytest.approx(11)
    assert found.without["c1"] == pytest.approx(12)
    assert found.without["c0"] is None  # unbounded without it


def test_a_constraint_that_changes_nothing_is_found():
    assert solve_and_mutate(model("x + y <= 4", "x <= 3", "x <= 9")) is Refusal.IDLE


def test_constraints_that_say_the_same_are_found():
    assert solve_and_mutate(model("x + y <= 4", "2 * x + 2 * y <= 8")) is Refusal.IDLE


def test_a_limit_that_is_not_reached_may_matter_to_whole_numbers():
    found = solve_and_mutate(model("2 * x + 2 * y <= 7", goal="x + y", domain=Domain.INTEGER))
    assert found.objective == 3
    assert found.without == {"c0": None}


@pytest.mark.parametrize(
    ("constraints", "reason"),
    [
        (("x + y <= 4", "x >= 5"), Refusal.INFEASIBLE),
        (("x - y <= 4",), Refusal.UNBOUNDED),
        (("x + y <= 0",), Refusal.NOTHING),
    ],
)
def test_what_has_no_optimum_worth_having_is_refused(constraints, reason):
    assert solve_and_mutate(model(*constraints)) is reason


def test_of_a_family_one_member_that_matters_is_enough():
    days = IndexSet(name="D", members=("Monday", "Tuesday"))
    family = Constraint(
        name="limit", expression="x <= (3 if d == 'Monday' else 9)", for_each="d in D"
    )
    formulation = model("x + y <= 4", sets=(days,))
    found = solve_and_mutate(
        formulation.model_copy(update={"constraints": (*formulation.constraints, family)})
    )
    assert found.without["limit"] == pytest.approx(12)


def test_a_convex_quadratic_objective_is_proven():
    found = solve_and_mutate(model("x + y >= 4", goal="x ** 2 + 3 * y ** 2", sense="minimize"))
    assert found.objective == pytest.approx(12)
    assert found.without["c0"] == pytest.approx(0, abs=1e-9)
