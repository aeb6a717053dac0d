"""Clause types one by one: what a sentence comes to as algebra, and what it must not."""

import pytest

from optimoot.numerals import find_numbers

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


def test_a_ratio_is_optimized(optimum):
    told = (
        "A press makes mugs and bowls. The cost of a mug is $3 and the cost of a bowl is $8. The "
        "energy output of a mug is 2 kWh and the energy output of a bowl is 6 kWh. At least 30 "
        "pieces must be made in total, and at most 20 of them can be bowls. Minimize the cost per "
        "unit of energy output."
    )
    assert optimum(told) == pytest.approx((3 * 10 + 8 * 20) / (2 * 10 + 6 * 20))


SHOPS_TABLE = """A shop makes two goods. At most 90 hours of labor and 70 kg of tin are available.
Maximize the total profit.

| Good  | Labor (hours) | Tin (kg) | Profit ($) |
|-------|---------------|----------|------------|
| Lamp  | 3             | 2        | 21         |
| Clock | 5             | 1        | 34         |
"""


def test_rows_of_a_table_are_items(optimum):
    # 3x + 5y <= 90, 2x + y <= 70: only lamps
    assert optimum(SHOPS_TABLE) == pytest.approx(21 * 30)


def test_a_table_may_lie_on_its_side(optimum):
    text = """A shop makes lamps and clocks. At most 90 hours of labor and 70 kg of tin are
available. The profit is $21 per lamp and $34 per clock. Maximize the total profit.

| Input | Lamp    | Clock   |
|-------|---------|---------|
| Labor | 3 hours | 5 hours |
| Tin   | 2 kg    | 1 kg    |
"""
    assert optimum(text) == pytest.approx(21 * 30)


def test_a_table_with_ragged_rows_is_not_read(read):
    ragged = SHOPS_TABLE.replace("| 21         |", "|")
    assert not hasattr(read(ragged), "formulation")


def test_chairs_for_every_table(relations):
    sentence = "You must rent 4 carts for every van."
    assert relations(VANS.format(sentence)) == [({"cart": 1, "van": -4}, "==", 0)]


@pytest.mark.parametrize(
    "supply",
    [
        "Each machine is available for at most 300 minutes.",
        "The drill and the lathe are each available for at most 300 minutes.",
    ],
)
def test_a_limit_on_each_machine_bounds_each_column(supply, optimum):
    text = (
        "A plant makes cogs and rods. A cog takes 6 minutes on the drill and 5 minutes on the "
        f"lathe. A rod takes 8 minutes on the drill and 4 minutes on the lathe. {supply} The "
        "profit is $7 per cog and $6 per rod. How many of each maximize profit?"
    )
    # 6x + 8y <= 300, 5x + 4y <= 300
    assert optimum(text) == 7 * 50


def test_a_supply_may_be_told_behind_a_figure(optimum):
    text = (
        "Ivo carves owls and bears. He spends 3 hours on an owl and 4 hours on a bear and he has "
        "60 hours. He sells an owl for $9 and a bear for $11. How many of each should he carve to "
        "maximize revenue?"
    )
    assert optimum(text) == 9 * 20


def test_a_bounded_difference_may_be_meant_either_way(read):
    text = VANS.format("The difference between vans and carts must not exceed 5.")
    (alternative,) = read(text + " At least 9 carts are needed.").alternatives
    assert "larger" in alternative.question.text
    weighted = VANS.format("The difference between twice the vans and the carts is at most 5.")
    assert not read(weighted + " At least 9 carts are needed.").alternatives


def test_a_measure_defined_by_a_formula_is_not_the_number_of_things(relations, optimum):
    text = (
        "A fund buys bonds and shares. The rating is calculated as 4 times the number of bonds "
        "plus the number of shares. The combined rating from all of it must be at least 100. A "
        "bond costs $9 and a share costs $3. Minimize the total cost if both are integers."
    )
    assert relations(text) == []
    assert optimum(text) == 9 * 25


def test_numbers_that_count_what_is_listed_are_explained(read):
    text = (
        "A dairy runs two machines, machine 1 and machine 2. Machine 1 makes 10 kg of butter per "
        "hour and machine 2 makes 7 kg of butter per hour. At least 90 kg of butter are needed. "
        "Running machine 1 costs $4 per hour and running machine 2 costs $3 per hour. How many "
        "hours should each machine be used to minimize the cost?"
    )
    (two,) = (number for number in find_numbers(text) if number.text == "two")
    assert two.id in read(text).explained


def test_subjects_named_once_are_items_where_three_stand_in_a_row(optimum):
    text = (
        "A mixture of nuts is wanted at the lowest cost. Almonds cost $8 per kg, cashews cost $10 "
        "per kg and peanuts cost $3 per kg. The mixture must weigh exactly 50 kg. Peanuts may make "
        "up at most 40% of the mixture, and there must be at least 10 kg of cashews."
    )
    assert optimum(text) == pytest.approx(20 * 8 + 10 * 10 + 20 * 3)


def test_land_that_crops_are_grown_on_is_a_limit(optimum):
    text = (
        "A farm grows wheat and corn on 90 acres. The profit per acre is $20 for wheat and $25 for "
        "corn. Each acre of wheat needs 3 units of water and each acre of corn needs 5 units. "
        "There are 330 units of water. Maximize the profit."
    )
    assert optimum(text) == pytest.approx(60 * 20 + 30 * 25)
