"""Wordings that change what a sentence means are noticed, and ordinary ones are not."""

import pytest

from optimoot.agents.builtin.hazards import find_hazards
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

HAZARDS = {
    "Kayaks don't need paint, contrary to the list.": "taken back",
    "The rule of at least 5 kayaks was dropped.": "taken back",
    "The owner has since raised the price.": "taken back",
    "The 6 hours for a kayak turned out to be 7.": "taken back",
    "There are 180 hours, or so the owner thought.": "taken back",
    "A kayak earns $40 rather than $50.": "taken back",
    "On second thoughts, 30 kayaks can be built at most.": "taken back",
    "There is no reason why kayaks should be limited to 12.": "no hindrance",
    "Nobody would object to more than 15 kayaks.": "no hindrance",
    "At least 10 canoes must be built, the law permitting.": "denied",
    "At most 20 kayaks fit the small yard, which it is not.": "denied",
    "At most 20 boats may use the lock, which rafts do not need.": "denied",
    "At most 20 tents fit on the meadow, where the huts do not stand.": "denied",
    "Kayaks may be built only as far as there are canoes.": "depends",
    "At most 20 kayaks may be built when the small yard is used.": "condition",
    "Should more than 8 kayaks be built, a second yard is hired.": "condition",
    "He works at most 12 days and builds 2 kayaks or 1 canoe a day.": "choice",
    "On rainy days at least 10 canoes are needed.": "while",
    "The yard builds a score of them at most.": "couples",
    "At most half of the kayaks as canoes may be built.": "garbled",
    "Kayaks and canoes are built in equal numbers.": "evenly",
    "Find the highest earnings with as few hours as possible.": "goals",
    "At least a third of the boats of a week are kayaks. 80 hours a month are there.": "periods",
    "If any kayaks are built, at least 20 must be.": "condition",
    "At least 5 kayaks cannot be built.": "negated bound",
    "At most one in 5 boats can be a kayak.": "one in several",
    "At most 10 kayaks may be left unused.": "state",
    "At most 10 kayaks may be built on Sundays.": "while",
    "The yard hopes to build at least 10 kayaks.": "wish",
    "A regulation would allow at most 10 kayaks.": "wish",
    "At least 240 guests, 20 guides among them, must be seated.": "besides",
    "A kayak seats 3 people, the guide included.": "besides",
    "Paddles cost $20 extra.": "besides",
    "At least 24 couples must be seated.": "couples",
    "Up to 20 boats fit into each of the yards.": "into each",
    "A kayak costs $40 per trip and a canoe costs $90 per day.": "bases",
    "One seat in each kayak is kept for the guide.": "kept",
    "The guests are split evenly between the two.": "evenly",
    "The yard holds no more than 20 boats, a canoe counting as two.": "counting as",
    "A canoe takes 6 hours and a kayak takes 2 hours less.": "relative",
    "A canoe earns $90 and a kayak earns 25% of that.": "relative",
    "There are 180 hours and 45 minutes.": "compound",
    "There are 180 half-hours of work.": "compound",
    "A helper adds 20 hours.": "change",
    "There are 180 hours available plus 30 at night.": "change",
    "3 kayaks go to charity.": "change",
    "There are between 150 and 180 hours.": "uncertain",
    "There are 180 hours, but at least 20 must stay free.": "reserve",
    "At most 40% of the boats other than kayaks are painted.": "reserve",
    "At most 20 kayaks can be stored at a time.": "moment",
    "The oven is free for 20 hours until the fuel is used up.": "moment",
    "A rival builds up to 20 kayaks.": "outside",
    "Kayaks should outnumber canoes by 5.": "outnumber",
    "There should be 5 more kayaks than canoes.": "outnumber",
    "The yard refuses to build over 25 kayaks.": "ruled out",
    "Building 25 kayaks or more is out of the question.": "ruled out",
    "Not more than $3,600 may be spent on either.": "either one",
    "There are 180 hours available in each of two yards.": "each one",
    "A kayak takes 6 hours for 2 men.": "for several",
    "The profit on kayaks is $25 per hour.": "by the hour",
    "The loss per kayak is $9.": "loss",
    "There are two carpenters.": "multiplied",
    "Both yards have that many hours.": "multiplied",
    "Kayaks are built from the scraps of canoes, one from each.": "joined",
    "No kayak is built without a canoe.": "without",
    "A kayak built on Sunday takes an extra hour.": "extra",
    "Kayaks are no longer wanted.": "gone",
    "Plan to lose the least.": "worst",
    "The guests stay from Monday until Friday.": "stay",
    "There must not be fewer kayaks than canoes.": "order of sizes",
    "More kayaks than canoes must be built.": "order of sizes",
    "Furthermore q <= 40 must hold.": "letter",
    "At least 20 kayaks must be built, to minimize the": "broken off",
    "How many kayaks should be built to minimize": "broken off",
    "Unless 5 canoes are built, at most 10 kayaks may be.": "condition",
    "If kayaks are built, no canoes can be built.": "condition",
    "At least 50 kayaks or at least 60 canoes must be sold.": "choice",
    "At least 20 kayaks or 30 canoes must be built.": "choice",
    "Kayaks can be built on Monday or canoes, but not both.": "choice",
    "At least 10 of each must be built.": "each",
    "At most 60 paddles per kayak are sold.": "per",
    "Minimize the cost per paddle sold.": "quotient",
    "The yard wants to maximize the ratio of profit to hours.": "quotient",
    "At least 10 of each kind must be built.": "either",
    "A canoe needs 1 hour of each.": "either",
    "Neither boat may exceed 180 pieces.": "either",
    "The smaller of the two numbers must be at least 15.": "either",
    "At most 12 lessons of either subject may be taught.": "either",
    "The two numbers must not differ by more than 50.": "differ",
    "The difference between kayaks and canoes must not exceed 4.": "difference",
    "For every 3 kayaks there may be at most 2 canoes.": "for every",
    "Everyone who buys a kayak must also buy a paddle.": "together",
    "Each kayak is shipped with one free paddle.": "together",
    "Every fifth kayak is lost.": "batch",
    "The numbers of kayaks and canoes must be within 3 of each other.": "distance",
    "The numbers may not lie more than 3 apart.": "distance",
    "There must not be more than two kayaks to every canoe.": "to every",
    "Of the 90 tins in stock 15 have dried out.": "subtraction",
    "Cleaning takes up 25 of these hours.": "subtraction",
    "Only one of the two kinds may be built.": "choice",
    "Build either no kayaks, or 26 or more.": "choice",
    "Every kayak must be accompanied by a canoe.": "bare",
    "Kayaks always come in pairs.": "bare",
    "Kayaks are sold in fours only.": "bare",
    "The yard has 230 hours a month and plans over a quarter.": "horizon",
    "No more than half of the available hours may be spent on kayaks.": "share",
    "The kayaks must not exceed the canoes by more than 25%.": "distance",
    "A pound is 16 ounces.": "conversion",
    "No kayaks can be sold this year.": "not meant",
    "Last year at least 120 kayaks were sold.": "not meant",
    "Ideally at least 120 kayaks are sold.": "not meant",
    "A competitor builds at most 10 kayaks.": "not meant",
    "The dogs refuse a mash of which more than 80% is barley.": "negated",
    "Maximize 7x + 9y subject to -x + 3y <= 6.": "sign",
    "Let x and y be real numbers with x + y <= 5.": "sign",
    "The curve x^2 must stay below 25.": "not linear",
    "He must not build at least 20 kayaks.": "negated",
    "The average sulfur content may not exceed 1.4 kg.": "average",
    "Every order is delivered within 4 hours.": "time limit",
    "At least 40% of the time must be spent on kayaks.": "share",
    "The ferry sails 3 times a day.": "frequency",
    "He works 8 hours with a 1 hour lunch break.": "subtraction",
    "There are 100 carrots, of which 10 are rotten.": "subtraction",
    "The setup cost is $200.": "fixed charge",
    "The product of the two numbers may not exceed 600.": "not linear",
    "3 kayaks need 2 motors.": "batch",
    "Paddles are sold in packs of 4.": "batch",
}
ORDINARY = (
    "Maximize the profit per week.",
    "The gain is $60 for each type A kayak and $40 for each type B kayak.",
    "If each kayak sells for a profit of $6, how many should be built to maximize profit?",
    "Each kayak takes 3 hours to build and 2 hours to paint.",
    "At least 10 kayaks and at most 30 canoes must be built.",
    "At most a third of the boats may be kayaks.",
    "The number of canoes must be at least 20% of the number of kayaks.",
    "How many of each should be built?",
    "Two different yards build the boats.",
    "Customers prefer kayaks, so at least twice as many kayaks as canoes must be built.",
    "There are 600 hours available per week.",
    "All numbers must be integers.",
    "The store stocks only kayaks and canoes.",
    "The profit per ton is $410 for kayaks and $380 for canoes.",
    "Each kayak attracts 12 members, each canoe attracts 6 members.",
    "If the yard has 3000 hours a week, how many boats of each kind should it build?",
    "The profit must remain below 900.",
    "At least 3x + y >= 2 while x <= 4 and y <= 9.",
    "How many paddles should be sold in each of the two shops?",
)


def kinds(text: str) -> set[str]:
    return {hazard.kind for hazard in find_hazards(read_text(make_problem(text)))}


@pytest.mark.parametrize("text", HAZARDS)
def test_a_hazard_is_found(text: str) -> None:
    assert HAZARDS[text] in kinds(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_has_none(text: str) -> None:
    assert kinds(text) == set()


def test_amounts_for_different_periods_are_one() -> None:
    text = "A pot takes 7 kg of clay per day. The yard has 420 kg for the week and 9 per month."
    assert "periods" in kinds(text)


def test_two_currencies_are_one() -> None:
    assert "currencies" in kinds("A kayak earns $200 and a canoe earns 150 euros.")
    assert "currencies" in kinds("A kayak earns $200 and a canoe earns ¥150.")
    assert "currencies" in kinds("A kayak earns 200 rupees and a canoe earns 150 euros.")
    assert "currencies" not in kinds("A kayak earns $200 and a canoe costs 90 cents.")


def test_two_goals_are_one() -> None:
    assert "goals" in kinds("The shop must maximize profit. It must also minimize waste.")
    assert "goals" in kinds("Maximize profit. She wants to keep the number of kayaks small.")


def test_kinds_that_a_reader_knows_are_passed_over() -> None:
    sentences = read_text(make_problem("The difference between kayaks and canoes is at most 4."))
    assert find_hazards(sentences, {"difference"}) == ()


def test_a_hazard_quotes_its_sentence_and_words() -> None:
    text = "Each kayak takes 3 hours. Unless 5 canoes are built, at most 10 kayaks may be."
    (hazard, *_) = find_hazards(read_text(make_problem(text)))
    assert hazard.words in hazard.quote.lower()
    assert hazard.quote in text


def test_an_endless_sentence_is_a_hazard_by_itself() -> None:
    assert kinds("at least 3 kayaks or " * 2_000 + "5.") == {"endless"}
