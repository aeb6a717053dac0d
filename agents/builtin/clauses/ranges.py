"""Ranges: "X can be between 0 and 24 hours", "x1: [0 - 20]", "X ranges from 10 to 50"."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.clauses.everyone import opening_for_all
from optimoot.agents.builtin.facts import Comparison, Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Site
from optimoot.agents.builtin.statements import RANGING
from optimoot.problem import Number, NumberKind

_KINDS = (NumberKind.PLAIN, NumberKind.PERCENT)


def read(
    clause: Clause, marks: Sequence[Atom], everything: int, family: frozenset[str] = frozenset()
) -> tuple[Relation, ...]:
    """Every pair of numbers that bounds what is beside it from both sides."""
    relations: list[Relation] = []
    start = 0
    for place in range(len(marks) - 1):
        pair = _pair(clause, marks, place)
        if pair is None:
            continue
        low, high, end = pair
        site = Site(clause, tuple(marks), start, place, place, everything, family)
        bounded = _bounded(site, end)
        start = end
        for form in bounded:
            for comparison, number in ((Comparison.AT_LEAST, low), (Comparison.AT_MOST, high)):
                limit = Linear.constant(quantity(number))
                if number.kind is NumberKind.PERCENT:
                    limit = Linear.total(tuple(range(everything))).times(quantity(number))
                relations.append(Relation(form, comparison, limit, clause.sentence.index, "range"))
    return tuple(relations)


def _pair(clause: Clause, marks: Sequence[Atom], place: int) -> tuple[Number, Number, int] | None:
    """Two numbers that make a range: with a dash, in brackets, or after "between" or "from"."""
    low = marks[place].number
    if low is None or low.kind not in _KINDS:
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
    if high is None or high.kind is not low.kind:
        return None
    tokens = clause.sentence.tokens
    before = {token.text for token in tokens[max(0, marks[place].start - 3) : marks[place].start]}
    between = {token.text for token in tokens[marks[place].end : marks[later].start]}
    bracketed = place > 0 and marks[place - 1].role is Role.OPEN
    ranged = bool(before & RANGING) and bool(between & {"to", "and", "up", "-"})
    if dashed or (bracketed and joint.role is Role.COMMA) or ranged:
        return (low, high, later + 1) if low.value <= high.value else None
    return None


def _bounded(site: Site, end: int) -> tuple[Linear, ...]:
    """What a range bounds: the item linked behind it, what stands before it, or every item.

    Args:
        site: The range; its left side is what stands before.
        end: Index of the first mark behind the range.
    """
    marks = site.marks
    after = marks[end] if end < len(marks) else None
    if after is not None and after.role is Role.CLOSE:
        end += 1
        after = marks[end] if end < len(marks) else None
    if after is not None and after.role is Role.ITEM:
        gap = site.between(end - 1, end)
        linked = any(token.text in ("for", "of", "on") for token in gap)
        if linked or (not gap and not site.items_before()):
            return (Linear.total(after.items),)
    side = site.left()
    if side is not None:
        return (side[0],)
    nearest = _nearest(marks, site.at)
    if nearest is not None:
        return (nearest,)
    if _counts_all(site, end):
        return (Linear.total(tuple(range(site.everything))),)
    if opening_for_all(site) is not None:
        return tuple(Linear.of(item) for item in range(site.everything))
    return ()


def _counts_all(site: Site, end: int) -> bool:
    """Whether a range counts all items together: "the edition has between 40 and 64 pages"."""
    if any(mark.role in (Role.ITEM, Role.EACH) for mark in site.marks):
        return False
    tokens = site.clause.sentence.tokens
    start = site.marks[end - 1].end
    after = tokens[start : start + 2]
    return bool(after) and after[0].stem in site.family


def _nearest(marks: Sequence[Atom], place: int) -> Linear | None:
    """The last item before a range, with no number between."""
    for mark in reversed(marks[:place]):
        if mark.role is Role.ITEM:
            return Linear.total(mark.items)
        if mark.number is not None:
            return None
    return None
