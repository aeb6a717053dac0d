"""Limits that are guessed: what in the model and the words speaks against them."""

import pytest

from optimoot.agents.builtin.presumed import presumptions
from optimoot.formulation import (
    Constraint,
    Entry,
    Formulation,
    Objective,
    Parameter,
    Sense,
    Variable,
)


def formulation(*constraints, sense=Sense.MINIMIZE):
    values = {"a": "N1", "b": "N2", "low": "N3", "least": "N4", "u": "N5", "v": "N6"}
    return Formulation(
        parameters=tuple(
            Parameter(name=name, entries=(Entry(value=1.0, numbers=(number,)),))
            for name, number in values.items()
        ),
        variables=(Variable(name="x"), Variable(name="y")),
        objective=Objective(sense=sense, expression="a * x + b * y"),
        constraints=tuple(
            Constraint(name=f"c{place}", expression=text) for place, text in enumerate(constraints)
        ),
    )


def test_a_limit_that_does_the_goal_no_harm_is_odd():
    assert presumptions(formulation("a * x + b * y >= low")) == {"N3": "goal"}


def test_a_limit_that_holds_the_goal_back_is_not():
    held = formulation("a * x + b * y >= low", sense=Sense.MAXIMIZE)
    assert presumptions(held) == {}


def test_two_limits_on_one_sum_are_odd_whatever_their_direction():
    twice = formulation("u * x + v * y >= low", "u * x + v * y <= least")
    assert presumptions(twice) == {"N3": "same sum", "N4": "same sum"}


@pytest.mark.parametrize("bounds", [("x >= low", "x <= least"), ("u * x + v * y >= low",)])
def test_bounds_of_one_decision_and_single_limits_are_not(bounds):
    assert presumptions(formulation(*bounds)) == {}


def test_two_bounds_on_one_side_of_a_decision_are_odd_and_on_both_sides_are_not():
    twice = formulation("x <= u", "x <= v")
    for parameter in twice.parameters:
        value = 40.0 if parameter.name == "u" else 50.0
        entry = parameter.entries[0].model_copy(update={"value": value})
        twice = twice.model_copy(
            update={
                "parameters": tuple(
                    p.model_copy(update={"entries": (entry,)}) if p.name == parameter.name else p
                    for p in twice.parameters
                )
            }
        )
    assert presumptions(twice) == {"N5": "told again", "N6": "told again"}
    between = twice.model_copy(update={"constraints": formulation("x >= u", "x <= v").constraints})
    assert presumptions(between) == {}
