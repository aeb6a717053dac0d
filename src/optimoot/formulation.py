"""The Formulation: an optimization model as data.

Expressions are algebra in Python syntax over the Formulation's own names, for example
`sum(profit[p] * make[p] for p in P)`; a constraint may carry `for_each: "t in T if t > 1"`.
What the syntax allows is fixed by `optimoot.expression`; what the names must satisfy is
reported by `optimoot.review`; values are bound by `optimoot.binding`.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

Scalar = str | int
Member = str | int | tuple[Scalar, ...]
"""A set member: a name, a whole number, or a tuple of these (an arc `("a", "b")`)."""


class Domain(StrEnum):
    """What values a variable may take, apart from its bounds."""

    CONTINUOUS = "continuous"
    INTEGER = "integer"
    BINARY = "binary"


class Sense(StrEnum):
    """Direction of the objective."""

    MINIMIZE = "minimize"
    MAXIMIZE = "maximize"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableSource(_Part):
    """Columns of a data table that fill a set or a parameter.

    Long form: each row gives one entry; `keys` name the columns that hold the index members, in
    the order of the parameter's `index`, and `column` holds the value. Wide form (`wide=True`):
    `keys` names the one column with the first index's members, every other column is a member
    of the second index, and the cells are the values; `column` is empty.
    For a set, `keys` name the columns whose distinct rows are the members; `column` is empty.
    For a scalar parameter, `keys` is empty and the table has exactly one row.
    """

    table: str
    keys: tuple[str, ...] = ()
    column: str = ""
    wide: bool = False
    factor: float = 1.0


class Entry(_Part):
    """One value of a parameter, with the Numbers it comes from.

    Attributes:
        index: Set members, one per index set; empty for a scalar.
        value: The value, in the parameter's unit.
        numbers: Ids of the Numbers it comes from; `value == factor * product of their values`.
            Empty: the entry is grounded in nothing (an assumption, or a structural 0 or 1).
        factor: Conversion applied to the face values: 0.01 for per cent, 60 for hours to minutes.
    """

    index: tuple[Member, ...] = ()
    value: float
    numbers: tuple[str, ...] = ()
    factor: float = 1.0


class IndexSet(_Part):
    """A finite ordered set that indexes parameters, variables and constraints."""

    name: str
    members: tuple[Member, ...] = ()
    table: TableSource | None = None
    meaning: str = ""


class Parameter(_Part):
    """Known data.

    Attributes:
        index: Names of the index sets; empty for a scalar. A set of k-tuples takes k places in
            a subscript: `cost[i, j]` with `index=("A",)` where A holds pairs.
        entries: The values, where they come from the text.
        table: Where they come from, if from a data table (then `entries` is empty).
        default: Value of every index that has no entry; None: a missing entry is an error.
        unit: Free text such as `"dollars per hectare"`; empty: unknown.
    """

    name: str
    index: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    table: TableSource | None = None
    default: float | None = None
    unit: str = ""
    meaning: str = ""


class Variable(_Part):
    """A decision.

    Attributes:
        lower: Least value: a number, None (no bound), or the name of a parameter that is scalar
            or has this variable's own index. Anything richer is a constraint.
        upper: Greatest value, likewise.
    """

    name: str
    index: tuple[str, ...] = ()
    domain: Domain = Domain.CONTINUOUS
    lower: float | str | None = 0.0
    upper: float | str | None = None
    unit: str = ""
    meaning: str = ""


class Objective(_Part):
    """What is minimized or maximized."""

    sense: Sense
    expression: str
    unit: str = ""
    meaning: str = ""
    sentence: str = ""


class Constraint(_Part):
    """One family of constraints.

    Attributes:
        expression: One comparison with `<=`, `>=` or `==`, for example
            `"sum(use[p, r] * make[p] for p in P) <= capacity[r]"`; or `a <= x <= b`.
        for_each: Empty, or the loop that repeats it: `"r in R"`, `"i in I, j in J if i != j"`.
        sentence: The words of the problem that it comes from, quoted exactly; may be empty.
        meaning: What it says, in a few words.
    """

    name: str
    expression: str
    for_each: str = ""
    meaning: str = ""
    sentence: str = ""


class Formulation(_Part):
    """Sets, parameters, variables, objective and constraints of one model.

    `objective` is None for a pure feasibility problem. `assumptions` are plain sentences: what
    was taken for granted beyond the text (integrality, non-negativity, a reading of a phrase).
    """

    title: str = ""
    sets: tuple[IndexSet, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    variables: tuple[Variable, ...] = Field(min_length=1)
    objective: Objective | None = None
    constraints: tuple[Constraint, ...] = ()
    assumptions: tuple[str, ...] = ()
