"""SCIP: everything with curves in it, solved to a proven global optimum."""

from __future__ import annotations

import math
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.form import Curve, ModelForm
from optimoot.solvers.solver import Capabilities, ModelClass, Solved, SolveRequest

_TERMINATIONS = {
    "optimal": Termination.CONVERGED,
    "gaplimit": Termination.CONVERGED,
    "infeasible": Termination.INFEASIBLE,
    "unbounded": Termination.UNBOUNDED,
    "inforunbd": Termination.INFEASIBLE_OR_UNBOUNDED,
    "timelimit": Termination.TIME_LIMIT,
    "nodelimit": Termination.ITERATION_LIMIT,
    "totalnodelimit": Termination.ITERATION_LIMIT,
    "stallnodelimit": Termination.ITERATION_LIMIT,
    "restartlimit": Termination.ITERATION_LIMIT,
    "userinterrupt": Termination.INTERRUPTED,
    "terminate": Termination.INTERRUPTED,
    "memlimit": Termination.ERROR,
}
"""By SCIP's status; any other is UNKNOWN."""


class Scip:
    """SCIP, as a solver of this package."""

    name = "scip"
    capabilities = Capabilities(
        classes=frozenset(ModelClass),
        functions=frozenset(
            {"division", "power", "variable power", "exp", "log", "log10", "sqrt", "abs"}
            | {"sin", "cos", "tan", "sinh", "cosh", "tanh"}
        ),
        sos=True,
        bounds=True,
        warm_start=True,
        time_limit=True,
        interrupt=True,
    )

    def version(self) -> str | None:
        """Version of PySCIPOpt; None where it is not installed."""
        try:
            return version("pyscipopt")
        except PackageNotFoundError:
            return None

    def solve(self, form: ModelForm, request: SolveRequest) -> Solved:
        """Solve a model of any class, to a global optimum."""
        scip, columns = _load(form, request)
        scip.optimize()
        termination = _TERMINATIONS.get(scip.getStatus(), Termination.UNKNOWN)
        held = scip.getNSols() > 0 and termination is not Termination.UNBOUNDED
        values = objective = None
        if held:
            solution = scip.getBestSol()
            values = np.array([solution[column] for column in columns])
            objective = scip.getObjVal()
        bound = scip.getDualbound()
        return Solved(
            termination=termination,
            values=values,
            objective=objective,
            bound=bound if abs(bound) < scip.infinity() else None,
            duals_note="SCIP gives no duals.",
        )


SCIP = Scip()


def _load(form: ModelForm, request: SolveRequest) -> tuple[Any, list[Any]]:
    """A SCIP model that holds the form and the request, and its variables by column."""
    import pyscipopt

    scip = pyscipopt.Model()
    scip.hideOutput()
    scip.setParam("limits/time", request.time_limit)
    scip.setParam("limits/gap", request.relative_gap)
    kinds = np.where(form.binary, "B", np.where(form.integer, "I", "C")).tolist()
    columns = [
        scip.addVar(
            lb=None if low == -math.inf else low, ub=None if high == math.inf else high, vtype=kind
        )
        for low, high, kind in zip(form.lower.tolist(), form.upper.tolist(), kinds, strict=True)
    ]
    rows = form.rows
    for row, (low, high) in enumerate(
        zip(form.row_lower.tolist(), form.row_upper.tolist(), strict=True)
    ):
        part = slice(rows.start[row], rows.start[row + 1])
        body = pyscipopt.quicksum(
            value * columns[index]
            for index, value in zip(
                rows.index[part].tolist(), rows.value[part].tolist(), strict=True
            )
        )
        curve = form.curves.get(row)
        if curve is not None:
            body = body + _curve_expression(curve, form, columns)
        if low == high:
            scip.addCons(body == low)
        else:
            if low > -math.inf:
                scip.addCons(body >= low)
            if high < math.inf:
                scip.addCons(body <= high)
    for sos in form.sos:
        add = scip.addConsSOS1 if sos.level == 1 else scip.addConsSOS2
        add([columns[column] for column in sos.columns], weights=list(sos.weights))
    _set_objective(scip, form, columns)
    return scip, columns


def _curve_expression(curve: Curve, form: ModelForm, columns: list[Any]) -> Any:
    import pyscipopt

    from optimoot.solvers.scip_expressions import to_scip

    total = pyscipopt.quicksum([])
    if curve.quadratic is not None:
        q = curve.quadratic
        total = pyscipopt.quicksum(
            value * columns[a] * columns[b]
            for a, b, value in zip(
                q.first.tolist(), q.second.tolist(), q.value.tolist(), strict=True
            )
        )
    if curve.general is not None:
        total = total + to_scip(curve.general, form.column_of, columns)
    return total


def _set_objective(scip: Any, form: ModelForm, columns: list[Any]) -> None:
    import pyscipopt

    objective = form.objective
    if objective is None:
        return
    sense = "maximize" if objective.sense is Sense.MAXIMIZE else "minimize"
    places = np.flatnonzero(objective.linear)
    goal = pyscipopt.quicksum(objective.linear[place] * columns[place] for place in places)
    goal = goal + objective.constant
    if objective.curve is not None:
        # SCIP's objective is linear: a variable takes the curve's place.
        level = scip.addVar(lb=None, ub=None)
        curve = _curve_expression(objective.curve, form, columns)
        scip.addCons(level <= curve if sense == "maximize" else level >= curve)
        goal = goal + level
    scip.setObjective(goal, sense=sense)
