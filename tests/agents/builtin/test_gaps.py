"""Figures that a problem needs and does not tell."""

import pytest

import optimoot
from optimoot.agents.builtin.gaps import find_gaps
from optimoot.intake import make_problem
from optimoot.problem import Table

KILN = (
    "A pottery makes bowls and vases. A bowl takes 2 hours of kiln time and 3 kg of clay, and a "
    "vase takes {vase} of kiln time and 4 kg of clay. There are 40 hours of kiln time and 90 kg of "
    "clay. {money}How many bowls and vases should be made to maximize the profit?"
)
PROFIT = "The profit is 9 dollars per bowl and 14 dollars per vase. "


def gaps_of(text, tables=()):
    problem = make_problem(text).model_copy(update={"tables": tuple(tables)})
    return [gap.text for gap in find_gaps(problem)]


@pytest.mark.parametrize(
    "vague", ["some", "a certain amount of", "an unknown amount of", "an unspecified number of"]
)
def test_an_amount_that_is_only_hinted_at(vague):
    text = KILN.format(vase="{vase}", money=PROFIT).replace(
        "{vase} of kiln time", f"{vague} kiln time"
    )
    assert gaps_of(text) == ["how much kiln time is meant is not told"]


def test_a_goal_in_money_where_none_is_told():
    text = KILN.format(vase="3 hours", money="")
    assert gaps_of(text) == ["the text asks about the profit and tells no figure of it"]


@pytest.mark.parametrize(
    "text",
    [
        KILN.format(vase="3 hours", money=PROFIT),
        KILN.format(vase="3 hours", money="A bowl sells for 9 and a vase for 14. "),
        KILN.format(vase="3 hours", money="A bowl nets 9, a vase 14. "),
        "Some bowls take 2 hours each, some take 3 hours. At least 4 bowls are made at 5 dollars.",
        "A nurse sees a certain number of patients, namely 4 patients a day, and costs 5 dollars.",
        "We have some plans. Maximize 3x + 2y with x + y <= 4.",
    ],
)
def test_what_is_told_is_no_gap(text):
    assert gaps_of(text) == []


def test_a_table_may_tell_the_money():
    text = KILN.format(vase="3 hours", money="")
    table = Table(name="goods", columns=("good", "profit"), rows=(("bowl", 9.0), ("vase", 14.0)))
    assert gaps_of(text, [table]) == []


def test_the_answer_asks(tmp_path):
    text = KILN.format(vase="3 hours", money="")
    answer = optimoot.solve(text, settings=optimoot.Settings(data_folder=tmp_path))
    assert answer.verdict == "needs_input"
    assert [question.text for question in answer.questions] == [
        "What is the profit of each thing that is decided on?"
    ]
