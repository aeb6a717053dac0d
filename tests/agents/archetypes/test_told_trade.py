"""Buying, keeping and selling over periods told in prose."""

import pytest

from optimoot.agents.builtin.reading import NotRead

CORN = (
    "A trader rents a silo for 500 tonnes, which holds 100 tonnes on 1 May. In May, June and July "
    "she can buy corn at 150, 140 and 170 dollars per tonne and sell it at 145, 138 and 166 "
    "dollars per tonne. Storage costs 2 dollars for each tonne in the silo at the end of a month. "
    "At the end of July the silo must again hold at least 100 tonnes. {}How large can her profit "
    "over the three months be?"
)
HEAT = (
    "A heat store can hold 60 MWh and contains 10 MWh at first. Over the next four hours the price "
    "is 20, 50, 30 and 80 euros per MWh. In any hour at most 25 MWh may be bought and at most 30 "
    "MWh sold. Only 80% of the energy bought is stored. After the four hours at least 10 MWh must "
    "be left. Find the greatest profit."
)


TANK = (
    "An oil trader has a tank for 40 barrels with 5 barrels in it. She expects prices of $71, $68 "
    "and $79 a barrel in the coming three weeks, at which she can both buy and sell. She can pump "
    "in no more than 15 barrels a week and pump out no more than 30 barrels a week. Keeping a "
    "barrel in the tank from one week to the next costs $1. After week 3 the tank may be empty. "
    "What is the most she can earn?"
)


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        (CORN.format(""), 145 * 100 - 140 * 500 + 166 * 400 - 2 * (0 + 500 + 100)),
        (HEAT, 80 * 30 + 50 * 10 - 20 * 25 - 30 * 25),
        (TANK, 79 * 30 - 68 * 15 - 71 * 10 - 15 - 30),
    ],
    ids="corn heat tank".split(),
)
def test_reads_buying_and_selling(optimum, text, objective):
    assert optimum(text) == ("buying and selling over periods", pytest.approx(objective))


@pytest.mark.parametrize(
    "twist",
    [
        "She may sell only what was in the silo at the beginning of the month. ",
        "A tenth of the corn spoils each month. ",
        "She can buy at most 2,000 tonnes in total. ",
        "In June nothing can be sold. ",
        "She can buy or sell in a month, but not both. ",
        "At most two purchases can be made. ",
        "Corn bought in a month arrives in the next month. ",
        "Transport costs 4 dollars per tonne bought. ",
        "Sales in June are limited to 300 tonnes. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(CORN.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_prices_that_pay_at_once_make_it_abstain(read):
    reading = read(CORN.format("").replace("145, 138 and 166", "145, 148 and 166"))
    assert isinstance(reading, NotRead) or reading.tentative
