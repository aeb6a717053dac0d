"""Amounts of different kinds that are added, compared, or asked for."""

import pytest
from joinery import context_of, joinery, single

from optimoot.certificate import CheckStatus
from optimoot.solvers.checks.dimensions import measures_agree


def labour_limit(expression):
    return joinery(constraints=[{"name": "labour_limit", "expression": expression}])


def goal(expression):
    return joinery(objective={"expression": expression})


def test_the_right_model_passes():
    assert measures_agree(context_of(joinery())).status is CheckStatus.PASSED


@pytest.mark.parametrize(
    "model",
    [
        labour_limit("sum(hours[p] * make[p] for p in P) <= timber"),
        labour_limit("sum(hours[p] * make[p] for p in P) <= labour * labour"),
        labour_limit("sum(hours[p] * make[p] for p in P) <= labour * timber"),
        labour_limit("sum(hours[p] * make[p] for p in P) <= labour + timber"),
        labour_limit("sum((hours[p] + kg[p]) * make[p] for p in P) <= labour"),
        goal("sum(profit[p] * make[p] - hours[p] * make[p] for p in P)"),
        goal("sum(profit[p] * make[p] / hours[p] for p in P)"),
        goal("sum(profit[p] * profit[p] * make[p] for p in P)"),
        goal("sum(hours[p] * make[p] for p in P)"),
    ],
)
def test_kinds_that_do_not_agree_are_told(model):
    assert measures_agree(context_of(model)).status is CheckStatus.FAILED


def test_a_parameter_declared_in_one_kind_that_cites_another_is_told():
    model = joinery(parameters=[single("labour", 90) | {"unit": "hours"}])
    check = measures_agree(context_of(model))
    assert check.status is CheckStatus.FAILED
    assert "'labour' is declared in 'hours' and cites '90 kg', which is mass" in check.evidence


@pytest.mark.parametrize("unit", ["hours", "hours per week", "labour hours", "", "h", "man-hours"])
def test_units_that_say_the_same_pass(unit):
    model = joinery(parameters=[{"name": "labour", "unit": unit}])
    assert measures_agree(context_of(model)).status is CheckStatus.PASSED


@pytest.mark.parametrize("unit", ["dollars", "dollars per bench", "$", "$/piece", "USD per unit"])
def test_rates_may_be_declared_with_or_without_what_they_are_per(unit):
    model = joinery(
        parameters=[{"name": "profit", "unit": unit}],
        variables=[{"name": "make", "unit": "pieces"}],
    )
    assert measures_agree(context_of(model)).status is CheckStatus.PASSED
