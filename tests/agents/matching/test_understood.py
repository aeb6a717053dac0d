"""Wordings that are harmless once every figure has its role, and those that stay hazards."""

import pytest

from optimoot.agents.builtin.reading import NotRead

SHOP = (
    "A shop makes lutes and harps. A lute takes 5 hours and a harp takes 12 hours; 400 hours are "
    "available. A lute brings $90 and a harp $230. {} How many of each maximise income?"
)


@pytest.mark.parametrize(
    "told",
    [
        "Neither lutes nor harps may number fewer than 10.",
        "Of neither instrument can more than 30 be sold.",
        "No kind may exceed 40 pieces.",
        "Either lutes or harps must be at least 20.",
    ],
)
def test_what_is_said_of_none_is_no_bound_of_each(told, read):
    found = read(SHOP.format(told))
    assert isinstance(found, NotRead) or found.tentative


def test_a_bound_of_each_is_one_for_every_item(optimum):
    assert optimum(SHOP.format("At least 12 of each instrument are ordered.")) == pytest.approx(
        7560.0
    )


def test_a_second_number_that_is_asked_for_is_told(read):
    found = read(
        "A district opens clubs of three types: chess, drama and dance. It decides how many clubs "
        "of each type to open and how many helpers to send to each club. A chess club earns 12, a "
        "drama club 15 and a dance club 20. There are at most 25 clubs. Maximise the earnings."
    )
    assert isinstance(found, NotRead) or found.tentative
