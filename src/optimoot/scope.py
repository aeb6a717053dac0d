"""Checks expressions against the names of their Formulation: kinds, subscripts, loops."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from optimoot.finding import FindingCode
from optimoot.formulation import IndexSet
from optimoot.symbols import PI, Symbols, name_problem, parts
from optimoot.syntax import (
    Binary,
    Call,
    Choice,
    Comparison,
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
    unparse,
)

Report = Callable[[FindingCode, str], None]

_ON_DATA_ONLY = frozenset({Function.MIN, Function.MAX, Function.FLOOR, Function.CEIL})
_OF_A_SET = frozenset({Function.SUM, Function.PROD, Function.MIN, Function.MAX})


@dataclass(frozen=True, slots=True)
class LoopVariable:
    """What a loop variable runs over.

    Attributes:
        source: The set's name.
        part: Which part of the members it takes; None: the whole member.
        width: How many places of a subscript it takes.
    """

    source: str
    part: int | None
    width: int


class ExpressionCheck:
    """Checks the expressions of one element, reporting what is wrong.

    Args:
        symbols: The names of the Formulation.
        report: Called for each fault with its code and a message.
    """

    def __init__(self, symbols: Symbols, report: Report) -> None:
        self._symbols = symbols
        self._report = report
        self._scope: dict[str, LoopVariable] = {}
        self._widths: dict[str, int] = {}

    @contextmanager
    def loops(self, loops: Sequence[Loop]) -> Iterator[None]:
        """Inside the context the loops' variables may be used."""
        outer = self._scope
        self._scope = dict(outer)
        for loop in loops:
            self._enter(loop)
            for condition in loop.conditions:
                self.condition(condition)
        yield
        self._scope = outer

    def _enter(self, loop: Loop) -> None:
        width = self._symbols.arities.get(loop.source)
        if width is None:
            self._report(
                FindingCode.UNKNOWN_SET,
                f"a loop runs over {loop.source!r}, which is no set{self._near(loop.source)}.",
            )
            width = len(loop.targets)
        if len(loop.targets) not in (1, width):
            self._report(
                FindingCode.WRONG_INDEX,
                f"a loop takes the members of {loop.source!r} apart into {len(loop.targets)} "
                f"names, but they have {width} part{'s' if width > 1 else ''}; to run over pairs "
                f"of members write two loops.",
            )
        for place, target in enumerate(loop.targets):
            whole = len(loop.targets) == 1
            self._declare(
                target, LoopVariable(loop.source, *((None, width) if whole else (place, 1)))
            )

    def _declare(self, name: str, variable: LoopVariable) -> None:
        if problem := name_problem(name):
            self._report(FindingCode.BAD_NAME, f"the loop variable {name!r} {problem}; rename it.")
        elif name in self._scope or name in self._symbols.sets or self._symbols.entity(name):
            self._report(
                FindingCode.NAME_COLLISION,
                f"the loop variable {name!r} has a name that is already taken; rename it.",
            )
        elif self._widths.setdefault(name, variable.width) != variable.width:
            self._report(
                FindingCode.NAME_COLLISION,
                f"the loop variable {name!r} runs over members of different shape; use two names.",
            )
        self._scope[name] = variable

    def _near(self, name: str) -> str:
        symbols = self._symbols
        known = [*self._scope, *symbols.sets, *symbols.parameters, *symbols.variables]
        near = difflib.get_close_matches(name, known, 1)
        return f" (did you mean {near[0]!r}?)" if near and near[0] != name else ""

    # Numbers

    def number(self, node: Node) -> bool:
        """Check that the expression is a number; whether it depends on a variable."""
        match node:
            case Constant():
                return False
            case Name():
                return self._named_number(node)
            case Item():
                return self._item(node)
            case Negation(operand=operand):
                return self.number(operand)
            case Terms(terms=terms):
                return self._any_decides([term.operand for term in terms])
            case Binary(operator=operator, left=left, right=right):
                decides = self._any_decides([left, right])
                if decides and operator in (Operator.FLOOR_OVER, Operator.MODULO):
                    self._forbid_variable(node, f"{operator} works on data only")
                return decides
            case Choice(condition=condition, then=then, otherwise=otherwise):
                self.condition(condition)
                return self._any_decides([then, otherwise])
            case Call():
                return self._call(node)
            case Gathering(function=function, element=element, loops=loops):
                with self.loops(loops):
                    decides = self.number(element)
                return self._gathered(node, function, decides)
            case Comparison() | Logic() | Not():
                self._wrong_kind(node, "is a condition, where a number is needed")
            case Label() | Group():
                self._wrong_kind(node, "is a member, where a number is needed")
        return False

    def _any_decides(self, nodes: Sequence[Node]) -> bool:
        """Check every one of them; whether any depends on a variable."""
        decisions = [self.number(node) for node in nodes]
        return True in decisions

    def _named_number(self, node: Name) -> bool:
        name = node.id
        if name == PI:
            return False
        if name in self._scope:
            variable = self._scope[name]
            if variable.width > 1 or self._is_text(variable):
                self._wrong_kind(node, "is a member and no number")
            return False
        if name in self._symbols.sets:
            self._wrong_kind(node, "is a set, where a number is needed")
            return False
        entity = self._symbols.entity(name)
        if entity is None:
            self._undefined(name)
        elif entity.index:
            self._report(
                FindingCode.WRONG_INDEX,
                f"{name!r} stands without a subscript; it is indexed by {_listed(entity.index)}.",
            )
        return name in self._symbols.variables

    def _is_text(self, variable: LoopVariable) -> bool:
        """Whether the set is known and no member is a number there."""
        index_set = self._symbols.sets.get(variable.source)
        return index_set is not None and not any(
            isinstance(p, int) for p in _parts_at(index_set, variable.part or 0, default=0)
        )

    def _call(self, node: Call) -> bool:
        function, arguments = node.function, node.arguments
        only = arguments[0] if len(arguments) == 1 else None
        is_set = isinstance(only, Name) and only.id in self._symbols.sets
        if function is Function.LEN:
            if not is_set:
                self._wrong_kind(node, "is not the size of a set: write len(SET)")
            return False
        if function in _OF_A_SET and only is not None:
            if not is_set:
                self._wrong_kind(
                    node,
                    f"runs over nothing: write {function}(... for i in SET), or give two values",
                )
            elif isinstance(only, Name) and self._is_text(LoopVariable(only.id, None, 1)):
                self._wrong_kind(node, "runs over members that are no numbers")
            return False
        decides = self._any_decides(arguments)
        return self._gathered(node, function, decides)

    def _gathered(self, node: Call | Gathering, function: Function, decides: bool) -> bool:
        if decides and function in _ON_DATA_ONLY:
            remedy = "works on data only"
            if function in (Function.MIN, Function.MAX):
                remedy += (
                    "; use an auxiliary variable: for the largest of several, one that a "
                    "constraint holds at or above each of them"
                )
            self._forbid_variable(node, f"{function} {remedy}")
        return decides

    # Subscripts

    def _item(self, node: Item) -> bool:
        name = node.name
        entity = self._symbols.entity(name)
        widths = [self._index_part(part) for part in node.index]
        if entity is None:
            if name in self._symbols.sets or name in self._scope:
                self._wrong_kind(
                    node, "has a subscript, but only parameters and variables have one"
                )
            else:
                self._undefined(name)
            return False
        places = self._symbols.places(entity.index)
        if sum(widths) != places:
            over = f" (over {_listed(entity.index)})" if entity.index else ""
            self._report(
                FindingCode.WRONG_INDEX,
                f"{unparse(node)!r} has {sum(widths)} place{'s' if sum(widths) != 1 else ''} in "
                f"its subscript; {name!r} has {places}{over}.",
            )
        elif all(width == 1 for width in widths):
            self._members(node, entity.index)
        return name in self._symbols.variables

    def _index_part(self, part: Node) -> int:
        """Check one part of a subscript; how many places it takes."""
        if isinstance(part, Label):
            return 1
        if isinstance(part, Name) and part.id in self._scope:
            return self._scope[part.id].width
        if self.number(part):
            self._forbid_variable(part, "a subscript is made of data only")
        return 1

    def _members(self, node: Item, index: Sequence[str]) -> None:
        """Members written out in a subscript must belong to the sets, as far as those are known."""
        place = 0
        for set_name in index:
            width = self._symbols.arities.get(set_name, 1)
            written = [_literal(part) for part in node.index[place : place + width]]
            place += width
            index_set = self._symbols.sets.get(set_name)
            if index_set is None or index_set.table is not None:
                continue
            if not any(
                all(w is None or _same(w, p) for w, p in zip(written, parts(member), strict=False))
                for member in index_set.members
            ):
                self._report(
                    FindingCode.UNKNOWN_MEMBER,
                    f"{unparse(node)!r} names no member of the set {set_name!r}.",
                )

    # Conditions

    def condition(self, node: Node) -> None:
        """Check that the expression is a condition on data."""
        match node:
            case Logic(operands=operands):
                for operand in operands:
                    self.condition(operand)
            case Not(operand=operand):
                self.condition(operand)
            case Comparison(operands=operands, relations=relations):
                if Relation.IN in relations or Relation.NOT_IN in relations:
                    self._membership(node)
                else:
                    self._compared(operands)
            case _:
                self.number(node)
                self._wrong_kind(node, "is no condition: write a comparison")

    def _compared(self, operands: Sequence[Node]) -> None:
        for operand in operands:
            if not self._is_member(operand) and self.number(operand):
                self._forbid_variable(operand, "a condition is made of data only")

    def _membership(self, node: Comparison) -> None:
        if len(node.operands) != 2:
            self._wrong_kind(node, "chains `in`; write conditions joined by `and`")
            return
        member, group = node.operands
        width = self._member_width(member)
        if isinstance(group, Group):
            self._compared(group.items)
        elif isinstance(group, Name) and group.id in self._symbols.sets:
            if width != self._symbols.arities[group.id]:
                self._report(
                    FindingCode.WRONG_INDEX,
                    f"{unparse(node)!r} compares a member of {width} parts with the set "
                    f"{group.id!r}, whose members have {self._symbols.arities[group.id]}.",
                )
        else:
            self._wrong_kind(group, "is no set and no list of members")

    def _member_width(self, node: Node) -> int:
        if isinstance(node, Group):
            return sum(self._member_width(item) for item in node.items)
        if isinstance(node, Name) and node.id in self._scope:
            return self._scope[node.id].width
        self._compared([node])
        return 1

    def _is_member(self, node: Node) -> bool:
        """Whether it is a member as it stands; the parts of a group are checked."""
        if isinstance(node, Group):
            self._compared(node.items)
            return True
        return isinstance(node, Label) or (isinstance(node, Name) and node.id in self._scope)

    # Reports

    def _undefined(self, name: str) -> None:
        self._report(FindingCode.UNDEFINED_NAME, f"{name!r} is not defined{self._near(name)}.")

    def _wrong_kind(self, node: Node, problem: str) -> None:
        self._report(FindingCode.WRONG_KIND, f"{unparse(node)!r} {problem}.")

    def _forbid_variable(self, node: Node, rule: str) -> None:
        self._report(
            FindingCode.VARIABLE_NOT_ALLOWED,
            f"{unparse(node)!r} depends on a variable, but {rule}.",
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names))


def _literal(node: Node) -> str | int | float | None:
    return node.value if isinstance(node, Constant | Label) else None


def _same(written: str | int | float, part: str | int) -> bool:
    return written == part and isinstance(written, str) == isinstance(part, str)


def _parts_at(index_set: IndexSet, place: int, default: int) -> list[str | int]:
    """The members' parts at a place; a number stands in where the members aren't known."""
    if index_set.table is not None or not index_set.members:
        return [default]
    return [p[place] for p in map(parts, index_set.members) if place < len(p)]
