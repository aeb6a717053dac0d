"""Values that cite the figure of another thing."""

import pytest
from joinery import context_of, joinery, per_piece

from optimoot.certificate import CheckStatus
from optimoot.formulation import Formulation
from optimoot.intake import make_problem
from optimoot.solvers.checks.owners import figures_in_place

HOME = [
    "A lamp earns 7 dollars and a clock earns 9 dollars.",
    "A lamp earns 7 dollars. A clock, however, earns 9 dollars.",
    "The profit is 7 dollars for a lamp and 9 dollars for a clock.",
    "They earn 7 dollars per lamp and 9 dollars per clock.",
    "Lamps and clocks earn 7 and 9 dollars, respectively.",
    "Profit: lamp 7, clock 9.",
    "Lamps: profit $7\nClocks: profit $9",
    "They earn 7 dollars per lamp and 9 dollars per\nclock each.",
]
UNSURE = [
    "With a clock and a lamp in hand, they may add 7 for one and 9 for the next.",
    "They may gain 7 or 9 dollars.",
    "Clocks are larger than lamps, which earn 7 dollars while clocks earn 9 dollars.",
    "Lamps, unlike clocks, earn 7 dollars, and clocks earn 9 dollars.",
]


def indexed(text, lamp, clock):
    numbers = {n.value: n.id for n in make_problem(text).numbers}
    return Formulation.model_validate(
        {
            "sets": [{"name": "P", "members": ("lamp", "clock")}],
            "parameters": [
                {
                    "name": "profit",
                    "index": ("P",),
                    "entries": [
                        {"index": ("lamp",), "value": lamp, "numbers": (numbers[lamp],)},
                        {"index": ("clock",), "value": clock, "numbers": (numbers[clock],)},
                    ],
                }
            ],
            "variables": [{"name": "make", "index": ("P",)}],
            "objective": {"sense": "maximize", "expression": "sum(profit[p]*make[p] for p in P)"},
        }
    )


def scalar(text, lamp, clock):
    numbers = {n.value: n.id for n in make_problem(text).numbers}
    return Formulation.model_validate(
        {
            "parameters": [
                {"name": "lamp_profit", "entries": [{"value": lamp, "numbers": (numbers[lamp],)}]},
                {"name": "clock_profit",
                 "entries": [{"value": clock, "numbers": (numbers[clock],)}]},
            ],
            "variables": [{"name": "num_lamps"}, {"name": "num_clocks"}],
            "objective": {
                "sense": "maximize",
                "expression": "lamp_profit * num_lamps + clock_profit * num_clocks",
            },
        }
    )  # fmt: skip


@pytest.mark.parametrize("build", [indexed, scalar])
@pytest.mark.parametrize("text", HOME)
def test_swapped_figures_are_told(text, build):
    assert figures_in_place(context_of(build(text, 7, 9), text)).status is CheckStatus.PASSED
    assert figures_in_place(context_of(build(text, 9, 7), text)).status is CheckStatus.FAILED


@pytest.mark.parametrize("text", UNSURE)
def test_what_the_text_leaves_open_is_not_judged(text):
    for lamp, clock in ((7, 9), (9, 7)):
        check = figures_in_place(context_of(indexed(text, lamp, clock), text))
        assert check.status is CheckStatus.PASSED


def test_the_joinery_with_its_profits_swapped():
    model = joinery(parameters=[per_piece("profit", 22, 35)])
    check = figures_in_place(context_of(model))
    assert check.status is CheckStatus.FAILED
    assert "'profit' takes '22 dollars' for 'bench', which the text gives for 'ladder'" in (
        check.evidence
    )


def test_members_that_share_a_noun_are_told_apart():
    text = "A small box holds 4 jars and a large box holds 9 jars."
    numbers = {n.value: n.id for n in make_problem(text).numbers}

    def model(small, large):
        return Formulation.model_validate(
            {
                "parameters": [
                    {"name": "s", "entries": [{"value": small, "numbers": (numbers[small],)}]},
                    {"name": "l", "entries": [{"value": large, "numbers": (numbers[large],)}]},
                ],
                "variables": [{"name": "small"}, {"name": "large_boxes"}],
                "objective": {"sense": "maximize", "expression": "s * small + l * large_boxes"},
            }
        )

    assert figures_in_place(context_of(model(4, 9), text)).status is CheckStatus.PASSED
    assert figures_in_place(context_of(model(9, 4), text)).status is CheckStatus.FAILED
