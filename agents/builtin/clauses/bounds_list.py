"""Bounds given as a list: "maximum numbers are 20 for X and 30 for Y", "(400 for X, 300 for Y)".

The numbers are paired with items in the same ways as rates are; a word of limits near them tells
that they are bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.facts import Comparison, Linear, Rate, Relation

_UPPER: Final = frozenset(
    "maximum max maximal upper limit limits limited bound bounds capacity capacities cap caps "
    "most".split()
)
_LOWER: Final = frozenset("minimum min minimal lower least".split())
_HOLDING: Final = frozenset(
    "have has had having set allowed given accommodate hold reach follows".split()
)
_AT_HAND: Final = frozenset("available only existing owns own".split())
_REACH: Final = 24
_PER_REACH: Final = 5


def as_bounds(clause: Clause, rates: Sequence[Rate]) -> tuple[Relation, ...]:
    """The pairs as bounds on the items, where the words before them speak of limits."""
    numbers = [number for rate in rates for number in rate.quantity.numbers]
    if not numbers or any(rate.measure.words & (lexicon.COST | lexicon.GAIN) for rate in rates):
        return ()
    first = min(number.start for number in numbers)
    starts = {number.start for number in numbers}
    tokens = clause.sentence.tokens
    before = [tokens[p - 1].text for p in range(1, len(tokens)) if tokens[p].start in starts]
    places = [p for p, token in enumerate(tokens) if token.start in starts]
    if any(token.text == "per" for p in places for token in tokens[p + 1 : p + _PER_REACH]):
        return ()  # "limited, with 4 kg used per barrel"
    if any(text in lexicon.VERBS and text not in _HOLDING for text in before):
        return ()  # "a coat uses 4": what each one takes
    before_first = [token for token in clause.sentence.tokens if token.end <= first]
    others = [p for p, token in enumerate(before_first) if token.number is not None]
    words = [token.text for token in before_first[others[-1] + 1 if others else 0 :]][-_REACH:]
    comparison = _comparison(words)
    if comparison is None or "total" in words[-5:]:
        return ()
    return tuple(
        Relation(
            Linear.of(rate.item),
            comparison,
            Linear.constant(rate.quantity),
            clause.sentence.index,
            "bound",
        )
        for rate in rates
    )


def as_stocks(
    clause: Clause, rates: Sequence[Rate], counted: frozenset[str]
) -> tuple[Relation, ...]:
    """Read "plant A has 12 lines available, plant B has 14", where lines are decided on.

    Args:
        clause: The sentence.
        rates: Its figures as paired with items.
        counted: Stems of the nouns that items are counted in.
    """
    units = {rate.measure.unit for rate in rates} - {""}
    if not units or not units <= counted:
        return ()
    if not any(token.text in _AT_HAND for token in clause.sentence.tokens):
        return ()
    index = clause.sentence.index
    return tuple(
        Relation(Linear.of(r.item), Comparison.AT_MOST, Linear.constant(r.quantity), index, "bound")
        for r in rates
    )


def _comparison(words: Sequence[str]) -> Comparison | None:
    """What the nearest word of limits says."""
    for word in reversed(words):
        if word in _LOWER:
            return Comparison.AT_LEAST
        if word in _UPPER:
            return Comparison.AT_MOST
    return None
