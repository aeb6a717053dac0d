"""Quotients: "the ratio of X to Y must be at least 2"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site


def read(site: Site) -> Found | None:
    """A bound on the ratio of two items: a number, or "2 to 1" and "2:1"."""
    marks = site.marks
    begin = next((p for p in range(site.start, site.at) if marks[p].role is Role.RATIO), None)
    if begin is None:
        return None
    items = [mark.items for mark in marks[begin : site.at] if mark.role is Role.ITEM]
    number = marks[site.at + 1].number if site.at + 1 < site.stop else None
    if len(items) != 2 or number is None:
        return None
    end = site.at + 2
    amount, divisor = quantity(number), Quantity()
    below = _below(site, end)
    if below is not None:
        divisor, end = below
    left = Linear.total(items[0]).times(divisor)
    right = Linear.total(items[1]).times(amount)
    relation = Relation(left, site.comparison, right, site.sentence, "ratio", site.strict)
    return Found((relation,), begin, end)


def _below(site: Site, place: int) -> tuple[Quantity, int] | None:
    """The second part of "2 to 1" and "2:1"."""
    if site.role(place) is Role.COMMA:
        place += 1
    number = site.marks[place].number if place < site.stop else None
    if number is None:
        return None
    gap = [token.text for token in site.before(place)]
    joined = gap in (["to"], []) and site.marks[place].start - site.marks[place - 1].end <= 1
    return (quantity(number), place + 1) if joined else None
