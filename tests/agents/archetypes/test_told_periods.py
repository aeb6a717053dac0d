"""Periods told in prose, with the figures of each."""

import pytest

from optimoot.agents.archetypes.told_periods import read_horizon


@pytest.fixture
def horizon(case):
    return lambda text: read_horizon(case(text))


def _values(found):
    return [[number.value for number in run] for run in found.runs]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sales are 40, 55 and 60 tents in May, June and July.", [40, 55, 60]),
        ("They need 40 tents in May, 55 in June and 60 in July.", [40, 55, 60]),
        ("Demand: week 1: 40, week 2: 55, week 3: 60.", [40, 55, 60]),
        ("It sells 40 tents in week 1, 55 in week 2 and 60 in week 3.", [40, 55, 60]),
        ("In weeks 1 to 3 they need 40, 55 and 60 tents.", [40, 55, 60]),
        ("They need 40 tents in spring, 55 in summer and 60 in autumn.", [40, 55, 60]),
        ("Contracts: May 40 tents, June 55 tents, July 60 tents.", [40, 55, 60]),
        ("In June 55 tents are needed, in May 40.", None),
        ("They need 40 tents in May and 60 in July.", None),
        ("It takes two tents.", None),
    ],
)
def test_reads_figures_by_period(horizon, text, values):
    found = horizon(text)
    assert (found and _values(found)[0]) == values


def test_periods_out_of_order_are_put_in_order(horizon):
    found = horizon("In May, June and July: 60 tents in July, 40 in May and 55 in June.")
    assert _values(found) == [[40, 55, 60]]


def test_names_and_counts_of_periods_are_no_figures(horizon):
    found = horizon("Over the next 3 weeks 40, 55 and 60 tents are sold. On 1 May all is well.")
    assert found is None or found.texts[0] == "over the next weeks @r0 tents are sold ."
    found = horizon("Over the next 3 weeks 40, 55 and 60 tents are sold.")
    assert found.texts == ("over the next weeks @r0 tents are sold .",)
    assert found.naming == {"@n0"}


def test_figures_of_different_numbers_of_periods_are_not_read(horizon):
    assert horizon("Sales are 40, 55 and 60. Costs are 4, 5, 6 and 7 euros.") is None
