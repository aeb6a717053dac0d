"""Two expressions compared: "twice X plus Y must be at least 10", "X cannot exceed half of Y"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind


def read(site: Site) -> Found | None:
    """A comparison whose left side mentions items."""
    found = site.left()
    if found is None:
        return None
    left, begin = found
    place = site.at + 1
    while site.role(place) in (Role.AS, Role.COMMA, Role.SUM, Role.EACH):
        place += 1
    right, end = _right(site, place)
    if right is None:
        return None
    if _counts_itself(site, place, left, right):
        right = right.numbers_only()
    relation = Relation(left, site.comparison, right, site.sentence, "comparison", site.strict)
    return Found((relation,), begin, end)


def _counts_itself(site: Site, place: int, left: Linear, right: Linear) -> bool:
    """Whether a plain number counts the item of the left: "the red team makes at most 9 reds"."""
    mark = site.marks[place]
    plain = mark.number is not None and mark.number.kind is NumberKind.PLAIN
    return plain and left.items == right.items and len(right.terms) == 1


def _right(site: Site, place: int) -> tuple[Linear | None, int]:
    mark = site.marks[place] if place < site.stop else None
    if mark is None:
        return None, place
    following = site.role(place + 1)
    counted = following is Role.ITEM or (following is Role.AS)
    if mark.number is not None and not counted and _is_constant(site, place):
        return Linear.constant(quantity(mark.number)), place + 1
    parser = site.expression(place)
    right = parser.parse()
    return right, parser.place


def _is_constant(site: Site, place: int) -> bool:
    """Whether the number stands alone: neither a factor nor the first part of a sum."""
    parser = site.expression(place, place + 1)
    form = parser.parse()
    return form is not None and site.role(place + 1) not in (Role.PLUS, Role.MINUS)
