"""Formulations in which something has no effect, or no source, are never sure."""

from __future__ import annotations

from typing import Any

import pytest

from optimoot.binding import bind
from optimoot.certificate import CheckStatus, Confidence
from optimoot.formulation import Formulation
from optimoot.intake import make_problem
from optimoot.solvers.checks import CheckContext, certify
from optimoot.solvers.checks.effect import effective
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

TEXT = (
    "A mill grinds oats and rye. A sack of oats earns a profit of 5 dollars and a sack of rye "
    "earns a profit of 4 dollars. A sack of oats takes 3 hours and a sack of rye takes 2 hours; "
    "there are at most 90 hours. At most 22 sacks of oats can be sold. What is the greatest profit?"
)


def mill(**changes: Any) -> Formulation:
    ids = {number.value: number.id for number in make_problem(TEXT).numbers}

    def entries(**values: float) -> list[dict[str, Any]]:
        return [{"index": [k], "value": v, "numbers": [ids[v]]} for k, v in values.items()]

    parts: dict[str, Any] = {
        "sets": [{"name": "G", "members": ["oats", "rye"]}],
        "parameters": [
            {"name": "profit", "index": ["G"], "entries": entries(oats=5.0, rye=4.0)},
            {"name": "hours", "index": ["G"], "entries": entries(oats=3.0, rye=2.0)},
            {"name": "time", "entries": [{"value": 90, "numbers": [ids[90.0]]}]},
            {"name": "cap", "entries": [{"value": 22, "numbers": [ids[22.0]]}]},
        ],
        "variables": [{"name": "sell", "index": ["G"], "domain": "integer"}],
        "objective": {
            "sense": changes.get("sense", "maximize"),
            "expression": "sum(profit[g] * sell[g] for g in G)",
        },
        "constraints": [
            {
                "name": "hours_limit",
                "expression": changes.get("hours", "sum(hours[g] * sell[g] for g in G) <= time"),
                "for_each": changes.get("for_each", ""),
                "sentence": "there are at most 90 hours",
            },
            {
                "name": "sales",
                "expression": 'sell["oats"] <= cap',
                "sentence": "At most 22 sacks of oats can be sold.",
            },
        ],
    }
    for name, place, factor in changes.get("factors", ()):
        parameter = next(p for p in parts["parameters"] if p["name"] == name)
        entry = parameter["entries"][place]
        entry.update(value=entry["value"] * factor, factor=factor)
    return Formulation.model_validate(parts)


def context(formulation: Formulation) -> CheckContext:
    program = compile_program(formulation, bind(formulation))
    outcome = execute(program, SolveOptions())
    return CheckContext(
        program=program, outcome=outcome, problem=make_problem(TEXT), formulation=formulation
    )


VOID = {
    "times nought": "sum(hours[g] * sell[g] * 0 for g in G) <= time",
    "less itself": "sum(hours[g] * sell[g] - hours[g] * sell[g] for g in G) <= time",
    "all nought": "sum(hours[g] * sell[g] for g in G) * 0 <= time * 0",
    "turned round": "-sum(hours[g] * sell[g] for g in G) <= time",
    "one only": 'sum(hours[g] * sell[g] for g in G if g == "rye") <= time',
    "never": "sum(hours[g] * sell[g] for g in G if 1 > 2) <= time",
    "floored": "sum((hours[g] // 100) * sell[g] for g in G) <= time",
    "to the power of nought": "sum(hours[g] * sell[g] ** 0 for g in G) <= time",
}


@pytest.mark.parametrize("hours", VOID.values(), ids=VOID)
def test_what_has_no_effect_is_told(hours: str) -> None:
    check = effective(context(mill(hours=hours)))
    assert check is not None
    assert check.status is CheckStatus.FAILED


def test_a_loop_without_a_turn_is_told() -> None:
    hours = "sum(hours[h] * sell[h] for h in G) <= time"
    check = effective(context(mill(hours=hours, for_each='g in G if g == "wheat"')))
    assert check is not None
    assert check.status is CheckStatus.FAILED
    assert "gives no row" in check.evidence


@pytest.mark.parametrize(
    "hours",
    [
        "sum(hours[g] * sell[g] for g in G) <= time",
        "time - sum(hours[g] * sell[g] for g in G) >= 0",
        "0 <= sum(hours[g] * sell[g] for g in G) <= time",
        'hours["oats"] * sell["oats"] + hours["rye"] * sell["rye"] - time <= 0',
    ],
)
def test_the_right_model_is_checked(hours: str) -> None:
    found = context(mill(hours=hours))
    check = effective(found)
    assert check is not None
    assert check.status is CheckStatus.PASSED
    assert certify(found).confidence is Confidence.CHECKED


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": "sum(hours[g] * sell[g] for g in G) <= time * 1000"},
        {"hours": "sum(hours[g] * sell[g] for g in G) - 100000 <= time"},
        {"factors": [("profit", 0, 100.0)]},
        {"factors": [("hours", 0, 60.0)]},
        {"factors": [("hours", 1, -1.0)]},
        {"factors": [("time", 0, 60.0)]},
        {"sense": "minimize"},
    ],
    ids=str,
)
def test_figures_factors_and_senses_that_the_text_does_not_have_are_doubtful(
    changes: dict[str, Any],
) -> None:
    assert certify(context(mill(**changes))).confidence is Confidence.DOUBTFUL


def test_a_limit_on_products_of_decisions_has_an_effect() -> None:
    """It holds wherever one decision alone is large, and not where both are."""
    products = (
        'hours["oats"] * sell["oats"] * sell["rye"] + hours["rye"] * sell["rye"] * sell["oats"]'
    )
    check = effective(context(mill(hours=f"{products} <= time")))
    assert check is not None
    assert check.status is CheckStatus.PASSED


@pytest.mark.parametrize("count", range(2, 12))
def test_a_sum_of_any_number_of_decisions_depends_on_them(count: int) -> None:
    names = [f"desk {place}" for place in range(count)]
    formulation = Formulation.model_validate(
        {
            "sets": [{"name": "D", "members": names}],
            "variables": [{"name": "take", "index": ["D"], "domain": "binary"}],
            "objective": {"sense": "minimize", "expression": 'take["desk 0"]'},
            "constraints": [{"name": "one", "expression": "sum(take[d] for d in D) == 1"}],
        }
    )
    assert effective(context(formulation)).status is CheckStatus.PASSED


@pytest.mark.parametrize("slots", [4, 5, 10])
def test_a_row_that_holds_two_decisions_against_each_other_depends_on_them(slots: int) -> None:
    """Also where their places lie a whole round of the trial values apart."""
    problem = make_problem("Six talks need slots. Use as few slots as possible.")
    formulation = Formulation.model_validate(
        {
            "sets": [
                {"name": "T", "members": list("abcdef")},
                {"name": "S", "members": list(range(1, slots + 1))},
            ],
            "variables": [
                {"name": "gets", "index": ["T", "S"], "domain": "binary"},
                {"name": "used", "index": ["S"], "domain": "binary"},
            ],
            "objective": {"sense": "minimize", "expression": "sum(used[s] for s in S)"},
            "constraints": [
                {"name": "each", "expression": "sum(gets[t, s] for s in S) == 1",
                 "for_each": "t in T"},
                {"name": "link", "expression": "gets[t, s] <= used[s]",
                 "for_each": "t in T, s in S"},
                {"name": "order", "expression": "used[s] <= used[s - 1]",
                 "for_each": "s in S if s > 1"},
            ],
        }
    )  # fmt: skip
    program = compile_program(formulation, bind(formulation))
    outcome = execute(program, SolveOptions())
    check = effective(CheckContext(program, outcome, problem, formulation))
    assert check is not None
    assert check.status is CheckStatus.PASSED, check.evidence
