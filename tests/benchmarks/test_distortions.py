"""Each distortion changes what it says, and knows what is right for it."""

import random
import re

import pytest

from optimoot.benchmarks import distortions
from optimoot.benchmarks.references import from_answer
from optimoot.intake import make_problem
from optimoot.solvers.execution import execute


@pytest.fixture
def reference(candles):
    return from_answer(candles, execute)


def distorted(name, reference, seed=1):
    return getattr(distortions, name)(reference, random.Random(seed))


def values(problem):
    return [number.value for number in problem.numbers]


@pytest.mark.parametrize("kind", distortions.KINDS)
def test_the_same_seed_gives_the_same_copy_and_another_text(kind, reference):
    copy = kind(reference, random.Random(5))
    again = kind(reference, random.Random(5))
    assert copy == again
    assert copy is None or copy.problem != reference.problem


@pytest.mark.parametrize(
    "kind", ["near_figures", "other_magnitudes", "tiny_figure", "huge_figure", "negative_figure"]
)
def test_other_figures_come_with_the_result_that_they_give(kind, reference):
    for seed in range(4):
        copy = distorted(kind, reference, seed)
        assert len(values(copy.problem)) == len(values(reference.problem))
        assert values(copy.problem) != values(reference.problem)
        read = {n.id: n.value for n in copy.problem.numbers}
        assert copy.right == (reference.solve(read),)
        assert re.sub(r"[-\d.,]", "", copy.problem.text) == re.sub(
            r"[-\d.,]", "", reference.problem.text
        )


def test_a_negative_figure_is_read_as_one(reference):
    copy = distorted("negative_figure", reference)
    assert sum(value < 0 for value in values(copy.problem)) == 1


def test_a_sentence_that_comes_twice_contradicts_itself(reference):
    copy = distorted("contradictory", reference)
    assert len(values(copy.problem)) > len(values(reference.problem))
    assert copy.right == ()


@pytest.mark.parametrize("kind", ["shuffled", "foreign_digits", "foreign_dashes"])
def test_other_signs_and_another_order_leave_the_result(kind, reference):
    copy = distorted(kind, reference)
    assert copy.right == (145,)
    assert sorted(values(copy.problem)) == sorted(values(reference.problem))


def test_a_text_that_breaks_off_before_its_goal_has_no_right_result(reference):
    lengths = {}
    for seed in range(40):
        copy = distorted("truncated", reference, seed)
        assert reference.problem.text.startswith(copy.problem.text)
        lengths[len(copy.problem.text)] = copy.right
    assert lengths[min(lengths)] == ()


@pytest.mark.parametrize("kind", ["mixed_currencies", "injected_algebra"])
def test_nothing_sure_is_right_where_the_text_makes_no_sense(kind, reference):
    assert distorted(kind, reference).right == ()


def test_currencies_mix(reference):
    signs = {
        sign for sign in distorted("mixed_currencies", reference).problem.text if sign in "$€£¥"
    }
    assert len(signs) == 2


def test_a_cell_is_emptied_where_there_is_a_table(reference):
    assert distorted("missing_cell", reference) is None
    text = "| pot | hours |\n|---|---|\n| tall | 4 |\n| wide | 6 |\n\nThere are 120 hours."
    problem = make_problem(text)
    figures = frozenset(n.id for n in problem.numbers)
    tabled = distortions.Reference(problem, figures, lambda _values: 1.0, lambda _offset: None)
    copy = distorted("missing_cell", tabled)
    assert len(values(copy.problem)) == 2
    assert 120.0 in values(copy.problem)
    assert copy.right == ()


def test_figures_keep_the_way_in_which_they_are_written():
    problem = make_problem("There are $1,200 and 30% of 2.5 tons, which is nothing, or 0 tons.")
    numbers = {n.text: n for n in problem.numbers}
    literal = distortions._literal
    assert literal(numbers["$1,200"], 2400.0) == "$2,400"
    assert literal(numbers["30%"], 12.5) == "12.5%"
    assert literal(numbers["2.5"], -2.5) == "-2.5"
