"""Ratios to optimize: "the cost per unit of energy", "the profit divided by the hours"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.facts import Goal, Measure
from optimoot.agents.builtin.mark_atoms import PERIODS
from optimoot.agents.builtin.measures import make_measure, words_of
from optimoot.agents.builtin.text import Token
from optimoot.agents.builtin.units import dimension, unit_of

_ENDS: Final = frozenset(") , ; : while subject".split())
_OPENS: Final = frozenset("( as is : , of".split())
_RATIOS: Final = frozenset("ratio rate quotient".split())


def as_fraction(clauses: Sequence[Clause], goal: Goal, span: tuple[int, int]) -> Goal:
    """The goal with its numerator as measure and its denominator, where it is a ratio.

    Args:
        clauses: The text, which may define the ratio elsewhere.
        goal: What was read of the goal.
        span: Where its words stand in its sentence.
    """
    own = clauses[goal.sentence].sentence.tokens
    named = any(token.text in _RATIOS for token in own[span[0] : span[1]])
    parts = _divided(own) if named or _divides(own[span[0] : span[1]]) else None
    if parts is None and named:
        told = (_divided(clause.sentence.tokens) for clause in clauses)
        parts = next((found for found in told if found is not None), None)
    if parts is None and named:
        parts = _ratio_of(own, span)
    said = parts is not None
    if parts is None:
        parts = _per(own, span)
    if parts is None:
        return goal
    above, below = (_measure(part) for part in parts)
    if not above.words or not (below.words or below.unit):
        return goal
    return replace(goal, measure=above, over=below, linear=not said, items=(), count=False)


def _divides(tokens: Sequence[Token]) -> bool:
    return any(token.text == "divided" for token in tokens)


def _divided(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """What stands before and behind "divided by"."""
    place = next((p for p, token in enumerate(tokens) if token.text == "divided"), None)
    if place is None or [t.text for t in tokens[place + 1 : place + 2]] != ["by"]:
        return None
    start = place
    while start > 0 and tokens[start - 1].text not in ("as", "is", "(", ":", ","):
        start -= 1
    return tokens[start:place], _until_end(tokens, place + 2)


def _ratio_of(
    tokens: Sequence[Token], span: tuple[int, int]
) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Read "the ratio of A to B"."""
    start, end = span
    place = next((p for p in range(start, end) if tokens[p].text in _RATIOS), None)
    if place is None or [t.text for t in tokens[place + 1 : place + 2]] != ["of"]:
        return None
    split = next((p for p in range(place + 2, end) if tokens[p].text == "to"), None)
    return (tokens[place + 2 : split], _until_end(tokens, split + 1)) if split else None


def _per(
    tokens: Sequence[Token], span: tuple[int, int]
) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Read "cost per unit of energy", which is no rate for a day or a week."""
    start, end = span
    pers = [p for p in range(start, end - 1) if tokens[p].text == "per"]
    told = [p for p in pers if tokens[p + 1].text not in PERIODS]
    told = [p for p in told if dimension(tokens[p + 1].stem) != "time"] or told
    if not told:
        return None  # "the items handled per hour per watt" are those over the watts
    return tokens[start : pers[0]], _until_end(tokens, told[-1] + 1)


def _until_end(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    end = place
    while end < len(tokens) and tokens[end].text not in _ENDS:
        end += 1
    return tokens[place:end]


def _measure(tokens: Sequence[Token]) -> Measure:
    words = words_of(tokens)
    unit = next((name for p in range(len(tokens)) if (name := unit_of(tokens[p:])[0])), "")
    money = bool(words & (lexicon.COST | lexicon.GAIN))
    return replace(make_measure("" if unit == "unit" else unit, words, money=money), noun=words)
