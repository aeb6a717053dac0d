"""Problems as people tell them: supplies, wishes and lists without the words of textbooks."""

import pytest

from optimoot.agents.builtin.reading import Reading
from optimoot.agents.builtin.text import read_text
from optimoot.formulation import Sense
from optimoot.intake import make_problem

MUGS = (
    "I make mugs and bowls. A mug takes 3 pounds of clay and a bowl takes 2 pounds of clay. "
    "{supply} {gain} At most 20 mugs can be dried. {wish}"
)
CLAY = "I have 90 pounds of clay."
PRICES = "I earn $7 on each mug and $4 on each bowl."
MOST = "What should I make to earn the most?"


def told(supply=CLAY, gain=PRICES, wish=MOST):
    return MUGS.format(supply=supply, gain=gain, wish=wish)


@pytest.mark.parametrize(
    "supply",
    [
        "I've got 90 pounds of clay.",
        "My cousin gives me 90 pounds of clay.",
        "Every week I get 90 pounds of clay.",
        "There are 90 pounds of clay left.",
        "We can spare 90 pounds of clay.",
        "I'm left with 90 pounds of clay.",
        "90 pounds of clay are in the shed.",
        "90 pounds of clay are there.",
    ],
)
def test_a_supply_in_free_speech(supply, optimum):
    assert optimum(told(supply=supply)) == pytest.approx(7 * 20 + 4 * 15)


@pytest.mark.parametrize(
    "wish",
    [
        "What should I make to make the most money?",
        "What mix brings in the most money?",
        "How many of each should I make so that I earn the most?",
        "What's the best I can earn?",
        "I want the biggest profit.",
        "How many of each should I make to earn as much as I can?",
        "How many of each should I make?",
    ],
)
def test_a_wish_for_money_in_free_speech(wish, optimum):
    assert optimum(told(wish=wish)) == pytest.approx(7 * 20 + 4 * 15)


@pytest.mark.parametrize(
    "wish",
    [
        "How do we spend the least?",
        "How many of each do we buy if we want to pay as little as possible?",
        "What's the cheapest way to do this?",
    ],
)
def test_a_wish_to_spend_little(wish, optimum):
    text = (
        "We need tents and cabins for a fair. A tent costs $40 and a cabin costs $90. A tent "
        "sleeps 2 people and a cabin sleeps 5 people. At least 31 people must be sheltered. We "
        f"want at least 3 tents. {wish}"
    )
    assert optimum(text) == pytest.approx(3 * 40 + 5 * 90)


def test_the_objective_that_nobody_told_is_among_the_assumptions(read):
    reading = read(told(wish="How many of each should I make?"))
    assert isinstance(reading, Reading)
    assert reading.formulation.objective.sense is Sense.MAXIMIZE
    assert any("no objective is told" in a.lower() for a in reading.formulation.assumptions)


def test_an_objective_that_nothing_tells_is_not_guessed(read):
    text = told(gain="A mug weighs 7 ounces and a bowl weighs 4 ounces.", wish="What should I do?")
    assert not isinstance(read(text), Reading)


def test_numbers_of_list_entries_are_no_figures(optimum):
    text = (
        "This is our shop:\n1. We make mugs and bowls.\n2. A mug takes 3 hours and a bowl takes 2 "
        "hours.\n3. There are 90 hours.\n4. The profit is $7 for a mug and $4 for a bowl.\n"
        "5. We make at most 20 mugs.\nMaximize profit."
    )
    assert optimum(text) == pytest.approx(7 * 20 + 4 * 15)


def test_what_has_to_be_done_is_no_supply(optimum):
    text = (
        "A crew lays gravel paths and paved paths. A metre of gravel path costs $4 and a metre of "
        "paved path costs $9. Altogether 80 metres have to be laid. At least 10 metres of paved "
        "path are wanted. Minimize the cost."
    )
    assert optimum(text) == pytest.approx(4 * 70 + 9 * 10)


def test_so_many_of_one_for_each_of_another(optimum):
    text = (
        "A camp hires guides and cooks. A guide is paid $70 a day and a cook $50 a day. At least "
        "20 people must be hired. No more than 4 guides per cook may be hired, and at least 6 "
        "guides are needed. At most 12 cooks can be hired. Minimize the total wages."
    )
    assert optimum(text) == pytest.approx(12 * 50 + 8 * 70)


def test_limits_told_in_turn_with_what_they_bound(optimum):
    text = (
        "A plant makes soap and paste. The mixer runs for 70 hours; a crate of soap needs 2 hours "
        "in it and a crate of paste needs 1 hour. The press runs for 90 hours; a crate of either "
        "one needs 3 hours on it. Profit is $5 per crate of soap and $3 per crate of paste. "
        "Maximize profit."
    )
    assert optimum(text) == pytest.approx(150)


def test_what_would_be_is_not_taken_for_a_rule(read):
    text = told().replace(
        "At most 20 mugs can be dried.", "More than 20 mugs would crack my shelf."
    )
    assert not isinstance(read(text), Reading)


def test_contracted_verbs_are_words():
    sentence = read_text(make_problem("We've 3 mugs, they're blue and I'll sell them."))[0]
    assert [t.text for t in sentence.tokens[:2]] == ["we", "have"]
    assert {"are", "will"} <= {t.text for t in sentence.tokens}


@pytest.mark.parametrize(
    "words",
    [
        "There must be at least three times more mugs than bowls.",
        "There must be at least three times as many mugs as bowls.",
        "The number of mugs must be at least three times more than the number of bowls.",
        "The ratio of mugs to bowls must be at least 3 to 1.",
        "For every bowl at least 3 mugs must be made.",
        "No more than one third as many bowls as mugs can be made.",
    ],
)
def test_multiples_are_no_distances(words, optimum):
    text = (
        "A potter makes mugs and bowls. A mug brings $2 and a bowl brings $9. At most 40 pieces "
        f"can be fired in total. {words} Maximize the revenue."
    )
    assert optimum(text) == pytest.approx(2 * 30 + 9 * 10)


def test_what_i_get_for_a_thing_is_no_supply(optimum):
    assert optimum(told(gain="I get $7 for a mug and $4 for a bowl.")) == pytest.approx(200)
