"""So many of one for each of another: "for every van, at least two drivers must be hired"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site


def read(site: Site) -> Found | None:
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
    relation = Relation(left, site.comparison, right, site.sentence, "ratio", site.strict)
    return Found((relation,), begin, other + 1)


def _opens(site: Site, place: int) -> bool:
    """Whether "for each" stands here."""
    if site.role(place) is not Role.EACH:
        return False
    before = site.clause.sentence.tokens[: site.marks[place].start]
    return bool(before) and before[-1].text == "for"
