"""Worths and ranges of a linear model, from the basis that HiGHS ends with.

Within the range that is told, the basis stays optimal, so that the objective changes exactly by the
worth. Where the plan is degenerate a range may end at the limit itself; then what a unit beyond it
is worth is found by solving the model there.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Final

import numpy as np

from optimoot.errors import InputError
from optimoot.outcome import Failure, Termination
from optimoot.sensitivity import CoefficientRange, LimitWorth, Sensitivity, Side
from optimoot.solvers.activity import bodies
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.extraction import plain_index
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.highs_input import INFINITE, load, run
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import ModelClass, SolveRequest
from optimoot.solvers.solving import solve_form

_EQUAL: Final = 1e-9
"""Relative distance below which two limits, or a range's end and its limit, are one."""
_ZERO: Final = 1e-9
"""Reduced cost, relative to the greatest coefficient of the objective, that is none."""
_STEPS: Final = 40
"""How often the model is solved anew beyond the end of a range, at most."""
_FIRST: Final = 1e-3
"""First step beyond the end of a range, relative to the limit."""
_HALVINGS: Final = 6
_EXACT: Final = 1e-7
"""Relative error of a change that a slope explains."""


def sensitivity_of(form: ModelForm, options: SolveOptions) -> Sensitivity:
    """The worths and ranges of a linear model; of a mixed-integer one with its integers fixed.

    Args:
        form: The model.
        options: The time limit is for all solves together.

    Raises:
        InputError: The model is not linear, or has no optimal plan.
    """
    if form.is_curved or form.sos or form.objective is None:
        raise InputError(
            "Worths and ranges are those of linear models with an objective.",
            remedy="Ask for a curve: the model is solved again for several values.",
        )
    deadline = Deadline(options.time_limit)
    linear = _with_integers_fixed(form, options) if form.is_integer else form
    highs = load(linear, time_limit=max(deadline.left, 0.1), presolve="off")
    if run(highs) is not Termination.CONVERGED:
        raise InputError(
            "The model has no optimal plan whose limits could be worth something.",
            remedy="Ask why it has none.",
        )
    ranging = highs.getRanging()[1]
    values = np.array(highs.getSolution().col_value)
    limits = _limits(linear, highs, ranging, values)
    return Sensitivity(
        objective=float(highs.getInfo().objective_function_value),
        limits=tuple(_with_directions(linear, highs, limits, deadline)),
        coefficients=_coefficients(linear, highs, ranging, values),
        degenerate=_is_degenerate(linear, highs, values),
        alternatives=_has_alternatives(linear, highs),
        integers_fixed=form.is_integer,
    )


def _with_integers_fixed(form: ModelForm, options: SolveOptions) -> ModelForm:
    request = SolveRequest(options.time_limit, options.relative_gap, 0.0, duals=False)
    solving = solve_form(form, "auto", request)
    if isinstance(solving, Failure) or solving.solved.values is None:
        raise InputError(
            "The model has no optimal plan whose limits could be worth something.",
            remedy="Ask why it has none.",
        )
    held = np.round(solving.solved.values)
    nothing = np.zeros(len(held), dtype=np.bool_)
    return replace(
        form,
        lower=np.where(form.integer, held, form.lower),
        upper=np.where(form.integer, held, form.upper),
        integer=nothing,
        binary=nothing,
        model_class=ModelClass.LP,
    )


def _limits(form: ModelForm, highs: Any, ranging: Any, values: FloatArray) -> list[LimitWorth]:
    duals = highs.getSolution().row_dual
    status = highs.getBasis().row_status
    down, up = ranging.row_bound_dn.value_, ranging.row_bound_up.value_
    activity = bodies(form, values) - form.row_constant
    found = []
    for row, constraint in enumerate(form.constraints):
        lower, upper = float(form.row_lower[row]), float(form.row_upper[row])
        binding = status[row].name != "kBasic" and (math.isfinite(lower) or math.isfinite(upper))
        nearer = _nearer(lower, upper, float(activity[row]))
        side = _holding(status[row].name, lower, upper) if binding else nearer
        basis = (float(down[row]), float(up[row]))
        limit, least, most = (
            _held_between(side, lower, upper, basis)
            if binding
            else _idle_between(side, lower, upper, float(activity[row]))
        )
        constant = float(form.row_constant[row])
        found.append(
            LimitWorth(
                name=constraint.parent_component().name,
                index=plain_index(constraint.index()),
                activity=float(activity[row]) + constant,
                binding=binding,
                side=side,
                limit=_told(limit, constant),
                slack=abs(float(activity[row]) - limit) if math.isfinite(limit) else None,
                worth=float(duals[row]) + 0.0 if binding else 0.0,
                limit_from=_told(least, constant),
                limit_to=_told(most, constant),
            )
        )
    return found


def _holding(status: str, lower: float, upper: float) -> Side:
    """The limit at which a row or a variable outside of the basis stands."""
    if lower == upper:
        return Side.BOTH
    return {"kLower": Side.LOWER, "kUpper": Side.UPPER}.get(status, Side.NONE)


def _nearer(lower: float, upper: float, activity: float) -> Side:
    if not (math.isfinite(lower) or math.isfinite(upper)):
        return Side.NONE
    if lower == upper:
        return Side.BOTH
    return Side.UPPER if upper - activity <= activity - lower else Side.LOWER


def _held_between(
    side: Side, lower: float, upper: float, basis: tuple[float, float]
) -> tuple[float, float, float]:
    """A binding limit, and the least and the greatest value of it for which its worth holds.

    Args:
        side: The limit that holds the row.
        lower: The row's lower limit.
        upper: Its upper limit.
        basis: From where to where the basis stays feasible as the limit moves.
    """
    if side is Side.LOWER:
        return lower, basis[0], min(basis[1], upper)
    if side is Side.UPPER:
        return upper, max(basis[0], lower), basis[1]
    return lower, *basis


def _idle_between(
    side: Side, lower: float, upper: float, activity: float
) -> tuple[float, float, float]:
    """A limit that holds nothing: it may come as near as what the row comes to."""
    if side is Side.UPPER:
        return upper, activity, math.inf
    if side is Side.LOWER:
        return lower, -math.inf, activity
    return (lower, lower, lower) if side is Side.BOTH else (math.inf, -math.inf, math.inf)


def _told(value: float, constant: float) -> float | None:
    return value + constant if abs(value) < INFINITE else None


def _with_directions(
    form: ModelForm, highs: Any, limits: list[LimitWorth], deadline: Deadline
) -> list[LimitWorth]:
    """The limits; where a range ends at the limit itself, with what a unit beyond it is worth."""
    objective = float(highs.getInfo().objective_function_value)
    steps = 0
    found = list(limits)
    for row, told in enumerate(limits):
        if told.limit is None:
            continue
        ends = [
            (name, sign)
            for name, end, sign in (
                ("before", told.limit_from, -1.0),
                ("after", told.limit_to, 1.0),
            )
            if end is not None and _are_one(end, told.limit)
        ]
        for name, sign in ends:
            if steps >= _STEPS or deadline.left <= 0.0:
                return found
            steps += 1
            slope = _slope(form, highs, row, told.side, sign, objective)
            found[row] = found[row].model_copy(update={name: slope})
    return found


def _slope(
    form: ModelForm, highs: Any, row: int, side: Side, sign: float, objective: float
) -> float | None:
    """Worth of a row's limit just beyond the end of its range; None where no plan is left there.

    The objective is linear from the limit to where a basis ends. A step inside that stretch shows
    the slope: there, the worth that the solver tells gives just the change of the objective.
    """
    lower, upper = float(form.row_lower[row]), float(form.row_upper[row])
    moves_upper = side in (Side.UPPER, Side.BOTH)
    step = _FIRST * max(1.0, abs(upper if moves_upper else lower))
    try:
        for _ in range(_HALVINGS):
            by = sign * step
            moved = (
                lower + by if side is Side.BOTH or not moves_upper else min(lower, upper + by),
                upper + by if moves_upper else max(upper, lower + by),
            )
            highs.changeRowBounds(row, *moved)
            if run(highs) is not Termination.CONVERGED:
                return None
            change = float(highs.getInfo().objective_function_value) - objective
            slope = float(highs.getSolution().row_dual[row])
            if abs(change - slope * by) <= _EXACT * max(step, abs(change)):
                return slope + 0.0
            step /= 8.0
        return None
    finally:
        highs.changeRowBounds(row, lower, upper)


def _coefficients(
    form: ModelForm, highs: Any, ranging: Any, values: FloatArray
) -> tuple[CoefficientRange, ...]:
    status = highs.getBasis().col_status
    costs = highs.getSolution().col_dual
    down, up = ranging.col_cost_dn.value_, ranging.col_cost_up.value_
    linear = form.objective.linear if form.objective is not None else np.zeros(len(values))
    return tuple(
        CoefficientRange(
            name=variable.parent_component().name,
            index=plain_index(variable.index()),
            value=float(values[column]) + 0.0,
            side=_holding(
                status[column].name, float(form.lower[column]), float(form.upper[column])
            ),
            coefficient=float(linear[column]),
            coefficient_from=_told(float(down[column]), 0.0),
            coefficient_to=_told(float(up[column]), 0.0),
            reduced_cost=float(costs[column]) + 0.0,
        )
        for column, variable in enumerate(form.variables)
    )


def _is_degenerate(form: ModelForm, highs: Any, values: FloatArray) -> bool:
    """Whether a basic variable or row stands at one of its limits."""
    basis = highs.getBasis()
    columns = np.array([status.name == "kBasic" for status in basis.col_status], dtype=np.bool_)
    rows = np.array([status.name == "kBasic" for status in basis.row_status], dtype=np.bool_)
    activity = np.array(highs.getSolution().row_value)
    return bool(
        (columns & _at_a_limit(values, form.lower, form.upper)).any()
        or (rows & _at_a_limit(activity, form.row_lower, form.row_upper)).any()
    )


def _at_a_limit(values: FloatArray, lower: FloatArray, upper: FloatArray) -> Any:
    scale = _EQUAL * np.maximum(1.0, np.abs(values))
    return (np.abs(values - lower) <= scale) | (np.abs(values - upper) <= scale)


def _has_alternatives(form: ModelForm, highs: Any) -> bool:
    """Whether something outside of the basis, free to move, would cost nothing to move.

    Where the plan is degenerate the move may turn out to be of length 0: then this may be told of
    a plan that is the only one.
    """
    solution, basis = highs.getSolution(), highs.getBasis()
    linear = form.objective.linear if form.objective is not None else np.zeros(1)
    scale = _ZERO * max(1.0, float(np.abs(linear).max(initial=0.0)))
    free_columns = form.lower < form.upper
    free_rows = form.row_lower < form.row_upper
    return any(
        status.name != "kBasic" and bool(free) and abs(dual) <= scale
        for statuses, duals, freedom in (
            (basis.col_status, solution.col_dual, free_columns),
            (basis.row_status, solution.row_dual, free_rows),
        )
        for status, dual, free in zip(statuses, duals, freedom, strict=True)
    )


def _are_one(one: float, other: float) -> bool:
    return abs(one - other) <= _EQUAL * max(1.0, abs(one), abs(other))
