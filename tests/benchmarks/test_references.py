"""Right models, solved again with other figures, or with what is left of a text."""

import pytest

from optimoot.benchmarks.house.problems import house_problems
from optimoot.benchmarks.references import from_answer, from_house, result_of, same
from optimoot.intake import make_problem
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.solvers.execution import execute


@pytest.fixture
def reference(candles):
    return from_answer(candles, execute)


def stated(reference, **changes):
    by_text = {n.text: n.id for n in reference.problem.numbers}
    values = {n.id: n.value for n in reference.problem.numbers}
    return values | {by_text[text]: value for text, value in changes.items()}


def test_a_formulation_is_solved_with_other_figures(reference):
    assert reference.solve(stated(reference)) == 145
    # 15 tall ones take 60 of 240 ounces, the other 180 make 30 wide ones
    assert reference.solve(stated(reference, **{"120": 240.0})) == 285
    assert reference.solve(stated(reference, **{"120": -1.0})) == "infeasible"


def test_every_figure_that_the_model_cites_can_be_changed(reference):
    texts = {n.text for n in reference.problem.numbers if n.id in reference.figures}
    assert texts == {"4", "6", "120", "15", "$5", "$7"}


def test_what_is_left_of_a_text_is_solved_without_the_limits_that_are_gone(candles):
    goal_first = candles.problem.text
    reference = from_answer(candles, execute)
    assert reference.shortened(len(goal_first)) == (145, 145, 145)
    # the goal's figures stand behind the limits: a text without them tells no problem
    assert reference.shortened(goal_first.index("The profit")) is None


def test_an_answer_without_a_formulation_is_no_reference(candles):
    assert from_answer(candles.model_copy(update={"formulation": None}), execute) is None


def test_an_answer_that_its_formulation_does_not_give_is_no_reference(candles):
    other = candles.outcome.model_copy(update={"objective": 146.0})
    assert from_answer(candles.model_copy(update={"outcome": other}), execute) is None


def test_house_programs_follow_figures_that_stand_in_text_and_data_once():
    house = {problem.id: problem for problem in house_problems()}["blending/orchard-juice"]
    problem = make_problem(house.text)
    reference = from_house(house, problem, execute)
    texts = {n.text for n in problem.numbers if n.id in reference.figures}
    assert {"5,000", "3,200", "£0.95"} <= texts
    values = {n.id: n.value for n in problem.numbers}
    assert same(reference.solve(values), house.answer)
    pear = next(n.id for n in problem.numbers if n.text == "3,200")
    assert reference.solve(values | {pear: 3300.0}) > house.answer


def test_results_are_numbers_words_or_nothing():
    def outcome(**parts):
        return Outcome(status_message="", **parts)

    none = SolutionStatus.NONE
    assert result_of(outcome(termination=Termination.INFEASIBLE, solution=none)) == "infeasible"
    assert result_of(outcome(termination=Termination.TIME_LIMIT, solution=none)) is None
    assert same("infeasible", "infeasible")
    assert not same("infeasible", 3.0)
    assert same(1e6, 1e6 + 99)
    assert not same(1e6, 1e6 + 101)
