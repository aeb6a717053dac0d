"""Clause types one by one: what a sentence comes to as algebra, and what it must not."""

import pytest

SHOP = "A shop makes kites (X) and drums (Y). {} Minimize the total number of kites and drums."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It must hold that 2X + 3Y >= 12.", [({"x": 2, "y": 3}, ">=", 12)]),
        ("We need $X - 2Y \\leq 4$.", [({"x": 1, "y": -2}, "<=", 4)]),
        (
            "We need 5 <= X <= 20 and Y >= 2X.",
            [({"x": -1}, "<=", -5), ({"x": 1}, "<=", 20), ({"y": 1, "x": -2}, ">=", 0)],
        ),
    ],
)
def test_algebra_inside_prose(sentence, expected, relations):
    assert relations(SHOP.format(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The ratio of X to Y must be at least 3 to 2.",
        "The ratio of X to Y must be at least 3:2.",
    ],
)
def test_a_ratio_is_cleared_of_its_fraction(sentence, relations):
    assert relations(SHOP.format(sentence)) == [({"x": 2, "y": -3}, ">=", 0)]


def test_so_many_of_one_for_each_of_another(relations):
    sentence = "For every van, at least two carts must be rented."
    assert relations(VANS.format(sentence)) == [({"cart": 1, "van": -2}, ">=", 0)]


VANS = "A firm rents vans and carts as vehicles. {} Minimize the number of vans and carts."


@pytest.mark.parametrize(
    "sentence",
    ["Both vans and carts must be at least 4.", "Vans and carts must each be at least 4."],
)
def test_the_same_bound_for_all(sentence, relations):
    assert relations(VANS.format(sentence)) == [({"van": 1}, ">=", 4), ({"cart": 1}, ">=", 4)]


def test_a_list_bounded_one_by_one(relations):
    sentence = "The number of vans and carts must be at least 4 and 9, respectively."
    assert relations(VANS.format(sentence)) == [({"van": 1}, ">=", 4), ({"cart": 1}, ">=", 9)]


def test_a_reason_behind_a_bound_adds_nothing_to_it(relations):
    sentence = "At least 4 vans are needed because carts are slow."
    assert relations(VANS.format(sentence)) == [({"van": 1}, ">=", 4)]


@pytest.mark.parametrize("told", ["10 or more vans", "10 vans or more"])
def test_a_comparison_may_stand_behind_its_number(told, relations):
    sentence = f"They want {told}."
    assert relations(VANS.format(sentence)) == [({"van": 1}, ">=", 10)]


def test_figures_that_may_be_meant_for_more_items_are_not_given(read):
    found = read(
        "A firm runs vans and carts. Ten boxes fit on either one van or one cart. At least 50 "
        "boxes must be moved. A van costs $7 and a cart costs $5 to run. Minimize the total cost."
    )
    assert not hasattr(found, "formulation")


def test_money_does_not_count_things_in_a_sure_reading(read):
    text = (
        "A shop makes kites and drums. The profit is $3 per kite and $4 per drum. The number of "
        "kites plus twice the number of drums must not exceed $90. Maximize profit."
    )
    assert read(text).score < 1.0
    assert read(text.replace("$90", "90")).score == 1.0
