"""Order of two numbers of things with no figure: "there must be more vans than cars"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import Comparison, Linear, Relation
from optimoot.agents.builtin.marks import Role

_DUTY: Final = frozenset("must should shall needs need has have required necessary".split())
_TURNED: Final = frozenset("not no never prefer prefers wish wishes like likes".split())


def read(clause: Clause, marks: Sequence[Atom]) -> Relation | None:
    """The relation that a statement sets up, None where it is no such statement, or is negated.

    Args:
        clause: The statement's clause.
        marks: The marks of the statement, which has no comparison of its own.
    """
    words = {token.text for token in clause.sentence.tokens}
    if words & _TURNED or not words & _DUTY:
        return None
    roles = [mark.role for mark in marks]
    for place, role in enumerate(roles[:-3]):
        if role not in (Role.MORE, Role.FEWER):
            continue
        if roles[place + 1 : place + 4] != [Role.ITEM, Role.THAN, Role.ITEM]:
            continue
        one, other = Linear.total(marks[place + 1].items), Linear.total(marks[place + 3].items)
        if set(one.items) & set(other.items):
            return None
        comparison = Comparison.AT_LEAST if role is Role.MORE else Comparison.AT_MOST
        index = clause.sentence.index
        return Relation(one, comparison, other, index, "order", strict=True)
    return None
