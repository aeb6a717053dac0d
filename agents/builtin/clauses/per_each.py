"""So many of one for each of another: "for every van, at least two drivers must be hired"."""

from __future__ import annotations

from dataclasses import replace

from optimoot.agents.builtin.facts import Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import Number


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
    if opening != "per" and [token.text for token in before][-1:] != ["for"]:
        return None
    base = place + 3
    stated = marks[base].number if base < site.stop else None
    base += stated is not None
    if site.role(base) is not Role.ITEM or marks[base].items == marks[place + 1].items:
        return None
    left = Linear.total(marks[place + 1].items)
    right = Linear.total(marks[base].items).times(_ratio(number, stated))
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
    stated = marks[place].number
    place += stated is not None
    if site.role(place) is not Role.ITEM or place >= site.at:
        return None
    base = Linear.total(marks[place].items)
    other = next((p for p in range(site.at + 2, site.stop) if site.role(p) is Role.ITEM), None)
    if other is None or marks[other].items == marks[place].items:
        return None
    left = Linear.total(marks[other].items)
    right = base.times(_ratio(number, stated))
    relation = Relation(left, site.comparison, right, site.sentence, "for each", site.strict)
    return Found((relation,), begin, other + 1)


def _ratio(number: Number, step: Number | None) -> Quantity:
    """So many for each `step` of the other: "one guard for every four gates" is a quarter each."""
    return replace(quantity(number), step=step)


def _opens(site: Site, place: int) -> bool:
    """Whether "for each" stands here."""
    if site.role(place) is not Role.EACH:
        return False
    before = site.clause.sentence.tokens[: site.marks[place].start]
    return bool(before) and before[-1].text == "for"
