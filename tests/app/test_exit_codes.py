"""Exit codes tell the Answer."""

import pytest
from made_answers import outcome, solved_answer

from optimoot.agents.answer import Verdict
from optimoot.app.exit_codes import of_answer, of_outcome
from optimoot.certificate import Certificate, Confidence
from optimoot.outcome import Failure, FailureKind, SolutionStatus, Termination


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict.CONSENSUS, 0),
        (Verdict.UNCONTESTED, 0),
        (Verdict.CONTESTED, 5),
        (Verdict.UNSOLVED, 5),
        (Verdict.NEEDS_INPUT, 4),
    ],
)
def test_of_a_verdict(verdict, code):
    assert of_answer(solved_answer(verdict=verdict)) == code


@pytest.mark.parametrize(
    ("termination", "solution", "code"),
    [
        (Termination.CONVERGED, SolutionStatus.OPTIMAL, 0),
        (Termination.TIME_LIMIT, SolutionStatus.FEASIBLE, 0),
        (Termination.TIME_LIMIT, SolutionStatus.NONE, 5),
        (Termination.INFEASIBLE, SolutionStatus.NONE, 3),
        (Termination.UNBOUNDED, SolutionStatus.FEASIBLE, 3),
        (Termination.INFEASIBLE_OR_UNBOUNDED, SolutionStatus.NONE, 3),
        (Termination.ERROR, SolutionStatus.NONE, 5),
    ],
)
def test_of_an_outcome(termination, solution, code):
    found = outcome(termination=termination, solution=solution)
    assert of_outcome(found) == code
    assert of_answer(solved_answer(outcome=found)) == code


def test_of_failures():
    def failed(kind):
        return outcome(
            termination=Termination.NOT_SOLVED,
            solution=SolutionStatus.NONE,
            failure=Failure(kind=kind, message="m"),
        )

    assert of_outcome(failed(FailureKind.REFUSED)) == 5
    assert of_outcome(failed(FailureKind.CANCELLED)) == 130
    assert of_answer(solved_answer(outcome=None)) == 5


def test_a_refuted_result_is_not_solved():
    refuted = Certificate(confidence=Confidence.REFUTED)
    assert of_answer(solved_answer(certificate=refuted)) == 5
