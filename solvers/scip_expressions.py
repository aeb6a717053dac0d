"""From a Pyomo expression to a SCIP expression."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pyscipopt
from pyomo.core.expr import numeric_expr
from pyomo.core.expr.numvalue import native_types
from pyomo.core.expr.visitor import StreamBasedExpressionVisitor


def _tanh(x: Any) -> Any:
    grow, shrink = pyscipopt.exp(x), pyscipopt.exp(-x)
    return (grow - shrink) / (grow + shrink)


_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": pyscipopt.exp,
    "log": pyscipopt.log,
    "log10": lambda x: pyscipopt.log(x) / math.log(10.0),
    "sqrt": pyscipopt.sqrt,
    "abs": abs,
    "sin": pyscipopt.sin,
    "cos": pyscipopt.cos,
    "tan": lambda x: pyscipopt.sin(x) / pyscipopt.cos(x),
    "sinh": lambda x: (pyscipopt.exp(x) - pyscipopt.exp(-x)) / 2.0,
    "cosh": lambda x: (pyscipopt.exp(x) + pyscipopt.exp(-x)) / 2.0,
    "tanh": _tanh,
}


def to_scip(expression: Any, column_of: dict[int, int], columns: list[Any]) -> Any:
    """The SCIP expression of a Pyomo expression whose functions SCIP's capabilities name."""
    return _ToScip(column_of, columns).walk_expression(expression)


class _ToScip(StreamBasedExpressionVisitor):  # type: ignore[misc]  # Pyomo is untyped
    def __init__(self, column_of: dict[int, int], columns: list[Any]) -> None:
        super().__init__()
        self.column_of = column_of
        self.columns = columns

    def initializeWalker(self, expr: Any) -> tuple[bool, Any]:  # noqa: N802  (Pyomo's name)
        """Pyomo's hook before the walk."""
        return self.beforeChild(None, expr, 0)

    def beforeChild(self, _node: Any, child: Any, _place: int) -> tuple[bool, Any]:  # noqa: N802
        """Pyomo's hook before a child: leaves are answered here."""
        if child.__class__ in native_types:
            return False, float(child)
        if child.is_fixed():
            return False, float(child())
        if child.is_variable_type():
            return False, self.columns[self.column_of[id(child)]]
        return True, None

    def exitNode(self, node: Any, data: list[Any]) -> Any:  # noqa: N802
        """Pyomo's hook after a node's children."""
        if isinstance(node, numeric_expr.SumExpression):
            return pyscipopt.quicksum(data)
        if isinstance(node, numeric_expr.ProductExpression):
            return data[0] * data[1]
        if isinstance(node, numeric_expr.NegationExpression):
            return -data[0]
        if isinstance(node, numeric_expr.DivisionExpression):
            return data[0] / data[1]
        if isinstance(node, numeric_expr.PowExpression):
            return _power(data[0], data[1])
        if isinstance(node, numeric_expr.UnaryFunctionExpression):
            return _FUNCTIONS[node.getname()](data[0])
        return data[0]  # a named expression


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, int | float):
        return base**exponent
    log = math.log(base) if isinstance(base, int | float) else pyscipopt.log(base)
    return pyscipopt.exp(exponent * log)
