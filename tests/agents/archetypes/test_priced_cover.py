"""Set cover told in prose, a price after each group."""

import pytest

from optimoot.agents.builtin.reading import NotRead

SIRENS = (
    "A town puts up sirens so that each of its six districts is reached by at least one. The "
    "siren on Chapel Hill reaches districts 1, 2 and 4 and costs 900 euros. Dock Tower reaches "
    "districts 3, 5 and 6 and costs 800 euros. Mill Roof reaches districts 2, 3 and 5 and costs "
    "500 euros. West Gate reaches districts 1, 4 and 6 and costs 600 euros. {}What is the lowest "
    "total cost?"
)


def test_reads_a_cover_with_prices(optimum):
    assert optimum(SIRENS.format("")) == ("set cover with prices", pytest.approx(1100))


@pytest.mark.parametrize(
    "twist",
    [
        "District 3 has to be reached by at least two. ",
        "Mill Roof is already paid for. ",
        "Mill Roof and West Gate cannot both be used. ",
        "Whoever buys three gets a discount of 10%. ",
        "Chapel Hill can only be used if Dock Tower is. ",
        "A cable for 150 euros is laid to each siren but the first. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(SIRENS.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_districts_that_no_list_holds_are_no_sure_reading(read):
    reading = read(SIRENS.format("").replace("1, 4 and 6", "1, 4 and 7"))
    assert isinstance(reading, NotRead) or reading.tentative


NETS = (
    "Fishers want each of five bays to be closed by one net or more. The red net is good for bays "
    "1 and 3 and a licence there costs 40. The blue net covers bays 2, 4 and 5; licence 65. The "
    "old net: bays 1, 2 and 4; licence 55. The long net: bays 3 and 5; licence 30. {}Find the "
    "least total of licence fees."
)


def test_reads_groups_without_names_of_their_own(optimum):
    assert optimum(NETS.format("")) == ("set cover with prices", pytest.approx(85))


@pytest.mark.parametrize(
    "twist", ["The old net needs two licences. ", "Two nets get a third one free. "]
)
def test_it_abstains_from_what_changes_a_price(read, twist):
    reading = read(NETS.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative
