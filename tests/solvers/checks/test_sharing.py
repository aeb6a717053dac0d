"""Limits that are shared, or given to each, against the words of the text."""

import pytest
from joinery import JOINERY, context_of, joinery

from optimoot.certificate import CheckStatus
from optimoot.solvers.checks.sharing import shared_as_told

PER_MEMBER = {
    "name": "labour_limit",
    "expression": "hours[p] * make[p] <= labour",
    "for_each": "p in P",
}


def test_the_right_model_passes():
    assert shared_as_told(context_of(joinery())).status is CheckStatus.PASSED


def test_a_common_amount_given_to_each_is_told():
    check = shared_as_told(context_of(joinery(constraints=[PER_MEMBER])))
    assert check.status is CheckStatus.FAILED
    assert check.elements == ("labour_limit",)


@pytest.mark.parametrize("words", ["for each product", "a product", "per product", "for either"])
def test_an_amount_of_each_may_be_given_to_each(words):
    said = f"There are at most 60 hours of labour {words}."
    text = JOINERY.replace("There are at most 60 hours of labour.", said)
    model = joinery(constraints=[PER_MEMBER | {"sentence": said}])
    assert shared_as_told(context_of(model, text)).status is CheckStatus.PASSED


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Each product may take at most 60 hours.", CheckStatus.FAILED),
        ("All products together may take at most 60 hours.", CheckStatus.PASSED),
        ("At most 60 hours are available for the products.", CheckStatus.PASSED),
        ("Each of the joiners works at most 60 hours.", CheckStatus.PASSED),
    ],
)
def test_an_amount_of_each_shared_by_all_is_told(words, status):
    text = JOINERY.replace("There are at most 60 hours of labour.", words)
    assert shared_as_told(context_of(joinery(), text)).status is status
