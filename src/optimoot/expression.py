"""Reads expressions: algebra in Python syntax, made into the tree of `optimoot.syntax`.

Allowed: numbers, names, subscripts (`x[i, t - 1]`, `cost["rye"]`), `+ - * / // % **`, comparisons
(chained, and `in`, `not in` with a set or a list of members), `and`, `or`, `not`,
`a if condition else b`, the functions of `optimoot.syntax.Function`, and `sum`, `min`, `max` and
`prod` over `for ... in SET if ...` loops, with several loops and with members taken apart
(`for i, j in ARCS`). What names mean is not looked at here; see `optimoot.review`.

On data alone (parameters, loop variables, numbers) everything works. Of variables, `abs`, powers,
quotients and the smooth functions may be taken; `min`, `max`, `floor`, `ceil`, `//`, `%`,
conditions and subscripts may not depend on them, and a review says what to write instead.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from optimoot.scanner import ExpressionError, Token, TokenKind, scan
from optimoot.syntax import (
    GATHERING,
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
    Term,
    Terms,
    unparse,
    unparse_loops,
)

__all__ = ["Expression", "ExpressionError", "Loops", "parse", "parse_loops"]

MAX_DEPTH = 60
MAX_TERMS = 1000
MAX_LOOPS = 12
_SHORTER = "Put the data into parameters and sum over a set."
_EXACT = 2**53
"""Whole numbers beyond this are kept as floating point, so that powers stay cheap."""

_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Mult: Operator.TIMES,
    ast.Div: Operator.OVER,
    ast.FloorDiv: Operator.FLOOR_OVER,
    ast.Mod: Operator.MODULO,
    ast.Pow: Operator.POWER,
}
_RELATIONS: dict[type[ast.cmpop], Relation] = {
    ast.Lt: Relation.LESS,
    ast.LtE: Relation.AT_MOST,
    ast.Gt: Relation.GREATER,
    ast.GtE: Relation.AT_LEAST,
    ast.Eq: Relation.EQUAL,
    ast.NotEq: Relation.UNEQUAL,
    ast.In: Relation.IN,
    ast.NotIn: Relation.NOT_IN,
}
_FUNCTIONS = {function.value: function for function in Function}


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read.

    Attributes:
        text: As it was written.
        tree: What it says.
    """

    text: str
    tree: Node

    def __str__(self) -> str:
        return unparse(self.tree)


@dataclass(frozen=True, slots=True)
class Loops:
    """A `for_each` that was read; no loops when it is empty."""

    text: str
    loops: tuple[Loop, ...]

    def __str__(self) -> str:
        return unparse_loops(self.loops)


@lru_cache(maxsize=2048)
def parse(text: str) -> Expression:
    """Read one expression.

    Args:
        text: Algebra in Python syntax; line breaks count as spaces.

    Returns:
        The expression; `str()` of it parses to an equal tree.

    Raises:
        ExpressionError: It is no expression, uses something that is not allowed, or is too long or
            too deeply nested.
    """
    if not scan(text):
        raise ExpressionError("The expression is empty", text)
    start = len(text) - len(text.lstrip())
    reader = _Reader(text, text[start:], start)
    return Expression(text, reader.node(reader.python_tree(), 0))


@lru_cache(maxsize=2048)
def parse_loops(text: str) -> Loops:
    """Read a `for_each`: `"r in R"`, `"i in I, j in J if i != j"`, `"(i, j) in ARCS"`.

    Loops may be joined by commas or by `for`; the word `for` may also stand in front.

    Raises:
        ExpressionError: As for `parse`, or no loop can be made out.
    """
    loops: list[Loop] = []
    for start, end in _loop_spans(scan(text), text):
        lead = "(0 for "
        reader = _Reader(text, f"{lead}{text[start:end]})", start - len(lead))
        tree = reader.python_tree()
        if not isinstance(tree, ast.GeneratorExp):
            raise ExpressionError("This is no loop", text, start, remedy=_LOOP_REMEDY)
        loops.extend(reader.loops(tree.generators, 0))
        if len(loops) > MAX_LOOPS:
            raise ExpressionError(f"There are more than {MAX_LOOPS} loops", text, start)
    return Loops(text, tuple(loops))


_LOOP_REMEDY = "Write loops such as: i in I, j in J if i != j."


def _loop_spans(tokens: Sequence[Token], text: str) -> list[tuple[int, int]]:
    """Where each loop starts and ends; a comma before any `in` belongs to the targets."""
    spans: list[tuple[int, int]] = []
    current: list[Token] = []
    for token in tokens:
        outside = token.nesting == 0
        is_comma = outside and token.text == ","
        if is_comma and not any(t.nesting == 0 and t.text == "in" for t in current):
            is_comma = False
        if is_comma or (outside and token.text == "for" and token.kind is TokenKind.NAME):
            _end_loop(spans, current)
            current = []
        else:
            current.append(token)
    _end_loop(spans, current)
    if tokens and not spans:
        raise ExpressionError("No loop can be made out", text, remedy=_LOOP_REMEDY)
    return spans


def _end_loop(spans: list[tuple[int, int]], tokens: Sequence[Token]) -> None:
    if tokens:
        spans.append((tokens[0].at, tokens[-1].at + len(tokens[-1].text)))


class _Reader:
    """Turns one Python syntax tree into ours, knowing where it stands in the text.

    Args:
        text: The whole expression, for messages.
        source: What Python's parser gets: one expression.
        shift: Offset in `text` of the first character of `source`; negative where source has a
            lead of its own.
    """

    def __init__(self, text: str, source: str, shift: int) -> None:
        self._text = text
        self._source = "".join(" " if c in "\t\r\n\f\v" else c for c in source)
        self._shift = shift
        self._characters = None if source.isascii() else _byte_to_character(self._source)

    def python_tree(self) -> ast.expr:
        """What Python's parser makes of the source."""
        try:
            return ast.parse(self._source, mode="eval").body
        except SyntaxError as error:
            position = (error.offset or 1) - 1 + self._shift
            raise ExpressionError(
                "This is not algebra in Python syntax",
                self._text,
                position,
                remedy="Look for a missing operator, operand or bracket.",
            ) from None
        except (MemoryError, RecursionError, ValueError):
            raise ExpressionError(
                "It is too long or too deeply nested",
                self._text,
                remedy=_SHORTER,
            ) from None

    def _at(self, tree: ast.expr) -> int:
        column = tree.col_offset
        return self._shift + (self._characters[column] if self._characters else column)

    def _refusal(self, tree: ast.expr, problem: str, remedy: str = "") -> ExpressionError:
        return ExpressionError(problem, self._text, self._at(tree), remedy=remedy)

    def node(self, tree: ast.expr, depth: int) -> Node:
        """Our tree for Python's.

        Raises:
            ExpressionError: It holds something that is not allowed.
        """
        if depth > MAX_DEPTH:
            raise self._refusal(tree, "It nests too deeply", "Split the expression.")
        at, below = self._at(tree), depth + 1
        match tree:
            case ast.Constant():
                return self._constant(tree)
            case ast.Name(id=name):
                return Name(name, at)
            case ast.UnaryOp():
                return self._unary(tree, below)
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                return self._terms(tree, below)
            case ast.BinOp(op=symbol, left=left, right=right) if type(symbol) in _OPERATORS:
                kind = _OPERATORS[type(symbol)]
                binary = Binary(kind, self.node(left, below), self.node(right, below), at)
                try:
                    _literal_value(binary)
                except (ArithmeticError, ValueError):
                    raise self._refusal(tree, f"{binary.operator} has no usable value") from None
                return binary
            case ast.Compare():
                return self._comparison(tree, below)
            case ast.BoolOp(op=symbol, values=values):
                joined = Connective.AND if isinstance(symbol, ast.And) else Connective.OR
                return Logic(joined, tuple(self.node(v, below) for v in values), at)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                condition, then = self.node(test, below), self.node(body, below)
                return Choice(condition, then, self.node(orelse, below), at)
            case ast.Call():
                return self._call(tree, below)
            case ast.Subscript():
                return self._item(tree, below)
            case ast.Tuple(elts=items) | ast.List(elts=items):
                return Group(tuple(self.node(item, below) for item in items), at)
            case _:
                raise self._refusal(tree, f"{_describe(tree)} cannot be used in an expression")

    def _constant(self, tree: ast.Constant) -> Constant | Label:
        value, at = tree.value, self._at(tree)
        if isinstance(value, str):
            return Label(value, at)
        if isinstance(value, int) and not isinstance(value, bool):
            return Constant(value if value <= _EXACT else float(value), at)
        if isinstance(value, float) and math.isfinite(value):
            return Constant(value, at)
        raise self._refusal(tree, f"{value!r} is not a number that can be used")

    def _unary(self, tree: ast.UnaryOp, depth: int) -> Node:
        operand, at = self.node(tree.operand, depth), self._at(tree)
        match tree.op:
            case ast.UAdd():
                return operand
            case ast.Not():
                return Not(operand, at)
            case ast.USub() if isinstance(operand, Constant) and operand.value > 0:
                return Constant(-operand.value, at)
            case ast.USub():
                return Negation(operand, at)
            case _:
                raise self._refusal(tree, "~ cannot be used in an expression")

    def _terms(self, tree: ast.expr, depth: int) -> Terms:
        """A sum of any length; the parser nests it to the left, once for each term."""
        terms: list[Term] = []
        at = self._at(tree)
        while isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub):
            terms.append(Term(self.node(tree.right, depth), isinstance(tree.op, ast.Sub)))
            tree = tree.left
            if len(terms) >= MAX_TERMS:
                raise self._refusal(tree, "The sum has too many terms", _SHORTER)
        terms.append(Term(self.node(tree, depth)))
        return Terms(tuple(reversed(terms)), at)

    def _comparison(self, tree: ast.Compare, depth: int) -> Comparison:
        relations = []
        for symbol in tree.ops:
            if type(symbol) not in _RELATIONS:
                raise self._refusal(tree, "is cannot be used in an expression", "Write ==.")
            relations.append(_RELATIONS[type(symbol)])
        operands = tuple(self.node(operand, depth) for operand in (tree.left, *tree.comparators))
        return Comparison(operands, tuple(relations), self._at(tree))

    def _item(self, tree: ast.Subscript, depth: int) -> Item:
        """`x[i, j]`; also `x[i][j]` and `x[(i, j)]`, which mean the same."""
        index: list[Node] = []
        base: ast.expr = tree
        for _ in range(MAX_DEPTH):
            if not isinstance(base, ast.Subscript):
                break
            place = base.slice
            parts = place.elts if isinstance(place, ast.Tuple) else [place]
            index[:0] = [self.node(part, depth) for part in parts]
            base = base.value
        if not isinstance(base, ast.Name):
            raise self._refusal(tree, "Only a parameter or variable can have a subscript")
        if not index:
            raise self._refusal(tree, f"The subscript of {base.id!r} is empty")
        flat = tuple(
            p for part in index for p in (part.items if isinstance(part, Group) else [part])
        )
        return Item(base.id, flat, self._at(tree))

    def _call(self, tree: ast.Call, depth: int) -> Node:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        function = _FUNCTIONS.get(name)
        if function is None:
            raise self._refusal(
                tree,
                f"The function {name!r} is unknown" if name else "Only a function can be called",
                f"Known functions: {', '.join(_FUNCTIONS)}.",
            )
        at = self._at(tree)
        if tree.keywords or not tree.args:
            raise self._refusal(tree, f"{name} takes plain arguments, at least one")
        arguments = list(tree.args)
        only = arguments[0] if len(arguments) == 1 else None
        if isinstance(only, ast.GeneratorExp | ast.ListComp):
            if function not in GATHERING:
                raise self._refusal(tree, f"{name} cannot run over a loop")
            loops = self.loops(only.generators, depth)
            return Gathering(function, self.node(only.elt, depth), loops, at)
        if isinstance(only, ast.List | ast.Tuple) and function in GATHERING and only.elts:
            arguments = list(only.elts)
        if function not in GATHERING and len(arguments) != 1:
            raise self._refusal(tree, f"{name} takes one argument, not {len(arguments)}")
        return self._applied(function, tuple(self.node(a, depth) for a in arguments), at)

    @staticmethod
    def _applied(function: Function, arguments: tuple[Node, ...], at: int) -> Node:
        """`sum(a, b)` is `a + b` and `prod(a, b)` is `a * b`; the rest are calls."""
        if len(arguments) == 1 or function not in (Function.SUM, Function.PROD):
            return Call(function, arguments, at)
        first, *rest = arguments
        if function is Function.PROD:
            for factor in rest:
                first = Binary(Operator.TIMES, first, factor, at)
            return first
        lead = first.terms if isinstance(first, Terms) else (Term(first),)
        return Terms((*lead, *map(Term, rest)), at)

    def loops(self, generators: Sequence[ast.comprehension], depth: int) -> tuple[Loop, ...]:
        """The loops of a generator.

        Raises:
            ExpressionError: A target or source that is no name, or a condition that cannot be used.
        """
        if len(generators) > MAX_LOOPS:
            raise self._refusal(
                generators[0].target, f"There are more than {MAX_LOOPS} loops", "Use fewer loops."
            )
        return tuple(self._loop(generator, depth) for generator in generators)

    def _loop(self, generator: ast.comprehension, depth: int) -> Loop:
        target, source = generator.target, generator.iter
        parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
        names = tuple(part.id for part in parts if isinstance(part, ast.Name))
        if len(names) != len(parts) or not names or generator.is_async:
            raise self._refusal(target, "A loop runs over names", "Write: for i, j in ARCS.")
        if not isinstance(source, ast.Name):
            raise self._refusal(
                source,
                "A loop runs over a set of the formulation",
                "Name the set and add a condition: for t in T if t > 1.",
            )
        conditions = tuple(self.node(condition, depth) for condition in generator.ifs)
        return Loop(names, source.id, conditions, self._at(target))


_ARITHMETIC: dict[Operator, Callable[[float, float], Any]] = {
    Operator.TIMES: operator.mul,
    Operator.OVER: operator.truediv,
    Operator.FLOOR_OVER: operator.floordiv,
    Operator.MODULO: operator.mod,
    Operator.POWER: operator.pow,
}


def _literal_value(node: Node) -> float | None:
    """The value of arithmetic on written numbers alone; None where there is a name in it.

    Raises:
        ArithmeticError: It has none, such as 1/0 or 9**9**9.
        ValueError: It is no real number.
    """
    match node:
        case Constant(value=value):
            return float(value)
        case Negation(operand=operand):
            inner = _literal_value(operand)
            return None if inner is None else -inner
        case Binary(operator=kind, left=left, right=right):
            before, after = _literal_value(left), _literal_value(right)
            if before is None or after is None:
                return None
            result = _ARITHMETIC[kind](before, after)
            if isinstance(result, complex) or not math.isfinite(result):
                raise ValueError(result)
            return float(result)
        case _:
            return None


def _byte_to_character(source: str) -> list[int]:
    """For each byte of the UTF-8 form, the character that it belongs to."""
    places = [i for i, character in enumerate(source) for _ in range(len(character.encode()))]
    return [*places, len(source)]


_NAMES: dict[type[ast.expr], str] = {
    ast.Attribute: "A dot",
    ast.Lambda: "A lambda",
    ast.ListComp: "A list outside sum, min, max or prod",
    ast.GeneratorExp: "A loop outside sum, min, max or prod",
    ast.Starred: "A star",
    ast.Await: "await",
    ast.Yield: "yield",
}


def _describe(tree: ast.expr) -> str:
    return _NAMES.get(type(tree), type(tree).__name__)
