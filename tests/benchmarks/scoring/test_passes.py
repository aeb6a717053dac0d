"""pass@k is the share of all draws of k attempts that hold a right one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_scores import broken, item, record, scored_many, scored_one

from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.scoring.passes import pass_at_k, passes


@given(
    st.lists(st.booleans(), min_size=1, max_size=8).flatmap(
        lambda outcomes: st.tuples(st.just(outcomes), st.integers(1, len(outcomes)))
    )
)
def test_every_draw_is_counted(case):
    outcomes, k = case
    draws = [any(drawn) for drawn in itertools.combinations(outcomes, k)]
    expected = sum(draws) / len(draws)
    assert pass_at_k(len(outcomes), sum(outcomes), k) == pytest.approx(expected)


def test_a_known_value():
    """Three of ten right: one of five draws is right but for C(7, 5) / C(10, 5) = 21 / 252."""
    assert pass_at_k(10, 3, 5) == pytest.approx(1 - 21 / 252)


def test_pass_at_one_is_the_accuracy_and_at_all_whether_any_is_right():
    found = passes(scored_many([[True, False, False], [False] * 3, [True] * 3]))
    assert found[1].value == pytest.approx(4 / 9)
    assert found[3].value == pytest.approx(2 / 3)
    assert found[1].low < found[1].value < found[1].high


def test_attempts_that_broke_are_attempts():
    its = item(100.0, "i0")
    attempts = [
        scored_one(its, record(100.0, "i0")),
        scored_one(its, broken(name="i0", repeat=1)),
        scored_one(its, broken(Ending.TIMED_OUT, name="i0", repeat=2)),
        scored_one(its, record(None, "i0", repeat=3)),
    ]
    assert passes(attempts)[1].value == pytest.approx(1 / 4)


def test_items_with_fewer_attempts_are_in_the_smaller_k_only():
    found = passes(scored_many([[True, False], [False]]))
    assert (found[1].of, found[2].of) == (2, 1)
    assert found[2].value == 1.0


def test_nothing_was_attempted():
    assert passes([]) == {}
