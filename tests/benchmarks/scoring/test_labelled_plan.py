"""A labelled plan is put into our formulation where its names can be told apart."""

import pytest
from made_answers import solved_answer
from made_scores import item

from optimoot.benchmarks.scoring.labelled_plan import labelled_plan
from optimoot.formulation import Formulation, Objective, Sense, Variable


def plan(cups, bowls, *, names=("The number of cups", "The number of bowls"), worth=30.0):
    results = {names[0]: cups, names[1]: bowls, "The total profit": worth}
    return item(worth, results=results)


def test_another_best_plan_holds_and_is_worth_as_much():
    told = labelled_plan(plan(0.0, 6.0), solved_answer())
    assert told == "In our formulation the labelled plan holds and is worth 30."


def test_names_and_not_their_order_tell_the_decision():
    turned = plan(6.0, 0.0, names=("bowls to fire", "Number of cups"))
    assert "worth 30." in labelled_plan(turned, solved_answer())


def test_what_the_labelled_plan_breaks_is_named():
    told = labelled_plan(plan(8.0, 8.0), solved_answer())
    assert told.startswith("In our formulation the labelled plan breaks ")
    assert told.endswith("it is worth 64.")


def test_a_value_beyond_a_bound_and_a_fraction_are_named():
    assert "puts make beyond its bound" in labelled_plan(plan(-1.0, 2.0), solved_answer())
    assert "makes make no whole number" in labelled_plan(plan(0.5, 2.0), solved_answer())


@pytest.mark.parametrize(
    "its_item",
    [
        item(30.0),
        item(30.0, results={"profit": 30.0}),
        item(30.0, results={"cups": 2.0, "profit": 30.0}),
        plan(0.0, 6.0, names=("The first", "The second")),
        plan(0.0, 6.0, names=("cups", "more cups")),
        plan("many", 6.0),
    ],
)
def test_where_names_do_not_tell_nothing_is_said(its_item):
    assert labelled_plan(its_item, solved_answer()) == ""


def test_without_a_formulation_nothing_is_said():
    assert labelled_plan(plan(0.0, 6.0), solved_answer(formulation=None)) == ""


def test_a_formulation_that_cannot_be_evaluated_says_nothing():
    broken = Formulation(
        variables=(Variable(name="make"),),
        objective=Objective(sense=Sense.MAXIMIZE, expression="make / missing"),
    )
    assert labelled_plan(plan(0.0, 6.0), solved_answer(formulation=broken)) == ""
