"""Equations, factors and bounds that the text does not speak for."""

import pytest
from joinery import JOINERY, context_of, joinery

from optimoot.certificate import CheckStatus
from optimoot.solvers.checks.support import supported


def with_constraint(expression, sentence=""):
    return joinery(constraints=[{"name": "more", "expression": expression, "sentence": sentence}])


def test_the_right_model_passes():
    assert supported(context_of(joinery())).status is CheckStatus.PASSED


@pytest.mark.parametrize(
    "model",
    [
        with_constraint("make['bench'] == make['ladder']"),
        with_constraint("make['bench'] == make['ladder']", "At most 12 ladders can be sold."),
        joinery(objective={"expression": "2 * sum(profit[p] * make[p] for p in P)"}),
        joinery(objective={"expression": "sum(2 * profit[p] * make[p] for p in P)"}),
        joinery(objective={"expression": "sum(profit[p] * make[p] for p in P) / 3"}),
        joinery(
            constraints=[
                {
                    "name": "labour_limit",
                    "expression": "sum(hours[p] * make[p] for p in P) <= labour * labour",
                }
            ]
        ),
    ],
)
def test_what_nothing_speaks_for_is_told(model):
    assert supported(context_of(model)).status is CheckStatus.FAILED


@pytest.mark.parametrize(
    "words", ["As many benches as ladders are built.", "Both are made in equal numbers."]
)
def test_an_equation_with_its_words_passes(words):
    model = with_constraint("make['bench'] == make['ladder']", words)
    assert supported(context_of(model, f"{JOINERY} {words}")).status is CheckStatus.PASSED


def test_a_factor_with_its_words_passes():
    model = joinery(objective={"expression": "2 * sum(profit[p] * make[p] for p in P)"})
    text = f"{JOINERY} All profits are doubled by a grant."
    assert supported(context_of(model, text)).status is CheckStatus.PASSED


@pytest.mark.parametrize("upper", [6, 5])
def test_a_bound_of_no_source_is_told_where_the_plan_lies_at_it(upper):
    model = joinery(variables=[{"name": "make", "upper": upper}])
    context = context_of(model, make={"bench": 5.0, "ladder": 2.0})
    expected = CheckStatus.FAILED if upper == 5 else CheckStatus.PASSED
    assert supported(context).status is expected


@pytest.mark.parametrize("most", [6, 5])
def test_a_literal_limit_of_no_source_is_told_where_it_holds_the_plan(most):
    model = with_constraint(f"make['bench'] <= {most}")
    context = context_of(model, make={"bench": 5.0, "ladder": 2.0})
    expected = CheckStatus.FAILED if most == 5 else CheckStatus.PASSED
    assert supported(context).status is expected
