"""Mutants of a model: it, changed in one place, and the better plan that it then has.

Where a model is right, whoever knows the problem finds fault with each of these plans.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from optimoot.outcome import VariableValue


class Change(StrEnum):
    """What was changed."""

    LOOSENED = "loosened"
    """The limit, by a small share of its size."""
    DROPPED = "dropped"
    SPLIT = "split"
    """Whole numbers, to continuous ones."""


class Mutant(BaseModel):
    """A model that was changed in one place.

    Attributes:
        target: Name of the constraint or variable that was changed, without its index.
        objective: Of the plan; better than that of the unchanged model.
        plan: Its best plan.
    """

    model_config = ConfigDict(frozen=True)

    target: str
    change: Change
    objective: float
    plan: tuple[VariableValue, ...]

    def __str__(self) -> str:
        return f"{self.target!r} {self.change}"
