"""Sensitivity: what each limit and each coefficient of a solved linear model is worth, and how far.

Figures are in the model's own sense and units: a worth of 2 means that one unit more of a limit
changes the objective by 2, upwards where it is maximized and where it is minimized alike.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from optimoot.coefficients import Index


class Side(StrEnum):
    """Which of a row's or a variable's two limits holds it."""

    LOWER = "lower"
    UPPER = "upper"
    BOTH = "both"
    """An equation, or a variable that has one value only."""
    NONE = "none"
    """Neither: there is none, or none is meant."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class LimitWorth(_Part):
    """A constraint's limit.

    Attributes:
        name: Of the constraint's family.
        index: Its place in the family; empty for a scalar.
        activity: What its left-hand side comes to at the plan.
        binding: Whether a limit holds it; one that does not is worth nothing.
        side: Which limit that is, or the nearer one; `NONE` where it has none.
        limit: That limit; None where it has none.
        slack: Distance from the activity to the limit, at least 0.
        worth: Change of the objective per unit that the limit grows.
        limit_from: Least value of the limit for which that holds; None: however small.
        limit_to: Greatest value; None: however large.
        before: Worth of a unit below `limit_from`, where that is the limit itself; None: the same,
            or not known, or no plan is left.
        after: Likewise above `limit_to`.
    """

    name: str
    index: Index = ()
    activity: float
    binding: bool
    side: Side
    limit: float | None
    slack: float | None
    worth: float
    limit_from: float | None = None
    limit_to: float | None = None
    before: float | None = None
    after: float | None = None


class CoefficientRange(_Part):
    """A variable's coefficient in the objective.

    Attributes:
        name: Of the variable's family.
        index: Its place in the family; empty for a scalar.
        value: In the plan.
        side: The bound of the variable that holds it; `NONE` where none does.
        coefficient: What it is.
        coefficient_from: Least coefficient at which the plan stays optimal; None: however small.
        coefficient_to: Greatest; None: however large.
        reduced_cost: Change of the objective per unit that the variable is made to grow.
    """

    name: str
    index: Index = ()
    value: float
    side: Side
    coefficient: float
    coefficient_from: float | None = None
    coefficient_to: float | None = None
    reduced_cost: float


class Sensitivity(_Part):
    """What a linear model's limits and coefficients are worth at its optimal plan.

    Attributes:
        objective: Of the plan.
        limits: One for each constraint, in the model's order.
        coefficients: One for each variable, in the model's order.
        degenerate: Whether more limits meet at the plan than are needed to fix it: worths then
            may hold in one direction only, and other worths may be told for the same plan.
        alternatives: Whether other plans are as good.
        integers_fixed: Whether whole numbers were held at their values: then the figures say what
            happens while these stay, and nothing of what happens when they change.
    """

    kind: Literal["sensitivity"] = "sensitivity"
    objective: float
    limits: tuple[LimitWorth, ...]
    coefficients: tuple[CoefficientRange, ...]
    degenerate: bool
    alternatives: bool
    integers_fixed: bool = False
