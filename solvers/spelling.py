"""How expressions are written in a compiled Program."""

from __future__ import annotations

from collections.abc import Iterable

from optimoot.symbols import PI, Symbols
from optimoot.syntax import (
    Binary,
    Constant,
    Function,
    Gathering,
    Item,
    Loop,
    Name,
    Negation,
    Node,
    Operator,
    Spelling,
    Terms,
    unparse,
    walk,
)

_BUILTIN = frozenset({Function.SUM, Function.MIN, Function.MAX, Function.LEN, Function.ABS})
_SMALL_EXPONENT = 64


def loop_widths(symbols: Symbols, loops: Iterable[Loop]) -> dict[str, int]:
    """For each loop variable, how many places of a subscript it takes."""
    return {
        target: symbols.arities.get(loop.source, 1) if len(loop.targets) == 1 else 1
        for loop in loops
        for target in loop.targets
    }


def loops_within(node: Node) -> list[Loop]:
    """Every loop of the expression."""
    return [loop for n in walk(node) if isinstance(n, Gathering) for loop in n.loops]


def surely_holds_variable(node: Node, symbols: Symbols) -> bool:
    """Whether a variable is among its terms, outside of loops, choices and what may be nought."""
    match node:
        case Name(id=name) | Item(name=name):
            return name in symbols.variables
        case Negation(operand=operand):
            return surely_holds_variable(operand, symbols)
        case Terms(terms=terms):
            return any(surely_holds_variable(term.operand, symbols) for term in terms)
        case Binary(operator=Operator.TIMES, left=left, right=right):
            factors = (left, right)
            return any(surely_holds_variable(factor, symbols) for factor in factors) and all(
                _is_never_nought(factor, symbols) for factor in factors
            )
        case Binary(operator=Operator.OVER, left=left):
            return surely_holds_variable(left, symbols)
        case Binary(operator=Operator.POWER, left=left, right=Constant(value=power)):
            return power > 0 and surely_holds_variable(left, symbols)
        case _:
            return False


def _is_never_nought(factor: Node, symbols: Symbols) -> bool:
    """Whether no data make the factor 0, which would take the other factor's variables along."""
    if isinstance(factor, Constant):
        return factor.value != 0
    return surely_holds_variable(factor, symbols)


def write(node: Node, symbols: Symbols, outer: Iterable[Loop] = ()) -> str:
    """The expression as Python that works on Pyomo components and plain numbers alike.

    Args:
        node: The expression.
        symbols: The names of its Formulation.
        outer: The loops around it.
    """
    widths = loop_widths(symbols, [*outer, *loops_within(node)])
    return unparse(node, pyomo_spelling(symbols, widths))


def pyomo_spelling(symbols: Symbols, widths: dict[str, int]) -> Spelling:
    """Names and functions as a Program has them."""

    def name(text: str) -> str:
        return "math.pi" if text == PI else text

    def function(called: Function) -> str:
        if called in _BUILTIN:
            return called.value
        return "math.prod" if called is Function.PROD else f"pyo.{called.value}"

    def item(node: Item, index: tuple[str, ...]) -> str:
        if len(index) > 1:  # a member of several parts is spread over its places
            index = tuple(
                f"*{text}" if isinstance(part, Name) and widths.get(part.id, 1) > 1 else text
                for part, text in zip(node.index, index, strict=True)
            )
        return f"{node.name}[{', '.join(index)}]"

    def power(base: Node, exponent: Node, written: str) -> str:
        # Whole numbers are raised exactly by Python, which may take forever; floats overflow.
        small = isinstance(exponent, Constant) and abs(exponent.value) <= _SMALL_EXPONENT
        if small or symbols.holds_variable(base) or symbols.holds_variable(exponent):
            return written
        return f"float({unparse(base, spelling)})"

    spelling = Spelling(name=name, item=item, function=function, power_base=power)
    return spelling
