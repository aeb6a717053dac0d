"""Reads the coefficients off the model that a Program builds."""

from __future__ import annotations

import math

from optimoot.coefficients import Coefficients, Column, Row
from optimoot.errors import InputError
from optimoot.formulation import Domain
from optimoot.program import Program
from optimoot.solvers.classify import read_form
from optimoot.solvers.extraction import plain_index
from optimoot.solvers.form import Curve, ModelForm, Quadratic
from optimoot.solvers.loading import load_model
from optimoot.solvers.messages import pyomo_warnings

MOST_ENTRIES = 20_000
"""Linear coefficients up to which a model is told; beyond, nobody could read the difference."""


def read_coefficients(program: Program) -> Coefficients:
    """The coefficients of the Program's model. Unguarded, as `execute` is.

    Raises:
        InputError: The model is too large.
        ProgramError: The Program gives no model.
        BaseException: Whatever the Program itself raises.
    """
    with pyomo_warnings():
        form = read_form(load_model(program))
    size = max(len(form.rows.value), len(form.variables), len(form.constraints))
    if size > MOST_ENTRIES:
        raise InputError(
            f"The model has {size:,} coefficients, more than the {MOST_ENTRIES:,} that are told.",
            remedy="Compare what the models give instead.",
        )
    goal = form.objective
    curve = goal.curve if goal is not None else None
    return Coefficients(
        sense=form.sense,
        constant=goal.constant if goal is not None else 0.0,
        columns=_columns(form),
        rows=_rows(form),
        products=_products(curve),
        curved=curve is not None and curve.general is not None,
    )


def _columns(form: ModelForm) -> tuple[Column, ...]:
    linear = form.objective.linear.tolist() if form.objective is not None else None
    return tuple(
        Column(
            name=variable.parent_component().name,
            index=plain_index(variable.index()),
            domain=_domain(bool(form.integer[place]), bool(form.binary[place])),
            lower=_finite(float(form.lower[place])),
            upper=_finite(float(form.upper[place])),
            objective=linear[place] if linear is not None else 0.0,
        )
        for place, variable in enumerate(form.variables)
    )


def _rows(form: ModelForm) -> tuple[Row, ...]:
    matrix = form.rows.merged()
    start, index, value = matrix.start.tolist(), matrix.index.tolist(), matrix.value.tolist()
    return tuple(
        Row(
            name=constraint.parent_component().name,
            index=plain_index(constraint.index()),
            terms=tuple(
                (index[entry], value[entry])
                for entry in range(start[place], start[place + 1])
                if value[entry]
            ),
            products=_products(form.curves.get(place)),
            curved=place in form.curves and form.curves[place].general is not None,
            lower=_finite(float(form.row_lower[place])),
            upper=_finite(float(form.row_upper[place])),
        )
        for place, constraint in enumerate(form.constraints)
    )


def _products(curve: Curve | None) -> tuple[tuple[int, int, float], ...]:
    quadratic: Quadratic | None = curve.quadratic if curve is not None else None
    if quadratic is None:
        return ()
    merged = quadratic.merged()
    triples = zip(merged.first.tolist(), merged.second.tolist(), merged.value.tolist(), strict=True)
    return tuple(triples)


def _domain(whole: bool, binary: bool) -> Domain:
    if binary:
        return Domain.BINARY
    return Domain.INTEGER if whole else Domain.CONTINUOUS


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
