"""Blends told in prose."""

import pytest

from optimoot.agents.builtin.reading import NotRead

BRONZE = (
    "A smelter casts 2,000 kg of bronze from three kinds of scrap. Bells hold 20% tin and 1% lead "
    "and cost 6 euros a kg; taps hold 5% tin and 4% lead and cost 3 euros a kg; wire holds no tin "
    "and no lead and costs 5 euros a kg. The bronze must contain at least 10% tin and at most 2% "
    "lead. There are 1,500 kg of bells. {}What is the lowest cost?"
)
OILS = (
    "Two salad oils, Light and Rich, are blended from two pressings. Pressing A (grade 60, 400 "
    "litres on hand, $3 a litre) and pressing B (grade 90, 300 litres, $5 a litre) are at hand. "
    "Light must have a grade of at least 70 and sells for $6 a litre; Rich must reach 80 and sells "
    "for $8 a litre. No more than 250 litres of Rich can be sold. Find the maximum profit."
)
FODDER = (
    "A tonne of fodder is to be mixed from hay, beans and bran. Hay: 8% protein, 30% fibre, $90 a "
    "tonne. Beans: 26% protein, 8% fibre, $320 a tonne. Bran: 15% protein, 11% fibre, $150 a "
    "tonne. The fodder must have between 14% and 18% protein, at most 20% fibre and no more than "
    "40% bran. What is the lowest price of a tonne?"
)


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        (BRONZE.format(""), 6 * 800 + 3 * 800 + 5 * 400),
        (OILS, 8 * 200 + 6 * 500 - 3 * 400 - 5 * 300),
        (FODDER, 0.4 * 150 + (0.6 - 0.16 / 0.9) * 90 + 0.16 / 0.9 * 320),
    ],
    ids="bronze oils fodder".split(),
)
def test_reads_blends_told_in_prose(optimum, text, objective):
    assert optimum(text) == ("blending told in prose", pytest.approx(objective))


@pytest.mark.parametrize(
    "twist",
    [
        "At most two kinds of scrap may be used. ",
        "If taps are used, at least 300 kg of them must be melted. ",
        "Bells and taps cannot be melted together. ",
        "5% of the metal burns off in melting. ",
        "Melting taps costs a fixed 400 euros. ",
        "There must be at least as much wire as taps. ",
        "Bells come in sacks of 50 kg. ",
        "The first 500 kg of taps cost 2 euros a kg. ",
        "No more than 30% of the tin may come from bells. ",
        "Energy costs 0.2 euros per kg. ",
        "Copper makes up the rest. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(BRONZE.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_a_content_that_is_not_told_makes_it_abstain(read):
    text = BRONZE.format("").replace("taps hold 5% tin and 4% lead", "taps hold 5% tin")
    assert isinstance(read(text), NotRead)


TEA = (
    "A tea house mixes its blend from Assam leaf (taste grade 70, $5 a kilo), Nilgiri leaf (taste "
    "grade 80, $8 a kilo) and Darjeeling leaf (taste grade 95, $14 a kilo). The blend must reach a "
    "taste grade of at least 82, and at least a quarter of it must be Assam. Only 40 kg of Nilgiri "
    "leaf can be had. 100 kg of the blend are needed. Minimise the cost."
)
SOIL = (
    "Potting soil with 20% to 30% sand and no more than 4% clay is mixed from two heaps and river "
    "sand. Earth from the old heap contains 10% sand and 2% clay and costs 8 euros a tonne. Earth "
    "from the new heap contains 15% sand and 9% clay and costs 5 euros a tonne. River sand is pure "
    "sand without clay and costs 20 euros a tonne. How much does a tonne of the soil cost at least?"
)
SALT = (
    "A farm mixes 100 kg of lick with at least 12% salt and 3% zinc. Rock has 30% salt and 2% zinc "
    "and costs $2 per kg, ash has 4% salt and 8% zinc and costs $1 per kg, and chalk with neither "
    "costs $0.10 per kg. What is the cheapest mix?"
)


FURNACE = (
    "A furnace is charged with 60 tonnes of scrap. Heavy scrap has a copper content of 0.10% and "
    "costs $300 per tonne; turnings have a copper content of 0.50% and cost $200 per tonne. The "
    "charge may not contain more than 0.30% copper, and turnings must not exceed 40% of the "
    "charge. At least 10 tonnes of turnings have to be used up. Minimise the cost of the charge."
)
BISCUITS = (
    "Biscuits of 100 kg are made of flour and meal. The biscuits must be at least 20% protein and "
    "at least 4% but at most 9% fat. Flour: 10% protein, 1% fat, 0.30 EUR/kg. Meal: 50% protein, "
    "12% fat, 0.90 EUR/kg. In addition pure fat can be added at 0.80 EUR/kg. What is the minimum "
    "cost?"
)


@pytest.mark.parametrize(
    ("text", "objective"),
    [(FURNACE, 300 * 36 + 200 * 24), (BISCUITS, 45.159705)],
    ids="furnace biscuits".split(),
)
def test_reads_negated_limits_and_pure_stuff(optimum, text, objective):
    assert optimum(text)[1] == pytest.approx(objective)


@pytest.mark.parametrize(
    ("text", "objective"),
    [(TEA, 908), (SOIL, 8.1875), (SALT, 104.396552)],
    ids="tea soil salt".split(),
)
def test_reads_contents_told_in_words_and_shared_limits(optimum, text, objective):
    assert optimum(text) == ("blending told in prose", pytest.approx(objective))


def test_a_share_of_a_content_is_no_share_of_the_blend(read):
    twist = "No more than 30% of the lead may come from taps. "
    reading = read(BRONZE.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative
