"""The syntax tree of expressions, and its way back to text.

`optimoot.expression` makes these trees; nothing else does. Every node is frozen; `at` is its offset
in the text it was read from and takes no part in equality, so trees compare by what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Operator(StrEnum):
    """Arithmetic on two operands. Addition and subtraction are `Terms`."""

    TIMES = "*"
    OVER = "/"
    FLOOR_OVER = "//"
    MODULO = "%"
    POWER = "**"


class Relation(StrEnum):
    """Comparisons, and membership in a set."""

    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="
    EQUAL = "=="
    UNEQUAL = "!="
    IN = "in"
    NOT_IN = "not in"


class Connective(StrEnum):
    """How conditions combine."""

    AND = "and"
    OR = "or"


class Function(StrEnum):
    """The functions that an expression may call."""

    SUM = "sum"
    MIN = "min"
    MAX = "max"
    PROD = "prod"
    LEN = "len"
    ABS = "abs"
    SQRT = "sqrt"
    EXP = "exp"
    LOG = "log"
    LOG10 = "log10"
    SIN = "sin"
    COS = "cos"
    TAN = "tan"
    ASIN = "asin"
    ACOS = "acos"
    ATAN = "atan"
    FLOOR = "floor"
    CEIL = "ceil"


GATHERING = frozenset({Function.SUM, Function.MIN, Function.MAX, Function.PROD})
"""Functions of many values: over a loop, or over two or more arguments."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in the expression."""

    value: int | float
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A text in quotes: the name of a set member."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A set, a scalar parameter or variable, a loop variable, or `pi`."""

    id: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of an indexed parameter or variable: `cost[i, j]`."""

    name: str
    index: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """`-operand`."""

    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of `Terms`; subtracted where `minus`."""

    operand: Node
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """`a + b - c`: two or more terms, the first never subtracted."""

    terms: tuple[Term, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`."""

    operator: Operator
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a <= b`, or a chain `a <= b <= c`: one relation fewer than operands."""

    operands: tuple[Node, ...]
    relations: tuple[Relation, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by one connective, two or more."""

    connective: Connective
    operands: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not operand`."""

    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """`then if condition else otherwise`."""

    condition: Node
    then: Node
    otherwise: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments."""

    function: Function
    arguments: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Loop:
    """`for targets in source if conditions`.

    Attributes:
        targets: The names that a member is taken apart into; a single name takes it whole.
        source: Name of the set.
    """

    targets: tuple[str, ...]
    source: str
    conditions: tuple[Node, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Gathering:
    """`function(element for ... in ...)`: sum, min, max or prod over loops."""

    function: Function
    element: Node
    loops: tuple[Loop, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """`(a, b)`: a member made of parts, or the members listed after `in`."""

    items: tuple[Node, ...]
    at: int = field(default=0, compare=False)


Node = (
    Constant
    | Label
    | Name
    | Item
    | Negation
    | Terms
    | Binary
    | Comparison
    | Logic
    | Not
    | Choice
    | Call
    | Gathering
    | Group
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, conditions of loops included, in the order of the text."""
    match node:
        case Constant() | Label() | Name():
            return ()
        case Item(index=below) | Group(items=below) | Call(arguments=below):
            return below
        case Comparison(operands=below) | Logic(operands=below):
            return below
        case Negation(operand=operand) | Not(operand=operand):
            return (operand,)
        case Terms(terms=terms):
            return tuple(term.operand for term in terms)
        case Binary(left=left, right=right):
            return (left, right)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return (then, condition, otherwise)
        case Gathering(element=element, loops=loops):
            return (element, *(c for loop in loops for c in loop.conditions))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, top down."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


# How tightly each form binds; an operand that binds less tightly needs parentheses.
_CHOICE, _OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _NEGATE, _POWER, _ATOM = range(10)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How names and functions are written; the default writes expressions as they are read.

    The compiler gives its own, for names and functions that mean something else to Pyomo.

    Attributes:
        name: A name standing alone.
        item: The name and the written index of an `Item`, with the node itself.
        function: The name under which a function is called.
        power_base: The written base of a power; gets base, exponent and the base as written.
    """

    name: Callable[[str], str] = str
    item: Callable[[Item, tuple[str, ...]], str] = field(
        default=lambda node, index: f"{node.name}[{', '.join(index)}]"
    )
    function: Callable[[Function], str] = field(default=lambda function: function.value)
    power_base: Callable[[Node, Node, str], str] = field(default=lambda _base, _power, text: text)


PLAIN = Spelling()


def unparse(node: Node, spelling: Spelling = PLAIN) -> str:
    """The tree as text that parses to an equal tree."""
    return _write(node, spelling)[0]


def unparse_loops(loops: tuple[Loop, ...], spelling: Spelling = PLAIN) -> str:
    """Loops as Python writes them: `for i in I for j in J if i != j`."""
    return " ".join(_write_loop(loop, spelling) for loop in loops)


def _write_loop(loop: Loop, spelling: Spelling) -> str:
    # A conditional expression after `if` would need parentheses; `_OR` gives it them.
    conditions = "".join(f" if {_operand(c, _OR, spelling)}" for c in loop.conditions)
    return f"for {', '.join(loop.targets)} in {spelling.name(loop.source)}{conditions}"


def _operand(node: Node, least: int, spelling: Spelling) -> str:
    text, binding = _write(node, spelling)
    return text if binding >= least else f"({text})"


def _write(node: Node, spelling: Spelling) -> tuple[str, int]:
    """The node's text, and how tightly it binds."""
    match node:
        case Constant(value=value):
            return repr(value), _NEGATE if value < 0 else _ATOM
        case Label(value=value):
            return repr(value), _ATOM
        case Name(id=name):
            return spelling.name(name), _ATOM
        case Item(index=index):
            written = tuple(_operand(part, _CHOICE, spelling) for part in index)
            return spelling.item(node, written), _ATOM
        case Group(items=items):
            inner = ", ".join(_operand(item, _CHOICE, spelling) for item in items)
            return f"({inner},)" if len(items) == 1 else f"({inner})", _ATOM
        case Call(function=function, arguments=arguments):
            inner = ", ".join(_operand(a, _CHOICE, spelling) for a in arguments)
            return f"{spelling.function(function)}({inner})", _ATOM
        case Gathering(function=function, element=element, loops=loops):
            inner = f"{_operand(element, _CHOICE, spelling)} {unparse_loops(loops, spelling)}"
            return f"{spelling.function(function)}({inner})", _ATOM
        case _:
            return _write_operator(node, spelling)


def _write_operator(
    node: Negation | Terms | Binary | Comparison | Logic | Not | Choice, spelling: Spelling
) -> tuple[str, int]:
    match node:
        case Negation(operand=operand):
            return f"-{_operand(operand, _NEGATE, spelling)}", _NEGATE
        case Terms(terms=terms):
            return _write_terms(terms, spelling), _ADD
        case Binary(operator=Operator.POWER, left=left, right=right):
            base = spelling.power_base(left, right, _operand(left, _ATOM, spelling))
            return f"{base} ** {_operand(right, _NEGATE, spelling)}", _POWER
        case Binary(operator=operator, left=left, right=right):
            before = _operand(left, _MULTIPLY, spelling)
            return f"{before} {operator} {_operand(right, _NEGATE, spelling)}", _MULTIPLY
        case Comparison(operands=operands, relations=relations):
            text = _operand(operands[0], _ADD, spelling)
            for relation, operand in zip(relations, operands[1:], strict=True):
                text += f" {relation} {_operand(operand, _ADD, spelling)}"
            return text, _COMPARE
        case Logic(connective=connective, operands=operands):
            binding = _OR if connective is Connective.OR else _AND
            parts = (_operand(operand, binding + 1, spelling) for operand in operands)
            return f" {connective} ".join(parts), binding
        case Not(operand=operand):
            return f"not {_operand(operand, _NOT, spelling)}", _NOT
        case Choice(condition=condition, then=then, otherwise=otherwise):
            before = f"{_operand(then, _OR, spelling)} if {_operand(condition, _OR, spelling)}"
            return f"{before} else {_operand(otherwise, _CHOICE, spelling)}", _CHOICE


def _write_terms(terms: tuple[Term, ...], spelling: Spelling) -> str:
    """Terms after the first must not be sums themselves, or parsing would flatten them."""
    text = [_operand(terms[0].operand, _MULTIPLY, spelling)]
    for term in terms[1:]:
        text.append(" - " if term.minus else " + ")
        text.append(_operand(term.operand, _MULTIPLY, spelling))
    return "".join(text)
