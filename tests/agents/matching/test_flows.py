"""Figures that go opposite ways: what is drawn from a store, and what is returned to it."""

import pytest

from optimoot.agents.builtin.reading import NotRead

FARM = (
    "A farm grows rye and peas on 90 hectares. The profit is $300 per hectare of rye and $200 per "
    "hectare of peas. Rye draws 30 kg of nitrogen per hectare, peas {} 20 kg per hectare; the {} "
    "may not exceed 900 kg. How many hectares of each give the highest profit?"
)


@pytest.mark.parametrize(
    ("verb", "limited", "expected"),
    [("return", "net withdrawal", 23400.0), ("draw", "total", 9000.0)],
)
def test_what_is_returned_counts_against_what_is_drawn(verb, limited, expected, optimum):
    assert optimum(FARM.format(verb, limited)) == pytest.approx(expected)


def test_what_is_given_back_counts_as_returned(optimum):
    text = FARM.replace("peas {}", "peas give back").replace("the {}", "the net use")
    assert optimum(text.format()) == pytest.approx(23400.0)


def test_a_net_amount_of_what_only_goes_one_way_is_not_sure(read):
    found = read(FARM.format("draw", "net withdrawal"))
    assert isinstance(found, NotRead) or found.tentative


def test_without_a_net_amount_nothing_is_sure(read):
    found = read(FARM.format("return", "total"))
    assert isinstance(found, NotRead) or found.tentative
