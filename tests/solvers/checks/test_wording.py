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
        ("Rolls number at least 8 times the buns.", "x <= limit * y"),
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
