"""The size of an expression: what its terms amount to before they cancel out.

Rounding errors and tolerances count against the size of the terms, not against what is left of
them: `1e6 - 1e6` is zero, and no more exact than a million is.
"""

from __future__ import annotations

from dataclasses import replace

from optimoot.syntax import (
    Binary,
    Call,
    Choice,
    Function,
    Gathering,
    Negation,
    Node,
    Operator,
    Term,
    Terms,
)


def magnitude(node: Node) -> Node:
    """The expression of the sum of the absolute terms of a number.

    Sums, products, quotients and choices are followed down to their operands; whatever else
    stands in the expression counts with its absolute value.
    """
    match node:
        case Terms(terms=terms):
            return replace(node, terms=tuple(Term(magnitude(term.operand)) for term in terms))
        case Negation(operand=operand):
            return magnitude(operand)
        case Binary(operator=Operator.TIMES, left=left, right=right):
            return replace(node, left=magnitude(left), right=magnitude(right))
        case Binary(operator=Operator.OVER, left=left, right=right):
            return replace(node, left=magnitude(left), right=_absolute(right))
        case Choice(then=then, otherwise=otherwise):
            return replace(node, then=magnitude(then), otherwise=magnitude(otherwise))
        case Gathering(function=Function.SUM, element=element):
            return replace(node, element=magnitude(element))
        case _:
            return _absolute(node)


def _absolute(node: Node) -> Node:
    return Call(Function.ABS, (node,))
