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
    SolutionStatus,
    Termination,
    VariableValue,
)
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.solver import Solved


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


def relative_gap(objective: float | None, bound: float | None) -> float | None:
    """`|objective - bound| / max(1e-10, |objective|)`; None where either is missing."""
    if objective is None or bound is None:
        return None
    return abs(objective - bound) / max(1e-10, abs(objective))


def solution_status(solved: Solved, gap: float | None, wanted_gap: float) -> SolutionStatus:
    """OPTIMAL only where the solver converged and the gap, if any, is no wider than asked."""
    if solved.values is None:
        return SolutionStatus.NONE
    if solved.termination is not Termination.CONVERGED:
        return SolutionStatus.FEASIBLE
    if gap is not None and gap > wanted_gap:
        return SolutionStatus.FEASIBLE
    return SolutionStatus.OPTIMAL


def variable_values(model: Any, form: ModelForm, solved: Solved) -> tuple[VariableValue, ...]:
    """Every variable of the model with its value, in the model's order."""
    values = solved.values.tolist() if solved.values is not None else []
    reduced = solved.reduced_costs.tolist() if solved.reduced_costs is not None else None
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
    duals = solved.duals.tolist() if solved.duals is not None else [None] * len(body)
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


def bodies(form: ModelForm, values: FloatArray) -> FloatArray:
    """The value of each constraint's body as stated (its constant included)."""
    body = form.rows.times(values) + form.row_constant
    if any(curve.general is not None for curve in form.curves.values()):
        put_values(form, values)
    for row, curve in form.curves.items():
        if curve.quadratic is not None:
            body[row] += curve.quadratic.at(values)
        if curve.general is not None:
            body[row] += number_or_nan(curve.general)
    return body


def objective_value(form: ModelForm, values: FloatArray) -> float | None:
    """The objective at a point, in the model's own sense; None without an objective."""
    objective = form.objective
    if objective is None:
        return None
    total = objective.constant + float(objective.linear @ values)
    if objective.curve is not None and objective.curve.quadratic is not None:
        total += objective.curve.quadratic.at(values)
    if objective.curve is not None and objective.curve.general is not None:
        put_values(form, values)
        total += number_or_nan(objective.curve.general)
    return total


def put_values(form: ModelForm, values: FloatArray) -> None:
    """Give the Pyomo variables their values, so that expressions can be evaluated."""
    for variable, value in zip(form.variables, values.tolist(), strict=True):
        variable.set_value(value, skip_validation=True)


def number_or_nan(expression: Any) -> float:
    """The value of a Pyomo expression, NaN where it has none (a log of a negative number)."""
    try:
        return float(pyo.value(expression))
    except (ArithmeticError, ValueError):
        return math.nan


def plain_index(index: object) -> tuple[str | int | float, ...]:
    """A Pyomo index as a flat tuple of strings and numbers; empty for a scalar component."""
    if index is None:
        return ()
    if isinstance(index, tuple):
        return tuple(_plain(part) for part in index)
    return (_plain(index),)


def _plain(part: object) -> str | int | float:
    if isinstance(part, str | int | float) and not isinstance(part, bool):
        return part
    if isinstance(part, np.generic):
        return _plain(part.item())
    return str(part)


def _or_none(values: FloatArray) -> list[float | None]:
    """As a list, with None for infinities and NaN."""
    return [value if math.isfinite(value) else None for value in values.tolist()]
