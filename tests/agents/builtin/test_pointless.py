"""Decisions that cost something and bring nothing."""

import pytest

from optimoot.agents.builtin.pointless import pointless
from optimoot.formulation import Constraint, Formulation, Objective, Sense, Variable


def formulation(goal, *constraints, sense=Sense.MAXIMIZE):
    return Formulation(
        variables=(Variable(name="x"), Variable(name="y")),
        objective=Objective(sense=sense, expression=goal),
        constraints=tuple(
            Constraint(name=f"c{place}", expression=text) for place, text in enumerate(constraints)
        ),
    )


def test_a_decision_in_upper_limits_only_is_pointless():
    assert pointless(formulation("5 * x", "2 * x + 3 * y <= 60", "x <= 15")) == ("y",)


@pytest.mark.parametrize(
    ("goal", "limit"),
    [
        ("5 * x + y", "2 * x + 3 * y <= 60"),
        ("5 * x", "x <= 2 * y"),
        ("5 * x", "x - y <= 4"),
        ("5 * x", "x + y >= 4"),
        ("5 * x", "y == 2 * x"),
    ],
)
def test_one_that_pays_or_lets_others_pay_is_not(goal, limit):
    assert pointless(formulation(goal, limit, "x + y <= 9")) == ()


def test_where_little_is_wanted_none_is():
    least = formulation("5 * x", "2 * x + 3 * y <= 60", sense=Sense.MINIMIZE)
    assert pointless(least) == ()
