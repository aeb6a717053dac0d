"""Writes expressions as mathematics; how each form looks is left to the kinds of writer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from enum import IntEnum

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


class Binding(IntEnum):
    """How tightly a written form holds together; looser operands get parentheses."""

    OR = 0
    AND = 1
    COMPARISON = 2
    SUM = 3
    GATHERING = 4
    """A sum over a loop: its reach to the right is open, so it ends a product unbracketed."""
    PRODUCT = 5
    NEGATION = 6
    POWER = 7
    ATOM = 8


def number_text(value: float) -> str:
    """A number without a needless `.0`."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


class AlgebraWriter(ABC):
    """Turns syntax trees into text, asking its subclass for the look of each form."""

    def expression(self, node: Node) -> str:
        """The whole expression."""
        return self._write(node)[0]

    def quantifier(self, loops: Sequence[Loop]) -> str:
        """What loops run over, with their conditions: `i ∈ I, j ∈ J, i ≠ j`."""
        written: list[str] = []
        for loop in loops:
            target = loop.targets[0] if len(loop.targets) == 1 else ""
            member = self.name(target) if target else self.group(map(self.name, loop.targets))
            written.append(self.relation(member, Relation.IN, self.name(loop.source)))
            written += [self._at_least(c, Binding.AND) for c in loop.conditions]
        return self.listed(written)

    def _at_least(self, node: Node, binding: Binding) -> str:
        text, found = self._write(node)
        return text if found >= binding else self.bracketed(text)

    def _write(self, node: Node) -> tuple[str, Binding]:
        match node:
            case Constant(value=value):
                binding = Binding.NEGATION if value < 0 else Binding.ATOM
                return self.number(value), binding
            case Label(value=value):
                return self.label(value), Binding.ATOM
            case Name(id=name):
                return self.name(name), Binding.ATOM
            case Item(name=name, index=index):
                return self.item(name, [self.expression(part) for part in index]), Binding.ATOM
            case Group(items=items):
                return self.group([self.expression(item) for item in items]), Binding.ATOM
            case Call(function=function, arguments=arguments):
                written = [self.expression(argument) for argument in arguments]
                return self.call(function, written), Binding.ATOM
            case Gathering(function=function, element=element, loops=loops):
                inner = self._at_least(element, Binding.GATHERING)
                return self.gathering(function, inner, self.quantifier(loops)), Binding.GATHERING
            case Negation(operand=operand):
                return self.negation(self._at_least(operand, Binding.PRODUCT)), Binding.NEGATION
            case Terms():
                return self._terms(node), Binding.SUM
            case Binary():
                return self._binary(node)
            case _:
                return self._condition(node)

    def _terms(self, node: Terms) -> str:
        text = self._at_least(node.terms[0].operand, Binding.GATHERING)
        for term in node.terms[1:]:
            written, binding = self._write(term.operand)
            # What starts with a sign would put two signs in a row.
            if binding < Binding.GATHERING or written.startswith(self.minus):
                written = self.bracketed(written)
            text = f"{text} {self.minus if term.minus else '+'} {written}"
        return text

    def _binary(self, node: Binary) -> tuple[str, Binding]:
        left, right, operator = node.left, node.right, node.operator
        if operator is Operator.POWER:
            base = self._at_least(left, Binding.ATOM)
            return self.power(base, self.expression(right)), Binding.POWER
        if operator is Operator.OVER and self.stacks_quotients:
            return self.quotient(self.expression(left), self.expression(right)), Binding.PRODUCT
        before = self._at_least(left, Binding.PRODUCT)
        if operator is Operator.TIMES:
            written, binding = self._write(right)
            if binding not in (Binding.GATHERING, Binding.POWER, Binding.ATOM):
                written = self.bracketed(written)
            found = Binding.GATHERING if binding is Binding.GATHERING else Binding.PRODUCT
            return self.product(before, written), found
        after = self._at_least(right, Binding.POWER)
        if operator is Operator.OVER:
            return self.quotient(before, after), Binding.PRODUCT
        return self.division(before, operator, after), Binding.PRODUCT

    def _condition(self, node: Comparison | Logic | Not | Choice) -> tuple[str, Binding]:
        match node:
            case Comparison(operands=operands, relations=relations):
                text = self._at_least(operands[0], Binding.SUM)
                for relation, operand in zip(relations, operands[1:], strict=True):
                    text = self.relation(text, relation, self._at_least(operand, Binding.SUM))
                return text, Binding.COMPARISON
            case Logic(connective=connective, operands=operands):
                binding = Binding.OR if connective is Connective.OR else Binding.AND
                above = Binding(binding + 1)
                return self.joined(
                    connective, [self._at_least(o, above) for o in operands]
                ), binding
            case Not(operand=operand):
                return self.inverse(self._at_least(operand, Binding.ATOM)), Binding.NEGATION
            case Choice(condition=condition, then=then, otherwise=otherwise):
                parts = (self.expression(part) for part in (condition, then, otherwise))
                return self.choice(*parts), Binding.ATOM

    # The look of each form

    minus = "-"
    free = "free"
    """What is said of a variable without bounds."""
    stacks_quotients = False
    """Whether a quotient needs no brackets around its parts."""

    def number(self, value: float) -> str:
        """A number."""
        return f"{self.minus if value < 0 else ''}{number_text(abs(value))}"

    @abstractmethod
    def name(self, name: str) -> str:
        """A name standing alone."""

    @abstractmethod
    def label(self, text: str) -> str:
        """A member written out."""

    @abstractmethod
    def item(self, name: str, index: Sequence[str]) -> str:
        """A name with a subscript."""

    @abstractmethod
    def group(self, items: Iterable[str]) -> str:
        """Parts of one member, or members listed."""

    @abstractmethod
    def call(self, function: Function, arguments: Sequence[str]) -> str:
        """A function of its arguments."""

    @abstractmethod
    def gathering(self, function: Function, element: str, over: str) -> str:
        """A sum, product, least or largest over loops."""

    def negation(self, operand: str) -> str:
        """The negative of an operand."""
        return f"{self.minus}{operand}"

    @abstractmethod
    def product(self, left: str, right: str) -> str:
        """A product."""

    @abstractmethod
    def quotient(self, left: str, right: str) -> str:
        """A quotient."""

    @abstractmethod
    def division(self, left: str, operator: Operator, right: str) -> str:
        """A whole quotient or a remainder."""

    @abstractmethod
    def power(self, base: str, exponent: str) -> str:
        """A power."""

    @abstractmethod
    def relation(self, left: str, relation: Relation, right: str) -> str:
        """A comparison."""

    @abstractmethod
    def joined(self, connective: Connective, conditions: Sequence[str]) -> str:
        """Conditions joined."""

    @abstractmethod
    def inverse(self, condition: str) -> str:
        """A condition's opposite."""

    @abstractmethod
    def choice(self, condition: str, then: str, otherwise: str) -> str:
        """One value or another."""

    @abstractmethod
    def whole(self, symbol: str) -> str:
        """That a variable takes whole numbers."""

    @abstractmethod
    def set_of(self, members: Sequence[str]) -> str:
        """Members in braces."""

    @abstractmethod
    def bracketed(self, text: str) -> str:
        """The text in parentheses."""

    @abstractmethod
    def listed(self, texts: Sequence[str]) -> str:
        """Texts with commas between them."""
