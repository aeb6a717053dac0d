"""Follows units through expressions and reports where they clash."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from optimoot.symbols import Symbols
from optimoot.syntax import (
    Binary,
    Call,
    Choice,
    Comparison,
    Constant,
    Function,
    Gathering,
    Item,
    Name,
    Negation,
    Node,
    Operator,
    Terms,
    unparse,
)
from optimoot.units import PURE, Unit, read_unit

KEEPING = frozenset(
    {Function.SUM, Function.MIN, Function.MAX, Function.ABS, Function.FLOOR, Function.CEIL}
)
"""Functions whose value is of the kind of their arguments."""
_CONVERSIONS = frozenset({7, 12, 16, 24, 30, 52, 60, 100, 365, 1000, 3600, 10**6})
"""Written factors (or their inverses) that may turn one unit into another."""


class UnitCheck:
    """Follows units through the expressions of one element.

    Args:
        symbols: The names of the Formulation.
        report: Called with a message for each clash.
    """

    def __init__(self, symbols: Symbols, report: Callable[[str], None]) -> None:
        self._symbols = symbols
        self._report = report

    def unit(self, node: Node) -> Unit | None:
        """The expression's unit; None where it is not known."""
        match node:
            case Constant():
                return None
            case Name(id=name) | Item(name=name):
                entity = self._symbols.entity(name)
                return None if entity is None else read_unit(entity.unit)
            case Negation(operand=operand):
                return self.unit(operand)
            case Terms(terms=terms):
                return self.same([term.operand for term in terms])
            case Comparison(operands=operands):
                return self.same(operands)
            case Choice(then=then, otherwise=otherwise):
                return self.same([then, otherwise])
            case Binary():
                return self._binary(node)
            case Call(function=function, arguments=arguments):
                known = self.same(arguments) if len(arguments) > 1 else self.unit(arguments[0])
                return known if function in KEEPING else None
            case Gathering(function=function, element=element):
                known = self.unit(element)
                return known if function in KEEPING else None
            case _:
                return None

    def same(self, nodes: Sequence[Node]) -> Unit | None:
        """The one unit of expressions that are added or compared."""
        first: tuple[Unit, Node] | None = None
        for node in nodes:
            unit = self.unit(node)
            if unit is None:
                continue
            if first is None:
                first = (unit, node)
            elif not first[0].agrees(unit):
                self._report(
                    f"it adds or compares {_shown(first[1])} in {first[0]} and "
                    f"{_shown(node)} in {unit}; look for a missing factor or a wrong unit."
                )
        return first[0] if first else None

    def _binary(self, node: Binary) -> Unit | None:
        left, right = self._factor(node.left), self._factor(node.right)
        if left is None or right is None:
            return None
        match node.operator:
            case Operator.TIMES:
                return left.times(right)
            case Operator.OVER:
                return left.times(right, -1)
            case Operator.POWER if isinstance(node.right, Constant):
                power = node.right.value
                return PURE.times(left, int(power)) if float(power).is_integer() else None
            case _:
                return None

    def _factor(self, node: Node) -> Unit | None:
        """The unit of a factor; a written number has none, unless it may be a conversion."""
        if isinstance(node, Constant):
            size = abs(node.value)
            is_conversion = size in _CONVERSIONS or (
                0 < size < 1 and round(1 / size, 9) in _CONVERSIONS
            )
            return None if is_conversion else PURE
        return self.unit(node)


def _shown(node: Node) -> str:
    text = unparse(node)
    return repr(text if len(text) <= 60 else f"{text[:57]}…")
