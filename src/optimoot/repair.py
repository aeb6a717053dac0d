"""Repairs of an infeasible model: which limits would have to give way, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from optimoot.coefficients import Index
from optimoot.conflict import MemberKind
from optimoot.sensitivity import Side


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Softness(_Part):
    """Which limits may give way, and how readily.

    A limit's cost of giving way is its weight times the share of its own size by which it moves
    (of 1 where it is 0).

    Attributes:
        hard: Names of constraints and variables whose limits hold.
        weights: Weight of a constraint's or a variable's limits, by name; 1 where none is told.
        bounds: Whether bounds of variables may give way, too. Lower bounds of zero, and bounds of
            binary variables, never do: what is less than nothing means nothing.
    """

    hard: frozenset[str] = frozenset()
    weights: Mapping[str, float] = {}
    bounds: bool = True


class LimitChange(_Part):
    """A limit that gives way.

    Attributes:
        kind: Of what it is a limit.
        name: Of the constraint's or the variable's family.
        index: Its place in the family; empty for a scalar.
        side: Which of its limits; `BOTH` for an equation, which then holds at another figure.
        before: The limit.
        after: What it has to be.
        meaning: What it says, in a few words; empty where the model does not tell.
        sentence: The words of the problem that it comes from; empty where unknown.
    """

    kind: MemberKind
    name: str
    index: Index = ()
    side: Side
    before: float
    after: float
    meaning: str = ""
    sentence: str = ""


class Repair(_Part):
    """A smallest set of limits that have to give way, each as little as they can together.

    Attributes:
        changes: Without any one of them there is no plan.
        cost: Sum of the limits' costs of giving way; no change of just these limits costs less.
        cheapest: Whether no repair at all costs less.
        objective: Best objective of the model that is repaired; None where it has none, or where
            none was found in time.
        unbounded: Whether the repaired model's objective has no end.
    """

    changes: tuple[LimitChange, ...]
    cost: float
    cheapest: bool = False
    objective: float | None = None
    unbounded: bool = False


class Repairs(_Part):
    """What can be done about an infeasible model.

    Attributes:
        menu: The repairs, cheapest first.
        complete: Whether these are all smallest sets of limits that may give way.
        impossible: Whether there is none: what is hard contradicts itself.
    """

    kind: Literal["repairs"] = "repairs"
    menu: tuple[Repair, ...]
    complete: bool
    impossible: bool = False
