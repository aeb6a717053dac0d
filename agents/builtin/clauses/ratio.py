"""Multiples of one item by another: "at least twice as many A as B", "more A than B"."""

from __future__ import annotations

from optimoot.agents.builtin.atoms import is_number_kind
from optimoot.agents.builtin.facts import Comparison, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind


def read(site: Site) -> Found | None:
    """A comparison of two items where the comparison comes first."""
    place = site.at + 1
    number = site.marks[place] if place < site.stop else None
    factor = None
    if number is not None and number.number is not None:
        factor = quantity(number.number)
        place += 1
    linked = False
    words = (Role.AS, Role.MORE, Role.FEWER) if _is_order(site) else (Role.AS, Role.MORE)
    while site.role(place) in words:
        place += 1
        linked = True
    multiple = number is not None and is_number_kind(
        number, NumberKind.MULTIPLE, NumberKind.FRACTION
    )
    if (factor is None or not multiple) and not linked:
        return None
    if site.items_before() and not linked:
        return None
    parser = site.expression(place)
    left = parser.parse()
    if left is None or not left.items:
        return None
    place = parser.place
    if site.role(place) not in (Role.AS, Role.THAN) and not _is_to(site, place):
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
    return Found((relation,), site.at, parser.place)


def _is_order(site: Site) -> bool:
    """Whether the comparison is the "no" of "no fewer cars than vans"."""
    return site.clause.sentence.tokens[site.marks[site.at].start].text in ("no", "not")


def _is_to(site: Site, place: int) -> bool:
    """Whether the next mention is reached by "to": "twice the amount of A to that of B"."""
    if site.role(place) is not Role.ITEM:
        return False
    return any(token.text == "to" for token in site.before(place))
