"""Tables inside a text: what their heads, cells and margins mean."""

import pytest

from optimoot.agents.builtin.reading import NotRead

MILLS = """\
A mill grinds rye and spelt on {}. It earns what the table says. {}

| Grain | Power (kWh per sack) | Work (minutes per sack) | Gain ($ per sack) |
|---|---|---|---|
| Rye | 4 | 6 | 9 |
| Spelt | 5 | 3 | 10 |

{} Maximize the gain.
"""


def test_the_unit_of_a_head_is_what_stands_before_per(optimum):
    text = MILLS.format("one stone", "", "There are 190 kWh and 150 minutes available.")
    assert optimum(text) == pytest.approx(390.0)  # 10 of rye and 30 of spelt


def test_what_all_heads_are_told_per_counts_the_items(optimum):
    text = MILLS.format("one stone", "", "At most 30 sacks can be ground. 200 kWh are available.")
    assert optimum(text) == pytest.approx(300.0)


def test_a_column_of_upper_bounds_bounds_the_items(optimum):
    assert optimum(
        """\
A joiner makes racks and trays. Each week 80 hours are available. Maximize the profit.

| Ware | Time (hours) | Profit ($) | Maximum demand (units) |
|---|---|---|---|
| Rack | 4 | 30 | 12 |
| Tray | 2 | 12 | 25 |
"""
    ) == pytest.approx(12 * 30 + 16 * 12)


@pytest.mark.parametrize(
    ("head", "least"), [("Minimum required", 24.0), ("Minimum needed (g)", 24.0)]
)
def test_a_column_beside_the_items_limits_each_row(optimum, head, least):
    text = f"""\
A cook mixes broth K and broth L. Broth K costs $3 per liter and broth L costs $5 per liter. Find
the cheapest mix.

| Content of a liter | Broth K | Broth L | {head} |
|---|---|---|---|
| Salt | 2 g | 4 g | 20 g |
| Fat | 3 g | 2 g | {least:g} g |
"""
    assert optimum(text) == pytest.approx(28.5)  # 7 of K and 1.5 of L give 20 and 24


def test_a_row_below_the_items_limits_each_column(optimum):
    assert optimum(
        """\
A brewer makes stout and porter. A barrel of stout earns $40 and a barrel of porter earns $30. How
many barrels of each should be brewed to maximize earnings?

| Beer | Malt (kg) | Hops (kg) |
|---|---|---|
| Stout | 8 | 2 |
| Porter | 5 | 2 |
| Available | 75 | 24 |
"""
    ) == pytest.approx(410.0)


def test_supplies_on_one_side_and_demands_on_the_other_decide_on_pairs(read):
    found = read(
        """\
A dairy sends milk from two farms to two towns. The cost of a can is in the table. Minimize the
total cost.

| From | Town 1 | Town 2 | Supply |
|---|---|---|---|
| Farm A | 4 | 6 | 20 |
| Farm B | 5 | 3 | 30 |
| Demand | 15 | 25 | |
"""
    )
    assert isinstance(found, NotRead)


@pytest.mark.parametrize(
    ("unit", "amount"), [("acre-feet", 60), ("kilowatt-hours", 60), ("kWh", 60)]
)
def test_units_joined_by_a_hyphen_are_one_unit(facts, unit, amount):
    reading = facts(
        f"A grower plants kale and leek. Kale needs 3 {unit} of supply and leek needs 4 {unit} of "
        f"supply. There are {amount} {unit} of supply available. Kale earns $5 and leek earns $6. "
        "Maximize the earnings."
    )
    units = {rate.measure.unit for rate in reading.rates if not rate.measure.money}
    assert len(units) == 1
    assert units == {limit.measure.unit for limit in reading.limits}
    assert not units & {"acre", "kilowatt"}
