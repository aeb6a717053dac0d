"""A constraint's sentence is a clause of the text, not any letters that stand in it."""

import pytest

from optimoot.certificate import CheckStatus
from optimoot.formulation import Constraint, Formulation, Variable
from optimoot.intake import make_problem
from optimoot.outcome import Outcome, Termination
from optimoot.program import Program
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.sentences import sentences_quoted

TEXT = "A kiln holds at most 8 pots, whatever their size. Limits:\nx >= 2\nRoom is scarce."


def status(sentence):
    model = Formulation(
        variables=(Variable(name="x"),),
        constraints=(Constraint(name="c", expression="x <= 8", sentence=sentence),),
    )
    context = CheckContext(
        program=Program(source=""),
        outcome=Outcome(termination=Termination.CONVERGED),
        problem=make_problem(TEXT),
        formulation=model,
    )
    return sentences_quoted(context).status


@pytest.mark.parametrize(
    "sentence", ["a", "kiln", "at most", "ost 8 pot", "A kiln is small.", ".", "8"]
)
def test_scraps_are_no_sentence(sentence):
    assert status(sentence) is CheckStatus.WARNED


@pytest.mark.parametrize(
    "sentence",
    [
        "A kiln holds at most 8 pots, whatever their size.",
        "holds at  most 8 pots",
        "x >= 2",
        "Room is scarce.",
    ],
)
def test_clauses_and_whole_lines_are(sentence):
    assert status(sentence) is CheckStatus.PASSED
