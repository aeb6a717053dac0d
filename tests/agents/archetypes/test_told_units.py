"""Whether figures told in prose can be added up as they stand."""

import pytest

from optimoot.agents.archetypes.told_units import has_mixed_units, is_measured, period_nouns


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("sells @n0 tonnes at @m1 per kg", True),
        ("sells @n0 tonnes at @m1 per tonne", False),
        ("sells @n0 boxes at @m1 a hundred", True),
        ("sells @n0 litres in @n1 hours", False),
    ],
)
def test_tells_mixed_units(text, mixed):
    assert has_mixed_units([text]) is mixed


def test_tells_lengths_of_time():
    assert period_nouns(["@n0 a month , @m1 per week"]) == {"month", "week"}
    assert period_nouns(["monthly demand is @r0 , @n1 in any month"]) == {"month"}


def test_tells_figures_in_units_of_stuff():
    assert is_measured(["a lake holds @n0 mwh"])
    assert not is_measured(["a shed holds @n0 boats for @n1 hours"])
