"""Programs for the tests of the solvers: the body of build_model, and what it gives."""

from __future__ import annotations

import textwrap
from typing import Any

from optimoot.outcome import Outcome
from optimoot.program import Program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

_HEAD = """\
import random
from math import inf, nan

import pyomo.environ as pyo


def build_model(data):
    m = pyo.ConcreteModel()
"""


def program(body: str, **data: Any) -> Program:
    """The Program whose build_model has these lines between `m = ConcreteModel()` and `return m`.

    `pyo`, `random`, `inf` and `nan` are imported.
    """
    lines = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
    return Program(source=f"{_HEAD}{lines}\n    return m\n", data=data)


def solve(body: str, data: dict[str, Any] | None = None, **options: Any) -> Outcome:
    """The Outcome of executing `program(body, **data)` with these options, in this process."""
    return execute(program(body, **(data or {})), SolveOptions(**options))


def values(outcome: Outcome) -> dict[str, float | None]:
    """Values by name: `"x"`, or `"x[a,1]"` for an indexed variable."""
    return {_label(v.name, v.index): v.value for v in outcome.variables}


def reduced_costs(outcome: Outcome) -> dict[str, float | None]:
    """Reduced costs by name."""
    return {_label(v.name, v.index): v.reduced_cost for v in outcome.variables}


def duals(outcome: Outcome) -> dict[str, float | None]:
    """Duals by name."""
    return {_label(c.name, c.index): c.dual for c in outcome.constraints}


def slacks(outcome: Outcome) -> dict[str, float | None]:
    """Slacks by name."""
    return {_label(c.name, c.index): c.slack for c in outcome.constraints}


def _label(name: str, index: tuple[str | int | float, ...]) -> str:
    return f"{name}[{','.join(map(str, index))}]" if index else name
