"""Right, wrong and abstained, and the Wilson interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.answer import Answer, Verdict
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import record_of
from optimoot.benchmarks.scoring import Score, score_of, share
from optimoot.certificate import Certificate, Confidence
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.problem import Problem


def answered(objective=None, *, verdict=Verdict.UNCONTESTED, confidence=Confidence.CHECKED):
    outcome = Outcome(
        termination=Termination.CONVERGED if objective is not None else Termination.INFEASIBLE,
        solution=SolutionStatus.OPTIMAL if objective is not None else SolutionStatus.NONE,
        objective=objective,
    )
    return Answer(
        run_id="r",
        problem=Problem(text="t"),
        verdict=verdict,
        outcome=outcome,
        certificate=Certificate(confidence=confidence),
    )


def item(answer):
    return Item(id="i", description="t", answer=answer)


def score(label, answer):
    return score_of(item(label), record_of(item(label), 0, "p", answer, 0.1))


@pytest.mark.parametrize(
    ("label", "objective", "expected"),
    [
        (100.0, 100.0, Score.RIGHT),
        (100.0, 100.009, Score.RIGHT),
        (100.0, 100.02, Score.WRONG),
        (0.0, 1e-9, Score.RIGHT),
        (0.0, 1e-3, Score.WRONG),
        (-5.0, 5.0, Score.WRONG),
        ("infeasible", None, Score.RIGHT),
        ("unbounded", None, Score.WRONG),
        ("infeasible", 3.0, Score.WRONG),
        (3.0, None, Score.WRONG),
    ],
)
def test_an_answer_is_right_within_one_part_in_ten_thousand(label, objective, expected):
    assert score(label, answered(objective)) is expected


@pytest.mark.parametrize(
    ("verdict", "confidence"),
    [
        (Verdict.CONTESTED, Confidence.CHECKED),
        (Verdict.UNSOLVED, Confidence.CHECKED),
        (Verdict.UNCONTESTED, Confidence.DOUBTFUL),
        (Verdict.NEEDS_INPUT, Confidence.CHECKED),
    ],
)
def test_what_is_not_given_as_sure_is_no_error(verdict, confidence):
    answer = answered(99.0, verdict=verdict, confidence=confidence)
    assert score(1.0, answer) is Score.ABSTAINED


def test_a_question_is_right_where_something_is_missing():
    answer = answered(None, verdict=Verdict.NEEDS_INPUT)
    assert score("missing", answer) is Score.RIGHT


def test_wilson_interval_of_a_known_case():
    """Agresti and Coull (1998) give 0 of 10 as about (0, 0.278)."""
    found = share(0, 10)
    assert found.low == 0.0
    assert found.high == pytest.approx(0.2775, abs=1e-3)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share(counts):
    found = share(*counts)
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0
    assert share(0, 0).of == 0


@pytest.mark.parametrize(("objective", "expected"), [(1.0, Score.RIGHT), (9.0, Score.WRONG)])
def test_a_method_without_a_certificate_states_what_it_gives(objective, expected):
    stated = record_of(item(1.0), 0, "p", answered(objective), 0.1)
    assert score_of(item(1.0), stated.model_copy(update={"confidence": ""})) is expected
