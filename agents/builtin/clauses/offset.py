"""A fixed distance: "A at least 10 more than B", "A exceeds B by 5", "10 more A than B"."""

from __future__ import annotations

from optimoot.agents.builtin.facts import Comparison, Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.linear import Expression
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.site import Found, Site
from optimoot.problem import NumberKind

_MULTIPLES = (NumberKind.MULTIPLE, NumberKind.FRACTION)
"""Kinds of figures that multiply: "three times more X than Y" is three times as many."""
_DOWN = frozenset("less fewer lower smaller below under short".split())


def read(site: Site) -> Found | None:
    """A comparison with a number and two expressions."""
    return (
        _more_than(site)
        or _more_of_one_than_other(site)
        or _exceeds_by(site)
        or _difference_of(site)
    )


def _sign(site: Site, place: int) -> int:
    """+1 for "more" and its like, -1 for "less" and its like."""
    mark = site.marks[place]
    if mark.role is Role.COMPARE:
        return 1 if mark.comparison is Comparison.AT_LEAST else -1
    return 1 if mark.role is Role.MORE else -1


def _distance(site: Site, place: int) -> tuple[Quantity, int, int] | None:
    """Read "by 300 units more than": the amount, its sign and where the rest begins."""
    if site.role(place) in (Role.MORE, Role.FEWER) and site.role(place + 1) is Role.BY:
        number = site.marks[place + 2] if place + 2 < site.stop else None
        if number is not None and number.number is not None and site.role(place + 3) is Role.THAN:
            return quantity(number.number), _sign(site, place), place + 4
        return None
    if site.role(place) is Role.BY:
        place += 1
    number = site.marks[place] if place < site.stop else None
    if number is None or number.number is None:
        return None
    word = place + 1
    if site.role(word) is Role.COMPARE and site.marks[word].strict:
        return quantity(number.number), _sign(site, word), word + 1
    if site.role(word) in (Role.MORE, Role.FEWER) and site.role(word + 1) is Role.THAN:
        return quantity(number.number), _sign(site, word), word + 2
    return None


def _more_than(site: Site) -> Found | None:
    """Read "X must be at least 10 more than twice Y"."""
    side = site.left()
    if side is None:
        return None
    left, begin = side
    found = _distance(site, site.at + 1)
    if found is None:
        return None
    amount, sign, place = found
    parser = site.expression(place)
    right = parser.parse()
    if right is None or not right.items:
        return None
    multiple = any(number.kind in _MULTIPLES for number in amount.numbers)
    if multiple and sign < 0:
        return None  # "three times less than" has no plain meaning
    right = right.times(amount) if multiple else _shifted(right, amount, sign)
    comparison = site.comparison if sign > 0 else site.comparison.flipped
    relation = Relation(left, comparison, right, site.sentence, "offset", site.strict)
    return Found((relation,), begin, parser.place)


def _shifted(form: Linear, amount: Quantity, sign: int) -> Linear:
    """A form and so much more, or so many per cent more of itself."""
    if any(number.kind is NumberKind.PERCENT for number in amount.numbers):
        return form.plus(form.times(amount.scaled(sign)))
    return form.plus(Linear.constant(amount.scaled(sign)))


def _more_of_one_than_other(site: Site) -> Found | None:
    """Read "at least 10 more nurses than doctors"."""
    number = site.marks[site.at + 1] if site.at + 1 < site.stop else None
    if number is None or number.number is None or number.number.kind in _MULTIPLES:
        return None
    word = site.at + 2
    if site.role(word) not in (Role.MORE, Role.FEWER):
        return None
    parser = site.expression(word + 1)
    left = parser.parse()
    if left is None or not left.items or site.role(parser.place) is not Role.THAN:
        return None
    parser.place += 1
    right = parser.parse()
    if right is None or not right.items:
        return None
    if _sign(site, word) < 0:
        left, right = right, left
    right = right.plus(Linear.constant(quantity(number.number)))
    relation = Relation(left, site.comparison, right, site.sentence, "offset", site.strict)
    return Found((relation,), site.at, parser.place)


def _exceeds_by(site: Site) -> Found | None:
    """Read "X must exceed Y by at least 30", "X should not exceed Y by more than 4"."""
    side = site.left()
    if side is None:
        return None
    left, begin = side
    by = site.at + 1
    if site.role(site.at + 1) is Role.BY:
        amount, place = _by(site, site.at + 1)
        if amount is None:
            return None
        while site.role(place) in (Role.COMMA, Role.THAN):
            place += 1
        parser = site.expression(place)
        right = parser.parse()
        end = parser.place
    else:
        found = [place for place in range(site.at + 2, site.stop) if site.role(place) is Role.BY]
        if not found:
            return None
        by = found[0]
        parser = site.expression(site.at + 1, by)
        right = parser.parse()
        if right is None or parser.place != by:
            return None
        amount, end = _by(site, by)
    if amount is None or right is None or not right.items:
        return None
    sign = -1.0 if _says_less(site) else 1.0
    right = right.plus(Linear.constant(amount.scaled(sign)))
    relation = Relation(left, _inner(site, by), right, site.sentence, "offset")
    return Found((relation,), begin, end)


def _inner(site: Site, by: int) -> Comparison:
    """The comparison meant: "can exceed Y by at most 9" bounds from above, "by 9" from below."""
    inner = site.marks[by + 1].comparison if by + 1 < site.stop else None
    less = _says_less(site)
    plain = Comparison.AT_MOST if less else Comparison.AT_LEAST
    if site.comparison is not plain or inner is None:
        return site.comparison
    return inner.flipped if less else inner


def _says_less(site: Site) -> bool:
    """Whether the words say "less", whatever a negation makes of them: "not fall short of"."""
    mark = site.marks[site.at]
    return any(token.text in _DOWN for token in site.clause.words(mark.start, mark.end))


def _difference_of(site: Site) -> Found | None:
    """Read "at most an eight-hour difference between X and Y", "a difference over 5 between …"."""
    number = site.marks[site.at + 1] if site.at + 1 < site.stop else None
    if number is None or number.number is None:
        return None
    before = site.at > site.start and site.role(site.at - 1) is Role.DIFFERENCE
    if not before and site.role(site.at + 2) is not Role.DIFFERENCE:
        return None
    marks = list(site.marks)
    if before:
        marks.insert(site.at + 2, site.marks[site.at - 1])
    parser = Expression(marks, site.at + 2, site.stop + before, everything=site.everything)
    form = parser.parse()
    if form is None or not form.items:
        return None
    limit = Linear.constant(quantity(number.number))
    relation = Relation(form, site.comparison, limit, site.sentence, "offset", site.strict)
    return Found((relation,), site.at - before, parser.place - before)


def _by(site: Site, place: int) -> tuple[Quantity | None, int]:
    """The amount after "by", with or without a comparison of its own."""
    place += 1
    while site.role(place) is Role.COMPARE or site.role(place) is Role.AS:
        place += 1
    mark = site.marks[place] if place < site.stop else None
    if mark is None or mark.number is None:
        return None, place
    return quantity(mark.number), place + 1
