"""What a problem is like, apart from its words: classes of its constraints, and sizes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

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
    Node,
    Operator,
    Relation,
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
        """What a constraint is for, by its form."""
        tree = parse(constraint.expression).tree
        if self.is_curved(tree):
            return "curved limit"
        if not isinstance(tree, Comparison) or len(tree.operands) != 2:
            return "range"
        relation = tree.relations[0]
        sides = [self._variables(side) for side in tree.operands]
        domains = {d for side in sides for d in side.values()}
        if all(sides):
            return self._between_decisions(relation, sides, domains)
        decisions = [name for side in sides for name in side]
        is_summed = any(isinstance(n, Gathering) and n.function is Function.SUM for n in walk(tree))
        constant = next((p.value for p in tree.operands if isinstance(p, Constant)), None)
        if domains == {Domain.BINARY} and is_summed and constant == 1:
            return {Relation.EQUAL: "one of each", Relation.AT_LEAST: "cover"}.get(
                relation, "at most one"
            )
        if len(decisions) == 1 and not is_summed:
            return "bound"
        if relation is Relation.EQUAL:
            return "total"
        left_holds = bool(sides[0])
        is_upper = (relation is Relation.AT_MOST) == left_holds
        return "capacity" if is_upper else "demand"

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

    def _between_decisions(
        self, relation: Relation, sides: list[dict[str, Domain]], domains: set[Domain]
    ) -> str:
        if relation is Relation.EQUAL:
            return "balance"
        if Domain.BINARY in domains and len(domains) > 1:
            return "linking"
        if domains == {Domain.BINARY}:
            return "only if"
        shared = set(sides[0]) & set(sides[1])
        return "share" if shared else "order"

    def _holds(self, node: Node) -> bool:
        return bool(self._variables(node))

    def _variables(self, node: Node) -> dict[str, Domain]:
        """The decisions in a part of an expression, with their domains."""
        known = {variable.name: variable.domain for variable in self.formulation.variables}
        names = (
            part.id if isinstance(part, Name) else part.name
            for part in walk(node)
            if isinstance(part, Name | Item)
        )
        return {name: known[name] for name in names if name in known}
