"""Contents of a mix: "A is 20% acid, B 60%", and "at least 35% acid in the mix".

What each item contains is a part of its own amount, so a limit on the content of the mix compares
the sum of these parts with that part of everything that is mixed (the blending constraint of
linear programming, cleared of its denominator).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimoot.agents.builtin.atoms import Atom, Clause, is_number_kind
from optimoot.agents.builtin.facts import Linear, Relation, Term, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import words_of
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import Number, NumberKind

_BETWEEN = (Role.NUMBER, Role.AND, Role.COMMA, Role.BREAK, Role.EACH)


def read(site: Site, clauses: Sequence[Clause]) -> Found | None:
    """A comparison with a percentage of something that a percentage of every item is told of."""
    place = site.at + 1
    mark = site.marks[place] if place < site.stop else None
    if mark is None or mark.number is None or not is_number_kind(mark, NumberKind.PERCENT):
        return None
    contents = _contents_named(site, mark, clauses)
    if contents is None:
        return None
    parts = tuple(Term(quantity(number), item) for item, number in sorted(contents.items()))
    whole = Linear.total(tuple(range(site.everything))).times(quantity(mark.number))
    relation = Relation(Linear(parts), site.comparison, whole, site.sentence, "blend", site.strict)
    return Found((relation,), site.at, place + 1)


def _contents_named(site: Site, mark: Atom, clauses: Sequence[Clause]) -> dict[int, Number] | None:
    """What every item contains of what the limit names; None where that is not told for all."""
    tokens = site.clause.sentence.tokens
    if any(other.role is Role.ITEM for other in site.marks[site.start : site.stop]):
        return None
    behind = _noun_behind(site.clause, mark)
    start = site.marks[site.start - 1].end if site.start else 0
    names = [behind] if behind else sorted(words_of(tokens[start : mark.start]))
    found = [contents for name in names if (contents := _contents(name, site, clauses))]
    same = bool(found) and all(contents == found[0] for contents in found)
    return found[0] if same else None


def _contents(name: str, site: Site, clauses: Sequence[Clause]) -> dict[int, Number]:
    """The percentage of `name` in each item; empty where one has none, or two."""
    found: dict[int, Number] = {}
    for clause in clauses:
        for item, number, noun in _told(clause):
            named = noun or (name if _speaks_of(clause, name) else "")
            if named != name:
                continue
            if item in found:
                return {}
            found[item] = number
    return found if len(found) == site.everything else {}


def _told(clause: Clause) -> Iterator[tuple[int, Number, str]]:
    """Percentages told of one item each, with the noun right behind each of them."""
    item: int | None = None
    for mark in clause.marks:
        if mark.role is Role.ITEM:
            item = mark.items[0] if len(mark.items) == 1 else None
        elif mark.role not in _BETWEEN:
            return
        elif item is not None and is_number_kind(mark, NumberKind.PERCENT) and mark.number:
            yield item, mark.number, _noun_behind(clause, mark)


def _speaks_of(clause: Clause, name: str) -> bool:
    """Whether a clause with one percentage an item names what they are percentages of."""
    items = [item for item, _, _ in _told(clause)]
    stems = {token.stem for token in clause.sentence.tokens}
    return name in stems and len(set(items)) == len(items)


def _noun_behind(clause: Clause, mark: Atom) -> str:
    """Stem of the noun behind a percentage: "20% (of) acid"; empty where there is none."""
    tokens = clause.sentence.tokens
    end = mark.end
    while end < len(tokens) and is_content(tokens, end):
        end += 1
    return tokens[end - 1].stem if end > mark.end else ""
