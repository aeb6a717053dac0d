"""Items before their numbers: "each X takes 5 minutes and costs $3"."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.clauses.rate_segments import (
    Segment,
    can_be_rate,
    measure_at,
    quantity_of,
)
from optimoot.agents.builtin.facts import Quantity, Rate
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.supplies import is_left
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import NumberKind

_BASES: Final = frozenset("for per every each in over".split())
_THEM: Final = frozenset("these them one".split())
_HAND: Final = (["on", "hand"], ["in", "stock"])
_COPULAS: Final = frozenset("is are was were remain remains".split())


def items_first(
    segment: Segment, numbers: list[int], carried: tuple[int, ...], everything: int
) -> tuple[Rate, ...]:
    """Read "each X takes 5 minutes and costs $3": the subject holds until the next one."""
    rates: list[Rate] = []
    subject: tuple[int, ...] = carried if _has_pronoun(segment) else ()
    base, of = Quantity(), None
    marks = segment.marks
    for place, mark in enumerate(marks):
        if mark.role in (Role.ALL, Role.EACH) and _names_all(segment, place):
            subject, base = tuple(range(everything)), Quantity()
        elif mark.role is Role.ITEM:
            if _is_object(segment, place, bool(subject)):
                continue
            joined = (
                place >= 2
                and marks[place - 1].role is Role.AND
                and (marks[place - 2].role is Role.ITEM and not segment.gap(place - 2))
            )
            subject = (*subject, *mark.items) if joined else mark.items
            if not _is_base(segment, place - 1):
                base = Quantity()
        elif place in numbers:
            if len(subject) > 1 and mark.number is not None and mark.number.text.isalpha():
                continue  # "both go through two processes"
            if _is_base(segment, place):
                base, of = _inverse(mark), mark.number
                continue
            if _is_subject(segment, place) or _is_whole(segment, place):
                continue
            for item in subject:
                amount = quantity_of(mark).times(base)
                measure = measure_at(segment, place)
                stated_for = of if base != Quantity() else None
                rates.append(Rate(item, amount, measure, _index(segment), stated_for))
    return tuple(rates)


def _is_subject(segment: Segment, place: int) -> bool:
    """Whether the number begins a statement of its own: "and 190 metres of cloth are in stock"."""
    before = segment.marks[place - 1] if place else None
    if before is not None and before.role not in (Role.AND, Role.COMMA):
        return False
    tokens = segment.clause.sentence.tokens
    end = segment.marks[place].end
    while end < len(tokens) and (is_content(tokens, end) or tokens[end].text == "of"):
        end += 1
    if end >= len(tokens) or tokens[end].text not in _COPULAS:
        return False
    told = tokens[end + 1].text if end + 1 < len(tokens) else ""
    return told not in ("needed", "required", "used", "necessary")


def _is_whole(segment: Segment, place: int) -> bool:
    """Whether a number tells the whole that others are parts of: "out of a total of 60 hours"."""
    start = segment.marks[place].start
    before = [t.text for t in segment.clause.sentence.tokens[max(0, start - 3) : start]]
    if (
        before[-1:] in (["on"], ["from"])
        and sum(m.role is Role.ITEM for m in segment.marks[:place]) > 1
    ):
        return True  # "grows wheat and corn on 90 acres"
    return before[-2:] in (["total", "of"], ["out", "of"])


def is_at_hand(segment: Segment, place: int) -> bool:
    """Whether a number behind rates tells what there is: "with only 90 hours available"."""
    mark = segment.marks[place]
    if not any(other.number is not None for other in segment.marks[:place]):
        return False
    behind = segment.clause.sentence.tokens[mark.end : mark.end + 4]
    if _is_whole(segment, place) or is_left(behind):  # "out of 420 kg", "1500 in stock"
        return True
    texts = [token.text for token in segment.clause.sentence.tokens]
    before, after = texts[max(0, mark.start - 3) : mark.start], texts[mark.end : mark.end + 6]
    if any(text in (",", ";") for text in after):
        after = after[: next(p for p, text in enumerate(after) if text in (",", ";"))]
    at_hand = "available" in after or "disposal" in after or after[-2:] in _HAND
    return at_hand and bool({"with", "only", "just", "from"} & set(before))


def _names_all(segment: Segment, place: int) -> bool:
    """Whether "both keyboards" or "each of them" is the subject of the numbers that follow."""
    if any(mark.role is Role.ITEM for mark in segment.marks):
        return False
    gap = segment.gap(place)
    family = any(token.stem in segment.own or token.text in _THEM for token in gap)
    return family and any(token.text in lexicon.VERBS for token in gap)


def _has_pronoun(segment: Segment) -> bool:
    tokens = segment.clause.sentence.tokens
    first = segment.marks[0].start if segment.marks else 0
    start = max((m.end for m in segment.clause.marks if m.end <= first), default=0)
    number = next(m.start for m in segment.marks if m.role is Role.NUMBER)
    return any(token.text in ("it", "they") for token in tokens[start:number])


def _is_object(segment: Segment, place: int, has_subject: bool) -> bool:
    """Whether a mention belongs to the quantity before it: "3 units of goat meat"."""
    if not has_subject or not place or segment.marks[place - 1].role is not Role.NUMBER:
        return False
    if _is_base(segment, place - 1):
        return False
    return any(token.text in ("of", "for", "to", "in") for token in segment.gap(place - 1))


def _is_base(segment: Segment, place: int) -> bool:
    """Whether a number is what others are stated for: "1 unit of X takes …", "for 1 hour"."""
    if place < 0:
        return False
    mark = segment.marks[place]
    if not can_be_rate(mark) or mark.number is None or mark.number.kind is NumberKind.MONEY:
        return False
    later = any(can_be_rate(other) for other in segment.marks[place + 1 :])
    tokens = segment.clause.sentence.tokens
    before = tokens[mark.start - 1].text if mark.start else ""
    if before in _BASES and mark.number.value == 1:
        return True
    if before in ("every", "per", "each") and later:
        return True
    following = segment.marks[place + 1] if place + 1 < len(segment.marks) else None
    if following is None or following.role is not Role.ITEM or not later:
        return False
    gap = segment.gap(place)
    opens = not any(can_be_rate(other) for other in segment.marks[:place]) or (
        place > 0 and segment.marks[place - 1].role in (Role.AND, Role.COMMA, Role.BREAK)
    )
    if opens and mark.number.value == 1 and len(gap) <= 4:
        return True
    of_unit = [token.text for token in gap[1:]] == ["of"] and bool(unit_of(gap)[0])
    ends = following.end >= len(tokens)
    return opens and of_unit and not ends and is_verb(tokens, following.end)  # "9 kg of X cost"


def _inverse(mark: Atom) -> Quantity:
    if mark.number is None or mark.number.value in (0.0, 1.0):
        return Quantity()
    return Quantity(1.0 / mark.number.value)


def _index(segment: Segment) -> int:
    return segment.clause.sentence.index
