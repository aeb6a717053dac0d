"""Ranges: "X can be between 0 and 24 hours", "x1: [0 - 20]", "X ranges from 10 to 50"."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.builtin.facts import Comparison, Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.tagging import Atom, Clause
from optimoot.problem import Number, NumberKind

_BETWEEN = frozenset("between from range ranges ranging".split())


def read(clause: Clause, marks: Sequence[Atom]) -> tuple[Relation, ...]:
    """Every pair of numbers that bounds an item beside it from both sides."""
    relations: list[Relation] = []
    for place in range(len(marks) - 1):
        pair = _pair(clause, marks, place)
        if pair is None:
            continue
        low, high, end = pair
        items = _bounded(clause, marks, place, end)
        for item in items:
            form = Linear.of(item)
            index = clause.sentence.index
            relations.append(_relation(form, Comparison.AT_LEAST, low, index))
            relations.append(_relation(form, Comparison.AT_MOST, high, index))
    return tuple(relations)


def _relation(form: Linear, comparison: Comparison, number: Number, index: int) -> Relation:
    return Relation(form, comparison, Linear.constant(quantity(number)), index, "range")


def _pair(clause: Clause, marks: Sequence[Atom], place: int) -> tuple[Number, Number, int] | None:
    """Two numbers that make a range: with a dash, in brackets, or after "between" or "from"."""
    low = marks[place].number
    if low is None or low.kind is not NumberKind.PLAIN:
        return None
    later = place + 1
    joint = marks[later]
    dashed = joint.role is Role.MINUS
    while later < len(marks) and marks[later].role in (
        Role.MINUS,
        Role.AND,
        Role.COMMA,
        Role.COMPARE,
    ):
        later += 1
    if later >= len(marks) or marks[later].number is None or later > place + 2:
        return None
    high = marks[later].number
    if high is None or high.kind is not NumberKind.PLAIN:
        return None
    tokens = clause.sentence.tokens
    before = {token.text for token in tokens[max(0, marks[place].start - 3) : marks[place].start]}
    between = {token.text for token in tokens[marks[place].end : marks[later].start]}
    bracketed = place > 0 and marks[place - 1].role is Role.OPEN
    ranged = bool(before & _BETWEEN) and bool(between & {"to", "and", "up", "-"})
    if dashed or (bracketed and joint.role is Role.COMMA) or ranged:
        return (low, high, later + 1) if low.value <= high.value else None
    return None


def _bounded(clause: Clause, marks: Sequence[Atom], place: int, end: int) -> tuple[int, ...]:
    """The item that a range belongs to: the one before it, else the one linked behind it."""
    tokens = clause.sentence.tokens
    after = marks[end] if end < len(marks) else None
    if after is not None and after.role is Role.CLOSE:
        end += 1
        after = marks[end] if end < len(marks) else None
    if after is not None and after.role is Role.ITEM:
        gap = tokens[marks[end - 1].end : after.start]
        if any(token.text in ("for", "of", "on") for token in gap):
            return after.items
    for earlier in range(place - 1, -1, -1):
        mark = marks[earlier]
        if mark.role is Role.ITEM:
            return mark.items
        if mark.number is not None:
            return ()
    return ()
