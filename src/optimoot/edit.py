"""Edits of a model: what is changed in it for a question, without touching its Program."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from optimoot.coefficients import Index
from optimoot.formulation import Domain
from optimoot.sensitivity import Side


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(_Part):
    """A variable with its coefficient."""

    name: str
    index: Index = ()
    coefficient: float = 1.0


class BoundEdit(_Part):
    """A variable gets other bounds; None: no bound."""

    kind: Literal["bound"] = "bound"
    name: str
    index: Index = ()
    lower: float | None
    upper: float | None


class DomainEdit(_Part):
    """A family of variables, or one of it, takes other values.

    Attributes:
        index: None: the whole family.
    """

    kind: Literal["domain"] = "domain"
    name: str
    index: Index | None = None
    domain: Domain


class LimitEdit(_Part):
    """A constraint's limit becomes another.

    Attributes:
        side: Which limit; `BOTH` makes it an equation.
    """

    kind: Literal["limit"] = "limit"
    name: str
    index: Index = ()
    side: Side
    limit: float


class DropEdit(_Part):
    """A constraint no longer holds.

    Attributes:
        index: None: the whole family.
    """

    kind: Literal["drop"] = "drop"
    name: str
    index: Index | None = None


class RowEdit(_Part):
    """A linear constraint holds besides: `lower <= sum(coefficient * variable) <= upper`."""

    kind: Literal["row"] = "row"
    name: str
    terms: tuple[Term, ...] = Field(min_length=1)
    lower: float | None = None
    upper: float | None = None


Edit = Annotated[
    BoundEdit | DomainEdit | LimitEdit | DropEdit | RowEdit, Field(discriminator="kind")
]
