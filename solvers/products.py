"""The plain products of two variables in a long sum, read without walking through each.

A dense quadratic objective is hundreds of thousands of `2.5 * x * y`: Pyomo's own walk makes
several objects of each and takes most of the time of a solve.
"""

from __future__ import annotations

from typing import Any

from pyomo.core.expr import numeric_expr
from pyomo.core.expr.numvalue import native_types

Products = dict[tuple[int, int], float]
"""Coefficients by the columns of the two variables, the lesser first."""
_SUMS = frozenset({numeric_expr.SumExpression})
_PRODUCTS = frozenset({numeric_expr.ProductExpression})
_MONOMIAL = numeric_expr.MonomialTermExpression


def split_products(expression: Any, column_of: dict[int, int]) -> tuple[Any, Products]:
    """A sum without its plain products of two free variables, and these.

    Args:
        expression: Any Pyomo expression.
        column_of: Columns of the variables, by `id`; products of others are left in the sum.
    """
    found: Products = {}
    if expression.__class__ not in _SUMS:
        return expression, found
    rest = []
    for term in expression.args:
        product = _plain_product(term) if term.__class__ in _PRODUCTS else None
        if product is None:
            rest.append(term)
            continue
        coefficient, first, second = product
        a, b = column_of.get(id(first)), column_of.get(id(second))
        if a is None or b is None:
            rest.append(term)
            continue
        pair = (a, b) if a <= b else (b, a)
        found[pair] = found.get(pair, 0.0) + coefficient
    if not found:
        return expression, found
    return numeric_expr.SumExpression(rest), found


def _plain_product(term: Any) -> tuple[float, Any, Any] | None:
    """Coefficient and variables of `x * y` or `2.5 * x * y`; None for any other product."""
    first, second = term.args
    coefficient = 1.0
    if first.__class__ is _MONOMIAL:
        number, first = first.args
        if number.__class__ not in native_types:
            return None
        coefficient = number
    if second.__class__ in native_types or first.__class__ in native_types:
        return None
    if not (first.is_variable_type() and second.is_variable_type()):
        return None
    return coefficient, first, second
