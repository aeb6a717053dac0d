"""Shares of the total: "at least 80% of all appliances must be laptops"."""

from __future__ import annotations

from optimoot.agents.builtin.atoms import is_number_kind
from optimoot.agents.builtin.facts import Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind

_MONEY = frozenset("budget cost expens revenu profit incom spend".split())


def read(site: Site) -> Found | None:
    """A comparison with a percentage or a fraction of everything."""
    place = site.at + 1
    mark = site.marks[place] if place < site.stop else None
    if mark is None or mark.number is None:
        return None
    if not is_number_kind(mark, NumberKind.PERCENT, NumberKind.FRACTION):
        return None
    if any(token.stem in _MONEY for token in site.after(place)):
        return None  # a share of the budget is no share of the things bought
    total = Linear.total(tuple(range(site.everything)))
    side = site.left()
    part, begin = side if side is not None else (None, site.at)
    place += 1
    base = total
    if part is None:
        while site.role(place) in (Role.SUM, Role.ALL, Role.AS, Role.BY):
            place += 1
        if site.role(place) is not Role.ITEM:
            return None
        parser = site.expression(place)
        part = parser.parse()
        place = parser.place
    else:
        of_everything = False
        while site.role(place) in (Role.SUM, Role.ALL):
            place += 1
            of_everything = True
        if site.role(place) is Role.ITEM:
            if not of_everything:
                return None
            parser = site.expression(place)
            whole = parser.parse()
            place = parser.place
            base = whole if whole is not None else total
        elif is_number_kind(mark, NumberKind.FRACTION) and not of_everything:
            return None
    if part is None or not part.items:
        return None
    right = base.times(quantity(mark.number))
    relation = Relation(part, site.comparison, right, site.sentence, "share", site.strict)
    return Found((relation,), begin, place)
