"""The explanation says what the outcome says, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_answers import formulation, outcome

from optimoot.agents.explain import explain, number_text
from optimoot.outcome import Failure, FailureKind, SolutionStatus, Termination


def test_optimal_plan():
    text = explain(outcome(), formulation())
    assert "greatest possible total profit is 40 dollars" in text
    assert "make[bowls] = 8 pieces" in text
    assert "everything else is zero (1)" in text
    assert "capacity (room in the kiln), one unit more changes the objective by 5" in text


@pytest.mark.parametrize(
    ("meaning", "noun"),
    [
        ("earns", "earnings"),
        ("maximize earns", "earnings"),
        ("Earns per week", "earnings per week"),
        ("costs", "cost"),
        ("brings in", "objective"),
        ("takes", "objective"),
        ("minimize the total cost.", "total cost"),
        ("yield of the fields", "yield of the fields"),
    ],
)
def test_the_objective_is_called_by_a_noun(meaning, noun):
    plain = formulation()
    assert plain.objective is not None
    called = plain.model_copy(
        update={"objective": plain.objective.model_copy(update={"meaning": meaning})}
    )
    assert f"greatest possible {noun} is 40 dollars" in explain(outcome(), called)


def test_incumbent_is_not_called_optimal():
    text = explain(
        outcome(
            termination=Termination.TIME_LIMIT,
            solution=SolutionStatus.FEASIBLE,
            bound=44.0,
            gap=0.1,
        ),
        formulation(),
    )
    assert "not proven optimal" in text
    assert "44" in text
    assert "10.00 %" in text
    assert "greatest possible" not in text


@pytest.mark.parametrize(
    ("termination", "words"),
    [
        (Termination.INFEASIBLE, "infeasible"),
        (Termination.UNBOUNDED, "unbounded"),
        (Termination.TIME_LIMIT, "time limit"),
        (Termination.UNKNOWN, "stopped without a plan"),
    ],
)
def test_without_solution(termination, words):
    empty = outcome(
        termination=termination, solution=SolutionStatus.NONE, objective=None, variables=()
    )
    assert words in explain(empty, formulation())


def test_failure_is_told():
    failed = outcome(failure=Failure(kind=FailureKind.SYNTAX, message="invalid syntax"))
    assert "invalid syntax" in explain(failed, None)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_text_reads_back(value):
    back = float(number_text(value).replace(",", ""))
    assert back == pytest.approx(value, rel=1e-5, abs=1e-6)


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_have_no_decimals(value):
    assert re.fullmatch(r"-?[\d,]+", number_text(float(value)))


def test_a_feasibility_problem_has_no_greatest_objective():
    model = formulation().model_copy(update={"objective": None})
    text = explain(outcome(objective=0.0), model)
    assert "nothing to optimize" in text
    assert "possible" not in text
