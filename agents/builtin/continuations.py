"""Bounds on what was just spoken of: a second bound, "its funding", "they make at most 3"."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.facts import Linear, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import measure_of
from optimoot.agents.builtin.site import Found, Site
from optimoot.agents.builtin.statements import JOINTS
from optimoot.agents.builtin.units import is_unit
from optimoot.problem import NumberKind


def of_pronoun(clauses: Sequence[Clause], site: Site) -> Found | None:
    """A bound on what was spoken of: "the red ones …, and they make at most 3 a day"."""
    number = site.marks[site.at + 1].number if site.at + 1 < site.stop else None
    if number is None or number.kind is not NumberKind.PLAIN:
        return None
    items = [mark.items for mark in site.marks[site.start : site.at] if mark.role is Role.ITEM]
    before = {token.text for token in site.before(site.at)}
    measure = measure_of(site.clause.sentence.tokens, site.marks[site.at + 1], 0)
    if "its" in before and not items:
        items = _single_subject(clauses, site)
        if measure.unit not in ("", "unit") or not items:
            return None
    elif not before & {"it", "they"} or measure.noun or measure.unit or not items:
        return None
    form = Linear.total(items[-1])
    limit = Linear.constant(quantity(number))
    relation = Relation(form, site.comparison, limit, site.sentence, "bound", site.strict)
    return Found((relation,), site.start, site.at + 2)


def _single_subject(clauses: Sequence[Clause], site: Site) -> list[tuple[int, ...]]:
    """The one item that the sentence before names, for "its" in a sentence that names none."""
    index = next(p for p, c in enumerate(clauses) if c is site.clause)
    if not index or any(mark.role is Role.ITEM for mark in site.marks):
        return []
    named = {mark.items for mark in clauses[index - 1].marks if mark.role is Role.ITEM}
    return list(named) if len(named) == 1 and len(next(iter(named))) == 1 else []


def _second_form(relations: Sequence[Relation], site: Site) -> Found | None:
    """A second bound by an item: "at least 10 but no more than the vans", "… twice that number"."""
    last = relations[-1] if relations else None
    if last is None or last.sentence != site.sentence or site.at + 1 >= site.stop:
        return None
    if site.at > site.start or last.kind not in ("bound", "comparison"):
        return None
    before = site.clause.sentence.tokens[: site.marks[site.at].start]
    if not before or before[-1].text not in ("but", "and", "yet"):
        return None
    first = site.marks[site.at + 1]
    parts = (NumberKind.MULTIPLE, NumberKind.FRACTION)
    if first.number is not None and first.number.kind in parts and last.right.items:
        after = [token.text for token in site.after(site.at + 1)]
        if after[:1] != ["that"] or site.role(site.at + 2) is Role.ITEM:
            return None
        right, end = last.right.times(quantity(first.number)), site.at + 2
    elif first.role is Role.ITEM and not last.right.items:
        parser = site.expression(site.at + 1)
        form = parser.parse()
        if form is None:
            return None
        right, end = form, parser.place
    else:
        return None
    relation = Relation(last.left, site.comparison, right, site.sentence, last.kind, site.strict)
    return Found((relation,), site.at, end)


def continued(relations: Sequence[Relation], site: Site) -> Found | None:
    """A second bound on what was just bounded: "at least 100 mangos but at most 150"."""
    further = _second_form(relations, site)
    if further is not None:
        return further
    number = site.marks[site.at + 1].number if site.at + 1 < site.stop else None
    if not relations or number is None or number.kind is not NumberKind.PLAIN:
        return None
    last = relations[-1]
    linked = all(mark.role in JOINTS for mark in site.marks[site.start : site.at])
    if last.sentence != site.sentence or not site.start or not linked:
        return None
    if last.kind not in ("bound", "comparison") or last.right.items:
        return None
    named = (Role.ITEM, Role.SUM, Role.ALL)
    if any(mark.role in named for mark in site.marks[site.at : site.stop]):
        return None
    measure = measure_of(site.clause.sentence.tokens, site.marks[site.at + 1], 0)
    if measure.noun or (measure.unit not in ("", "unit") and not is_unit(measure.unit)):
        return None
    limit = Linear.constant(quantity(number))
    relation = Relation(last.left, site.comparison, limit, site.sentence, last.kind, site.strict)
    return Found((relation,), site.at, site.at + 2)
