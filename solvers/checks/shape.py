"""What a constraint is made of: its names, its limit, and the members that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from optimoot.expression import parse, parse_loops
from optimoot.finding import Severity
from optimoot.formulation import Constraint, Domain, Formulation, Parameter, Variable
from optimoot.soundness import structural_findings
from optimoot.syntax import (
    Comparison,
    Gathering,
    Item,
    Label,
    Loop,
    Name,
    Node,
    Relation,
    walk,
)

T = TypeVar("T")
_TURNED = {Relation.AT_MOST: Relation.AT_LEAST, Relation.AT_LEAST: Relation.AT_MOST}


def shapes_of(formulation: Formulation) -> tuple[Shape, ...] | None:
    """Every constraint, read; None where a fault of the Formulation forbids it."""
    if any(f.severity is Severity.ERROR for f in structural_findings(formulation)):
        return None
    return tuple(Shape(formulation, constraint) for constraint in formulation.constraints)


@dataclass(frozen=True)
class Limit:
    """The side of a constraint that holds given figures only.

    Attributes:
        node: That side.
        decided: The other side.
        is_upper: Whether the decisions may not exceed it; None for an equation.
    """

    node: Node
    decided: Node
    is_upper: bool | None


class Shape:
    """One constraint, read.

    Args:
        formulation: Its model.
        constraint: It.

    Raises:
        InputError: It cannot be read.
    """

    def __init__(self, formulation: Formulation, constraint: Constraint) -> None:
        self.constraint = constraint
        self.tree = parse(constraint.expression).tree
        self.loops: tuple[Loop, ...] = parse_loops(constraint.for_each).loops
        self._parameters = {p.name: p for p in formulation.parameters}
        self._variables = {v.name: v for v in formulation.variables}

    def parameters(self, node: Node | None = None) -> tuple[Parameter, ...]:
        """The parameters that stand in it, or in a part of it."""
        return _named(self.tree if node is None else node, self._parameters)

    def variables(self, node: Node | None = None) -> tuple[Variable, ...]:
        """The variables that stand in it, or in a part of it."""
        return _named(self.tree if node is None else node, self._variables)

    @property
    def switches(self) -> bool:
        """Whether a yes-or-no decision takes part, which may switch it on and off."""
        return any(v.domain is Domain.BINARY for v in self.variables())

    @property
    def figures(self) -> frozenset[str]:
        """Ids of the Numbers that its parameters cite."""
        return frozenset(n for p in self.parameters() for e in p.entries for n in e.numbers)

    @property
    def limit(self) -> Limit | None:
        """Its side of given figures; None where there is none, or it is no single comparison."""
        if not isinstance(self.tree, Comparison) or len(self.tree.relations) != 1:
            return None
        left, right = self.tree.operands
        relation = self.tree.relations[0]
        if self.variables(right):
            left, right = right, left
            relation = _TURNED.get(relation, relation)
        if self.variables(right) or not self.variables(left) or not self.parameters(right):
            return None
        upper = {Relation.AT_MOST: True, Relation.AT_LEAST: False}.get(relation)
        return Limit(right, left, upper)

    def places(self) -> tuple[tuple[Variable, tuple[Node, ...]], ...]:
        """Every occurrence of a decision with its subscripts."""
        found = []
        for node in walk(self.tree):
            if isinstance(node, Item) and node.name in self._variables:
                found.append((self._variables[node.name], node.index))
            elif isinstance(node, Name) and node.id in self._variables:
                found.append((self._variables[node.id], ()))
        return tuple(found)

    def summed(self) -> tuple[Loop, ...]:
        """The loops inside its expression."""
        return tuple(
            loop for node in walk(self.tree) if isinstance(node, Gathering) for loop in node.loops
        )

    def members(self, set_name: str) -> frozenset[str]:
        """Members of a set that its decisions name one by one; empty where a loop goes over it."""
        named: set[str] = set()
        for variable, index in self.places():
            for place, part in enumerate(index):
                if place < len(variable.index) and variable.index[place] == set_name:
                    if not isinstance(part, Label):
                        return frozenset()
                    named.add(part.value)
        return frozenset(named)


def _named(tree: Node, elements: Mapping[str, T]) -> tuple[T, ...]:
    found: dict[str, T] = {}
    for node in walk(tree):
        name = node.id if isinstance(node, Name) else node.name if isinstance(node, Item) else ""
        if name in elements:
            found.setdefault(name, elements[name])
    return tuple(found.values())
