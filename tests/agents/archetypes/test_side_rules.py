"""Rules between things that are chosen or not."""

import pytest

from optimoot.agents.archetypes.side_rules import Bond, find_side_rules

NAMES = ("museum", "tram line", "library", "ice rink")


def rules(case, sentence):
    found, _ = find_side_rules(case("Four projects are open. " + sentence), NAMES, ())
    return [(rule.bond, rule.names) for rule in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only one of the museum and the library can be built.",
        "The museum and the library are mutually exclusive.",
        "The museum and the library cannot both be built.",
        "The museum and the library need the same plot, so at most one of them can go ahead.",
        "The museum and the library exclude each other.",
    ],
)
def test_two_things_exclude_each_other(case, sentence):
    assert rules(case, sentence) == [(Bond.EXCLUDES, ("museum", "library"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ice rink can only be built if the tram line is.",
        "The ice rink makes no sense without the tram line.",
        "The ice rink requires the tram line.",
        "The ice rink is pointless unless the tram line is built.",
        "The ice rink may be chosen only together with the tram line.",
    ],
)
def test_one_thing_needs_another(case, sentence):
    assert rules(case, sentence) == [(Bond.NEEDS, ("ice rink", "tram line"))]


def test_exactly_one_of_two(case):
    sentence = "Exactly one of the museum and the library has to be built."
    assert rules(case, sentence) == [(Bond.ONE_OF, ("museum", "library"))]


@pytest.mark.parametrize(
    ("sentence", "bond"),
    [
        ("At least two projects must be carried out.", Bond.AT_LEAST),
        ("At most three of them can be built.", Bond.AT_MOST),
        ("Exactly two projects have to be chosen.", Bond.EXACTLY),
    ],
)
def test_so_many_of_all(case, sentence, bond):
    assert rules(case, sentence) == [(bond, ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum needs less than the library.",
        "If the museum is built, the library or the ice rink must be.",
        "The museum can only be built if the tram line is left out.",
        "The museum is older than the library.",
        "At least two projects north of the river must be carried out.",
        "Only one of the museum and the library can be built unless the tram line is.",
    ],
)
def test_sentences_that_say_something_else_are_no_rules(case, sentence):
    assert rules(case, sentence) == []


def test_a_thing_may_be_called_by_a_word_of_its_name(case):
    assert rules(case, "The rink makes no sense without the tram.") == [
        (Bond.NEEDS, ("ice rink", "tram line"))
    ]


def test_a_sentence_may_hold_several_rules(case):
    sentence = (
        "The museum and the library are mutually exclusive, and the ice rink can be built only if "
        "the tram line is built."
    )
    assert rules(case, sentence) == [
        (Bond.EXCLUDES, ("museum", "library")),
        (Bond.NEEDS, ("ice rink", "tram line")),
    ]


def test_a_clause_that_is_no_rule_leaves_the_sentence_unread(case):
    sentence = (
        "The museum and the library exclude each other, and the ice rink gains by the tram line."
    )
    assert rules(case, sentence) == []
