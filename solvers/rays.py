"""In which direction a model's objective improves without limit."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.form import FloatArray, ModelForm, SparseRows
from optimoot.solvers.highs_input import load, run
from optimoot.solvers.solver import ModelClass

_SHOWN = 5
"""How many variables a message names."""
_MOVES = 1e-7
"""Least part of a direction, and least gain along it, that counts."""


def ray_of(form: ModelForm, seconds: float) -> FloatArray | None:
    """A direction along which a feasible point can go on for ever and gains.

    For a linear or convex quadratic objective over linear constraints there is one exactly where
    the model, if feasible, is unbounded: a `d` with `Q d = 0` along which no row and no bound is
    ever hit, and whose linear cost is negative. A linear program with `-1 <= d <= 1` finds it.
    Integrality is not looked at.

    Returns:
        One figure per column; None where there is no such direction, no time to find it, or the
        model has curves that this does not cover.
    """
    if form.objective is None or form.curves or form.sos:
        return None
    if form.objective.curve is not None and form.objective.curve.general is not None:
        return None
    columns = len(form.lower)
    low = np.where(np.isfinite(form.lower), 0.0, -1.0)
    high = np.where(np.isfinite(form.upper), 0.0, 1.0)
    rows, row_lower, row_upper = _recession_rows(form)
    cone = replace(
        form,
        lower=low,
        upper=high,
        integer=np.zeros(columns, dtype=np.bool_),
        rows=rows,
        row_lower=row_lower,
        row_upper=row_upper,
        objective=replace(form.objective, constant=0.0, curve=None),
        model_class=ModelClass.LP,
    )
    highs = load(cone, time_limit=max(seconds, 0.1))
    if run(highs) is not Termination.CONVERGED:
        return None
    direction = np.array(highs.getSolution().col_value)
    gain = float(form.objective.linear @ direction)
    if form.objective.sense is Sense.MINIMIZE:
        gain = -gain
    scale = float(np.abs(form.objective.linear).max(initial=0.0))
    return direction if gain > _MOVES * scale else None


def describe_ray(form: ModelForm, direction: FloatArray) -> str:
    """The sentence for a direction of `ray_of`."""
    order = np.argsort(-np.abs(direction), kind="stable")
    moving = [place for place in order.tolist() if abs(direction[place]) > _MOVES]
    parts = [
        f"{form.variables[place].name!r} {'grows' if direction[place] > 0 else 'falls'}"
        for place in moving[:_SHOWN]
    ]
    rest = f" and {len(moving) - _SHOWN} more move" if len(moving) > _SHOWN else ""
    return f"The objective improves without limit while {', '.join(parts)}{rest}."


def _recession_rows(form: ModelForm) -> tuple[SparseRows, FloatArray, FloatArray]:
    """The rows that keep a direction inside for ever, and for a quadratic objective `Q d = 0`."""
    lower = np.where(np.isfinite(form.row_lower), 0.0, -math.inf)
    upper = np.where(np.isfinite(form.row_upper), 0.0, math.inf)
    curve = form.objective.curve if form.objective is not None else None
    if curve is None or curve.quadratic is None:
        return form.rows, lower, upper
    hessian = curve.quadratic.hessian(len(form.lower))
    used = len(hessian.start) - 1
    rows = SparseRows(
        start=np.concatenate([form.rows.start, form.rows.start[-1] + hessian.start[1:]]),
        index=np.concatenate([form.rows.index, hessian.index]),
        value=np.concatenate([form.rows.value, hessian.value]),
    )
    zeros = np.zeros(used)
    return rows, np.concatenate([lower, zeros]), np.concatenate([upper, zeros])
