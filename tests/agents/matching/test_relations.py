"""Comparisons of items with each other, and weighted sums of them."""

import pytest

from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import read_text
from optimoot.agents.matching.relations import find_relations
from optimoot.intake import make_problem

BEGIN = "A yard builds kayaks and canoes. Each kayak earns $5 and each canoe earns $4. "
TOLD = {
    "The number of kayaks must be at least twice the number of canoes.": (">=", {0: 1}, {1: 2}),
    "At least three times as many kayaks as canoes must be built.": (">=", {0: 1}, {1: 3}),
    "The number of kayaks cannot exceed the number of canoes.": ("<=", {0: 1}, {1: 1}),
    "Kayaks must be at most a quarter of the total.": ("<=", {0: 1}, {0: 0.25, 1: 0.25}),
    "At least 40% of all boats must be canoes.": (">=", {1: 1}, {0: 0.4, 1: 0.4}),
    "There must be at least 10 more kayaks than canoes.": (">=", {0: 1, 1: -1}, {None: 10}),
    "Twice the kayaks plus the canoes cannot exceed 250.": ("<=", {0: 2, 1: 1}, {None: 250}),
    "The number of kayaks must be at least the number of canoes, and canoes are capped at 30.": (
        ">=",
        {0: 1},
        {1: 1},
    ),
    "Kayaks must be at least as numerous as canoes.": (">=", {0: 1}, {1: 1}),
    "Canoes must not be more numerous than kayaks.": ("<=", {1: 1}, {0: 1}),
    "Build 20 kayaks or more, and canoes make up at most 55% of all boats.": (
        "<=",
        {1: 1},
        {0: 0.55, 1: 0.55},
    ),
    "The sum of 3 times the kayaks and the canoes must be at least 90.": (
        ">=",
        {0: 3, 1: 1},
        {None: 90},
    ),
}


def found(text):
    sentences = read_text(make_problem(BEGIN + text))
    tagger = Tagger(find_casts(sentences, 1)[0])
    return find_relations([tagger.clause(sentence) for sentence in sentences], 2)


def told(form):
    return {term.item: pytest.approx(term.quantity.value) for term in form.terms}


@pytest.mark.parametrize("text", TOLD)
def test_a_comparison_is_read(text):
    comparing = found(text)
    (relation,) = comparing.relations
    comparison, left, right = TOLD[text]
    assert relation.comparison.value == comparison
    assert told(relation.left) == left
    assert told(relation.right) == right
    assert not comparing.unread


def test_a_plain_amount_is_no_relation():
    comparing = found("At least 10 kayaks and at most 30 canoes must be built.")
    assert comparing.relations == comparing.unread == ()


def test_what_somebody_likes_binds_nobody():
    comparing = found("The owner prefers more kayaks than canoes.")
    assert comparing.relations == comparing.unread == ()


def test_what_is_told_before_a_comparison_is_no_sum():
    comparing = found("Eight kayaks are for hire, canoes are there, yet no more than 20 are let.")
    assert comparing.relations == ()


def test_none_of_a_list_counts_for_nothing():
    comparing = found("Points (3 per kayak, none for canoes) must add up to at most 40.")
    assert all(1 not in relation.left.items for relation in comparing.relations)


def test_a_question_compares_nothing():
    comparing = found("How many guests, at most, can the kayaks seat?")
    assert comparing.relations == comparing.unread == ()


def test_a_comparison_with_something_unknown_is_told():
    comparing = found("The number of kayaks must exceed what the neighbours have.")
    assert comparing.relations == ()
    assert len(comparing.unread) == 1
