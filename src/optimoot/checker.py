"""What a checker says of a plan: a checker is plain Python that knows the problem, and no model.

Its source defines `check(values, tables)` and is run in the sandbox, never here.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from optimoot.outcome import VariableValue


class CheckerReport(BaseModel):
    """What a checker found.

    Attributes:
        objective: The plan's objective value by the checker's own arithmetic; None where it
            gave none.
        violations: The limits of the problem that the plan breaks, one line each.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    objective: float | None = None
    violations: tuple[str, ...] = ()


class CheckerJob(BaseModel):
    """A checker and what it is given.

    Attributes:
        source: The checker's module.
        plans: The plans it is asked about; each is told apart from the others.
        tables: The problem's tables by name, each a list of rows by column.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    plans: tuple[tuple[VariableValue, ...], ...]
    tables: dict[str, list[dict[str, Any]]] = {}


def values_of(plan: tuple[VariableValue, ...]) -> dict[str, Any]:
    """A plan as a checker gets it: numbers by name, or by name and index.

    A family with one index is a dict by member; one with several is a dict by tuples of members.
    """
    values: dict[str, Any] = {}
    for variable in plan:
        value = variable.value if variable.value is not None else 0.0
        if not variable.index:
            values[variable.name] = value
            continue
        key = variable.index[0] if len(variable.index) == 1 else tuple(variable.index)
        values.setdefault(variable.name, {})[key] = value
    return values
