"""Whole or divisible: explicit words win, things are counted, stuff is measured."""

import pytest

from optimoot.agents.builtin.clauses import whole
from optimoot.formulation import Domain

TOYS = (
    "A shop makes kites and drums. Each kite takes 2 hours and each drum takes 5 hours. There "
    "are 41 hours of work. The profit is $3 per kite and $8 per drum. {} Maximize profit."
)
FIELDS = (
    "A farm grows oats and beans. The profit per acre of oats is $30 and the profit per acre of "
    "beans is $45. There are 70 acres. At most 20.5 acres of beans can be grown. {} How many acres "
    "of each should be grown to maximize profit?"
)


def domains(reading):
    return {variable.domain for variable in reading.formulation.variables}


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        (TOYS.format(""), Domain.INTEGER),
        (TOYS.format("Fractional amounts are allowed."), Domain.CONTINUOUS),
        (FIELDS.format(""), Domain.CONTINUOUS),
        (FIELDS.format("Only whole numbers of acres can be grown."), Domain.INTEGER),
        (FIELDS.format("Round your answer to the nearest whole number."), Domain.CONTINUOUS),
    ],
)
def test_domains(text, domain, read):
    assert domains(read(text)) == {domain}


def test_the_choice_is_told_as_an_assumption(read):
    told = " ".join(read(TOYS.format("")).formulation.assumptions)
    assert "Whole numbers, being counted: kites, drums." in told
    told = " ".join(read(FIELDS.format("")).formulation.assumptions)
    assert "Divisible at will: oats, beans." in told


@pytest.mark.parametrize(
    ("text", "divisible"),
    [
        ("portions may be divided as one likes", True),
        ("any weight can be bought", True),
        ("output need not be a round figure", True),
        ("part scoops are fine", True),
        ("fractions of a bag are allowed", True),
        ("fractional bags are not allowed", False),
        ("the boats cannot be divisible", False),
        ("the boats are indivisible", False),
        ("how many boats should be built", False),
    ],
)
def test_words_that_let_decisions_be_divided(text, divisible):
    assert whole.says_divisible(text) is divisible
