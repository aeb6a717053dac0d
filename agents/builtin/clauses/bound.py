"""Bounds on items: "at least 30 rye loaves", "at most 70 small and 50 large suitcases"."""

from __future__ import annotations

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import is_number_kind
from optimoot.agents.builtin.clauses.everyone import GENERIC
from optimoot.agents.builtin.facts import Linear, Relation, quantity
from optimoot.agents.builtin.mark_atoms import PERIODS
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind

_COUNTS = (NumberKind.PLAIN, NumberKind.MONEY, NumberKind.COUNT_WORD)


_ELSEWHERE = lexicon.VERBS | lexicon.AUXILIARIES | lexicon.CONJUNCTIONS - {"and", "or", "nor"}
"""Words with which something else begins than the next member of a list."""


def read(site: Site) -> Found | None:
    """A comparison, a number, and the items behind it."""
    if site.items_before():
        return None
    relations: list[Relation] = []
    place = site.at + 1
    while True:
        mark = site.marks[place] if place < site.stop else None
        if mark is None or mark.number is None or not is_number_kind(mark, *_COUNTS):
            break
        found = _each(site, place + 1) or _group(site, place + 1) or _shared(site, place + 1)
        if found is None:
            break
        forms, end = found
        limit = Linear.constant(quantity(mark.number))
        relations.extend(
            Relation(form, site.comparison, limit, site.sentence, "bound", site.strict)
            for form in forms
        )
        place = end
        following = place
        while site.role(following) in (Role.AND, Role.COMMA):
            following += 1
        if following == place or site.role(following) is not Role.NUMBER:
            break
        place = following
    if not relations:
        return None
    end = place
    while site.role(end) in (Role.COMMA, Role.AND, Role.SUM):
        end += 1
    return Found(tuple(relations), site.at, end if end >= site.stop else place)


def _shared(site: Site, place: int) -> tuple[tuple[Linear, ...], int] | None:
    """The items of the next bound: "a minimum of 15 and a maximum of 60 vans"."""
    if any(token.text not in ("but", "and", "yet") for token in site.after(place - 1)):
        return None
    marks, following = site.marks, place
    while following < len(marks) and marks[following].role in (Role.AND, Role.BREAK):
        following += 1
    ahead = [mark.role for mark in marks[following : following + 3]]
    if ahead != [Role.COMPARE, Role.NUMBER, Role.ITEM]:
        return None
    return (Linear.total(marks[following + 2].items),), place


def _each(site: Site, place: int) -> tuple[tuple[Linear, ...], int] | None:
    """Every item, in "at least 100 units from each source"."""
    if site.role(place) is not Role.EACH or site.role(place + 1) is Role.ITEM:
        return None
    gap = site.after(place)
    before = site.before(place)
    family = site.family | GENERIC
    linked = bool(before) and before[-1].text == "of"
    if gap and not linked and not any(token.stem in family for token in gap[:2]):
        return None
    if gap and gap[0].text in PERIODS:
        return None
    if not gap and not linked and not (before and before[-1].text in ("for", "from")):
        return None
    return tuple(Linear.of(item) for item in range(site.everything)), place + 1


def _group(site: Site, place: int) -> tuple[tuple[Linear, ...], int] | None:
    """The items that a number bounds: one, their sum, or each of them."""
    added = False
    separately = False
    while site.role(place) in (Role.SUM, Role.ALL, Role.EACH, Role.MORE):
        added = added or site.role(place) is Role.SUM
        after = [token.text for token in site.after(place)]
        separately = separately or (site.role(place) is Role.EACH and after[:1] == ["of"])
        place += 1
    if site.role(place) is Role.OPEN and site.role(place + 1) is Role.ITEM:
        place += 1
    items: list[int] = []
    while site.role(place) is Role.ITEM:
        items.extend(site.marks[place].items)
        place += 1
        following = place
        while site.role(following) in (Role.AND, Role.COMMA):
            following += 1
        if site.role(following) is Role.ITEM and following > place and _belongs(site, following):
            place = following
    if not items:
        return None
    while site.role(place) in (Role.SUM, Role.CLOSE):
        place += 1
    if (separately or site.role(place) is Role.EACH) and not added:
        end = place + (site.role(place) is Role.EACH)
        return tuple(Linear.of(item) for item in items), end
    return (Linear.total(tuple(items)),), place


def _belongs(site: Site, place: int) -> bool:
    """Whether a further mention is in the same list, and no subject of its own."""
    if set(site.marks[place].items) <= set(site.marks[place - 2].items):
        return False
    gap = site.clause.words(site.marks[place - 2].end, site.marks[place].start)
    if any(token.text in _ELSEWHERE for token in gap):
        return False
    following = place + 1
    while site.role(following) in (Role.SUM, Role.CLOSE):
        following += 1
    return site.role(following) not in (Role.COMPARE, Role.NUMBER)
