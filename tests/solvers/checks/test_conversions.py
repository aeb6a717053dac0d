"""Which factors the words of a text speak for."""

import pytest

from optimoot.solvers.checks.conversions import is_conversion


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (1.0, "nothing"),
        (-1.0, "a loss"),
        (0.01, "at least 30% rye"),
        (0.01, "thirty per cent"),
        (60.0, "hours and minutes"),
        (1 / 60, "hours and minutes"),
        (168.0, "hours a day, days a week"),
        (12.0, "two dozen eggs"),
        (0.6, "30% of the hours, in minutes"),
        (1000.0, "3 kg of flour in grams"),
        (0.45359237, "pounds and kilograms"),
        (0.1, "grams per litre, kilograms per hectolitre"),
        (1000.0, "MJ per kg, GJ per tonne"),
    ],
)
def test_conversions_that_the_text_speaks_of(factor, text):
    assert is_conversion(factor, text)


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (60.0, "apples and pears"),
        (0.01, "apples and pears"),
        (12.0, "apples and pears"),
        (1.25, "hours a day, days a week, dollars and kilograms"),
        (1.37, "hours and 30% and dozens"),
        (0.0, "hours"),
    ],
)
def test_factors_that_nothing_speaks_for(factor, text):
    assert not is_conversion(factor, text)


@pytest.mark.parametrize("text", ["10 min each, 5 hrs in all", "10 mins, and 2 hr at most"])
def test_short_names_of_units_speak_of_conversions(text):
    assert is_conversion(1 / 60, text)


def test_one_short_name_alone_converts_nothing():
    assert not is_conversion(60, "only 5 hrs are free")
