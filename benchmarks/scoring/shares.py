"""Shares with intervals that take every case for independent of the others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from pydantic import BaseModel, ConfigDict

from optimoot.benchmarks.scoring.score import Score

Z: Final = 1.959964
"""The normal distribution's quantile of a two-sided interval at 95 %."""


class Share(BaseModel):
    """A share with its Wilson score interval at 95 %."""

    model_config = ConfigDict(frozen=True)

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    def __str__(self) -> str:
        """For people: `31 of 49, 63.3 % (49.3 to 75.3)`."""
        return (
            f"{self.count} of {self.of}, {100 * self.value:.1f} % "
            f"({100 * self.low:.1f} to {100 * self.high:.1f})"
        )


def share(count: int, of: int) -> Share:
    """A share with its interval."""
    if not of:
        return Share(count=0, of=0, low=0.0, high=1.0)
    low, high = wilson(count / of, of)
    return Share(count=count, of=of, low=low, high=high)


def wilson(p: float, n: float, z: float = Z) -> tuple[float, float]:
    """Wilson's score interval of a share `p` of `n` cases, which may be a number of no whole cases.

    Centre `(p + z²/2n) / (1 + z²/n)`, half width `z √(p(1-p)/n + z²/4n²) / (1 + z²/n)`
    (E. B. Wilson, 1927).
    """
    scale = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / scale
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale
    low = 0.0 if p <= 0.0 else max(0.0, centre - half)  # exactly, where rounding would miss them
    high = 1.0 if p >= 1.0 else min(1.0, centre + half)
    return low, high


def shares(scores: Iterable[Score]) -> dict[Score, Share]:
    """How many are right, wrong and none, each with its interval."""
    found = list(scores)
    return {score: share(found.count(score), len(found)) for score in Score}
