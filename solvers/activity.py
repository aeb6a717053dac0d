"""What a model's objective and constraints are worth at a point."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from optimoot.solvers.form import Curve, FloatArray, ModelForm


def bodies(form: ModelForm, values: FloatArray) -> FloatArray:
    """The value of each constraint's body as stated, its constant included.

    Args:
        form: The model.
        values: A value per column.

    Returns:
        One figure per row; NaN where the body has none (a logarithm of a negative number).
    """
    body = form.rows.times(values) + form.row_constant
    if any(curve.general is not None for curve in form.curves.values()):
        put_values(form, values)
    for row, curve in form.curves.items():
        body[row] += _curve_at(curve, values)
    return body


def body_terms(form: ModelForm, values: FloatArray) -> FloatArray:
    """Per row, the sum of the absolute terms: the scale on which rounding errors count."""
    terms = np.maximum(form.rows.magnitude(values), np.abs(form.row_constant))
    for row, curve in form.curves.items():
        if curve.quadratic is not None:
            terms[row] += curve.quadratic.magnitude(values)
        if curve.general is not None:
            terms[row] += abs(number_or_nan(curve.general))
    return terms


def objective_value(form: ModelForm, values: FloatArray) -> float | None:
    """The objective at a point, in the model's own sense; None without an objective."""
    objective = form.objective
    if objective is None:
        return None
    total = objective.constant + float(objective.linear @ values)
    if objective.curve is not None:
        if objective.curve.general is not None:
            put_values(form, values)
        total += _curve_at(objective.curve, values)
    return total


def objective_terms(form: ModelForm, values: FloatArray) -> float:
    """The sum of the objective's absolute terms at a point; 0 without an objective."""
    objective = form.objective
    if objective is None:
        return 0.0
    total = abs(objective.constant) + float(np.abs(objective.linear * values).sum())
    if objective.curve is not None and objective.curve.quadratic is not None:
        total += objective.curve.quadratic.magnitude(values)
    return total


def put_values(form: ModelForm, values: FloatArray) -> None:
    """Give the Pyomo variables their values, so that expressions can be evaluated."""
    for variable, value in zip(form.variables, values.tolist(), strict=True):
        variable.set_value(value, skip_validation=True)


def _curve_at(curve: Curve, values: FloatArray) -> float:
    total = curve.quadratic.at(values) if curve.quadratic is not None else 0.0
    return total + number_or_nan(curve.general) if curve.general is not None else total


def number_or_nan(expression: Any) -> float:
    """The value of a Pyomo expression at the variables' values; NaN where it has none.

    It has none at a pole, beyond the largest number, and where it is a complex number.
    """
    try:
        return float(expression())
    except (ArithmeticError, ValueError, TypeError):
        return math.nan
