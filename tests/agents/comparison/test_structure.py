"""Equal linear models are recognised whatever their names, order and scale; others are not."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from optimoot.agents.comparison.structure import matrix_of, same_structure
from optimoot.binding import bind
from optimoot.formulation import Formulation


def model(
    gains: list[float], rows: list[tuple[list[float], str, float]], **changes: Any
) -> Formulation:
    names = changes.pop("names", [f"x{i}" for i in range(len(gains))])

    def algebra(factors: list[float]) -> str:
        return " + ".join(f"{f!r} * {n}" for f, n in zip(factors, names, strict=True))

    return Formulation.model_validate(
        {
            "variables": [{"name": n, "domain": changes.get("domain", "integer")} for n in names],
            "objective": {
                "sense": changes.get("sense", "maximize"),
                "expression": changes.get("goal", algebra(gains)),
            },
            "constraints": [
                {"name": f"c{place}", "expression": f"{algebra(factors)} {relation} {right!r}"}
                for place, (factors, relation, right) in enumerate(rows)
            ],
        }
    )


def same(first: Formulation, second: Formulation) -> bool | None:
    return same_structure((first, bind(first)), (second, bind(second)))


ROWS = [([2.0, 3.0], "<=", 60.0), ([1.0, 0.0], ">=", 4.0), ([1.0, 1.0], "<=", 25.0)]
BASE = model([5.0, 4.0], ROWS)


def test_names_order_and_scale_play_no_part() -> None:
    turned = [([6.0, 4.0], "<=", 120.0), ([-1.0, -1.0], ">=", -25.0), ([0.0, 3.0], ">=", 12.0)]
    assert same(BASE, model([4.0, 5.0], turned, names=["roses", "lilies"])) is True


def test_what_differs_is_seen() -> None:
    assert same(BASE, model([5.0, 4.1], ROWS)) is False
    assert same(BASE, model([5.0, 4.0], ROWS[:2])) is False
    assert same(BASE, model([5.0, 4.0], ROWS, sense="minimize")) is False
    assert same(BASE, model([5.0, 4.0], ROWS, domain="continuous")) is False
    assert same(BASE, model([5.0, 4.0], [([2.0, 3.0], ">=", 60.0), *ROWS[1:]])) is False


def test_what_cannot_be_told_is_not_told() -> None:
    alike = model([5.0, 5.0], [([1.0, 1.0], "<=", 9.0)])
    assert same(alike, alike) is None
    curved = model([1.0, 2.0], ROWS, goal="x0 * x1 + x0")
    assert matrix_of(curved, bind(curved)) is None
    assert same(curved, curved) is None


@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_a_shuffled_model_is_the_same_and_a_changed_one_is_not(
    seed: int, width: int, height: int
) -> None:
    source = random.Random(seed)
    gains = [source.uniform(1, 9) for _ in range(width)]
    rows = [
        ([source.uniform(1, 9) for _ in range(width)], source.choice(["<=", ">="]), 50.0 + place)
        for place in range(height)
    ]
    order = source.sample(range(width), width)
    scale = source.choice([0.25, 3.0, 100.0])
    moved = [
        ([scale * factors[place] for place in order], relation, scale * right)
        for factors, relation, right in source.sample(rows, height)
    ]
    first = model(gains, rows)
    second = model([gains[place] for place in order], moved, names=[f"y{i}" for i in order])
    assert same(first, second) is True
    moved[0][0][0] *= 1.01
    assert same(first, model([gains[p] for p in order], moved)) is False
