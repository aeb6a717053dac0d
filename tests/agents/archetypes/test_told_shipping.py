"""Transportation told in sentences."""

import pytest

from optimoot.agents.builtin.reading import NotRead

GRAVEL = (
    "Two pits supply three building sites with gravel. Pit Ronda can deliver 120 tonnes and Pit "
    "Selva 90 tonnes. Arles needs 60 tonnes, Bevern 70 and Calvi 50. From Pit Ronda a tonne costs "
    "4 euros to Arles, 7 euros to Bevern and 9 euros to Calvi; from Pit Selva the rates are 6, 5 "
    "and 3 euros to the same sites. {}What is the lowest total cost?"
)


def test_reads_rates_of_which_only_the_first_ones_name_where_they_lead(optimum):
    # Arles from Ronda, Calvi from Selva, of Bevern 40 from Selva and 30 from Ronda.
    expected = 60 * 4 + 50 * 3 + 40 * 5 + 30 * 7
    assert optimum(GRAVEL.format("")) == (
        "transportation told in sentences",
        pytest.approx(expected),
    )


@pytest.mark.parametrize(
    "twist",
    [
        "The road from Pit Selva to Calvi carries at most 20 tonnes. ",
        "No gravel can go from Pit Selva to Arles. ",
        "Calvi must be supplied by one pit only. ",
        "Pit Selva charges 100 euros for each day on which it opens. ",
        "A tenth of the gravel is lost on the way. ",
        "Lorries carry 15 tonnes each and go full. ",
        "Each site is supplied by one pit. ",
        "Each tonne that is missing costs 12 euros. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(GRAVEL.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_pits_with_less_than_what_is_needed_are_no_sure_reading(read):
    reading = read(GRAVEL.format("").replace("120", "20"))
    assert isinstance(reading, NotRead) or reading.tentative


TENTS = (
    "Tents lie in the depots Marra (30) and Nuba (50). The camps at Pilar, Quor and Rusa have "
    "asked for 20, 15 and 25 tents. Moving a tent from Marra to Pilar, Quor and Rusa costs 7, 9 "
    "and 12 euros; from Nuba 8, 6 and 10. What is the smallest possible bill?"
)


def test_reads_sinks_named_before_their_rates(optimum):
    # Sending Pilar from Marra saves 1 a tent; the ten left at Marra are dearer everywhere else,
    # but Nuba has 50 for the other 40, so that none of them is needed.
    assert optimum(TENTS) == ("transportation told in sentences", pytest.approx(140 + 90 + 250))


def test_reads_figures_before_their_source(optimum):
    text = (
        "A grower sends lemons from Amalfi (30 crates) and Bastia (50 crates) to Calais (20 "
        "crates), Dieppe (15 crates) and Essen (25 crates). Sending a crate costs 7 euros from "
        "Amalfi to Calais, 9 to Dieppe and 12 to Essen; 8 euros from Bastia to Calais, 6 to Dieppe "
        "and 10 to Essen. Find the lowest cost of filling all orders."
    )
    assert optimum(text) == ("transportation told in sentences", pytest.approx(140 + 90 + 250))
