"""Distances in either direction: "X must not differ from Y by more than 5"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Comparison, Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site

_VERBS = frozenset("differ differs deviate deviates".split())


def read(site: Site) -> Found | None:
    """Two forms that may be at most so far apart, whichever is the larger."""
    marks = site.marks
    places = range(site.start, site.at)
    verb = next((p for p in places if marks[p].role is Role.DIFFERENCE), None)
    number = marks[site.at + 1].number if site.at + 1 < site.stop else None
    if verb is None or number is None or site.comparison is not Comparison.AT_MOST:
        return None
    if _is_absolute(site, verb):
        parser = site.expression(verb, site.at)
        form = parser.parse()
        begin = verb
    elif site.clause.sentence.tokens[marks[verb].start].text in _VERBS:
        form, begin = _differing(site, verb)
    else:
        return None
    if form is None or len(form.items) < 2:
        return None
    limit = Linear.constant(quantity(number))
    relations = tuple(
        Relation(side, site.comparison, limit, site.sentence, "distance", site.strict)
        for side in (form, Linear().minus(form))
    )
    return Found(relations, begin, site.at + 2)


def _is_absolute(site: Site, place: int) -> bool:
    """Whether "absolute" stands right before "difference"."""
    before = site.before(place)
    return bool(before) and before[-1].text == "absolute"


def _differing(site: Site, verb: int) -> tuple[Linear | None, int]:
    """What differs from what: "X … differ from Y by", or "X and Y … differ by"."""
    marks = site.marks
    items = [p for p in range(site.start, site.at) if marks[p].role is Role.ITEM]
    if len(items) != 2 or marks[items[0]].items == marks[items[1]].items:
        return None, verb
    left, right = (Linear.total(marks[p].items) for p in items)
    return left.minus(right), items[0]
