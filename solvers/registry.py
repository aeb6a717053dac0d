"""The table of solvers. To add one, write its file and name it here; nothing else changes."""

from __future__ import annotations

from optimoot.errors import InputError
from optimoot.solvers.highs import HIGHS
from optimoot.solvers.scip import SCIP
from optimoot.solvers.solver import Solver

SOLVERS: tuple[Solver, ...] = (HIGHS, SCIP)
"""Every solver, in order of preference: the first that takes a model gets it."""


def solver_named(name: str) -> Solver:
    """The solver of that name.

    Raises:
        InputError: There is none.
    """
    for solver in SOLVERS:
        if solver.name == name:
            return solver
    known = ", ".join(repr(solver.name) for solver in SOLVERS)
    raise InputError(
        f"There is no solver {name!r}.", remedy=f"Name one of {known}, or leave it at 'auto'."
    )
