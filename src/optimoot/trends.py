"""Tells which way expressions move when a variable grows, and so which variables are unbounded.

Everything is told for a variable as a whole (all its entries move together), from the signs of the
parameters that are known. What cannot be told is unknown, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from optimoot.expression import parse
from optimoot.formulation import Domain, Formulation, Sense, Variable
from optimoot.symbols import PI, Symbols
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
    Relation,
    Terms,
    walk,
)


class Sign(Enum):
    """What is known of a value's sign."""

    ZERO = "zero"
    POSITIVE = "at least zero"
    NEGATIVE = "at most zero"
    UNKNOWN = "unknown"

    def flipped(self) -> Sign:
        """The sign of the negative."""
        return _FLIPPED.get(self, self)

    def times(self, other: Sign) -> Sign:
        """The sign of the product."""
        if Sign.ZERO in (self, other):
            return Sign.ZERO
        if Sign.UNKNOWN in (self, other):
            return Sign.UNKNOWN
        return Sign.POSITIVE if self is other else Sign.NEGATIVE

    def plus(self, other: Sign) -> Sign:
        """The sign of the sum."""
        if other in (Sign.ZERO, self):
            return self
        return other if self is Sign.ZERO else Sign.UNKNOWN


_FLIPPED = {Sign.POSITIVE: Sign.NEGATIVE, Sign.NEGATIVE: Sign.POSITIVE}


def unbounded_variables(formulation: Formulation) -> list[tuple[str, str]]:
    """Variables that improve the objective without end, each with the direction in which.

    The Formulation must have no errors.
    """
    symbols = Symbols(formulation)
    objective = formulation.objective
    if objective is None:
        return []
    signs = _Signs(symbols)
    goal = parse(objective.expression).tree
    constraints = [parse(constraint.expression).tree for constraint in formulation.constraints]
    found = []
    for name, variable in symbols.variables.items():
        trend = signs.trend(goal, name)
        if objective.sense is Sense.MINIMIZE:
            trend = trend.flipped()
        if trend is Sign.POSITIVE and _is_free(variable, upward=True):
            if not any(_limits(signs, c, name, upward=True) for c in constraints):
                found.append((name, "grow"))
        elif (
            trend is Sign.NEGATIVE
            and _is_free(variable, upward=False)
            and not any(_limits(signs, c, name, upward=False) for c in constraints)
        ):
            found.append((name, "fall"))
    return found


def _is_free(variable: Variable, *, upward: bool) -> bool:
    bound = variable.upper if upward else variable.lower
    if variable.domain is Domain.BINARY or isinstance(bound, str):
        return False
    return bound is None or abs(bound) == float("inf")


def _limits(signs: _Signs, constraint: Node, name: str, *, upward: bool) -> bool:
    """Whether moving the variable that way may break the constraint."""
    if not isinstance(constraint, Comparison):
        return True
    pairs = zip(constraint.relations, constraint.operands, constraint.operands[1:], strict=False)
    for relation, left, right in pairs:
        slack = signs.trend(right, name).plus(signs.trend(left, name).flipped())
        if relation is Relation.AT_LEAST:
            slack = slack.flipped()
        if not upward:
            slack = slack.flipped()
        if relation is Relation.EQUAL and slack is not Sign.ZERO:
            return True
        if slack not in (Sign.ZERO, Sign.POSITIVE):
            return True
    return False


class _Signs:
    """Signs of expressions, and of how they change with a variable."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._known = {name: self._parameter(name) for name in symbols.parameters}

    def _parameter(self, name: str) -> Sign:
        parameter = self._symbols.parameters[name]
        if parameter.table is not None:
            return Sign.UNKNOWN
        values = [entry.value for entry in parameter.entries]
        if parameter.default is not None:
            values.append(parameter.default)
        return _sign_of(values)

    def sign(self, node: Node) -> Sign:
        """What is known of the expression's sign."""
        match node:
            case Constant(value=value):
                return _sign_of([value])
            case Name(id=name) | Item(name=name):
                return Sign.POSITIVE if name == PI else self._entity(name)
            case Negation(operand=operand):
                return self.sign(operand).flipped()
            case Terms(terms=terms):
                signs = [self.sign(t.operand) for t in terms]
                return _total(
                    s.flipped() if t.minus else s for s, t in zip(signs, terms, strict=True)
                )
            case Binary(operator=Operator.TIMES | Operator.OVER, left=left, right=right):
                return self.sign(left).times(self.sign(right))
            case Binary(operator=Operator.POWER, left=left) if self.sign(left) is Sign.POSITIVE:
                return Sign.POSITIVE
            case Choice(then=then, otherwise=otherwise):
                return self.sign(then).plus(self.sign(otherwise))
            case Gathering(function=Function.SUM | Function.MIN | Function.MAX, element=element):
                return self.sign(element)
            case Call(function=Function.ABS | Function.EXP | Function.SQRT | Function.LEN):
                return Sign.POSITIVE
            case _:
                return Sign.UNKNOWN

    def _entity(self, name: str) -> Sign:
        if name in self._known:
            return self._known[name]
        variable = self._symbols.variables.get(name)
        if variable is None:
            return Sign.UNKNOWN
        if isinstance(variable.lower, float) and variable.lower >= 0:
            return Sign.POSITIVE
        is_negative = isinstance(variable.upper, float) and variable.upper <= 0
        return Sign.NEGATIVE if is_negative else Sign.UNKNOWN

    def trend(self, node: Node, name: str) -> Sign:
        """How the expression changes when the variable grows."""
        if not _mentions(node, name):
            return Sign.ZERO
        match node:
            case Name() | Item():
                return Sign.POSITIVE
            case Negation(operand=operand):
                return self.trend(operand, name).flipped()
            case Terms(terms=terms):
                trends = [self.trend(t.operand, name) for t in terms]
                return _total(
                    s.flipped() if t.minus else s for s, t in zip(trends, terms, strict=True)
                )
            case Binary(operator=Operator.TIMES, left=left, right=right):
                by_left = self.trend(left, name).times(self.sign(right))
                return by_left.plus(self.trend(right, name).times(self.sign(left)))
            case Binary(operator=Operator.OVER, left=left, right=right):
                if _mentions(right, name):
                    return Sign.UNKNOWN
                return self.trend(left, name).times(self.sign(right))
            case Gathering(function=Function.SUM, element=element):
                return self.trend(element, name)
            case Choice(then=then, otherwise=otherwise):
                return self.trend(then, name).plus(self.trend(otherwise, name))
            case Call(function=Function.EXP | Function.LOG | Function.SQRT, arguments=(argument,)):
                return self.trend(argument, name)
            case _:
                return Sign.UNKNOWN


def _total(signs: Iterable[Sign]) -> Sign:
    total = Sign.ZERO
    for sign in signs:
        total = total.plus(sign)
    return total


def _sign_of(values: Iterable[float]) -> Sign:
    return _total(Sign.POSITIVE if v > 0 else Sign.NEGATIVE if v < 0 else Sign.ZERO for v in values)


def _mentions(node: Node, name: str) -> bool:
    return any(
        (isinstance(n, Name) and n.id == name) or (isinstance(n, Item) and n.name == name)
        for n in walk(node)
    )
