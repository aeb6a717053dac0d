"""Fitting the confidence, and twisting problems for it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.builtin.remainders import Evidence
from optimoot.benchmarks.calibration import Sample, cross_validated, fit, reliability
from optimoot.benchmarks.twists import ASIDES, SENTENCES, twists
from optimoot.intake import make_problem

SHOP = (
    "A shop sells mugs and bowls. A mug earns $3 and a bowl earns $5. There is room for 40 pieces. "
    "How many of each maximize the profit?"
)


def sample(name, place, right, amount=1.0):
    counts = [0.0] * len(Evidence)
    counts[place] = amount
    return Sample(name, tuple(counts), right)


TELLING = [sample(f"a{i}", 0, right=False) for i in range(30)]
CLEAN = [sample(f"b{i}", 0, right=True, amount=0.0) for i in range(60)]


def test_evidence_that_stands_with_errors_gets_weight():
    found = fit([*TELLING, *CLEAN])
    assert found.weights[0] > 1.0
    assert not found.weights[1:].any()
    clean, telling = found.confidence(np.array([CLEAN[0].counts, TELLING[0].counts]))
    assert clean > 0.9
    assert telling < 0.5


def test_evidence_that_stands_with_right_readings_gets_none():
    odd = [sample(f"c{i}", 1, right=True) for i in range(20)]
    assert fit([*TELLING, *odd]).weights[1] == 0.0


def test_every_sample_is_told_by_a_fit_without_it():
    samples = [*TELLING, *CLEAN]
    chances = cross_validated(samples)
    assert ((chances > 0) & (chances < 1)).all()
    assert sum(times for _, _, times in reliability(samples, chances)) == len(samples)


@given(st.integers(min_value=1, max_value=12))
def test_twists_keep_the_text_and_add_words(times):
    problem = make_problem(SHOP)
    found = list(twists(problem, times))
    assert len(found) == times
    for text in found:
        assert text != SHOP
        added = [words for words in (*SENTENCES, *ASIDES) if words.rstrip(",") in text]
        assert added
        longest = max(len(words) for words in added)
        assert len(text) <= len(SHOP) + longest + 1
    assert found == list(twists(problem, times))


def test_a_text_without_figures_is_not_twisted():
    assert list(twists(make_problem("How many mugs are there?"), 3)) == []
