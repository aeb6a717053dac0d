"""Contents of a mix, told in percent."""

import pytest

from optimoot.agents.builtin.reading import NotRead

MIX = (
    "A dairy mixes whey and cream. {contents} Whey costs $2 per litre and cream $6 per litre. "
    "At least 100 litres of mix are needed. {rule} How many litres of each keep the cost lowest?"
)


@pytest.mark.parametrize(
    "contents",
    [
        "Whey is 4% fat and cream is 36% fat.",
        "Whey contains 4% fat, cream 36% fat.",
        "The fat content of whey is 4%, and that of cream is 36%.",
        "Whey has 4% fat and 1% protein, and cream has 36% fat and 2% protein.",
    ],
)
@pytest.mark.parametrize(
    "rule",
    [
        "The mix must contain at least 12% fat.",
        "There must be at least 12% fat in the mix.",
        "The fat content of the mix must be at least 12%.",
    ],
)
def test_a_least_content_of_the_mix(contents, rule, optimum, read):
    if "protein" in contents:
        assert isinstance(read(MIX.format(contents=contents, rule=rule)), NotRead)
        return
    cream = 100 * (12 - 4) / (36 - 4)
    cost = 6 * cream + 2 * (100 - cream)
    assert optimum(MIX.format(contents=contents, rule=rule)) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("contents", "rule"),
    [
        ("Whey is 4% fat.", "The mix must contain at least 12% fat."),
        ("Whey is 4% fat and cream is 36% fat.", "The mix must contain at least 12% sugar."),
        ("Whey is 4% fat and cream is 3% sugar.", "The mix must contain at least 2% fat."),
    ],
)
def test_contents_that_are_not_told_are_no_blend(contents, rule, read):
    assert isinstance(read(MIX.format(contents=contents, rule=rule)), NotRead)
