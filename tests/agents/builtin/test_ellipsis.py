"""What sentences leave out is put back, or left alone where it does not match."""

import pytest

from optimoot.agents.builtin.ellipsis import restored
from optimoot.agents.builtin.items import make_cast
from optimoot.agents.builtin.reading import Reading
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

OPENING = "A joiner makes stools and shelves. "


def told(text):
    sentences = read_text(make_problem(OPENING + text))
    items = make_cast(
        [("stool",), ("shelf",)],
        names=["stools", "shelves"],
        family=frozenset(),
        weight=1.0,
        how="told",
    )
    assert items is not None
    return [_words(clause.sentence.tokens) for clause in restored(sentences, Tagger(items))[1:]]


def _words(tokens):
    return " ".join(token.text for token in tokens)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        (
            "Each stool takes 2 hours of sawing and each shelf 5.",
            "each stool takes 2 hours of sawing and each shelf 5 hours of sawing",
        ),
        ("Stools need 4 screws each, shelves 3.", "stools need 4 screws each , shelves 3 screws"),
        (
            "A stool uses 3 kg of pine while a shelf uses 2 kg.",
            "a stool uses 3 kg of pine while a shelf uses 2 kg of pine",
        ),
        (
            "A stool takes 3 hours of sawing and 2 of sanding.",
            "a stool takes 3 hours of sawing and 2 hours of sanding",
        ),
        ("A stool takes half an hour.", "a stool takes half hour"),
        ("A stool takes a quarter of a litre.", "a stool takes a quarter litre"),
    ],
)
def test_what_is_left_out_is_put_back(short, whole):
    assert told(short) == [whole]


def test_it_reaches_back_over_a_semicolon():
    assert told("A stool takes 3 hours of sawing and 2 of sanding; a shelf, 4 and 1.")[-1] == (
        "a shelf , 4 hours of sawing and 1 hours of sanding"
    )


@pytest.mark.parametrize(
    "text",
    [
        "A stool needs 3 screws and a shelf costs 4.",
        "A stool needs 3 screws and 2 nails and a shelf 4.",
        "A stool sells for $3 and a shelf 4.",
        "At least 3 stools and 4 shelves are wanted.",
        "A stool takes 3 hours, at most 20 are made and a shelf 4.",
    ],
)
def test_parts_that_do_not_match_stay_as_they_are(text):
    plain = [sentence.tokens for sentence in read_text(make_problem(OPENING + text))][1]
    assert told(text) == [_words(plain)]


def test_the_former_and_the_latter_are_named():
    text = "A stool weighs 3 kg and a shelf 4 kg. The former sells for $20, the latter for $30."
    assert told(text)[-1] == "stool sells for $20 , shelf for $30"


def test_the_latter_of_nothing_stays():
    assert told("The latter part of the day is free.") == ["the latter part of the day is free"]


BENCH = (
    "A joiner makes stools and shelves. {needs} {supply} A stool earns $8 and a shelf $15. "
    "How many of each earn the most?"
)
TWO = "A stool needs 2 hours of sawing and 1 of sanding; a shelf, 3 and 2."


@pytest.mark.parametrize(
    "supply",
    [
        "There are 60 hours of sawing and 35 hours of sanding.",
        "60 hours of sawing can be spared, and 35 hours of sanding are on hand.",
        "60 hours of sawing are free. He may use 35 hours of sanding.",
        "The shop has 60 hours of sawing and 35 of sanding.",
    ],
)
def test_restored_figures_meet_their_limits(supply, optimum):
    best = max(8 * a + 15 * b for a in range(31) for b in range(21)
               if 2 * a + 3 * b <= 60 and a + 2 * b <= 35)  # fmt: skip
    assert optimum(BENCH.format(needs=TWO, supply=supply)) == pytest.approx(best)


def test_parts_of_an_hour_are_hours(optimum):
    needs = "Half an hour goes into a stool and three quarters of an hour into a shelf."
    supply = "The joiner works 12 hours."
    best = max(8 * a + 15 * b for a in range(25) for b in range(17) if 2 * a + 3 * b <= 48)
    assert optimum(BENCH.format(needs=needs, supply=supply)) == pytest.approx(best)


@pytest.mark.parametrize(
    "rule",
    [
        "Between 25 and 50 percent of the pieces must be shelves.",
        "There should be half as many stools as shelves at the least, and "
        "at most 10 shelves are wanted.",
    ],
)
def test_rules_with_parts_are_read_whole(rule, read):
    text = BENCH.format(needs=TWO, supply="There are 60 hours of sawing and 35 hours of sanding.")
    found = read(text.replace(" A stool earns", f" {rule} A stool earns"))
    assert isinstance(found, Reading)
    assert len(found.formulation.constraints) >= 4


@pytest.mark.parametrize(
    "figures",
    [
        "Screws: 6 a stool, 9 a shelf, 180 in stock.",
        "Screws: 6 for a stool and 9 for a shelf, out of 180.",
        "Screws: a stool takes 6, a shelf 9, and he owns 180.",
        "6 screws make a stool, 9 screws a shelf. 180 screws are on hand.",
    ],
)
def test_a_topic_before_a_colon_tells_what_is_counted(figures, optimum):
    text = f"A joiner makes stools and shelves. {figures} A stool earns $8 and a shelf $13. "
    assert optimum(f"{text}How many of each earn the most?") == pytest.approx(13 * 20)


@pytest.mark.parametrize(
    ("wish", "best"),
    [
        ("How many of each keep the cost lowest?", 8 * 10 + 5 * 20),
        ("How many of each make the cost as low as possible?", 8 * 10 + 5 * 20),
        ("How many stools and shelves keep costs at a minimum?", 8 * 10 + 5 * 20),
    ],
)
def test_what_is_asked_for_is_not_what_is_wished(wish, best, optimum):
    text = (
        "A joiner makes stools and shelves. A stool costs $8 and a shelf $5. He needs at least 30 "
        "pieces, and at least 10 of the pieces must be stools. "
    )
    assert optimum(text + wish) == pytest.approx(best)


def test_savings_that_go_into_several_are_of_none(facts):
    reading = facts(
        "Ana puts her $500 into a bond fund and a share fund. A bond fund pays 4 percent a year "
        "and a share fund 6 percent. At least $100 must go into the bond fund."
    )
    assert not any(rate.measure.money for rate in reading.rates)
