"""The coefficients of a model: its columns, rows and objective as plain figures.

What a Program really built, whoever wrote it, so that two models can be held against each other
row by row.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from optimoot.formulation import Domain, Sense

Index = tuple[str | int | float, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Column(_Part):
    """A variable.

    Attributes:
        name: Of the family it belongs to.
        index: Its place in the family; empty for a scalar.
        lower: Least value; None for none.
        upper: Greatest value; None for none.
        objective: Its linear coefficient in the objective.
    """

    name: str
    index: Index = ()
    domain: Domain = Domain.CONTINUOUS
    lower: float | None = None
    upper: float | None = None
    objective: float = 0.0


class Row(_Part):
    """A constraint `lower <= sum(coefficient * column) + curved part <= upper`.

    Attributes:
        name: Of the family it belongs to.
        index: Its place in the family; empty for a scalar.
        terms: Places of columns with their coefficients, each place once, in ascending order.
        products: Products of two columns with their coefficients, first place <= second place.
        curved: Whether there is a part that is neither linear nor quadratic.
    """

    name: str
    index: Index = ()
    terms: tuple[tuple[int, float], ...] = ()
    products: tuple[tuple[int, int, float], ...] = ()
    curved: bool = False
    lower: float | None = None
    upper: float | None = None


class Coefficients(_Part):
    """A model as plain figures.

    Attributes:
        sense: None where there is nothing to optimize.
        constant: The objective's constant term.
        products: The objective's quadratic terms, as in `Row`.
        curved: Whether the objective has a part that is neither linear nor quadratic.
    """

    sense: Sense | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    constant: float = 0.0
    products: tuple[tuple[int, int, float], ...] = ()
    curved: bool = False
