r"""Algebra inside prose: "2x + 3y >= 12", "5 <= X <= 20", "$x_1 - x_2 \geq 0$"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Linear, Relation
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site

_SIGNS = frozenset("<= >= = < >".split())
_STARTS = (Role.ITEM, Role.NUMBER, Role.OPEN, Role.MINUS)


def read(site: Site) -> Found | None:
    """A comparison written with a sign, constants and items on either side."""
    mark = site.marks[site.at]
    if site.clause.sentence.tokens[mark.start].text not in _SIGNS:
        return None
    side = _left(site)
    parser = site.expression(site.at + 1, lists=False)
    right = parser.parse()
    if side is None or right is None:
        return None
    left, begin = side
    if not left.items and not right.items:
        return None
    relation = Relation(left, site.comparison, right, site.sentence, "algebra", site.strict)
    goes_on = parser.place < len(site.marks) and site.marks[parser.place].role is Role.COMPARE
    return Found((relation,), begin, site.at + 1 if goes_on else parser.place)


def _left(site: Site) -> tuple[Linear, int] | None:
    """The longest expression that ends right at the sign."""
    for place in range(site.start, site.at):
        if site.marks[place].role not in _STARTS:
            continue
        parser = site.expression(place, site.at, lists=False)
        form = parser.parse()
        if form is not None and parser.place == site.at:
            return form, place
    return None
