"""Which figures of a text may stand unused: only those that the text shows to be no data."""

import pytest

from optimoot.certificate import CheckStatus
from optimoot.formulation import Entry, Formulation, IndexSet, Objective, Parameter, Sense, Variable
from optimoot.intake import make_problem
from optimoot.outcome import Outcome, Termination
from optimoot.program import Program
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.numbers import numbers_used

BREADS = IndexSet(name="B", members=("rye", "wheat"), meaning="breads")
PERIODS = IndexSet(name="T", members=(1, 2, 3), meaning="periods")
MACHINES = IndexSet(name="M", members=("machine 4", "machine 7"))


def used(text, index_set, cited=(), left_out=(), variables=(), expression="given"):
    problem = make_problem(text)
    entries = tuple(
        Entry(index=(str(place),), value=number.value, numbers=(number.id,))
        for place, number in enumerate(problem.numbers)
        if number.text in cited
    )
    model = Formulation(
        sets=(index_set,),
        parameters=(Parameter(name="given", index=(index_set.name,), entries=entries),),
        variables=variables or (Variable(name="make", index=(index_set.name,)),),
        objective=Objective(sense=Sense.MAXIMIZE, expression=expression),
    )
    ids = frozenset(n.id for n in problem.numbers if n.text in left_out)
    context = CheckContext(
        program=Program(source=""),
        outcome=Outcome(termination=Termination.CONVERGED),
        problem=problem,
        formulation=model,
        left_out=ids,
    )
    return numbers_used(context)


@pytest.mark.parametrize(
    ("text", "index_set"),
    [
        ("A baker must make at least 2 rye.", BREADS),
        ("A baker makes rye and wheat, at most 2 of each.", BREADS),
        ("A baker makes rye and wheat; rye takes 2 hours.", BREADS),
        ("A baker makes rye and wheat; rye takes two hours.", BREADS),
        ("A baker makes rye and wheat, and sells 2 or more rye.", BREADS),
        ("A baker makes rye and wheat. The minimum is 2 breads.", BREADS),
        ("A baker makes rye and wheat with 2 kg of yeast.", BREADS),
        ("A baker plans periods; 2 ovens stand there.", PERIODS),
        ("A baker plans three periods. Storage holds 3 tons.", PERIODS),
        ("A mill runs machine 4 and machine 7 for 7 hours.", MACHINES),
        ("The stock is 2000 loaves of rye and wheat.", BREADS),
    ],
)
def test_a_figure_that_nothing_uses_is_missed(text, index_set):
    assert used(text, index_set).status is CheckStatus.FAILED


@pytest.mark.parametrize(
    ("text", "index_set"),
    [
        ("A baker makes 2 types of bread: rye and wheat.", BREADS),
        ("A baker makes two breads.", BREADS),
        ("A baker makes 2 different loaves, rye and wheat.", BREADS),
        ("A baker sells 2 goods, rye and wheat.", BREADS),
        ("A baker plans production for all 3 periods.", PERIODS),
        ("A baker plans over 3 months, in periods 1, 2 and 3.", PERIODS),
        ("In period 1 and period 3 the oven rests.", PERIODS),
        ("A mill runs machine 4 and machine 7.", MACHINES),
        ("In 2024, a baker makes rye and wheat.", BREADS),
        ("One rye and one wheat are made from flour.", BREADS),
    ],
)
def test_what_counts_names_or_dates_is_no_figure(text, index_set):
    found = used(text, index_set)
    assert found.status is CheckStatus.PASSED, found.evidence


def test_members_of_a_set_are_told_from_figures_of_the_same_value():
    text = "In periods 1, 2 and 3 the oven takes 3 loads."
    found = used(text, PERIODS)
    assert found.status is CheckStatus.FAILED
    assert found.elements == ("N4 '3'",)


def test_a_word_of_a_decisions_name_is_no_figure():
    decisions = (Variable(name="small", meaning="how many 12-inch pans"), Variable(name="large"))
    text = "A shop sells 12-inch pans and large pans."
    assert used(text, BREADS, variables=decisions).status is CheckStatus.PASSED


def test_what_was_left_aside_on_purpose_is_told():
    text = "A baker with 35 years behind him makes rye and wheat."
    assert used(text, BREADS).status is CheckStatus.FAILED
    assert used(text, BREADS, left_out=("35",)).status is CheckStatus.WARNED


def test_a_figure_that_is_cited_is_used():
    text = "A baker must make at least 2 rye."
    assert used(text, BREADS, cited=("2",)).status is CheckStatus.PASSED


def test_a_parameter_that_stands_nowhere_uses_nothing():
    text = "A baker must make at least 2 rye."
    assert used(text, BREADS, cited=("2",), expression="1").status is CheckStatus.FAILED
