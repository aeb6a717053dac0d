"""What one item draws from a store and another returns to it: figures with opposite signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from optimoot.agents.builtin.text import stem
from optimoot.agents.matching.spot import Spot


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


OPPOSITE: Final = (
    (
        _stems("draw withdraw take use consume drain remove deplete need require extract exhaust"),
        _stems("return restore add replenish recover fix regain supply feed refill give"),
    ),
    (_stems("emit release discharge"), _stems("absorb capture bind save remove avoid offset")),
    (_stems("produce generate make yield"), _stems("use consume need require burn swallow")),
)
"""Pairs of what verbs do to a store: the first fills or empties it, the second the other way."""
NET: Final = _stems("net balance netted")
"""Words of a limit on what is drawn less what is returned."""


def signs(spots: Mapping[int, Spot]) -> dict[int, float]:
    """The signs of the figures of a column, by item; empty where all go the same way.

    What the first figure does counts as positive.
    """
    verbs = {item: spot.verb for item, spot in spots.items()}
    first = next((verb for verb in verbs.values() if verb), "")
    for pair in OPPOSITE:
        for one, other in (pair, pair[::-1]):
            turned = {item for item, verb in verbs.items() if verb in other - one}
            if first in one - other and turned:
                return {item: -1.0 if item in turned else 1.0 for item in spots}
    return {}


def is_net(limit: Spot) -> bool:
    """Whether a limit is one on what remains: "the net withdrawal may not exceed 600 kg"."""
    return bool(NET & (limit.before | limit.after | limit.tail))
