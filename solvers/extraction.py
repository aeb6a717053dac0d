"""From what a solver handed back to an Outcome: values, activities, slacks, bound and gap."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyomo.environ as pyo

from optimoot.outcome import (
    ConstraintValue,
    ModelStatistics,
    VariableValue,
)
from optimoot.solvers.activity import bodies
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.solver import Solved

_PLAIN = frozenset({str, int, float})


def statistics_of(form: ModelForm) -> ModelStatistics:
    """Size and class of the model: free variables, active constraints, linear coefficients."""
    return ModelStatistics(
        model_class=form.model_class.value,
        variables=len(form.variables),
        integer_variables=int(form.integer.sum()),
        binary_variables=int(form.binary.sum()),
        constraints=len(form.constraints),
        nonzeros=len(form.rows.value),
        convex=form.convex,
    )


def variable_values(model: Any, form: ModelForm, solved: Solved) -> tuple[VariableValue, ...]:
    """Every variable of the model with its value, in the model's order; none without a point."""
    if solved.values is None:
        return ()
    values = _plain_zeros(solved.values)
    reduced = _plain_zeros(solved.reduced_costs) if solved.reduced_costs is not None else None
    lower, upper = _or_none(form.lower), _or_none(form.upper)
    domain = np.where(form.binary, "binary", np.where(form.integer, "integer", "continuous"))
    domains = domain.tolist()
    column_of = form.column_of
    found = []
    for component in _variable_components(model, form):
        name = component.name
        for index, variable in component.items():
            column = column_of.get(id(variable))
            if column is None:
                found.append(_fixed_value(name, index, variable))
                continue
            found.append(
                VariableValue(
                    name=name,
                    index=plain_index(index),
                    value=values[column],
                    lower=lower[column],
                    upper=upper[column],
                    domain=domains[column],
                    reduced_cost=reduced[column] if reduced is not None else None,
                )
            )
    return tuple(found)


def _variable_components(model: Any, form: ModelForm) -> Iterator[Any]:
    seen = set()
    for component in model.component_objects(pyo.Var, active=True, descend_into=True):
        seen.add(id(component))
        yield component
    for variable in form.variables:
        component = variable.parent_component()
        if id(component) not in seen:
            seen.add(id(component))
            yield component


def _fixed_value(name: str, index: object, variable: Any) -> VariableValue:
    lower, upper = variable.bounds
    kind = "integer" if variable.is_integer() else "continuous"
    return VariableValue(
        name=name,
        index=plain_index(index),
        value=variable.value,
        lower=lower,
        upper=upper,
        domain="binary" if variable.is_binary() else kind,
    )


def constraint_values(form: ModelForm, solved: Solved) -> tuple[ConstraintValue, ...]:
    """Every active constraint with its body, bounds, slack and dual, in the model's order."""
    if solved.values is None:
        return ()
    body = bodies(form, solved.values)
    lower = form.row_lower + form.row_constant
    upper = form.row_upper + form.row_constant
    slack = np.minimum(body - lower, upper - body)
    duals: list[float] | list[None] = [None] * len(body)
    if solved.duals is not None:
        duals = _plain_zeros(solved.duals)
    columns = zip(
        form.constraints,
        body.tolist(),
        _or_none(lower),
        _or_none(upper),
        _or_none(slack),
        duals,
        strict=True,
    )
    names: dict[int, str] = {}
    found = []
    for constraint, at, low, high, distance, dual in columns:
        component = constraint.parent_component()
        name = names.get(id(component))
        if name is None:
            name = names[id(component)] = component.name
        found.append(
            ConstraintValue(
                name=name,
                index=plain_index(constraint.index()),
                body=at,
                lower=low,
                upper=high,
                slack=distance,
                dual=dual,
            )
        )
    return tuple(found)


def plain_index(index: object) -> tuple[str | int | float, ...]:
    """A Pyomo index as a flat tuple of strings and numbers; empty for a scalar component."""
    if index is None:
        return ()
    parts = index if isinstance(index, tuple) else (index,)
    if _PLAIN.issuperset(map(type, parts)):  # nearly always, and quick
        return parts
    return tuple(_plain(part) for part in parts)


def _plain(part: object) -> str | int | float:
    if isinstance(part, str | int | float) and not isinstance(part, bool):
        return part
    if isinstance(part, np.generic):
        return _plain(part.item())
    return str(part)


def _plain_zeros(values: FloatArray) -> list[float]:
    """As a list, with 0.0 for -0.0."""
    plain: list[float] = (values + 0.0).tolist()
    return plain


def _or_none(values: FloatArray) -> list[float | None]:
    """As a list, with None for infinities and NaN."""
    return [value if math.isfinite(value) else None for value in values.tolist()]
