"""Which nonlinear functions an expression uses."""

from __future__ import annotations

from typing import Any

from pyomo.core.expr import numeric_expr
from pyomo.core.expr.numvalue import native_types
from pyomo.core.expr.relational_expr import RelationalExpression

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
