"""From a Pyomo expression to a SCIP expression."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pyscipopt
from pyomo.core.expr import numeric_expr
from pyomo.core.expr.numvalue import native_types
from pyomo.core.expr.visitor import StreamBasedExpressionVisitor

_FLAT = 20.0
"""From here on tanh is 1 in floating-point numbers."""
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
}
"""Functions that are one of SCIP's own or made of them."""


def to_scip(expression: Any, scip: Any, column_of: dict[int, int], columns: list[Any]) -> Any:
    """The SCIP expression of a Pyomo expression whose functions SCIP's capabilities name.

    Some functions take variables and constraints of their own, which are added to `scip`.
    """
    return _ToScip(scip, column_of, columns).walk_expression(expression)


class _ToScip(StreamBasedExpressionVisitor):  # type: ignore[misc]  # Pyomo is untyped
    def __init__(self, scip: Any, column_of: dict[int, int], columns: list[Any]) -> None:
        super().__init__()
        self.scip = scip
        self.column_of = column_of
        self.columns = columns

    def initializeWalker(self, expr: Any) -> tuple[bool, Any]:  # noqa: N802  (Pyomo's name)
        """Pyomo's hook before the walk."""
        return self.beforeChild(None, expr, 0)

    def beforeChild(self, _node: Any, child: Any, _place: int) -> tuple[bool, Any]:  # noqa: N802
        """Pyomo's hook before a child: leaves are answered here."""
        if child.__class__ in native_types:
            return False, float(child)
        if child.is_variable_type() and not child.fixed:
            return False, self.columns[self.column_of[id(child)]]
        # Not `is_fixed`, which a product with zero is whatever its other factor.
        if child.is_variable_type() or not child.is_potentially_variable():
            return False, _constant(child, child)
        return True, None

    def exitNode(self, node: Any, data: list[Any]) -> Any:  # noqa: N802
        """Pyomo's hook after a node's children."""
        if all(isinstance(part, int | float) for part in data):
            return _constant(node, lambda: node._apply_operation(data))
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
            return self._function(node.getname(), data[0])
        return data[0]  # a named expression

    def _function(self, name: str, argument: Any) -> Any:
        match name:
            case "asin":
                return self._arcsine(argument)
            case "acos":
                return math.pi / 2.0 - self._arcsine(argument)
            case "atan":
                return self._arctangent(argument)
            case "tanh":
                return self._hyperbolic_tangent(argument)
            case _:
                return _FUNCTIONS[name](argument)

    def _arcsine(self, x: Any) -> Any:
        """The angle between -pi/2 and pi/2 whose sine is x.

        Its cosine follows, and is stated as the sine alone leaves it vague near the ends.
        """
        angle = self.scip.addVar(lb=-math.pi / 2.0, ub=math.pi / 2.0)
        self.scip.addCons(pyscipopt.sin(angle) == x)
        self.scip.addCons(pyscipopt.cos(angle) == pyscipopt.sqrt(1.0 - x * x))
        return angle

    def _arctangent(self, x: Any) -> Any:
        """The angle between -pi/2 and pi/2 whose sine is x times its cosine."""
        angle = self.scip.addVar(lb=-math.pi / 2.0, ub=math.pi / 2.0)
        self.scip.addCons(pyscipopt.sin(angle) == x * pyscipopt.cos(angle))
        return angle

    def _hyperbolic_tangent(self, x: Any) -> Any:
        """By its exponential, with x cut to where it is not flat: there no exponential is large."""
        within = self.scip.addVar(lb=-_FLAT, ub=_FLAT)
        self.scip.addCons(within == (abs(x + _FLAT) - abs(x - _FLAT)) / 2.0)
        return 1.0 - 2.0 / (pyscipopt.exp(2.0 * within) + 1.0)


def _constant(node: Any, compute: Callable[[], Any]) -> float:
    """The value of a part without variables.

    Raises:
        ValueError: It has none; the message names the part.
    """
    try:
        return float(compute())
    except (ArithmeticError, ValueError, TypeError) as error:
        raise ValueError(f"{node.to_string()!r} has no value ({error}).") from error


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, int | float):
        return base**exponent
    log = math.log(base) if isinstance(base, int | float) else pyscipopt.log(base)
    return pyscipopt.exp(exponent * log)
