"""The same bound for all: "each site must receive at least 10", "no site gets more than 40"."""

from __future__ import annotations

from itertools import pairwise

from optimoot.agents.builtin.facts import Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind

GENERIC = frozenset("one them type kind item product good sort categori option".split())
"""Stems of nouns that may stand for any of the items, in every text."""


def read(site: Site) -> Found | None:
    """A bound on every item, none being named."""
    named = any(mark.role is Role.ITEM for mark in site.marks[site.start : site.stop])
    number = site.marks[site.at + 1].number if site.at + 1 < site.stop else None
    if named or number is None or number.kind not in (NumberKind.PLAIN, NumberKind.MONEY):
        return None
    if any(mark.role in (Role.SUM, Role.ALL) for mark in site.marks[site.start : site.stop]):
        return None
    begin = opening_for_all(site)
    if begin is None:
        return None
    limit = Linear.constant(quantity(number))
    relations = tuple(
        Relation(Linear.of(item), site.comparison, limit, site.sentence, "bound", site.strict)
        for item in range(site.everything)
    )
    return Found(relations, begin, site.at + 2)


def opening_for_all(site: Site) -> int | None:
    """Index of the mark where "each site" or "no site" begins, before the comparison."""
    family = site.family | GENERIC
    for place in range(site.start, site.at):
        if site.role(place) is Role.EACH:
            gap = site.after(place)[:3]
            if any(token.stem in family for token in gap):
                return place
    start = site.marks[site.start - 1].end if site.start else 0
    tokens = site.clause.words(start, site.marks[site.at].start)
    for first, second in pairwise(tokens):
        if first.text in ("no", "none") and (second.stem in family or second.text == "of"):
            return site.start
    return None
