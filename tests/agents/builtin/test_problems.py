"""Whole problems: what is read has the optimum of the model written by hand."""

import highspy
import pytest
import short_problems
import textbook_problems as problems


def by_hand(told):
    """The optimum of the hand-written model, from its matrix alone."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    infinity = highspy.kHighsInf
    for place, cost in enumerate(told.costs):
        solver.addCol(cost, 0.0, infinity, 0, [], [])
        if told.whole:
            solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
    for row, comparison, bound in told.rows:
        places = [place for place, value in enumerate(row) if value]
        low = bound if comparison in (">=", "==") else -infinity
        high = bound if comparison in ("<=", "==") else infinity
        solver.addRow(low, high, len(places), places, [row[place] for place in places])
    sense = highspy.ObjSense.kMaximize if told.sense == "max" else highspy.ObjSense.kMinimize
    solver.changeObjectiveSense(sense)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return solver.getInfo().objective_function_value


@pytest.mark.parametrize(
    "told", [*problems.PROBLEMS, *short_problems.PROBLEMS], ids=lambda told: told.name
)
def test_the_optimum_is_that_of_the_model_by_hand(told, optimum):
    assert optimum(told.text) == pytest.approx(by_hand(told), rel=1e-6)


@pytest.mark.parametrize("told", problems.PROBLEMS, ids=lambda told: told.name)
def test_every_constraint_quotes_the_text_and_every_figure_its_numbers(told, read):
    formulation = read(told.text).formulation
    for constraint in formulation.constraints:
        assert constraint.sentence
        assert constraint.sentence in told.text
    for parameter in formulation.parameters:
        assert all(entry.numbers for entry in parameter.entries)


def test_reading_is_deterministic(read):
    for told in problems.PROBLEMS:
        assert read(told.text) == read(told.text)
