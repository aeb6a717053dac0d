"""The Program: one self-contained Python module that builds a Pyomo model from data."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Origin(StrEnum):
    """Who wrote a Program."""

    COMPILED = "compiled"
    """Compiled from a Formulation."""
    CODER = "coder"
    """Written by a team's coder."""
    USER = "user"
    """Given by the user."""


class Program(BaseModel):
    """Source with `build_model(data: dict) -> pyomo.environ.ConcreteModel`, plus its data.

    `data` is plain JSON. For a compiled Program it holds, for each set, its list of members
    (a tuple member is a list) and, for each parameter, a number (scalar) or nested objects keyed
    by the members written as strings, one level per place of the subscript.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    data: dict[str, Any] = Field(default_factory=dict)
    origin: Origin = Origin.CODER
