"""Two ways of working: what flipped, and the tests."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_scores import item, record, scored_many, scored_one
from scipy import stats

from optimoot.benchmarks.scoring.comparison import compare, mcnemar, sign_flip
from optimoot.problem import Table


@pytest.mark.parametrize(("one", "other"), [(0, 0), (0, 5), (1, 9), (3, 3), (121, 59), (400, 600)])
def test_mcnemar_s_exact_test_is_scipy_s_binomial_test(one, other):
    expected = stats.binomtest(one, one + other).pvalue if one + other else 1.0
    assert mcnemar(one, other) == pytest.approx(expected, abs=1e-12)
    assert mcnemar(other, one) == mcnemar(one, other)


def test_thousands_of_pairs_are_no_matter():
    assert mcnemar(3000, 3000) == 1.0
    assert 0.0 < mcnemar(2800, 3200) < 1e-6


@given(st.lists(st.integers(-3, 3), max_size=9))
def test_the_sign_flip_test_counts_every_way_of_signs(values):
    sums = [Fraction(value, 2) for value in values]
    seen = abs(sum(sums))
    ways = [
        abs(sum(sign * value for sign, value in zip(signs, sums, strict=True)))
        for signs in itertools.product((-1, 1), repeat=len(sums))
    ]
    expected = sum(way >= seen for way in ways) / len(ways)
    assert sign_flip(sums) == pytest.approx(expected)


@given(st.integers(0, 30), st.integers(0, 30))
def test_of_single_flips_it_is_mcnemar_s(gained, lost):
    sums = [Fraction(1)] * gained + [Fraction(-1)] * lost + [Fraction(0)] * 5
    assert sign_flip(sums) == pytest.approx(mcnemar(gained, lost))


def test_drawn_signs_come_near_the_counted_ones(monkeypatch):
    sums = [Fraction(value, 7) for value in (3, -1, 5, 2, 2, -4, 6, 1)] * 3
    counted = sign_flip(sums)
    monkeypatch.setattr("optimoot.benchmarks.scoring.comparison._MOST_STEPS", 0)
    assert sign_flip(sums) == pytest.approx(counted, abs=0.01)


def test_what_flipped_both_ways():
    first = scored_many([True, True, False, False, True])
    second = scored_many([True, False, True, True, True])
    found = compare(first, second)
    assert [flip.id for flip in found.gained] == ["i2", "i3"]
    assert [flip.id for flip in found.lost] == ["i1"]
    assert found.lost[0].told == ("100", "7")
    assert (found.first, found.second) == (pytest.approx(0.6), pytest.approx(0.8))
    assert found.difference.value == pytest.approx(0.2)
    assert found.p == found.p_clustered == 1.0


def test_a_comparison_turned_round_tells_the_same():
    first = scored_many([True, False, False, False, False, False, True])
    second = scored_many([False, True, True, True, True, True, True])
    there, back = compare(first, second), compare(second, first)
    assert there.p == back.p == mcnemar(5, 1)
    assert there.difference.low == pytest.approx(-back.difference.high)
    assert [flip.id for flip in there.gained] == [flip.id for flip in back.lost]


def test_only_common_items_are_compared():
    first, second = scored_many([True, False, True]), scored_many([True, True, True, False])
    found = compare(first[1:], second)
    assert (found.items, found.left_out) == (2, (0, 2))
    assert [flip.id for flip in found.gained] == ["i1"]


@pytest.mark.parametrize(
    "change",
    [
        {"label": 100.001},
        {"text": "A cup costs 4."},
        {"tables": (Table(name="t", columns=("a",), rows=((1.0,),)),)},
        {"results": {"cups": 1.0, "profit": 100.0}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_item_that_changed_is_another_item(change):
    first, second = scored_many([True, False]), scored_many([True, True])
    second[1] = scored_one(item(name="i1", **change), record(100.0, "i1"), 1)
    found = compare(first, second)
    assert found.items == 1
    assert found.changed == ("i1",)
    assert found.gained == ()


def test_with_repeats_the_shares_of_attempts_are_compared():
    first = scored_many([[True, False, False], [True, True, True], [False, False, False]])
    second = scored_many([[True, True, False], [True, True, True], [False, False, False]])
    found = compare(first, second)
    assert [(flip.first, flip.second) for flip in found.gained] == [(1 / 3, 2 / 3)]
    assert found.difference.value == pytest.approx(1 / 9)
    assert found.p == 1.0


def test_repeats_need_not_be_as_many():
    found = compare(scored_many([[True, False]]), scored_many([[True, True, True]]))
    assert found.first == 0.5
    assert found.second == 1.0


def test_what_is_stated_without_being_sure_counts_unless_asked_for():
    first = scored_many([True, True, True], confidence="doubtful")
    second = scored_many([True, True, True])
    assert compare(first, second).gained == ()
    assert len(compare(first, second, sure=True).gained) == 3


def test_near_duplicates_that_flip_together_are_one_flip():
    """Ten copies of one item gained: McNemar's test takes them for ten items."""
    clusters = [0] * 10 + [1, 2, 3]
    first = scored_many([False] * 10 + [True] * 3, clusters)
    second = scored_many([True] * 13, clusters)
    found = compare(first, second)
    assert found.clusters == 4
    assert found.p == pytest.approx(2 / 2**10)
    assert found.p_clustered == 1.0


def test_the_clustered_test_holds_its_level_where_mcnemar_s_does_not():
    chance = np.random.default_rng(8)
    times, plain, clustered = 400, 0, 0
    for _ in range(times):
        clusters = np.repeat(np.arange(30), chance.integers(1, 9, 30))
        kinds = chance.choice([-1, 0, 1], 30, p=[0.25, 0.5, 0.25])[clusters]
        gains = np.where(chance.random(len(clusters)) < 0.9, kinds, 0)
        plain += mcnemar(int((gains > 0).sum()), int((gains < 0).sum())) < 0.05
        sums = np.bincount(clusters, weights=gains)
        clustered += sign_flip([Fraction(int(value)) for value in sums]) < 0.05
    assert clustered / times <= 0.07
    assert plain / times >= 0.2


def test_of_nothing_in_common_nothing_follows():
    found = compare(scored_many([True]), [])
    assert (found.items, found.p, found.p_clustered) == (0, 1.0, 1.0)
    assert (found.difference.low, found.difference.high) == (-1.0, 1.0)
