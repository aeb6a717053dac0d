"""Where a model's functions run off to infinity: poles, and numbers too large to compute with."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from pyomo.core.expr import numeric_expr
from pyomo.core.expr.numvalue import native_types, value
from pyomo.core.expr.visitor import identify_variables

from optimoot.solvers.activity import number_or_nan, put_values
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.ranges import range_of

_NEAR = 1e-6
"""A denominator, or a logarithm's argument, this near to zero is at its pole within tolerances."""
LARGEST = 1e50
"""Solvers of curved models call some number infinite; what comes near may have been cut off."""
_MATTERS = 1e-3
"""Relative change of the whole expression, over a step of `_NEAR`, that makes a pole matter."""
_LOGARITHMS = frozenset({"log", "log10"})
_GROWING = frozenset({"exp", "sinh", "cosh"})
_FLATTENING = frozenset({"log", "log10", "atan", "tanh"})
_LARGEST_EXPONENT = 115.0
"""The logarithm of `LARGEST`."""


def pole_at(form: ModelForm, values: FloatArray) -> str:
    """What runs off to infinity in a model at a point, as a clause; empty if nothing does.

    A denominator near zero counts only where zero is within its reach, and where a step that
    changes nothing else moves the whole expression: `x * log(x)` has no pole at zero.
    """
    for _owner, expression in curved(form):
        put_values(form, values)
        for node in _nodes(expression):
            at = number_or_nan(node)
            if abs(at) >= LARGEST:
                return f"{node.to_string()!r} is {at:.0e}, near the end of the number range"
            inside = _pole_of(node)
            if inside is None:
                continue
            near = number_or_nan(inside)
            if abs(near) < _NEAR and _reaches_zero(inside) and _matters(expression, inside):
                return f"{node.to_string()!r} runs to infinity where {str(inside)!r} is zero"
    return ""


def flattened_overflow(form: ModelForm) -> str:
    """A function whose overflow the model flattens, as a clause; empty if there is none.

    Solvers cut off the points at which an intermediate result is too large for them. That changes
    no optimum where the model itself is as large there, but `1 / (1 + exp(x))` is not.
    """
    for _owner, expression in curved(form):
        for node in _nodes(expression):
            for part in _flattened(node):
                for inner in _nodes(part):
                    if _name(inner) in _GROWING and _beyond(inner.args[0]):
                        return (
                            f"{inner.to_string()!r} grows beyond what can be computed with, inside "
                            f"of {node.to_string()!r}"
                        )
    return ""


def curved(form: ModelForm) -> Iterator[tuple[Any, Any]]:
    """Each constraint (or None, for the objective) with its expression that is not quadratic."""
    goal = form.objective.curve if form.objective is not None else None
    if goal is not None and goal.general is not None:
        yield None, goal.general
    for row, curve in form.curves.items():
        if curve.general is not None:
            yield form.constraints[row], curve.general


def _nodes(expression: Any) -> Iterator[Any]:
    """The expression and what is inside of it, where that varies; shared parts once."""
    seen: set[int] = set()
    stack = [expression]
    while stack:
        node = stack.pop()
        if node.__class__ in native_types or not node.is_expression_type() or id(node) in seen:
            continue
        if node.is_fixed():
            continue
        seen.add(id(node))
        yield node
        stack.extend(node.args)


def _name(node: Any) -> str:
    unary = isinstance(node, numeric_expr.UnaryFunctionExpression)
    return str(node.getname()) if unary else ""


def _pole_of(node: Any) -> Any:
    """What a node runs off to infinity at the zero of; None where it has no pole."""
    if isinstance(node, numeric_expr.DivisionExpression):
        return _varying(node.args[1])
    if isinstance(node, numeric_expr.PowExpression):
        base, exponent = node.args
        return _varying(base) if range_of(exponent)[0] < 0.0 else None
    if _name(node) in _LOGARITHMS:
        return _varying(node.args[0])
    if _name(node) == "tan":
        return numeric_expr.UnaryFunctionExpression((node.args[0],), "cos", math.cos)
    return None


def _varying(expression: Any) -> Any:
    fixed = expression.__class__ in native_types or expression.is_fixed()
    return None if fixed else expression


def _reaches_zero(expression: Any) -> bool:
    low, high = range_of(expression)
    return low <= 0.0 <= high


def _matters(expression: Any, inside: Any) -> bool:
    """Whether moving the variables at the pole by very little moves the whole expression."""
    at = number_or_nan(expression)
    if math.isnan(at):
        return True
    for variable in identify_variables(inside, include_fixed=False):
        here = value(variable)
        step = _NEAR * max(1.0, abs(here))
        for there in (here - step, here + step):
            variable.set_value(there, skip_validation=True)
            moved = abs(number_or_nan(expression) - at)
            variable.set_value(here, skip_validation=True)
            if moved > _MATTERS * max(1.0, abs(at)):
                return True
    return False


def _flattened(node: Any) -> list[Any]:
    """The parts of a node that it makes small when they are large."""
    if isinstance(node, numeric_expr.DivisionExpression):
        return [node.args[1]]
    if isinstance(node, numeric_expr.PowExpression):
        exponent = node.args[1]
        fixed = exponent.__class__ in native_types or exponent.is_fixed()
        power = value(exponent, exception=False) if fixed else None
        return [node.args[0]] if power is not None and power < 1.0 else []
    return [node.args[0]] if _name(node) in _FLATTENING else []


def _beyond(exponent: Any) -> bool:
    low, high = range_of(exponent)
    return bool(np.maximum(-low, high) > _LARGEST_EXPONENT)
