"""A model's form in CPLEX LP format: linear and quadratic models, with names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from optimoot.formulation import Sense
from optimoot.solvers.form import Curve, ModelForm
from optimoot.solvers.labels import figure, labels_for


def to_lp(form: ModelForm) -> str:
    """The text of an LP file.

    A constraint with two different bounds is written as two, `NAME_lower` and `NAME_upper`; one
    without any is left out.
    """
    columns = labels_for(variable.name for variable in form.variables)
    lines = list(_objective(form, columns))
    lines.append("subject to")
    lines.extend(_constraints(form, columns))
    lines.append("bounds")
    lines.extend(_bounds(form, columns))
    lines.extend(_section("general", columns, form.integer & ~form.binary))
    lines.extend(_section("binary", columns, form.binary))
    lines.extend(_sos(form, columns))
    lines.append("end")
    return "\n".join(lines) + "\n"


def _objective(form: ModelForm, columns: list[str]) -> Iterator[str]:
    objective = form.objective
    if objective is None:
        yield "minimize"
        yield f" obj: 0 {columns[0]}"
        return
    yield "maximize" if objective.sense is Sense.MAXIMIZE else "minimize"
    places = np.flatnonzero(objective.linear).tolist()
    terms = [(figure(objective.linear[place]), columns[place]) for place in places]
    parts = list(_linear(terms)) or [f" + 0 {columns[0]}"]
    # By the format's custom the bracket of an objective is halved.
    parts.extend(_bracket(objective.curve, columns, 2.0, "] / 2"))
    if objective.constant:
        parts.append(f" {_signed(figure(objective.constant))}")
    yield " obj:"
    yield from parts


def _constraints(form: ModelForm, columns: list[str]) -> Iterator[str]:
    labels = labels_for(constraint.name for constraint in form.constraints)
    used = set(labels)
    start, index = form.rows.start.tolist(), form.rows.index.tolist()
    value = form.rows.value.tolist()
    for row, label in enumerate(labels):
        low, high = float(form.row_lower[row]), float(form.row_upper[row])
        part = slice(start[row], start[row + 1])
        terms = [(figure(v), columns[c]) for c, v in zip(index[part], value[part], strict=True)]
        body = list(_linear(terms))
        body.extend(_bracket(form.curves.get(row), columns, 1.0, "]"))
        body = body or [f" + 0 {columns[0]}"]
        for name, relation, bound in _sides(label, low, high, used):
            yield f" {name}:"
            yield from body
            yield f" {relation} {figure(bound)}"


def _sides(label: str, low: float, high: float, used: set[str]) -> Iterator[tuple[str, str, float]]:
    if low == high:
        yield label, "=", low
    elif low > -math.inf and high < math.inf:
        lower, upper = labels_for([f"{label}_lower", f"{label}_upper"], used)
        yield lower, ">=", low
        yield upper, "<=", high
    elif low > -math.inf:
        yield label, ">=", low
    elif high < math.inf:
        yield label, "<=", high


def _linear(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    for coefficient, name in terms:
        yield f" {_signed(coefficient)} {name}"


def _bracket(curve: Curve | None, columns: list[str], factor: float, closing: str) -> Iterator[str]:
    if curve is None or curve.quadratic is None:
        return
    quadratic = curve.quadratic
    yield " + ["
    for a, b, value in zip(
        quadratic.first.tolist(), quadratic.second.tolist(), quadratic.value.tolist(), strict=True
    ):
        product = f"{columns[a]}^2" if a == b else f"{columns[a]} * {columns[b]}"
        yield f" {_signed(figure(factor * value))} {product}"
    yield f" {closing}"


def _signed(coefficient: str) -> str:
    return f"- {coefficient[1:]}" if coefficient.startswith("-") else f"+ {coefficient}"


def _bounds(form: ModelForm, columns: list[str]) -> Iterator[str]:
    for name, low, high, binary in zip(
        columns, form.lower.tolist(), form.upper.tolist(), form.binary.tolist(), strict=True
    ):
        if low == -math.inf and high == math.inf:
            yield f" {name} free"
        elif low == high:
            yield f" {name} = {figure(low)}"
        elif not (binary and low == 0.0 and high == 1.0):
            below = "-inf" if low == -math.inf else figure(low)
            above = "" if high == math.inf else f" <= {figure(high)}"
            yield f" {below} <= {name}{above}"


def _section(
    title: str, columns: list[str], chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Iterator[str]:
    if chosen.any():
        yield title
        yield from (f" {columns[place]}" for place in np.flatnonzero(chosen).tolist())


def _sos(form: ModelForm, columns: list[str]) -> Iterator[str]:
    if form.sos:
        yield "sos"
        for label, sos in zip(labels_for(sos.name for sos in form.sos), form.sos, strict=True):
            members = zip(sos.columns, sos.weights, strict=True)
            listed = " ".join(f"{columns[c]}:{figure(weight)}" for c, weight in members)
            yield f" {label}: S{sos.level}:: {listed}"
