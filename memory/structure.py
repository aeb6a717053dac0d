"""What a problem is like, apart from its words: classes of its constraints, and sizes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from optimoot.expression import parse
from optimoot.formulation import Constraint, Domain, Formulation
from optimoot.memory.records import Tags
from optimoot.syntax import (
    Binary,
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
    children,
    walk,
)

_SIZES = ("sets", "parameters", "variables", "constraints")


def tags_of(formulation: Formulation, *, model_class: str = "", family: str = "") -> Tags:
    """The tags of a Formulation.

    Args:
        formulation: The model; its expressions are well-formed.
        model_class: "LP", "MILP", …, where it is known.
        family: The kind of problem in a word or two, where somebody said it.
    """
    return Tags(
        family=family,
        classes=tuple(sorted(set(_classes(formulation)))),
        sizes={name: len(getattr(formulation, name)) for name in _SIZES},
        model_class=model_class,
    )


def structural_similarity(one: Tags, other: Tags) -> float:
    """How alike two problems are in structure: 1 for equal tags, 0 for nothing in common.

    Shared classes of all classes (Jaccard) count three quarters, likeness of sizes the rest.
    """
    either = set(one.classes) | set(other.classes)
    if not either:
        return 0.0
    shared = len(set(one.classes) & set(other.classes)) / len(either)
    return 0.75 * shared + 0.25 * _likeness_of_sizes(one.sizes, other.sizes)


def _likeness_of_sizes(one: dict[str, int], other: dict[str, int]) -> float:
    """The mean over all sizes of the smaller by the larger."""
    names = sorted(set(one) | set(other))
    if not names:
        return 0.0
    pairs = [(one.get(name, 0), other.get(name, 0)) for name in names]
    return math.fsum((min(p) + 1) / (max(p) + 1) for p in pairs) / len(pairs)


def _classes(formulation: Formulation) -> Iterator[str]:
    model = _Model(formulation)
    for variable in formulation.variables:
        yield f"{variable.domain} decisions"
        yield f"decisions over {min(len(variable.index), 3)} sets"
    if formulation.objective is not None:
        yield f"{formulation.objective.sense}"
        if model.is_curved(parse(formulation.objective.expression).tree):
            yield "curved goal"
    for constraint in formulation.constraints:
        yield model.class_of(constraint)


@dataclass(frozen=True)
class _Model:
    formulation: Formulation

    def class_of(self, constraint: Constraint) -> str:
        """What a constraint is for, by its form, on whichever side its terms are written."""
        tree = parse(constraint.expression).tree
        if self.is_curved(tree):
            return "curved limit"
        if not isinstance(tree, Comparison) or len(tree.operands) != 2:
            return "range"
        left, right = tree.operands
        relation = tree.relations[0]
        found = [*self._signed(left, 1), *self._signed(right, -1)]
        if relation is Relation.AT_LEAST:
            found = [(-sign, name) for sign, name in found]
        # now: upper - lower <= data, or == data
        upper = [name for sign, name in found if sign > 0]
        lower = [name for sign, name in found if sign < 0]
        if upper and lower:
            return self._between_decisions(relation, upper, lower)
        if len(found) == 1 and not _sums(tree):
            return "bound"
        if self._domains(upper + lower) == {Domain.BINARY} and not _weighs(tree):
            data = next((side.value for side in tree.operands if isinstance(side, Constant)), None)
            return _of_choices(relation, is_upper=bool(upper), data=data)
        if relation is Relation.EQUAL:
            return "total"
        return "capacity" if upper else "demand"

    def is_curved(self, tree: Node) -> bool:
        """Whether decisions are multiplied by one another, divided by or raised to a power."""
        return any(
            isinstance(node, Binary)
            and (
                (
                    node.operator is Operator.TIMES
                    and self._holds(node.left)
                    and self._holds(node.right)
                )
                or (node.operator is Operator.OVER and self._holds(node.right))
                or (node.operator is Operator.POWER and self._holds(node.left))
            )
            for node in walk(tree)
        )

    def _between_decisions(self, relation: Relation, upper: list[str], lower: list[str]) -> str:
        domains = self._domains(upper + lower)
        if relation is Relation.EQUAL:
            return "balance"
        if Domain.BINARY in domains and len(domains) > 1:
            return "linking"
        if domains == {Domain.BINARY}:
            return "only if"
        return "share" if set(upper) & set(lower) else "order"

    def _signed(self, node: Node, sign: int) -> Iterator[tuple[int, str]]:
        """The decisions in a part of an expression, with the signs that are written there."""
        if isinstance(node, Name | Item):
            name = node.id if isinstance(node, Name) else node.name
            if name in self._known:
                yield sign, name
            return
        if isinstance(node, Terms):
            for term in node.terms:
                yield from self._signed(term.operand, -sign if term.minus else sign)
            return
        if isinstance(node, Negation):
            sign = -sign
        elif isinstance(node, Binary) and node.operator in (Operator.TIMES, Operator.OVER):
            sign *= _sign_of_data(node.left) * _sign_of_data(node.right)
        parts = (node.element,) if isinstance(node, Gathering) else children(node)
        for part in parts:
            yield from self._signed(part, sign)

    def _domains(self, names: list[str]) -> set[Domain]:
        return {self._known[name] for name in names}

    @cached_property
    def _known(self) -> dict[str, Domain]:
        return {variable.name: variable.domain for variable in self.formulation.variables}

    def _holds(self, node: Node) -> bool:
        """Whether a decision stands in a part of an expression."""
        return any(
            (part.id if isinstance(part, Name) else part.name) in self._known
            for part in walk(node)
            if isinstance(part, Name | Item)
        )


def _of_choices(relation: Relation, *, is_upper: bool, data: float | None) -> str:
    """Binary decisions that are counted: one of each, at most one, a cover, or some number."""
    if data != 1:
        return "count"
    if relation is Relation.EQUAL:
        return "one of each"
    return "at most one" if is_upper else "cover"


def _sums(tree: Node) -> bool:
    return any(isinstance(n, Gathering) and n.function is Function.SUM for n in walk(tree))


def _weighs(tree: Node) -> bool:
    return any(isinstance(n, Binary) for n in walk(tree))


def _sign_of_data(node: Node) -> int:
    """-1 for a constant below zero as a factor, else 1."""
    if isinstance(node, Negation):
        return -_sign_of_data(node.operand) if isinstance(node.operand, Constant) else 1
    return -1 if isinstance(node, Constant) and node.value < 0 else 1
