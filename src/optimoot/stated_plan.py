"""A plan that somebody states: its worth and its values, without the model that they come from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, field_validator

from optimoot.formulation import Sense
from optimoot.outcome import VariableValue

Values = dict[str, Any]
"""By name a number, or a mapping by member; mappings within mappings for several indices."""


class StatedPlan(BaseModel):
    """The result of another method.

    Attributes:
        objective: What the plan is worth.
        sense: Whether that was maximized or minimized.
        values: What is decided, for example `{"make": {"rye": 19, "wheat": 8}, "overtime": 2}`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    objective: FiniteFloat
    sense: Sense
    values: Values = Field(default_factory=dict)

    @field_validator("values")
    @classmethod
    def _numbers(cls, values: Values) -> Values:
        for name, index, value in _leaves(values):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"the value of {name!r} at {list(index)!r} is no number")
            if not math.isfinite(value):
                raise ValueError(f"the value of {name!r} at {list(index)!r} is not finite")
        return values

    @property
    def variables(self) -> tuple[VariableValue, ...]:
        """Its values, one by one."""
        return tuple(
            VariableValue(name=name, index=index, value=float(value))
            for name, index, value in _leaves(self.values)
        )


def _leaves(values: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    for name, value in values.items():
        for index, leaf in _within((), value):
            yield name, index, leaf


def _within(index: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not isinstance(value, Mapping):
        yield index, value
        return
    for key, inner in value.items():
        yield from _within((*index, str(key)), inner)
