"""A model's form in free MPS format: linear and quadratic models, with names."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from optimoot.formulation import Sense
from optimoot.solvers.form import ModelForm, Quadratic
from optimoot.solvers.labels import figure, labels_for


def to_mps(form: ModelForm) -> str:
    """The text of a free MPS file; a constraint without any bound is left out."""
    columns = labels_for(variable.name for variable in form.variables)
    rows = labels_for((constraint.name for constraint in form.constraints), ["obj"])
    lines = ["NAME model"]
    if form.sense is Sense.MAXIMIZE:
        lines += ["OBJSENSE", "    MAX"]
    lines += ["ROWS", " N  obj"]
    lines.extend(f" {kind}  {rows[row]}" for row, kind in _kinds(form))
    lines.append("COLUMNS")
    lines.extend(_columns(form, columns, rows))
    lines.append("RHS")
    lines.extend(_right_hand_sides(form, rows))
    lines.extend(_ranges(form, rows))
    lines.append("BOUNDS")
    lines.extend(_bounds(form, columns))
    lines.extend(_quadratic(form, columns, rows))
    lines.append("ENDATA")
    return "\n".join(lines) + "\n"


def _kinds(form: ModelForm) -> list[tuple[int, str]]:
    """The rows that have a bound, and their letters; a row with two bounds is a ranged L."""
    found = []
    for row, (low, high) in enumerate(
        zip(form.row_lower.tolist(), form.row_upper.tolist(), strict=True)
    ):
        if low == high:
            found.append((row, "E"))
        elif high < math.inf:
            found.append((row, "L"))
        elif low > -math.inf:
            found.append((row, "G"))
    return found


def _columns(form: ModelForm, columns: list[str], rows: list[str]) -> Iterator[str]:
    bounded = {row for row, _kind in _kinds(form)}
    order = np.argsort(form.rows.index, kind="stable")
    index, row_of = form.rows.index[order].tolist(), form.rows.row_of[order].tolist()
    entries: list[list[tuple[str, float]]] = [[] for _ in columns]
    for column, row, value in zip(index, row_of, form.rows.value[order].tolist(), strict=True):
        if row in bounded:
            entries[column].append((rows[row], value))
    costs = form.objective.linear.tolist() if form.objective is not None else [0.0] * len(columns)
    whole = False
    for column, name in enumerate(columns):
        if bool(form.integer[column]) is not whole:
            whole = not whole
            yield f"    MARKER 'MARKER' '{'INTORG' if whole else 'INTEND'}'"
        # The cost stands there even if zero, so that a column without entries is not lost.
        for row_name, value in [("obj", costs[column]), *entries[column]]:
            yield f"    {name} {row_name} {figure(value)}"
    if whole:
        yield "    MARKER 'MARKER' 'INTEND'"


def _right_hand_sides(form: ModelForm, rows: list[str]) -> Iterator[str]:
    if form.objective is not None and form.objective.constant:
        # The format subtracts the objective's right-hand side.
        yield f"    RHS obj {figure(-form.objective.constant)}"
    for row, kind in _kinds(form):
        bound = form.row_lower[row] if kind == "G" else form.row_upper[row]
        if bound:
            yield f"    RHS {rows[row]} {figure(bound)}"


def _ranges(form: ModelForm, rows: list[str]) -> Iterator[str]:
    ranged = [row for row, kind in _kinds(form) if kind == "L" and form.row_lower[row] > -math.inf]
    if ranged:
        yield "RANGES"
        for row in ranged:
            yield f"    RNG {rows[row]} {figure(form.row_upper[row] - form.row_lower[row])}"


def _bounds(form: ModelForm, columns: list[str]) -> Iterator[str]:
    for name, low, high in zip(columns, form.lower.tolist(), form.upper.tolist(), strict=True):
        if low == -math.inf and high == math.inf:
            yield f" FR BND {name}"
            continue
        if low == high:
            yield f" FX BND {name} {figure(low)}"
            continue
        yield f" MI BND {name}" if low == -math.inf else f" LO BND {name} {figure(low)}"
        # Written out too: without it readers differ on what bounds an integer column.
        yield f" PL BND {name}" if high == math.inf else f" UP BND {name} {figure(high)}"


def _quadratic(form: ModelForm, columns: list[str], rows: list[str]) -> Iterator[str]:
    curve = form.objective.curve if form.objective is not None else None
    if curve is not None and curve.quadratic is not None:
        # One triangle of the matrix Q of x'Qx / 2: squares count twice.
        yield "QUADOBJ"
        for a, b, value in _terms(curve.quadratic):
            yield f"    {columns[a]} {columns[b]} {figure(2.0 * value if a == b else value)}"
    for row, _kind in _kinds(form):
        if row not in form.curves:
            continue
        quadratic = form.curves[row].quadratic
        if quadratic is None:
            continue
        # The whole matrix Q of x'Qx: a product is split in two.
        yield f"QCMATRIX {rows[row]}"
        for a, b, value in _terms(quadratic):
            if a == b:
                yield f"    {columns[a]} {columns[a]} {figure(value)}"
            else:
                yield f"    {columns[a]} {columns[b]} {figure(value / 2.0)}"
                yield f"    {columns[b]} {columns[a]} {figure(value / 2.0)}"


def _terms(form: Quadratic) -> Iterator[tuple[int, int, float]]:
    return zip(form.first.tolist(), form.second.tolist(), form.value.tolist(), strict=True)
