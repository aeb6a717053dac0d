"""So much for each one: "each jar requires 50 minutes", "the profit per jar is $5".

Three shapes are told apart by the order of numbers and mentions: a list of numbers beside a list
of items ("X and Y cost 5 and 10 respectively"), numbers before their items ("$5 for X, $3 for
Y"), and items before their numbers ("each X takes 5 minutes and costs $3").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.clauses.rate_links import linked_item, numbers_first
from optimoot.agents.builtin.clauses.rate_lists import parallel_lists
from optimoot.agents.builtin.clauses.rate_segments import (
    Segment,
    can_be_rate,
)
from optimoot.agents.builtin.clauses.rate_subjects import is_at_hand, items_first
from optimoot.agents.builtin.facts import Rate
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.supplies import is_left, tells_supply
from optimoot.problem import NumberKind

_YIELDS: Final = frozenset("return yield earn interest gain profit pay".split())


def read(
    clause: Clause,
    marks: Sequence[Atom],
    everything: int,
    *,
    own: frozenset[str] = frozenset(),
    subject: tuple[int, ...] = (),
) -> tuple[Rate, ...]:
    """The rates stated in a run of marks without comparisons.

    Args:
        clause: The sentence.
        marks: Its marks, or a part of them.
        everything: How many items there are.
        own: Stems that name the items.
        subject: Items that the sentence before was about, for "it" and "they".
    """
    segment = Segment(clause, marks, own)
    numbers = [
        place for place, mark in enumerate(marks) if can_be_rate(mark) or _is_yield(segment, place)
    ]
    if not numbers:
        return ()
    if _is_availability(segment, numbers):
        numbers = _behind_first_item(segment, numbers)
    told = [place for place in numbers if not is_at_hand(segment, place)]
    numbers = told if len(told) > 1 else numbers
    if not numbers:
        return ()
    return (
        parallel_lists(segment, numbers, everything)
        or numbers_first(segment, numbers)
        or items_first(segment, numbers, subject, everything)
    )


def _is_yield(segment: Segment, place: int) -> bool:
    """Whether a percentage is what each unit yields: "bonds return 4%", "an interest of 3%"."""
    mark = segment.marks[place]
    if mark.number is None or mark.number.kind is not NumberKind.PERCENT:
        return False
    tokens = segment.clause.sentence.tokens
    following = tokens[mark.end].text if mark.end < len(tokens) else ""
    after = tokens[mark.end + 1].text if mark.end + 1 < len(tokens) else ""
    if following == "of" and after in ("the", "all", "its", "their", "total"):
        return False
    near = tokens[max(0, mark.start - 9) : mark.start]
    near = (*near, *tokens[mark.end : mark.end + 3])
    return any(token.stem in _YIELDS for token in near)


def _is_availability(segment: Segment, numbers: list[int]) -> bool:
    """Whether the numbers tell what there is in all, rather than what each one needs."""
    first = segment.marks[numbers[0]]
    before = segment.clause.sentence.tokens[max(0, first.start - 6) : first.start]
    after = segment.clause.sentence.tokens[first.end : first.end + 6]
    if any(mark.role is Role.ITEM and mark.start < first.start for mark in segment.marks):
        return False
    if any(token.text == "total" for token in before[-2:]):
        return True  # "a total of 50"
    if any(token.text == "there" for token in before[-3:]):
        return True  # "there are 90 units of plum pulp"
    got = bool(before) and before[-1].text in ("get", "gets")
    linked = got and linked_item(segment, numbers[0]) is not None  # "I get $5 for a mug"
    if (tells_supply(before) and not linked) or is_left(after):
        return True  # "a grower has 80 hectares for …", "I've got 5000 to spend"
    words = {token.text for token in (*before, *after) if token.stem not in segment.own}
    end = segment.marks[-1].end + 4
    if any(token.text == "available" for token in segment.clause.words(first.end, end)):
        return True
    return bool(words & {"available", "availability", "budget", "stock", "inventory"})


def _behind_first_item(segment: Segment, numbers: list[int]) -> list[int]:
    first = next((p for p, mark in enumerate(segment.marks) if mark.role is Role.ITEM), None)
    if first is None or linked_item(segment, numbers[0]) is not None:
        return []
    return [place for place in numbers if place > first and not _counts_item(segment, place)]


def _counts_item(segment: Segment, place: int) -> bool:
    """Whether an item stands right behind a number: "has 200 boxes"."""
    following = segment.marks[place + 1] if place + 1 < len(segment.marks) else None
    return following is not None and following.role is Role.ITEM and not segment.gap(place)
