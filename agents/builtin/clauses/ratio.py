"""Multiples of one item by another: "at least twice as many A as B", "more A than B"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Comparison, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site


def read(site: Site) -> Found | None:
    """A comparison of two items where the comparison comes first."""
    if site.items_before():
        return None
    place = site.at + 1
    number = site.marks[place] if place < site.stop else None
    factor = None
    if number is not None and number.number is not None:
        factor = quantity(number.number)
        place += 1
    linked = False
    while site.role(place) in (Role.AS, Role.MORE):
        place += 1
        linked = True
    if factor is not None and not linked:
        return None
    parser = site.expression(place)
    left = parser.parse()
    if left is None or not left.items:
        return None
    place = parser.place
    if site.role(place) not in (Role.AS, Role.THAN):
        return None
    while site.role(place) in (Role.AS, Role.THAN):
        place += 1
    parser = site.expression(place)
    right = parser.parse()
    if right is None or not right.items:
        return None
    if factor is not None:
        right = right.times(factor)
    comparison = site.comparison or Comparison.AT_LEAST
    relation = Relation(left, comparison, right, site.sentence, "ratio", site.strict)
    return Found((relation,), parser.place)
