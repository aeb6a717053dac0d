"""Constraints that quote a sentence on something else."""

import pytest
from joinery import cited, context_of, joinery, single

from optimoot.certificate import CheckStatus
from optimoot.formulation import Formulation
from optimoot.solvers.checks.quotes import quotes_fit


def test_the_right_model_passes():
    assert quotes_fit(context_of(joinery())).status is CheckStatus.PASSED


@pytest.mark.parametrize(
    "model",
    [
        joinery(
            constraints=[
                {
                    "name": "labour_limit",
                    "expression": "sum(hours[p]*make[p] for p in P) <= timber",
                },
                {"name": "timber_limit", "expression": "sum(kg[p]*make[p] for p in P) <= labour"},
            ]
        ),
        joinery(
            constraints=[{"name": "timber_limit", "sentence": "At most 12 ladders can be sold."}]
        ),
        joinery(constraints=[{"name": "sold", "expression": "make['bench'] <= sales"}]),
        joinery(
            constraints=[{"name": "sold", "expression": "make['bench'] <= sales", "sentence": ""}]
        ),
        joinery(variables=[{"name": "make", "upper": "sales"}]),
    ],
)
def test_other_figures_and_other_things_are_told(model):
    assert quotes_fit(context_of(model)).status is CheckStatus.FAILED


@pytest.mark.parametrize(
    "constraint",
    [
        {"name": "sold", "sentence": "12 ladders can be sold"},
        {"name": "sold", "sentence": "A joinery builds benches and ladders."},
        {"name": "sold", "sentence": "no such words"},
        {"name": "labour_limit", "sentence": "A bench takes 3 hours of labour"},
        {"name": "labour_limit", "sentence": ""},
    ],
)
def test_other_quotations_of_the_same_matter_pass(constraint):
    assert quotes_fit(context_of(joinery(constraints=[constraint]))).status is CheckStatus.PASSED


def test_a_switch_may_quote_what_it_switches():
    model = joinery(
        parameters=[single("most", 12)],
        variables=[{"name": "open", "domain": "binary"}],
        constraints=[
            {
                "name": "only_if_open",
                "expression": "make['bench'] <= most * open",
                "sentence": "There are at most 60 hours of labour.",
            }
        ],
    )
    assert quotes_fit(context_of(model)).status is CheckStatus.PASSED


@pytest.mark.parametrize(
    ("bounded", "status"),
    [(("beer", "cider"), CheckStatus.PASSED), (("cider",), CheckStatus.FAILED)],
)
def test_a_bound_of_each_may_name_others_in_its_sentence(bounded, status):
    told = "At least 5 barrels of each drink are filled, as was beer last year."
    text = (
        f"A cellar fills beer and cider. {told} A barrel of beer earns $8, one of cider $7. "
        "Maximize the profit."
    )
    model = Formulation.model_validate(
        {
            "parameters": [{"name": "least", "entries": [cited(text, 5)]}],
            "variables": [{"name": "beer"}, {"name": "cider"}],
            "constraints": [
                {"name": f"{name}_least", "expression": f"{name} >= least", "sentence": told}
                for name in bounded
            ],
            "objective": {"sense": "maximize", "expression": "beer + cider"},
        }
    )
    assert quotes_fit(context_of(model, text)).status is status
