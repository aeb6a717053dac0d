"""The comparisons that words state: at least, at most, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.wording import Token

_AT_LEAST: Final = (
    "at least",
    "no less than",
    "not less than",
    "not be less than",
    "no fewer than",
    "minimum of",
    "greater than or equal",
    "at minimum",
    "or more",
    "must exceed",
    "not fall below",
    "minimum number of",
    "minimum total number",
)
_AT_MOST: Final = (
    "at most",
    "no more than",
    "not more than",
    "not exceed",
    "cannot exceed",
    "not be more than",
    "not surpass",
    "no greater than",
    "not be greater than",
    "up to",
    "maximum number of",
    "maximum total number",
    "maximum of",
    "limited to",
    "less than or equal",
    "restricted to",
    "capped at",
    "is capped to",
    "or less",
    "limit of",
    "capacity limit",
)
_EQUAL: Final = ("exactly", "precisely", "must equal", "equal to", "must be equal")
_NEGATIONS: Final = frozenset(["not", "never", "cannot", "can't"])


def stated_bound(tokens: Sequence[Token]) -> Bound | None:
    """The comparison that words state; None where they state none."""
    text = f" {' '.join(token.lower for token in tokens)} "
    for bound, phrases in (
        (Bound.AT_MOST, _AT_MOST[:-2]),
        (Bound.AT_LEAST, _AT_LEAST),
        (Bound.EQUAL, _EQUAL),
        (Bound.AT_MOST, _AT_MOST[-2:]),
    ):
        if any(f" {phrase} " in text for phrase in phrases):
            return bound
    return _negated([token.lower for token in tokens])


def _negated(words: Sequence[str]) -> Bound | None:
    """Read "must not hold more than": a negation a few words before a comparison."""
    for place in range(len(words) - 1):
        if words[place + 1] != "than" or not _NEGATIONS & set(words[max(0, place - 4) : place]):
            continue
        if words[place] in ("more", "greater", "higher"):
            return Bound.AT_MOST
        if words[place] in ("less", "fewer", "lower"):
            return Bound.AT_LEAST
    return None
