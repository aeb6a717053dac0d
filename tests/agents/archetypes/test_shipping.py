"""Transportation told in prose: what each source has, what each sink must get or can take."""

import pytest

from optimoot.agents.builtin.reading import Reading

COSTS = (
    "Moving a drum costs $3 from North to East, $5 from North to West, $6 from South to East and "
    "$2 from South to West."
)
GOAL = "Minimize the total cost of moving."


def told(have, need, costs=COSTS):
    return (
        "Oil goes from depot North and depot South to harbour East and harbour West. "
        f"{have} {need} {costs} {GOAL}"
    )


HAVE = [
    "Depot North can give at most 70 drums and depot South at most 90 drums.",
    "Depot North has 70 drums and depot South has 90 drums.",
    "Depot North stores 70 drums and depot South stores 90 drums.",
    "There is a supply of 70 drums in depot North and a supply of 90 drums in depot South.",
]
NEED = [
    "Harbour East must get at least 60 drums and harbour West must get at least 50 drums.",
    "Harbour East needs 60 drums and harbour West needs 50 drums.",
    "At least 60 drums have to reach harbour East and at least 50 drums harbour West.",
    "The demand is 60 drums in harbour East and 50 drums in harbour West.",
]


@pytest.mark.parametrize("have", HAVE)
@pytest.mark.parametrize("need", NEED)
def test_supplies_and_demands_in_prose(have, need, optimum):
    assert optimum(told(have, need))[1] == pytest.approx(3 * 60 + 2 * 50)


def test_a_sink_may_take_no_more_than_told(optimum):
    need = NEED[0] + " Harbour East can take at most 65 drums and harbour West at most 55 drums."
    assert optimum(told(HAVE[0], need))[1] == pytest.approx(3 * 60 + 2 * 50)


def test_cents_are_told_in_the_currency_of_the_text(optimum):
    costs = (
        "Moving a drum from North costs 30 cents to East and 50 cents to West; from South it costs "
        "60 cents to East and 20 cents to West."
    )
    text = told(HAVE[0], NEED[0], costs) + " Give the cost in dollars."
    assert optimum(text)[1] == pytest.approx(0.3 * 60 + 0.2 * 50)


def test_sinks_that_take_at_most_so_much_need_nothing(read):
    need = "Harbour East takes at most 60 drums and harbour West takes at most 50 drums."
    assert not isinstance(read(told(HAVE[0], need)), Reading)


def test_roman_numerals_number_a_kind(case):
    kinds = case("Center I needs 4 tons, center II needs 5 tons and center III 6 tons.").kinds.kinds
    assert [kind.members for kind in kinds] == [["Center I", "center II", "center III"]]


def test_a_lone_letter_i_is_no_numeral(case):
    kinds = case("Row H needs 4 tons, row I needs 5 tons and row J 6 tons.").kinds.kinds
    assert [kind.members for kind in kinds] == [["Row H", "row I", "row J"]]
