"""Rates that money raises: "the profit increases by $5 for every $100 invested in automation"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.facts import Measure, Quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import make_measure, words_of
from optimoot.agents.builtin.text import Token, stem
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import Number, NumberKind

RISES: Final = frozenset(stem(w) for w in "increase rise grow improve boost raise gain".split())
FALLS: Final = frozenset(stem(w) for w in "decrease reduce drop fall lower decline cut".split())
INVESTED: Final = frozenset(stem(w) for w in "invest investment spend spent".split())
_STEPS: Final = frozenset("every each per additional".split())
_BY_REACH: Final = 6
_INVEST_REACH: Final = 4
_INTO: Final = frozenset("in on into for towards toward".split())
_PLAIN: Final = (NumberKind.PLAIN, NumberKind.MONEY, NumberKind.COUNT_WORD)


@dataclass(frozen=True)
class Boost:
    """How much a rate of an item changes with each unit of money put into something.

    Attributes:
        item: Whose rate it is; None where it is everyone's.
        amount: The change for each unit of money; negative where the rate falls.
        step: The money that the change is stated for.
        measure: What the rate measures.
        into: Stems that name what the money is put into, "invest" among them.
        start: The first token of the sentence that belongs to it.
        end: The token after its last.
    """

    item: int | None
    amount: Quantity
    step: Number
    measure: Measure
    into: frozenset[str]
    sentence: int
    start: int = 0
    end: int = 0


def read(clause: Clause) -> tuple[Boost, ...]:
    """The boosts that a sentence states, in order; none where any of them is not clear."""
    tokens = clause.sentence.tokens
    steps = [p for p in range(1, len(tokens)) if _is_step(tokens, p)]
    changes = [p for p in range(1, len(tokens)) if _changes(tokens, p) is not None]
    if not steps or len(steps) != len(changes):
        return ()
    pairs = list(zip(steps, changes, strict=True))
    if any(max(one) > min(two) for one, two in pairwise(pairs)):
        return ()
    cuts = [0, *(min(pair) for pair in pairs[1:]), len(tokens)]
    cuts[1:-1] = [_opening(tokens, cut) for cut in cuts[1:-1]]
    found = [
        _boost(clause, step, change, window)
        for (step, change), window in zip(pairs, pairwise(cuts), strict=True)
    ]
    whole = tuple(boost for boost in found if boost is not None)
    return whole if len(whole) == len(found) else ()


def _opening(tokens: tuple[Token, ...], place: int) -> int:
    """Where the statement begins that a figure stands in: behind the last comma or "and"."""
    while place > 0 and tokens[place - 1].text not in (",", ";", "and", "while"):
        place -= 1
    return place


def _boost(clause: Clause, step: int, change: int, window: tuple[int, int]) -> Boost | None:
    tokens = clause.sentence.tokens
    by, per = tokens[change].number, tokens[step].number
    verb = _changes(tokens, change)
    if by is None or per is None or verb is None or not per.value:
        return None
    fall = tokens[verb].stem in FALLS
    amount = Quantity(-1.0 if fall else 1.0, (by,), per)
    items = _items(clause, verb, window)
    if len(items) > 1:
        return None
    into, end = _into(clause, step)
    start = min(verb, step - 1)
    told = tokens[window[0] : verb] if verb < step else tokens[end:verb]
    named = {t.stem for a in clause.atoms if a.items for t in tokens[a.start : a.end]}
    words = words_of(told) - into - named - {stem("initial"), "unit"}
    money = by.kind is NumberKind.MONEY
    unit = "$" if money else unit_of(tokens[change + 1 :])[0]
    return Boost(
        min(items, default=None),
        amount,
        per,
        make_measure(unit, words, money=money),
        into,
        clause.sentence.index,
        start,
        max(end, change + 1),
    )


def _is_step(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "every $100 invested" stands here."""
    number = tokens[place].number
    if number is None or number.kind is not NumberKind.MONEY:
        return False
    if not {token.text for token in tokens[max(0, place - 2) : place]} & _STEPS:
        return False
    return any(t.stem in INVESTED for t in tokens[place + 1 : place + 1 + _INVEST_REACH])


def _changes(tokens: tuple[Token, ...], place: int) -> int | None:
    """Place of the verb of "increases by 5" for its number; None where there is none."""
    number = tokens[place].number
    if number is None or number.kind not in _PLAIN or tokens[place - 1].text != "by":
        return None
    near = range(place - 1, max(-1, place - 1 - _BY_REACH), -1)
    return next((p for p in near if tokens[p].stem in RISES | FALLS), None)


def _items(clause: Clause, verb: int, window: tuple[int, int]) -> frozenset[int]:
    """The item whose rate changes: the last one named before, else the ones named behind."""
    named = [a for a in clause.atoms if a.role is Role.ITEM]
    named = [a for a in named if window[0] <= a.start < window[1]]
    before = [a.items for a in named if a.start < verb]
    if before:
        return frozenset(before[-1])
    return frozenset(item for a in named for item in a.items)


def _into(clause: Clause, step: int) -> tuple[frozenset[str], int]:
    """What the money is put into, and where the words about it end."""
    tokens = clause.sentence.tokens
    place = next(p for p in range(step + 1, len(tokens)) if tokens[p].stem in INVESTED)
    end = place + 1
    items = {p for a in clause.atoms if a.items for p in range(a.start, a.end)}
    while end < len(tokens) and tokens[end].text.isalpha() and end not in items:
        if tokens[end].text in ("the", "and") and tokens[end - 1].text not in _INTO:
            break
        end += 1
    return words_of(tokens[place:end]) | {stem("invest")}, end
