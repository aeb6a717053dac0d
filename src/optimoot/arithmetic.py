"""Makes expressions into nested functions that compute them in plain floating point.

A compiled expression takes a frame: a list that holds the values of the variables and of the
loop variables, each at a place fixed when it was compiled. Nothing is evaluated as source text.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from typing import Any

from optimoot.bound import BoundData
from optimoot.symbols import PI, Symbols
from optimoot.syntax import (
    Binary,
    Call,
    Choice,
    Comparison,
    Connective,
    Constant,
    Function,
    Gathering,
    Group,
    Item,
    Label,
    Logic,
    Loop,
    Name,
    Negation,
    Node,
    Not,
    Operator,
    Relation,
    Terms,
)

Frame = list[Any]
Compute = Callable[[Frame], Any]

_FUNCTIONS: dict[Function, Callable[[Any], Any]] = {
    Function.ABS: abs,
    Function.SQRT: math.sqrt,
    Function.EXP: math.exp,
    Function.LOG: math.log,
    Function.LOG10: math.log10,
    Function.SIN: math.sin,
    Function.COS: math.cos,
    Function.TAN: math.tan,
    Function.ASIN: math.asin,
    Function.ACOS: math.acos,
    Function.ATAN: math.atan,
    Function.FLOOR: math.floor,
    Function.CEIL: math.ceil,
}
_GATHER: dict[Function, Callable[[Any], Any]] = {
    Function.SUM: sum,
    Function.MIN: min,
    Function.MAX: max,
    Function.PROD: math.prod,
}
_RELATIONS: dict[Relation, Callable[[Any, Any], bool]] = {
    Relation.LESS: operator.lt,
    Relation.AT_MOST: operator.le,
    Relation.GREATER: operator.gt,
    Relation.AT_LEAST: operator.ge,
    Relation.EQUAL: operator.eq,
    Relation.UNEQUAL: operator.ne,
    Relation.IN: lambda member, group: member in group,
    Relation.NOT_IN: lambda member, group: member not in group,
}


def power(base: float, exponent: float) -> float:
    """`base ** exponent` as a real number.

    Raises:
        ArithmeticError: It has no value, or none that a float can hold.
        ValueError: It is not real.
    """
    result: Any = float(base) ** float(exponent)
    if isinstance(result, complex):
        raise ValueError(f"{base:g} ** {exponent:g} is not a real number")
    return float(result)


class ArithmeticCompiler:
    """Compiles the expressions of one sound Formulation over its data.

    `frame()` gives a fresh frame; put each variable's values at `places[name]`: a number for a
    scalar, a mapping (`optimoot.bound.Values`) for an indexed one.
    """

    def __init__(self, symbols: Symbols, data: BoundData) -> None:
        self._symbols = symbols
        self._data = data
        self.places: dict[str, int] = {}
        self._widths: dict[str, int] = {}
        for name in symbols.variables:
            self._place(name)

    def frame(self) -> Frame:
        """A frame with room for everything compiled so far."""
        return [None] * len(self.places)

    def _place(self, name: str) -> int:
        return self.places.setdefault(name, len(self.places))

    def enter(self, loops: Sequence[Loop]) -> None:
        """Give the loops' variables their places; do so before compiling what is inside."""
        for loop in loops:
            whole = len(loop.targets) == 1
            for target in loop.targets:
                self._place(target)
                self._widths[target] = self._symbols.arities[loop.source] if whole else 1

    def run_through(self, loops: Sequence[Loop], visit: Compute) -> Compute:
        """A function that calls `visit` once for each turn of the loops."""
        run = visit
        for loop in reversed(loops):
            run = self._visit_each(loop, run)
        return run

    def _visit_each(self, loop: Loop, visit: Compute) -> Compute:
        members = self._data.members[loop.source]
        places = [self.places[target] for target in loop.targets]
        holds = self._all(loop.conditions)

        def run(frame: Frame) -> None:
            for member in members:
                _put(frame, places, member)
                if holds is None or holds(frame):
                    visit(frame)

        return run

    # Numbers

    def number(self, node: Node) -> Compute:
        """The expression's value as a function of the frame."""
        match node:
            case Constant(value=value) | Label(value=value):
                return lambda _frame: value
            case Name():
                return self._name(node)
            case Item():
                return self._item(node)
            case Negation(operand=operand):
                inner = self.number(operand)
                return lambda frame: -inner(frame)
            case Terms():
                return self._terms(node)
            case Binary():
                return self._binary(node)
            case Choice(condition=condition, then=then, otherwise=otherwise):
                test, yes, no = self.condition(condition), self.number(then), self.number(otherwise)
                return lambda frame: yes(frame) if test(frame) else no(frame)
            case Call():
                return self._call(node)
            case Gathering():
                return self._gathering(node)
            case Group(items=items):
                return self._group(items)
            case Comparison() | Logic() | Not():
                return self.condition(node)

    def _name(self, node: Name) -> Compute:
        if node.id == PI:
            return lambda _frame: math.pi
        if node.id in self._data.values:
            value = self._data.values[node.id]
            return lambda _frame: value
        return operator.itemgetter(self.places[node.id])

    def _terms(self, node: Terms) -> Compute:
        if len(node.terms) == 2:
            first, second = (self.number(term.operand) for term in node.terms)
            if node.terms[1].minus:
                return lambda frame: first(frame) - second(frame)
            return lambda frame: first(frame) + second(frame)
        added = [self.number(term.operand) for term in node.terms if not term.minus]
        taken = [self.number(term.operand) for term in node.terms if term.minus]
        return lambda frame: sum([f(frame) for f in added]) - sum([f(frame) for f in taken])

    def _binary(self, node: Binary) -> Compute:
        left, right = self.number(node.left), self.number(node.right)
        match node.operator:
            case Operator.TIMES:
                return lambda frame: left(frame) * right(frame)
            case Operator.OVER:
                return lambda frame: left(frame) / right(frame)
            case Operator.FLOOR_OVER:
                return lambda frame: left(frame) // right(frame)
            case Operator.MODULO:
                return lambda frame: left(frame) % right(frame)
            case Operator.POWER:
                return lambda frame: power(left(frame), right(frame))

    def _call(self, node: Call) -> Compute:
        function = node.function
        only = node.arguments[0]
        if isinstance(only, Name) and only.id in self._data.members:
            members = self._data.members[only.id]
            over = len if function is Function.LEN else _GATHER[function]
            return lambda _frame: over(members)
        arguments = [self.number(argument) for argument in node.arguments]
        if function in _GATHER:
            gather = _GATHER[function]
            return lambda frame: gather([argument(frame) for argument in arguments])
        apply, argument = _FUNCTIONS[function], arguments[0]
        return lambda frame: apply(argument(frame))

    def _gathering(self, node: Gathering) -> Compute:
        self.enter(node.loops)
        element = self.number(node.element)
        if node.function is Function.SUM:
            for loop in reversed(node.loops):
                element = self._sum_over(loop, element)
            return element
        gather = _GATHER[node.function]
        place = self._place(f"gathered {len(self.places)}")
        collect = self.run_through(node.loops, lambda frame: frame[place].append(element(frame)))

        def gathered(frame: Frame) -> Any:
            found: list[Any] = []
            frame[place] = found
            collect(frame)
            frame[place] = None
            return gather(found)

        return gathered

    def _sum_over(self, loop: Loop, element: Compute) -> Compute:
        members = self._data.members[loop.source]
        places = [self.places[target] for target in loop.targets]
        holds = self._all(loop.conditions)
        if holds is None and len(places) == 1:
            (place,) = places

            def plain(frame: Frame) -> float:
                total = 0.0
                for frame[place] in members:
                    total += element(frame)
                return total

            return plain

        def total(frame: Frame) -> float:
            total = 0.0
            for member in members:
                _put(frame, places, member)
                if holds is None or holds(frame):
                    total += element(frame)
            return total

        return total

    # Subscripts

    def _item(self, node: Item) -> Compute:
        index = self._index(node.index)
        if node.name in self._data.values:
            values: Any = self._data.values[node.name]
            if isinstance(index, int):
                return lambda frame: values[frame[index]]
            if isinstance(index, tuple):
                first, second = index
                return lambda frame: values[frame[first], frame[second]]
            return lambda frame: values[index(frame)]
        place = self.places[node.name]
        if isinstance(index, int):
            return lambda frame: frame[place][frame[index]]
        if isinstance(index, tuple):
            first, second = index
            return lambda frame: frame[place][frame[first], frame[second]]
        return lambda frame: frame[place][index(frame)]

    def _index(self, index: Sequence[Node]) -> int | tuple[int, int] | Compute:
        """One or two places of the frame where loop variables are all there is, else a function."""
        widths = [self._loop_width(part) for part in index]
        places = [self.places[part.id] for part in index if isinstance(part, Name) and all(widths)]
        if len(index) == 1:
            # A member of several parts, taken whole, is the whole subscript.
            return places[0] if places else self.number(index[0])
        if widths == [1, 1]:
            return (places[0], places[1])
        return self._group(index)

    def _loop_width(self, node: Node) -> int:
        """Places of a subscript that a loop variable takes; 0 for anything else."""
        return self._widths.get(node.id, 0) if isinstance(node, Name) else 0

    def _group(self, items: Sequence[Node]) -> Compute:
        """The tuple of the items; members of several parts are spread over it."""
        wide = [self._loop_width(item) > 1 for item in items]
        parts = [self.number(item) for item in items]
        if not any(wide):
            return lambda frame: tuple([part(frame) for part in parts])

        def spread(frame: Frame) -> tuple[Any, ...]:
            found: list[Any] = []
            for part, is_wide in zip(parts, wide, strict=True):
                value = part(frame)
                if is_wide:
                    found.extend(value)
                else:
                    found.append(value)
            return tuple(found)

        return spread

    # Conditions

    def _all(self, conditions: Sequence[Node]) -> Compute | None:
        tests = [self.condition(condition) for condition in conditions]
        if not tests:
            return None
        return tests[0] if len(tests) == 1 else lambda frame: all(t(frame) for t in tests)

    def condition(self, node: Node) -> Compute:
        """Whether the condition holds, as a function of the frame."""
        match node:
            case Logic(connective=connective, operands=operands):
                tests = [self.condition(operand) for operand in operands]
                if connective is Connective.AND:
                    return lambda frame: all(test(frame) for test in tests)
                return lambda frame: any(test(frame) for test in tests)
            case Not(operand=operand):
                test = self.condition(operand)
                return lambda frame: not test(frame)
            case Comparison(operands=operands, relations=relations):
                return self._comparison(operands, relations)
            case _:
                return self.number(node)

    def _comparison(self, operands: Sequence[Node], relations: Sequence[Relation]) -> Compute:
        tests = [_RELATIONS[relation] for relation in relations]
        sides = [self._side(operand) for operand in operands]
        if len(tests) == 1:
            test, left, right = tests[0], sides[0], sides[1]
            return lambda frame: test(left(frame), right(frame))

        def chain(frame: Frame) -> bool:
            # As in Python: what stands behind the first comparison that fails is not looked at.
            left = sides[0](frame)
            for test, side in zip(tests, sides[1:], strict=True):
                right = side(frame)
                if not test(left, right):
                    return False
                left = right
            return True

        return chain

    def _side(self, node: Node) -> Compute:
        if isinstance(node, Name) and node.id in self._data.lookup:
            members = self._data.lookup[node.id]
            return lambda _frame: members
        return self.number(node)


def _put(frame: Frame, places: Sequence[int], member: Any) -> None:
    if len(places) == 1:
        frame[places[0]] = member
    else:
        for place, part in zip(places, member, strict=True):
            frame[place] = part
