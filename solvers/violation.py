"""How far a point is from satisfying a model."""

from __future__ import annotations

import math

import numpy as np

from optimoot.solvers.activity import bodies, body_terms
from optimoot.solvers.form import FloatArray, ModelForm

FEASIBILITY = 1e-6
"""Largest violation of a bound or constraint that counts as rounding, relative to the largest of
1, the bound and the sum of the constraint's absolute terms. Solvers work to 1e-6 or 1e-7."""


def worst_violation(form: ModelForm, values: FloatArray) -> tuple[float, str]:
    """The largest relative violation of a point, and the name of what it violates.

    Violations are measured as `FEASIBILITY` says; integrality is not looked at. A constraint
    without a value (a logarithm of a negative number) is violated without limit.
    """
    at = bodies(form, values)
    lower, upper = form.row_lower + form.row_constant, form.row_upper + form.row_constant
    rows = _relative(at, lower, upper, body_terms(form, values))
    columns = _relative(values, form.lower, form.upper, np.zeros(len(values)))
    in_row, in_column = float(rows.max(initial=0.0)), float(columns.max(initial=0.0))
    if max(in_row, in_column) == 0.0:
        return 0.0, ""
    if in_row >= in_column:
        return in_row, str(form.constraints[int(np.argmax(rows))].name)
    return in_column, str(form.variables[int(np.argmax(columns))].name)


def _relative(
    at: FloatArray, lower: FloatArray, upper: FloatArray, terms: FloatArray
) -> FloatArray:
    below, above = lower - at, at - upper
    bound = np.where(below > above, lower, upper)
    bound = np.where(np.isfinite(bound), np.abs(bound), 0.0)
    missed = np.maximum(np.maximum(below, above), 0.0) / np.maximum(1.0, np.maximum(bound, terms))
    return np.where(np.isnan(at), math.inf, missed)
