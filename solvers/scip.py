"""SCIP: everything with curves in it, solved to a proven global optimum."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.form import Curve, FloatArray, ModelForm
from optimoot.solvers.interrupt import run_interruptible
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

_FEASIBILITY = 1e-7
"""As HiGHS has it; SCIP's own is 1e-6, which moves objectives by more than teams may differ."""
_SHOWN = 5
"""How many variables a message names."""
INFINITE = 1e20
"""SCIP takes bounds this large for infinite."""
_INFINITE_IN_CURVES = 1e60
"""What counts as infinite in a curved model. With SCIP's own 1e20, which counts for intermediate
results too, it calls `x ** 2` over 1e10 infeasible and `exp(x)` up to 50 unbounded."""


class Scip:
    """SCIP, as a solver of this package."""

    name = "scip"
    capabilities = Capabilities(
        classes=frozenset(ModelClass),
        functions=frozenset(
            {"division", "power", "variable power", "exp", "log", "log10", "sqrt", "abs"}
            | {"sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan"}
        ),
        infinite=INFINITE,
        sos=True,
    )

    def version(self) -> str | None:
        """Version of PySCIPOpt; None where it is not installed."""
        try:
            return version("pyscipopt")
        except PackageNotFoundError:
            return None

    def solve(self, form: ModelForm, request: SolveRequest) -> Solved:
        """Solve a model of any class to a global optimum."""
        scip, columns = _load(form, request)
        run_interruptible(scip.optimizeNogil, scip.interruptSolve)
        status = scip.getStatus()
        termination = _TERMINATIONS.get(status, Termination.UNKNOWN)
        messages = _advice(form) if termination is Termination.TIME_LIMIT else ()
        if termination is Termination.UNKNOWN:
            messages = (_without_proof(status),)
        values, objective = _best_point(scip, columns, termination)
        bound = scip.getDualbound()
        return Solved(
            termination=termination,
            values=values,
            objective=objective,
            bound=bound if abs(bound) < scip.infinity() else None,
            messages=messages,
        )


SCIP = Scip()


def _best_point(
    scip: Any, columns: list[Any], termination: Termination
) -> tuple[FloatArray | None, float | None]:
    if termination is Termination.UNBOUNDED or scip.getNSols() == 0:
        return None, None
    solution = scip.getBestSol()
    return np.array([solution[column] for column in columns], dtype=float), scip.getObjVal()


def _without_proof(status: str) -> str:
    return (
        f"SCIP ended with the status {status!r}: what it holds is not proven. Roots and logarithms "
        "of variables that may be negative cause this: give these variables bounds."
    )


def _advice(form: ModelForm) -> tuple[str, ...]:
    """Which variables of curved terms lack a bound: SCIP proves little without."""
    open_ended = ~(np.isfinite(form.lower) & np.isfinite(form.upper))
    curved = sorted(_curved_columns(form))
    names = [form.variables[column].name for column in curved if open_ended[column]]
    if not names:
        return ()
    shown = ", ".join(map(repr, names[:_SHOWN])) + (", …" if len(names) > _SHOWN else "")
    return (f"SCIP needs finite bounds to prove a curved model optimal; missing for {shown}.",)


def _curved_columns(form: ModelForm) -> set[int]:
    """The columns that stand in a term that is not linear."""
    from pyomo.core.expr.visitor import identify_variables

    curves = list(form.curves.values())
    if form.objective is not None and form.objective.curve is not None:
        curves.append(form.objective.curve)
    found: set[int] = set()
    for curve in curves:
        if curve.quadratic is not None:
            found.update(curve.quadratic.first.tolist(), curve.quadratic.second.tolist())
        if curve.general is not None:
            inside = identify_variables(curve.general, include_fixed=False)
            found.update(form.column_of[id(variable)] for variable in inside)
    return found


def _load(form: ModelForm, request: SolveRequest) -> tuple[Any, list[Any]]:
    """A SCIP model that holds the form and the request, and its variables by column."""
    import pyscipopt

    _silence_library()
    scip = pyscipopt.Model()
    if form.is_curved:
        scip.setParam("numerics/infinity", _INFINITE_IN_CURVES)
    scip.hideOutput()
    scip.setParam("misc/catchctrlc", False)  # SCIP would print; see run_interruptible
    scip.setParam("limits/time", request.time_limit)
    scip.setParam("limits/gap", request.relative_gap)
    scip.setParam("limits/absgap", request.absolute_gap)
    scip.setParam("numerics/feastol", _FEASIBILITY)
    kinds = np.where(form.binary, "B", np.where(form.integer, "I", "C")).tolist()
    columns = [
        scip.addVar(lb=_or_none(low), ub=_or_none(high), vtype=kind)
        for low, high, kind in zip(form.lower.tolist(), form.upper.tolist(), kinds, strict=True)
    ]
    _add_rows(scip, form, columns)
    for sos in form.sos:
        add = scip.addConsSOS1 if sos.level == 1 else scip.addConsSOS2
        add([columns[column] for column in sos.columns], weights=list(sos.weights))
    _set_objective(scip, form, columns)
    _offer_start(scip, form, columns)
    return scip, columns


def _silence_library() -> None:
    """Keep what SCIP's library itself writes off standard error; its errors are raised anyway.

    SCIP 10 complains of its rational numbers, which play no part here, wherever its infinity is
    set, in every model that it copies. PySCIPOpt can only redirect it into Python, which crashes a
    search that has let go of Python's lock. Where the function cannot be found, it complains.
    """
    import ctypes

    from pyscipopt import scip as library

    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(library.__file__).SCIPmessageSetErrorPrinting(None, None)


def _add_rows(scip: Any, form: ModelForm, columns: list[Any]) -> None:
    start, index = form.rows.start.tolist(), form.rows.index.tolist()
    value, upper = form.rows.value.tolist(), form.row_upper.tolist()
    for row, low in enumerate(form.row_lower.tolist()):
        part = slice(start[row], start[row + 1])
        body = _linear(zip(index[part], value[part], strict=True), columns)
        if row in form.curves:
            body = body + _curved(scip, form.curves[row], form, columns)
        elif start[row] == start[row + 1]:
            continue  # no variable left, and it holds: SCIP takes no empty rows
        if low == upper[row]:
            scip.addCons(body == low)
            continue
        if low > -math.inf:
            scip.addCons(body >= low)
        if upper[row] < math.inf:
            scip.addCons(body <= upper[row])


def _linear(terms: Iterable[tuple[int, float]], columns: list[Any]) -> Any:
    import pyscipopt

    return pyscipopt.quicksum(value * columns[column] for column, value in terms)


def _curved(scip: Any, curve: Curve, form: ModelForm, columns: list[Any]) -> Any:
    import pyscipopt

    from optimoot.solvers.scip_expressions import to_scip

    total = pyscipopt.quicksum([])
    if curve.quadratic is not None:
        first, second = curve.quadratic.first.tolist(), curve.quadratic.second.tolist()
        terms = zip(first, second, curve.quadratic.value.tolist(), strict=True)
        total = pyscipopt.quicksum(value * columns[a] * columns[b] for a, b, value in terms)
    if curve.general is not None:
        total = total + to_scip(curve.general, scip, form.column_of, columns)
    return total


def _set_objective(scip: Any, form: ModelForm, columns: list[Any]) -> None:
    objective = form.objective
    if objective is None:
        return
    maximize = objective.sense is Sense.MAXIMIZE
    places = np.flatnonzero(objective.linear).tolist()
    goal = _linear(((place, objective.linear[place]) for place in places), columns)
    goal = goal + objective.constant
    if objective.curve is not None:
        # SCIP's objective is linear: a variable takes the curve's place.
        level = scip.addVar(lb=None, ub=None)
        curve = _curved(scip, objective.curve, form, columns)
        scip.addCons(level <= curve if maximize else level >= curve)
        goal = goal + level
    scip.setObjective(goal, sense="maximize" if maximize else "minimize")


def _offer_start(scip: Any, form: ModelForm, columns: list[Any]) -> None:
    """Offer the values that the variables start with as a partial solution."""
    given = np.flatnonzero(~np.isnan(form.start)).tolist()
    if not given:
        return
    start = scip.createPartialSol()
    for column in given:
        start[columns[column]] = float(form.start[column])
    scip.addSol(start)


def _or_none(bound: float) -> float | None:
    return bound if math.isfinite(bound) else None
