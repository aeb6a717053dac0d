"""Levels of confidence: how often they are right, and what is given up by giving fewer."""

import numpy as np
import pytest
from made_scores import broken, item, no_plan, record, scored_many, scored_one

from optimoot.benchmarks.scoring.calibration import calibration, level_of, risk_coverage

LEVELLED = [
    *scored_many([True] * 9 + [False], confidence="verified"),
    *scored_many([True] * 6 + [False] * 4, range(100, 110), confidence="doubtful", prefix="d"),
]


@pytest.mark.parametrize(
    ("its_record", "expected"),
    [
        (record(5.0, confidence="verified"), "verified"),
        (record(5.0, verdict="evidence"), "checked"),
        (record(5.0, verdict="contested"), "not decided"),
        (record(5.0, confidence="doubtful", verdict="contested"), "doubtful"),
        (record(5.0, confidence="refuted"), "refuted"),
        (record(5.0, confidence=""), "unchecked"),
    ],
)
def test_the_level_of_a_record(its_record, expected):
    assert level_of(its_record) == expected


def test_how_often_each_level_is_right():
    found = calibration(LEVELLED)
    assert [(level.level, level.right.count, level.right.of) for level in found.levels] == [
        ("verified", 9, 10),
        ("doubtful", 6, 10),
    ]


def test_records_that_state_nothing_are_not_calibrated():
    silent = [scored_one(item(), record(None)), scored_one(item(), broken())]
    assert calibration(LEVELLED + silent) == calibration(LEVELLED)
    assert calibration(silent).levels == ()
    assert calibration(silent).numeric == {}


def test_the_brier_score_of_levels_by_hand():
    """Of nine others 8 or 9 are right at "verified", 5 or 6 at "doubtful": (r + 1) / 11."""
    misses = [(9 / 11 - 1) ** 2] * 9 + [(10 / 11) ** 2]
    misses += [(6 / 11 - 1) ** 2] * 6 + [(7 / 11) ** 2] * 4
    found = calibration(LEVELLED).numeric["level"]
    assert found.brier == pytest.approx(sum(misses) / 20)
    assert found.brier_of_share == pytest.approx(0.75 * 0.25)
    assert found.count == 20


def test_a_level_that_tells_nothing_is_no_better_than_the_share():
    chance = np.random.default_rng(3)
    found = scored_many(list(chance.random(400) < 0.7))
    numeric = calibration(found).numeric["level"]
    assert numeric.brier == pytest.approx(numeric.brier_of_share, abs=0.005)
    assert numeric.error < 0.02


def test_records_of_its_own_cluster_do_not_tell_of_a_record():
    """All of one cluster: nothing is known from others, a half by Laplace's rule."""
    found = calibration(scored_many([True] * 8, [0] * 8)).numeric["level"]
    assert found.brier == pytest.approx(0.25)


def test_agreement_of_attempts_is_a_confidence():
    """Three attempts: 100, 100, 7 of one item, 7, 7, 7 of another; label 100."""
    found = calibration(scored_many([[True, True, False], [False] * 3])).numeric["agreement"]
    assert found.count == 6
    assert found.brier == pytest.approx((2 * 0.25 + 0 + 3 * 1) / 6)
    assert [(one.confidence, one.right, one.count) for one in found.bins] == [
        (0.0, 0.0, 1),
        (0.5, 1.0, 2),
        (1.0, 0.0, 3),
    ]
    assert found.error == pytest.approx((0 + 2 * 0.5 + 3 * 1) / 6)


def test_attempts_that_say_there_is_no_plan_agree_by_their_word():
    its = item("infeasible")
    words = ["infeasible", "infeasible", "unbounded"]
    found = [scored_one(its, no_plan(word, repeat=n)) for n, word in enumerate(words)]
    bins = calibration(found).numeric["agreement"].bins
    assert [(one.confidence, one.count) for one in bins] == [(0.0, 1), (0.5, 2)]


def test_one_attempt_agrees_with_none():
    assert "agreement" not in calibration(LEVELLED).numeric


def test_risk_rises_as_more_is_given():
    silent = [scored_one(item(), record(None), 200)] * 5
    points = risk_coverage(LEVELLED + silent)
    assert [
        (p.level, p.coverage.count, p.coverage.of, p.risk.count, p.risk.of) for p in points
    ] == [
        ("verified", 10, 25, 1, 10),
        ("doubtful", 20, 25, 5, 20),
    ]
    assert risk_coverage([]) == ()
