"""What holds for every text: nothing raises, figures are cited, what is given can be compiled."""

import random
import re

import pytest
from archetype_texts import DIET, GRID, JOB_SHOP, LOCATION, MAX_FLOW, REDISTRIBUTION, STOCK, TOUR
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimoot.agents.archetypes.reader import ArchetypeReader
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.binding import bind
from optimoot.errors import InputError
from optimoot.evaluation import evaluate
from optimoot.finding import Severity
from optimoot.intake import make_problem
from optimoot.problem import Problem
from optimoot.review import review
from optimoot.solvers.compile import compile_program

TEXTS = (DIET, GRID, JOB_SHOP, LOCATION, MAX_FLOW, REDISTRIBUTION, STOCK, TOUR)
MARKS = (
    "|",
    "[",
    "]",
    "{",
    "(",
    ")",
    "=",
    ",",
    "0",
    "-5",
    "1e9",
    "½",
    "٣",
    "twice",
    "from",
    "A",
    "\\n",
)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def problem_of(text):
    """The Problem, or None where the intake turns the text away."""
    try:
        return make_problem(text)
    except InputError:
        return None


@FEW
@given(st.text(max_size=400))
def test_any_text_is_read_or_turned_away(text):
    problem = problem_of(text)
    if problem is not None:
        assert isinstance(ArchetypeReader().read(problem), Reading | NotRead)


@FEW
@given(st.sampled_from(TEXTS), st.integers(0, 10**6))
def test_damaged_texts_are_read_or_turned_away(text, seed):
    source = random.Random(seed)
    words = re.split(r"(\s)", text)
    for _ in range(source.randint(1, 12)):
        place = source.randrange(len(words))
        if source.random() < 0.5:
            words[place] = source.choice(MARKS)
        else:
            del words[place : place + source.randint(1, 20)]
    problem = problem_of("".join(words))
    if problem is not None:
        assert isinstance(ArchetypeReader().read(problem), Reading | NotRead)


@FEW
@given(st.sampled_from(TEXTS), st.integers(0, 10**6))
def test_other_figures_give_a_model_with_those_figures(text, seed):
    source = random.Random(seed)

    def other(match):
        return match.group(1) + str(source.randint(1, 900))

    changed = re.sub(r"([:$,] |of |least |costs )\d+(?=[ ,.;\n])", other, text)
    problem = make_problem(changed)
    found = ArchetypeReader().read(problem)
    if isinstance(found, NotRead):
        return
    formulation = found.formulation
    assert [f for f in review(formulation) if f.severity is Severity.ERROR] == []
    compile_program(formulation, bind(formulation))
    for parameter in formulation.parameters:
        for entry in parameter.entries:
            assert entry.value == pytest.approx(_product(problem, entry))


def _product(problem: Problem, entry) -> float:
    value = entry.factor if entry.numbers else entry.value
    for name in entry.numbers:
        value *= problem.number(name).value
    return value


@pytest.mark.parametrize("text", TEXTS)
def test_every_figure_is_used_once_or_explained(text):
    problem = make_problem(text)
    found = ArchetypeReader().read(problem)
    assert isinstance(found, Reading)
    cited = [
        number
        for parameter in found.formulation.parameters
        for entry in parameter.entries
        for number in entry.numbers
    ]
    assert cited
    assert {n.id for n in problem.numbers} <= {*cited, *found.explained} | _positions(problem)
    assert not found.explained & set(cited)


def _positions(problem):
    return {n.id for n in problem.numbers if n.kind.value == "ordinal" or n.text.lower() == "one"}


@pytest.mark.parametrize("text", TEXTS)
def test_every_constraint_quotes_the_text(text):
    found = ArchetypeReader().read(make_problem(text))
    folded = " ".join(text.split())
    for constraint in found.formulation.constraints:
        assert " ".join(constraint.sentence.split()) in folded


def test_a_stated_plan_costs_what_the_text_says():
    found = ArchetypeReader().read(make_problem(DIET))
    amount = {"Oats": 3, "Barley": 0, "Maize": 0, "Bran": 0}
    (variable,) = found.formulation.variables
    values = {variable.name: {(name,): float(count) for name, count in amount.items()}}
    assert evaluate(found.formulation, bind(found.formulation), values).objective == 15.0


@pytest.mark.parametrize(
    "junk",
    ["a: 1\n" * 9000, "| 1 " * 14000, "(" * 55000, "[1," * 18000, "x = [" * 11000, "A B " * 14000],
    ids="entries rows brackets lists arrays letters".split(),
)
def test_long_junk_is_turned_away(junk):
    assert isinstance(ArchetypeReader().read(make_problem(junk)), NotRead)
