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
        ("there is no need for servings to be whole numbers", True),
        ("the amounts do not have to be whole", True),
        ("a batch does not need to be a full one", True),
        ("servings have to be whole numbers", False),
        ("there is no need for a discount, servings to be whole numbers", False),
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


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("only complete runs can be scheduled", True),
        ("training takes place in full hours", True),
        ("barrels cannot be split", True),
        ("partial assignment of a nurse is not possible", True),
        ("he cannot plant a fraction of an acre", True),
        ("round the result to the nearest whole number", None),
        ("barrels need not be full", False),
        ("a load may be split", False),
        ("the machines run all day", None),
    ],
)
def test_explicit_words(text, stated):
    assert whole.stated_in([text]) is stated


@pytest.mark.parametrize(
    ("question", "stuff"),
    [
        ("how many acres of each crop", True),
        ("how many square feet of each floor", True),
        ("how much of each blend", True),
        ("how long should each pump run", True),
        ("how many trucks of each kind", False),
        ("which trucks should go", None),
        ("how much can we make if we load the van right", None),
    ],
)
def test_what_a_question_asks_for(question, stuff):
    assert whole.asks_for_stuff(question.split()) is stuff


OIL = (
    "A press makes walnut oil and hazel oil. The profit is $9 a litre for walnut oil and $7 a "
    "litre for hazel oil. A litre of walnut oil takes 4 minutes and a litre of hazel oil takes 3 "
    "minutes. There are 50 minutes. At most 8.5 litres of walnut oil can be sold. Maximize profit."
)


CIDER = (
    "A press fills crates and barrels. A crate holds 20 kg of fruit and a barrel holds 55 kg. A "
    "crate needs 6 kg of straw and a barrel 15 kg; there are 452 kg of straw. The number of "
    "barrels must be at least 4 and at most half the number of crates. How many crates and barrels "
    "should be filled to maximize the amount of fruit?"
)
RATION = (
    "A keeper mixes oats and bran.\n\n| Feed | Protein (g/kg) | Price ($/kg) |\n|---|---|---|\n"
    "| Oats | 110 | 0.30 |\n| Bran | 150 | 0.45 |\n| Minimum requirement | 1000 | |\n\nThe mix "
    "must contain at least the minimum requirement. What mix has the lowest cost?"
)


def test_barrels_are_things_beside_crates_and_feed_is_stuff_by_the_heads_of_its_table(read):
    assert domains(read(CIDER)) == {Domain.INTEGER}
    assert domains(read(RATION)) == {Domain.CONTINUOUS}


def test_teams_take_the_same_domains():
    from optimoot.agents.builtin.reader import ProseReader
    from optimoot.agents.matching.reader import MatchingReader
    from optimoot.intake import make_problem

    for text, domain in ((OIL, Domain.CONTINUOUS), (TOYS.format(""), Domain.INTEGER)):
        for reader in (ProseReader(), MatchingReader()):
            assert domains(reader.read(make_problem(text))) == {domain}, reader.name
