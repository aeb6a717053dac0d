"""Which nonlinear functions an expression uses."""

from __future__ import annotations

from typing import Any

from pyomo.core.expr import numeric_expr
from pyomo.core.expr.numvalue import native_types, value
from pyomo.core.expr.relational_expr import RelationalExpression

from optimoot.solvers.ranges import range_of

_ALGEBRA = (
    numeric_expr.SumExpression,
    numeric_expr.ProductExpression,
    numeric_expr.NegationExpression,
    RelationalExpression,
)


def functions_in(expression: Any) -> frozenset[str]:
    """Names of the functions in an expression: `"exp"`, `"abs"`, `"division"`, `"power"`, ….

    Sums, products and constants have no name. A division or a power by something variable counts;
    so does a class of expression that is not known here, under its own name.
    """
    found: set[str] = set()
    seen: set[int] = set()
    stack = [expression]
    while stack:
        node = stack.pop()
        if node.__class__ in native_types or not node.is_potentially_variable():
            continue
        if node.is_variable_type() or id(node) in seen:
            continue
        seen.add(id(node))
        name = _name_of(node)
        if name:
            found.add(name)
        if node.is_expression_type():
            stack.extend(node.args)
    return frozenset(found)


def impossible_power(expression: Any) -> str:
    """Why a power in an expression cannot be computed with, and the remedy; empty if all can.

    A power with a variable exponent is `exp(exponent * log(base))`: its base must be positive.
    """
    stack = [expression]
    while stack:
        node = stack.pop()
        if node.__class__ in native_types or not node.is_expression_type():
            continue
        stack.extend(node.args)
        if _name_of(node) != "variable power" or node.args[1].is_fixed():
            continue
        base, text = node.args[0], node.to_string()
        if base.__class__ in native_types or base.is_fixed():
            at = value(base, exception=False)
            if at is None or not at > 0.0:
                return (
                    f"raises {at} to a variable power in {text!r}, which solvers take "
                    "by the logarithm of its base: use a positive base, or binary variables for "
                    "the values of the exponent."
                )
        elif range_of(base)[0] < 0.0:
            return (
                f"raises {base.to_string()!r} to a variable power in {text!r}, and it may be "
                "negative: give its variables bounds that keep it positive."
            )
    return ""


def _name_of(node: Any) -> str:
    if isinstance(node, numeric_expr.UnaryFunctionExpression):
        return str(node.getname())
    if isinstance(node, numeric_expr.DivisionExpression):
        return "division"
    if isinstance(node, numeric_expr.PowExpression):
        exponent = node.args[1]
        if exponent.__class__ in native_types or not exponent.is_potentially_variable():
            return "power"
        return "variable power"
    if isinstance(node, _ALGEBRA) or node.is_named_expression_type():
        return ""
    return type(node).__name__
