"""Intervals: against textbook values and scipy, and how often they hold in simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from optimoot.benchmarks.scoring.intervals import (
    clustered_mean,
    clustered_share,
    difference,
    t_quantile,
)
from optimoot.benchmarks.scoring.shares import share, wilson

TIMES = 600


@pytest.mark.parametrize(("count", "of"), [(0, 10), (1, 29), (15, 148), (81, 263), (29, 29)])
def test_wilson_is_scipy_s(count, of):
    found, expected = share(count, of), stats.binomtest(count, of).proportion_ci(method="wilson")
    assert found.low == pytest.approx(expected.low, abs=1e-6)
    assert found.high == pytest.approx(expected.high, abs=1e-6)


def test_wilson_of_newcombe_s_example():
    """R. G. Newcombe (1998), table I, method 3: 81 of 263 is 0.2553 to 0.3662."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5, 10, 30, 100, 2000])
def test_student_s_quantile_is_scipy_s(degrees):
    assert t_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), abs=1e-3)


def test_where_every_case_stands_alone_the_interval_is_wilson_s():
    found = clustered_share([True] * 7 + [False] * 3, range(10))
    assert (found.low, found.high) == (found.wilson_low, found.wilson_high)
    assert (found.count, found.of, found.clusters) == (7, 10, 10)


def test_copies_of_a_case_say_no_more_than_the_case():
    """Twenty cases, each copied five times: as wide as twenty, or a little wider."""
    once = clustered_share([True] * 14 + [False] * 6, range(20))
    hits = [hit for hit in [True] * 14 + [False] * 6 for _ in range(5)]
    copied = clustered_share(hits, [place // 5 for place in range(100)])
    assert copied.low <= once.low < copied.wilson_low
    assert copied.high >= once.high > copied.wilson_high
    assert copied.low == pytest.approx(once.low, abs=0.03)


def test_the_clustered_standard_error_by_hand():
    """Clusters (1, 1), (1, 0), (0, 0, 0): mean 3/7; residual sums 8/7, 1/7, -9/7."""
    variance = (8**2 + 1**2 + 9**2) / 7**2 / 7**2 * 3 / 2
    p = 3 / 7
    expected = wilson(p, p * (1 - p) / variance, t_quantile(2))
    found = clustered_share([True, True, True, False, False, False, False], [0, 0, 1, 1, 2, 2, 2])
    assert (found.low, found.high) == pytest.approx(expected)


@pytest.mark.parametrize("hit", [True, False])
def test_where_all_are_alike_each_cluster_is_one_case(hit):
    found = clustered_share([hit] * 24, [place // 2 for place in range(24)])
    assert (found.low, found.high) == wilson(float(hit), 12)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=40),
)
def test_an_interval_holds_its_share_and_is_never_narrower_than_wilson_s(cases):
    found = clustered_share([hit for hit, _ in cases], [cluster for _, cluster in cases])
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0
    assert found.high - found.low >= (found.wilson_high - found.wilson_low) * 0.999


def test_of_nothing_nothing_is_known():
    found = clustered_share([], [])
    assert (found.count, found.of, found.low, found.high) == (0, 0, 0.0, 1.0)
    assert clustered_mean([], []).low == 0.0
    assert clustered_mean([], []).high == 1.0
    assert (difference([], []).low, difference([], []).high) == (-1.0, 1.0)


def _clusters(chance, groups):
    """Clusters of 1 to 12 cases."""
    return np.repeat(np.arange(groups), chance.integers(1, 13, groups))


@pytest.mark.parametrize(("mean", "groups"), [(0.6, 40), (0.9, 40), (0.5, 15)])
def test_clustered_intervals_hold_where_wilson_s_do_not(mean, groups):
    """Beta-binomial clusters, correlation 0.5 within them: 95 % is promised."""
    chance = np.random.default_rng(5)
    held = plain = 0
    for _ in range(TIMES):
        clusters = _clusters(chance, groups)
        rates = chance.beta(mean, 1 - mean, groups)[clusters]
        found = clustered_share(list(chance.random(len(clusters)) < rates), clusters.tolist())
        held += found.low <= mean <= found.high
        plain += found.wilson_low <= mean <= found.wilson_high
    assert held / TIMES >= 0.92
    assert plain / TIMES <= 0.75


def test_intervals_of_means_hold():
    chance = np.random.default_rng(6)
    held = 0
    for _ in range(TIMES):
        clusters = _clusters(chance, 40)
        rates = chance.beta(1.2, 0.8, 40)[clusters]
        found = clustered_mean((chance.binomial(4, rates) / 4).tolist(), clusters.tolist())
        held += found.low <= 0.6 <= found.high
    assert held / TIMES >= 0.92


@pytest.mark.parametrize("gap", [0.0, 0.15])
def test_intervals_of_differences_hold(gap):
    """Two ways of working whose items are hard together, and flip together within clusters."""
    chance = np.random.default_rng(7)
    held = naive = 0
    for _ in range(TIMES):
        clusters = _clusters(chance, 40)
        kinds = chance.choice([-1, 0, 1], 40, p=[0.2, 0.6 - gap, 0.2 + gap])[clusters]
        gains = np.where(chance.random(len(clusters)) < 0.8, kinds, 0)
        found = difference(gains.tolist(), clusters.tolist())
        alone = difference(gains.tolist(), range(len(gains)))
        held += found.low <= 0.8 * gap <= found.high
        naive += alone.low <= 0.8 * gap <= alone.high
    assert held / TIMES >= 0.92
    assert naive / TIMES <= 0.75


def test_differences_of_independent_items_are_agresti_and_min_s():
    """b = 12, c = 5 of 100: 12.5 and 5.5 of 102 (A. Agresti and Y. Min, 2005)."""
    found = difference([1.0] * 12 + [-1.0] * 5 + [0.0] * 83, range(100))
    middle = 7 / 102
    half = 1.959964 * np.sqrt(18 - 49 / 102) / 102
    assert found.value == pytest.approx(0.07)
    assert (found.low, found.high) == pytest.approx((middle - half, middle + half))


def test_no_difference_is_not_known_for_sure():
    found = difference([0.0] * 50, range(50))
    assert found.value == 0.0
    assert found.low == pytest.approx(-found.high)
    assert 0.02 < found.high < 0.06
