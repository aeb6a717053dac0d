"""Limits on some of a decision only."""

import pytest

from optimoot.agents.builtin.known import known_to
from optimoot.agents.builtin.presumed import bounding_numbers
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.subsets import elsewhere, subsets
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

BINDING = (
    "A bindery makes diaries and albums. A diary takes 1 hour and an album takes 3 hours; 150 "
    "hours are free. A diary earns $6 and an album earns $20. {} How many diaries and albums "
    "maximize the earnings?"
)


FORMULATION = (
    ProseReader().read(make_problem(BINDING.format("At most 30 albums can be sold."))).formulation
)


def some_only(told):
    """What remains of a text in which the one limit is told in other words."""
    sentences = read_text(make_problem(BINDING.format(told)))
    known = known_to(FORMULATION, sentences, frozenset())
    return [r.words for sentence in sentences for r in subsets(sentence, known)]


@pytest.mark.parametrize(
    "told",
    [
        "At most 30 albums bound in leather can be sold.",
        "At most 30 albums wrapped with silk can be sold.",
        "At most 30 gilded albums can be sold.",
        "At most 30 albums weighing a pound can be sold.",
    ],
)
def test_words_that_tell_some_from_others_are_noticed(told):
    assert some_only(told)


@pytest.mark.parametrize(
    "told",
    [
        "At most 30 albums can be sold.",
        "At most 30 finished albums can be sold.",
        "At most 30 albums made in a week can be sold.",
        "At most 30 albums are wanted for the fair.",
    ],
)
def test_words_that_hold_for_all_are_not(told):
    assert some_only(told) == []


@pytest.mark.parametrize(
    ("told", "partly"),
    [
        ("The old shelf takes at most 30 albums, and there is a new shelf of any size.", True),
        ("The old shelf takes at most 30 albums.", False),
        ("The old shelf is dusty. At most 30 albums fit, and a new shelf is too dear.", False),
    ],
)
def test_a_bound_at_one_of_several_places_is_noticed(told, partly):
    sentences = read_text(make_problem(BINDING.format(told)))
    known = known_to(FORMULATION, sentences, frozenset())
    bounding = bounding_numbers(FORMULATION)
    found = [r for sentence in sentences for r in elsewhere(sentence, sentences, bounding, known)]
    assert bool(found) is partly
