"""So many of one for each of another: "for every van, at least two drivers must be hired"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site


def read(site: Site) -> Found | None:
    """A comparison of a number of one item with each one of another."""
    return _base_first(site) or _base_last(site)


def _base_last(site: Site) -> Found | None:
    """Read "at least 2 drivers for every van", "no more than 4 guards per (3) gates"."""
    marks, place = site.marks, site.at + 1
    number = marks[place].number if place < site.stop else None
    if number is None or site.role(place + 1) is not Role.ITEM:
        return None
    if site.items_before() or site.role(place + 2) is not Role.EACH:
        return None
    opening = site.clause.sentence.tokens[marks[place + 2].start].text
    before = site.before(place + 2)
    if opening != "per" and [token.text for token in before] != ["for"]:
        return None
    base, divisor = place + 3, Quantity()
    stated = marks[base].number if base < site.stop else None
    if stated is not None:
        divisor, base = quantity(stated), base + 1
    if site.role(base) is not Role.ITEM or marks[base].items == marks[place + 1].items:
        return None
    left = Linear.total(marks[place + 1].items).times(divisor)
    right = Linear.total(marks[base].items).times(quantity(number))
    relation = Relation(left, site.comparison, right, site.sentence, "for each", site.strict)
    return Found((relation,), site.at, base + 1)


def _base_first(site: Site) -> Found | None:
    """Read "for each (n) A" before a comparison with a number of B."""
    marks = site.marks
    begin = next((p for p in range(site.start, site.at) if _opens(site, p)), None)
    number = marks[site.at + 1].number if site.at + 1 < site.stop else None
    if begin is None or number is None:
        return None
    place = begin + 1
    divisor = Quantity()
    stated = marks[place].number
    if stated is not None:
        divisor, place = quantity(stated), place + 1
    if site.role(place) is not Role.ITEM or place >= site.at:
        return None
    base = Linear.total(marks[place].items)
    other = next((p for p in range(site.at + 2, site.stop) if site.role(p) is Role.ITEM), None)
    if other is None or marks[other].items == marks[place].items:
        return None
    left = Linear.total(marks[other].items).times(divisor)
    right = base.times(quantity(number))
    relation = Relation(left, site.comparison, right, site.sentence, "for each", site.strict)
    return Found((relation,), begin, other + 1)


def _opens(site: Site, place: int) -> bool:
    """Whether "for each" stands here."""
    if site.role(place) is not Role.EACH:
        return False
    before = site.clause.sentence.tokens[: site.marks[place].start]
    return bool(before) and before[-1].text == "for"
