"""Rates, limits and goals: what figures measure, and which belong together."""

import pytest

from optimoot.agents.builtin.resolution import Resolver


def columns(reading):
    """Values of each column, by the key of its item."""
    names = [min(item.keys) for item in reading.cast.items]
    return [
        {names[rate.item]: rate.quantity.value for rate in column.rates}
        for column in Resolver(reading).columns
    ]


def limits(reading):
    """Which column each limit bounds; None where it counts items."""
    resolver = Resolver(reading)
    return [resolved.column if resolved else "?" for resolved in resolver.limits]


@pytest.mark.parametrize(
    "sentence",
    [
        "Each kite takes 2 hours and each drum takes 5 hours.",
        "A kite takes 2 hours while a drum takes 5 hours.",
        "It takes 2 hours for a kite and 5 hours for a drum.",
        "Kites and drums take 2 and 5 hours respectively.",
        "The hours needed are 2 for each kite and 5 for each drum.",
        "One kite takes 2 hours, and one drum takes 5 hours.",
    ],
)
def test_rates_in_every_order(sentence, facts):
    reading = facts(f"A shop makes kites and drums. {sentence} Minimize the total time.")
    assert columns(reading) == [{"kite": 2.0, "drum": 5.0}]


def test_figures_of_one_measure_make_a_column(facts):
    reading = facts(
        "A shop makes kites and drums. Each kite takes 2 hours of glueing and 30 minutes of "
        "painting. Each drum takes 4 hours of glueing and 45 minutes of painting. There are 80 "
        "hours of glueing and 600 minutes of painting available. The profit is $3 per kite and $9 "
        "per drum. Maximize profit."
    )
    assert columns(reading) == [
        {"kite": 2, "drum": 4},
        {"kite": 30, "drum": 45},
        {"kite": 3, "drum": 9},
    ]
    assert limits(reading) == [0, 1]


def test_likeness_of_words_does_not_join_what_limits_tell_apart(facts):
    reading = facts(
        "A cook makes plum jam and pear jam. Each plum jam takes 3 units of plum pulp. Each pear "
        "jam takes 4 units of pear pulp. There are 90 units of plum pulp and 80 units of pear "
        "pulp. The profit is $2 per plum jam and $3 per pear jam. Maximize profit."
    )
    assert columns(reading)[:2] == [{"plum": 3}, {"pear": 4}]
    assert limits(reading) == [0, 1]


def test_units_are_converted(facts):
    reading = facts(
        "A shop makes kites and drums. Each kite takes 90 minutes of work and each drum takes 2 "
        "hours of work. There are 40 hours of work. Maximize the number of kites and drums."
    )
    resolver = Resolver(reading)
    (resolved,) = resolver.limits
    assert [term.quantity.value for term in resolved.form.terms] == [1.5, 2.0]


def test_a_limit_on_the_things_themselves_counts_them(facts):
    reading = facts(
        "A shop makes kites and drums. Each kite costs $4 and each drum costs $9. The total number "
        "of toys made must be at least 30. Minimize the total cost."
    )
    assert limits(reading) == [None]


def test_different_words_for_one_thing_are_matched_where_nothing_else_is_left(facts):
    reading = facts(
        "A spa offers saunas and baths. A sauna holds 6 people and a bath holds 4 people. A sauna "
        "costs $9 and a bath costs $5. At least 50 guests must be served. Minimize the total cost."
    )
    assert limits(reading) == [0]
