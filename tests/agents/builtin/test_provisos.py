"""Provisos and shares of measures: what a reader that passes them over would get wrong."""

import pytest

from optimoot.agents.algebra.reader import AlgebraReader
from optimoot.agents.algebra.scales import two_scales
from optimoot.agents.builtin.hazards import find_hazards
from optimoot.agents.builtin.reading import NotRead
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

BARGE = (
    "A yard hires rafts and barges. A raft costs $300 and carries 20 crates, a barge costs $700 "
    "and carries 60 crates. {} Minimize the cost."
)
MIX = "A mill grinds rye and oats. At least 40% of the {} must be rye. There are 90 tonnes at most."


def kinds(text):
    return {hazard.kind for hazard in find_hazards(read_text(make_problem(text)))}


@pytest.mark.parametrize(
    "told",
    [
        "At least half of the money has to go to barges.",
        "At most 40% of the crates may go by raft.",
        "No more than a third of the budget may be spent on rafts.",
        "At least 30% of the capacity must be provided by barges.",
        "No more than a quarter of what it spends may be for rafts.",
        "At least 30% of the timber used must go into rafts.",
    ],
)
def test_a_share_of_what_is_measured_is_no_share_of_the_things(told):
    assert "measured share" in kinds(BARGE.format(told))


@pytest.mark.parametrize("noun", ["total", "mix", "flour", "grain"])
def test_a_share_of_all_there_is_stays_one(noun):
    assert "measured share" not in kinds(MIX.format(noun))


def test_money_that_is_itself_decided_on_has_no_price():
    text = (
        "A fund puts at most $90000 into bonds and shares. At least 20% of all money invested must "
        "be in bonds. Each dollar in bonds yields $0.04 and each dollar in shares $0.07."
    )
    assert "measured share" not in kinds(text)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Barges go out in twos.", "in lots"),
        ("The number of rafts has to be odd; an even number is bad luck.", "in lots"),
        ("The crane is broken, so that barges are ruled out.", "barred"),
        ("Nothing obliges the yard to hire at least 5 rafts.", "hearsay"),
        ("It would be nice to have at least 5 rafts.", "hearsay"),
        ("All the hours have to be used.", "used up"),
        ("Most of the vessels have to be rafts.", "greater part"),
        ("Crews take as many rafts as barges.", "as many"),
        ("There are two equal cranes, each available for 40 hours.", "several at work"),
        ("The yard works two shifts of 8 hours.", "several at work"),
        ("None of the vessels can be hired in part, or more than once.", "once"),
        ("Anything beyond 30 crates stays unsold.", "unsold"),
        ("A barge can guide up to three rafts.", "guided"),
    ],
)
def test_a_proviso_is_seen(told, kind):
    assert kind in kinds(BARGE.format(told))


@pytest.mark.parametrize(
    "told",
    [
        "At least twice as many rafts as barges must be hired.",
        "How many rafts should be hired to make as many trips as possible?",
        "There are 40 hours, and each raft takes 2 hours.",
        "The yard is open on all days and can hire up to 30 rafts.",
    ],
)
def test_plain_words_are_no_proviso(told):
    assert not kinds(BARGE.format(told)) & {
        "in lots", "barred", "hearsay", "used up", "greater part", "as many", "several at work",
        "unsold", "guided", "measured share",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "apart"),
    [
        ("Profit in thousand euros is 4x + 3y. What is the largest profit in euros?", True),
        ("Minimize the cost C = 4x + 6y (cents). State it in dollars.", True),
        ("Profit in dollars is 4x + 3y. What is the largest profit in dollars?", False),
        ("Maximize 4x + 3y, in thousands of dollars.", False),
        ("Maximize 4x + 3y subject to x + y <= 4.", False),
    ],
)
def test_a_goal_that_is_told_and_asked_for_in_two_scales_is_not_read(told, apart):
    assert bool(two_scales(told)) is apart


def test_the_algebra_reader_says_which_scales():
    text = (
        "Profit in hundreds of dollars is 5x + 4y. 6x + 4y <= 24, x + 2y <= 6, x, y >= 0. "
        "What is the greatest profit in dollars?"
    )
    found = AlgebraReader().read(make_problem(text))
    assert isinstance(found, NotRead)
    assert "hundreds of dollars" in found.reason
