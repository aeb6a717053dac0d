"""Two expressions compared: "twice X plus Y must be at least 10", "X cannot exceed half of Y"."""

from __future__ import annotations

from dataclasses import replace

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Comparison, Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind

_JOINTS = (Role.AND, Role.COMMA)


def read(site: Site) -> Found | None:
    """A comparison whose left side mentions items."""
    side = site.left()
    if side is None:
        return None
    left, begin = side
    place = site.at + 1
    while site.role(place) in (Role.AS, Role.COMMA, Role.SUM, Role.EACH):
        place += 1
    one_by_one = _one_by_one(site, left, place)
    if one_by_one is not None:
        relations, end = one_by_one
        return Found(relations, begin, end)
    right, end = _right(site, place)
    if right is None:
        return None
    if _counts_itself(site, place, left, right):
        right = right.numbers_only()
    forms = _separate(left) if _holds_for_each(site, left, begin) else (left,)
    relations = tuple(_relation(site, form, right) for form in forms)
    if not right.items and _is_distance(site, begin, left):
        relations = tuple(replace(relation, kind="difference") for relation in relations)
    further, end = _further(site, end) if not right.items else ((), end)
    return Found((*relations, *further), begin, end)


def _is_distance(site: Site, begin: int, left: Linear) -> bool:
    """Whether a plain "difference" is bounded from above: it may be meant in either direction."""
    if site.comparison is not Comparison.AT_MOST or site.role(begin) is not Role.DIFFERENCE:
        return False
    return [term.quantity for term in left.terms] == [Quantity(), Quantity(-1.0)]


def _relation(site: Site, left: Linear, right: Linear) -> Relation:
    return Relation(left, site.comparison, right, site.sentence, "comparison", site.strict)


def _separate(form: Linear) -> tuple[Linear, ...]:
    return tuple(Linear((term,)) for term in form.terms)


def _is_list(form: Linear) -> bool:
    """Whether a form is a bare list of items."""
    return len(form.terms) > 1 and all(term.quantity == Quantity() for term in form.terms)


def _holds_for_each(site: Site, left: Linear, begin: int) -> bool:
    """Whether a list is bounded one by one: "both X and Y must", "X and Y must each"."""
    if not _is_list(left):
        return False
    marks = site.marks[begin : site.at]
    if any(mark.role in (Role.SUM, Role.PLUS) for mark in marks):
        return False
    last = max((p for p, mark in enumerate(marks) if mark.role is Role.ITEM), default=None)
    if last is None:
        return False
    if any(mark.role is Role.EACH for mark in marks[last:]):
        return True
    opening = next((mark for mark in reversed(site.marks[:begin]) if begin), None)
    if opening is not None and opening.role is Role.EACH and not site.between(begin - 1, begin):
        return True
    tokens = site.clause.sentence.tokens
    first = marks[0]
    if first.role is not Role.ALL or tokens[first.start].text != "both":
        return False
    before = tokens[first.start - 1].text if first.start else ""
    return before not in lexicon.PREPOSITIONS


def _one_by_one(site: Site, left: Linear, place: int) -> tuple[tuple[Relation, ...], int] | None:
    """A list of items against as many numbers: "X and Y must be at least 10 and 20"."""
    if not _is_list(left):
        return None
    amounts: list[Quantity] = []
    end = place
    while end < site.stop and (number := site.marks[end].number) is not None:
        amounts.append(quantity(number))
        end += 1
        following = end
        while site.role(following) in _JOINTS:
            following += 1
        if following == end or site.role(following) is not Role.NUMBER or site.before(following):
            break
        end = following
    if len(amounts) != len(left.terms):
        return None
    if site.role(end) is Role.RESPECTIVELY:
        end += 1
    pairs = zip(_separate(left), amounts, strict=True)
    return tuple(_relation(site, form, Linear.constant(n)) for form, n in pairs), end


def _further(site: Site, place: int) -> tuple[tuple[Relation, ...], int]:
    """The rest of a list that shares the comparison: "X is limited to 30, Y to 20 and Z to 10"."""
    relations: list[Relation] = []
    while True:
        item = place
        while site.role(item) in _JOINTS:
            item += 1
        number = site.marks[item + 1].number if item + 1 < site.stop else None
        if item == place or site.role(item) is not Role.ITEM or number is None:
            break
        gap = {token.text for token in site.before(item + 1)}
        if number.kind is not NumberKind.PLAIN or not gap <= {"to", "at", "by"}:
            break
        form = Linear.total(site.marks[item].items)
        relations.append(_relation(site, form, Linear.constant(quantity(number))))
        place = item + 2
    return tuple(relations), place


def _counts_itself(site: Site, place: int, left: Linear, right: Linear) -> bool:
    """Whether a plain number counts the item of the left: "the red team makes at most 9 reds"."""
    mark = site.marks[place]
    plain = mark.number is not None and mark.number.kind is NumberKind.PLAIN
    return plain and left.items == right.items and len(right.terms) == 1


def _right(site: Site, place: int) -> tuple[Linear | None, int]:
    mark = site.marks[place] if place < site.stop else None
    if mark is None:
        return None, place
    following = site.role(place + 1)
    if is_number_of_times(site, place) and mark.number is not None:
        return Linear.constant(quantity(mark.number)), place + 1
    counted = following is Role.ITEM or (following is Role.AS)
    if mark.number is not None and not counted and _is_constant(site, place):
        return Linear.constant(quantity(mark.number)), place + 1
    parser = site.expression(place)
    right = parser.parse()
    return right, parser.place


def is_number_of_times(site: Site, place: int) -> bool:
    """Whether a number counts how often: "cannot be used more than 30 times"."""
    number = site.marks[place].number
    if number is None or number.kind is not NumberKind.MULTIPLE:
        return False
    told = number.text.lower().endswith("times")
    return told and site.role(place + 1) in (None, Role.COMMA, Role.AND, Role.BREAK, Role.SUM)


def _is_constant(site: Site, place: int) -> bool:
    """Whether the number stands alone: neither a factor nor the first part of a sum."""
    parser = site.expression(place, place + 1)
    form = parser.parse()
    return form is not None and site.role(place + 1) not in (Role.PLUS, Role.MINUS)
