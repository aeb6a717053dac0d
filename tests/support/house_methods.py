"""Second ways to the answers of the house problems, none of which builds a Pyomo model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Answer = float | str
Method = Callable[..., Answer]

METHODS: dict[str, tuple[str, Method]] = {}
"""By problem: the kind of method, and the function that finds the answer by it."""

_WORDS = {2: "infeasible", 3: "unbounded"}


def second(problem: str, kind: str) -> Callable[[Method], Method]:
    """Name the function below as the second method of a problem."""

    def register(method: Method) -> Method:
        if problem in METHODS:
            raise ValueError(f"{problem!r} has two second methods")
        METHODS[problem] = (kind, method)
        return method

    return register


def matrix(
    goal: Sequence[float],
    rows: Iterable[tuple[Sequence[float], str, float]],
    *,
    most: bool = False,
    whole: bool | Sequence[int] = False,
    low: Any = 0,
    up: Any = np.inf,
) -> Answer:
    """The optimum of a linear program given by its matrix, by scipy's `milp`."""
    costs = np.array(goal, dtype=float)
    listed = list(rows)
    constraints = [
        LinearConstraint(
            np.array([row for row, _, _ in listed], dtype=float),
            np.array([-np.inf if sign == "<=" else side for _, sign, side in listed]),
            np.array([np.inf if sign == ">=" else side for _, sign, side in listed]),
        )
    ]
    count = len(costs)
    integrality = np.full(count, whole) if isinstance(whole, bool) else np.array(whole)
    found = milp(
        -costs if most else costs,
        constraints=constraints if listed else [],
        integrality=integrality.astype(int),
        bounds=Bounds(np.broadcast_to(low, count), np.broadcast_to(up, count)),
        options={"mip_rel_gap": 0.0},
    )
    if found.status in _WORDS:
        return _WORDS[found.status]
    assert found.status == 0, found.message
    return float(costs @ found.x)


def best(worth: Callable[..., float | None], *choices: Iterable[Any], most: bool = False) -> Answer:
    """The best worth over every combination of choices; None means that one is not allowed."""
    found = [value for pick in product(*choices) if (value := worth(*pick)) is not None]
    if not found:
        return "infeasible"
    return float(max(found) if most else min(found))
