"""Numbers before their items: "costs of $5 for X, $3 for Y"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.clauses.rate_segments import (
    Segment,
    measure_at,
    quantity_of,
    shared_measure,
)
from optimoot.agents.builtin.facts import Measure, Rate
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Kind, Token
from optimoot.problem import NumberKind

_LINKS: Final = frozenset(
    "for per in on from of at by if each with every when using through via under".split()
)
_RELATIVE: Final = frozenset("where which that who whose when".split())


def numbers_first(segment: Segment, numbers: list[int]) -> tuple[Rate, ...]:
    """Read "costs of $5 for X, $3 for Y": each number is linked to the mention behind it."""
    marks = segment.marks
    first_item = next((p for p, mark in enumerate(marks) if mark.role is Role.ITEM), None)
    if first_item is None or first_item < numbers[0]:
        return ()
    targets = _targets(segment, numbers)
    if not targets:
        return ()
    measures = [_without(measure_at(segment, place), segment.own) for place in numbers]
    if len(set(targets)) == len(targets):
        measures = [shared_measure(measures)] * len(measures)
    return tuple(
        Rate(item, quantity_of(marks[place]), measure, segment.clause.sentence.index)
        for item, place, measure in zip(targets, numbers, measures, strict=True)
    )


def _targets(segment: Segment, numbers: list[int]) -> list[int]:
    """The item that each number is linked to; several may share one: "2 hours to cut and 3 to …".

    Returns:
        An empty list where a number has none.
    """
    targets: list[int] = []
    following: int | None = None
    for place, later in zip(reversed(numbers), [None, *reversed(numbers)], strict=False):
        target = linked_item(segment, place)
        if target is None and later is not None and following is not None:
            between = {mark.role for mark in segment.marks[place + 1 : later]}
            target = following if between <= {Role.AND, Role.COMMA} else None
        if target is None:
            return []
        targets.append(target)
        following = target
    return targets[::-1]


def _without(measure: Measure, own: frozenset[str]) -> Measure:
    """A measure without the name of the item that its number is linked to."""
    return replace(
        measure,
        words=measure.words - own,
        tail=measure.tail - own,
        noun=measure.noun - own,
    )


def linked_item(segment: Segment, place: int) -> int | None:
    """The item that a number is linked to by "for", "per" and the like."""
    linked = False
    for later in range(place + 1, len(segment.marks)):
        gap = segment.gap(later - 1)
        if _is_put_into(segment.marks[place], gap):
            return None
        mark = segment.marks[later]
        opening = segment.clause.sentence.tokens[mark.start].text
        linked = (
            _is_link(gap, linked)
            or _makes_one(gap)
            or _is_each_one(gap)
            or (opening == "(" and not gap)
        )
        if mark.role is Role.ITEM:
            return mark.items[0] if linked else None
        if mark.role is not Role.EACH:
            return None
        linked = True
    return None


def _is_put_into(mark: Atom, gap: Sequence[Token]) -> bool:
    """Whether money is put into an item: "$500 into a bond fund", unlike 5 hours into a chair."""
    money = mark.number is not None and mark.number.kind is NumberKind.MONEY
    return money and any(token.text == "into" for token in gap)


def _is_each_one(gap: Sequence[Token]) -> bool:
    """Whether an article leads from a number to its item: "6 (wheels) a train"; "3 m make a …"."""
    if not gap or gap[-1].text not in ("a", "an"):
        return False
    told = gap[:-1]
    if told and told[-1].text in ("make", "makes"):
        told = told[:-1]
    kept = lexicon.VERBS | lexicon.PREPOSITIONS | lexicon.AUXILIARIES | lexicon.CONJUNCTIONS
    return all(token.kind is Kind.WORD and token.text not in kept for token in told)


def _makes_one(gap: Sequence[Token]) -> bool:
    """Whether "to make a" leads from a number to its item: "(2 hours) to make a chair"."""
    texts = [token.text for token in gap]
    if "to" not in texts or not texts or texts[-1] not in ("a", "an", "one", "each", "every"):
        return False
    behind = gap[texts.index("to") + 1 : -1]
    return len(behind) == 1 and behind[0].text in lexicon.VERBS


def _is_link(gap: Sequence[Token], linked: bool) -> bool:
    """Whether the last words before a mention link a number to it: "(5) for each unit of"."""
    if any(token.text in _RELATIVE for token in gap):
        return False
    for place in range(len(gap) - 1, -1, -1):
        token = gap[place]
        if token.text in lexicon.VERBS:
            return False
        if token.text in _LINKS:
            return True
        if token.text in ("to", "into"):
            return True  # a verb right behind it was met before
    return linked
