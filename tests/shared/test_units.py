"""Reading units from free text, and which of them agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.units import PURE, Unit, read_unit


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("dollars per hectare", "dollar per hectare"),
        ("$/ha", "dollar per hectare"),
        ("Dollars  a day", "dollar per day"),
        ("hours per cake", "hour per cake"),
        ("grams of flour per loaf", "gram per loaf"),
        ("sourdough loaves", "loaf"),
        ("labour hours", "hour"),
        ("machine-hours", "hour"),
        ("tonne-kilometers", "ton·kilometer"),
        ("kg/m^2", "kilogram per meter^2"),
        ("m³", "meter^3"),
        ("square feet", "foot^2"),
        ("thousand dollars", "thousand dollar"),
        ("kWh per day", "kilowatthour per day"),
        ("hours per worker per week", "hour per week per worker"),
        ("dollars for each trip", "dollar per trip"),
        ("people", "person"),
        ("batteries", "battery"),
        ("boxes", "box"),
        ("glasses", "glass"),
        ("dollars per unit", "dollar"),
        ("percent", "unit"),
        ("units", "unit"),
    ],
)
def test_reads(text, spelled):
    assert str(read_unit(text)) == spelled


@pytest.mark.parametrize(
    "text", ["", "  ", "12", "grams per 100 ml", "x" * 200, "€/$?", "km2h", "/"]
)
def test_what_is_not_understood_is_no_unit(text):
    assert read_unit(text) is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("dollars", "$", True),
        ("sourdough loaves", "loaves", True),
        ("units", "cakes", True),
        ("dollars per unit", "dollars", True),
        ("hours", "minutes", False),
        ("hours", "dollars", False),
        ("hours per cake", "hours", False),
        ("dollars per hectare", "dollars", False),
        ("cars", "vans", True),
        ("dollars per car", "cars", False),
        ("hours", "hours per week", True),
        ("hours per week", "dollars per week", False),
        ("days", "hours", False),
        ("kg", "kilograms", True),
        ("dollars", "thousand dollars", False),
        ("kilowatt-hours", "kWh", True),
        ("kilowatt hours", "kWh", True),
        ("dollars per megawatt-hour", "$/MWh", True),
        ("mph", "miles per hour", True),
        ("£", "pounds", True),  # pounds of money or of weight: the word does not tell
        ("£ per kg", "pounds per kg", True),
        ("sqm", "m²", True),
        ("Calories", "kcal", True),
        ("hour(s)", "hours", True),
        ("thousands of dollars", "thousand dollars", True),
        ("people", "persons", True),
        ("GWh", "gigawatt hours", True),
        ("Wh", "watt-hours", True),
        ("kW h", "kilowatt hours", True),
        ("kW·h", "kWh", True),
        ("$/TWh", "dollars per terawatt-hour", True),
        ("GW", "gigawatts", True),
        ("kWh", "kW", False),
        ("MW h", "GWh", False),
        ("kilowatts", "hours", False),
        ("Mbps", "megabits per second", True),
        ("Gbps", "Gbit/s", True),
        ("Mbps", "MB/s", False),
        ("MBps", "MB/s", True),
        ("Mbps", "Gbps", False),
        ("loaf", "loaves", True),
        ("$ per loaf", "dollars per loaves", True),
        ("million $", "$ million", True),
        ("$M", "millions of dollars", True),
        ("k€ per year", "thousands of euros per year", True),
        ("$ million per MWh", "millions of dollars per megawatt hour", True),
        ("million $", "$", False),
        ("$/kg", "dollars per kilogram", True),
        ("dozens of eggs", "dozen eggs", True),
    ],
)
def test_agreement(one, other, agree):
    left, right = read_unit(one), read_unit(other)
    assert left is not None
    assert right is not None
    assert left.agrees(right) is right.agrees(left) is agree


def test_a_rate_times_its_quantity_is_the_amount():
    rate, area = read_unit("dollars per hectare"), read_unit("hectares")
    assert rate is not None
    assert area is not None
    assert rate.times(area) == read_unit("dollars")
    assert rate.times(rate, -1) == PURE


powers = st.dictionaries(
    st.sampled_from(["dollar", "hour", "meter"]), st.integers(-3, 3).filter(bool)
)
units = st.builds(Unit, powers, powers.map(lambda p: {f"big {k}": v for k, v in p.items()}))


@given(units, units)
def test_dividing_undoes_multiplying(one, other):
    assert one.times(other).times(other, -1) == one


@given(st.text(max_size=40))
def test_any_text_is_a_unit_or_none(text):
    unit = read_unit(text)
    assert unit is None or unit.agrees(unit)
