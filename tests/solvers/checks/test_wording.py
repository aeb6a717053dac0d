"""Limits and goals that point the other way than the words beside their figures."""

import pytest

from optimoot.certificate import CheckStatus
from optimoot.formulation import (
    Constraint,
    Entry,
    Formulation,
    Objective,
    Parameter,
    Sense,
    Variable,
)
from optimoot.intake import make_problem
from optimoot.outcome import Outcome, Termination
from optimoot.program import Program
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.wording import words_agree


def status(text, expression="x <= limit", sense=Sense.MAXIMIZE, factor=1.0):
    problem = make_problem(text)
    number = problem.numbers[0]
    entry = Entry(value=number.value * factor, numbers=(number.id,), factor=factor)
    model = Formulation(
        parameters=(Parameter(name="limit", entries=(entry,)),),
        variables=(Variable(name="x"), Variable(name="y")),
        objective=Objective(sense=sense, expression="x"),
        constraints=(Constraint(name="c", expression=expression),),
    )
    context = CheckContext(
        program=Program(source=""),
        outcome=Outcome(termination=Termination.CONVERGED),
        problem=problem,
        formulation=model,
    )
    return words_agree(context).status


UPPER = [
    "Bake at most 8 rolls.",
    "Bake no more than 8 rolls.",
    "The rolls must not exceed 8.",
    "Bake up to 8 rolls.",
    "Bake 8 rolls or fewer.",
    "The maximum is 8 rolls.",
]
LOWER = [
    "Bake at least 8 rolls.",
    "Bake no fewer than 8 rolls.",
    "Bake a minimum of 8 rolls.",
    "Bake 8 rolls or more.",
]


@pytest.mark.parametrize("expression", ["x <= limit", "limit >= x", "x + 2 * y <= limit"])
@pytest.mark.parametrize("text", UPPER)
def test_upper_limits(text, expression):
    turned = expression.replace("<", "!").replace(">", "<").replace("!", ">")
    assert status(text, expression) is CheckStatus.PASSED
    assert status(text, turned) is CheckStatus.FAILED


@pytest.mark.parametrize("text", LOWER)
def test_lower_limits(text):
    assert status(text, "x >= limit") is CheckStatus.PASSED
    assert status(text, "x <= limit") is CheckStatus.FAILED


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("There are 8 trays.", "x >= limit"),
        ("Bake at least 8 rolls.", "x == limit"),
        ("Bake at least 8 rolls.", "y - x <= x - limit"),
    ],
)
def test_what_is_not_plain_is_not_judged(text, expression):
    assert status(text, expression) is CheckStatus.PASSED


def test_what_is_counted_negative_turns_the_words():
    assert status("Lose at most 8 rolls.", "x >= limit", factor=-1.0) is CheckStatus.PASSED


@pytest.mark.parametrize(
    ("text", "sense", "expected"),
    [
        ("Maximize profit from 8 ovens.", Sense.MAXIMIZE, CheckStatus.PASSED),
        ("Maximize profit from 8 ovens.", Sense.MINIMIZE, CheckStatus.FAILED),
        ("Costs are minimised with 8 ovens.", Sense.MAXIMIZE, CheckStatus.FAILED),
        ("Maximize profit, minimize waste, with 8 ovens.", Sense.MINIMIZE, CheckStatus.PASSED),
        ("The minimum is 8; earn the most.", Sense.MAXIMIZE, CheckStatus.PASSED),
    ],
)
def test_goals(text, sense, expected):
    assert status(text, "x + y == limit", sense=sense) is expected


@pytest.mark.parametrize(
    ("text", "right", "turned"),
    [
        ("Rolls number at least 8 times the buns.", "x >= limit * y", "x <= limit * y"),
        ("At least 8% of the total are rolls.", "x - limit * (x + y) >= 0",
         "x - limit * (x + y) <= 0"),
        ("Rolls are at most 8% of the total.", "limit * (x + y) >= x", "limit * (x + y) <= x"),
        ("There are 8 trays available.", "x <= limit", "x >= limit"),
        ("The budget is 8 dollars.", "x + y <= limit", "x + y >= limit"),
    ],
)  # fmt: skip
def test_shares_multiples_and_stores(text, right, turned):
    factor = 0.01 if "%" in text else 1.0
    assert status(text, right, factor=factor) is CheckStatus.PASSED
    assert status(text, turned, factor=factor) is CheckStatus.FAILED


@pytest.mark.parametrize(
    "text", ["The demand is 8 rolls in stock.", "Supply no fewer than 8 rolls."]
)
def test_a_store_that_is_to_be_filled_is_not_judged(text):
    assert status(text, "x >= limit") is CheckStatus.PASSED


def test_bounds_are_limits_too():
    problem = make_problem("Bake at most 8 rolls.")
    entry = Entry(value=8.0, numbers=("N1",))

    def found(**bounds):
        model = Formulation(
            parameters=(Parameter(name="limit", entries=(entry,)),),
            variables=(Variable(name="x", **bounds),),
            objective=Objective(sense=Sense.MAXIMIZE, expression="x"),
        )
        context = CheckContext(
            program=Program(source=""),
            outcome=Outcome(termination=Termination.CONVERGED),
            problem=problem,
            formulation=model,
        )
        return words_agree(context).status

    assert found(upper="limit") is CheckStatus.PASSED
    assert found(lower="limit") is CheckStatus.FAILED
