"""Whether a record is right, wrong or no answer, and how sure the share of each is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from optimoot.agents.answer import Verdict
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.certificate import Confidence
from optimoot.outcome import SolutionStatus, Termination

RELATIVE: Final = 1e-4
"""An objective is right within this, relative to the label."""
ABSOLUTE: Final = 1e-6
"""And within this where the label is zero."""

_NO_SOLUTION: Final = {
    Termination.INFEASIBLE: frozenset(["infeasible", "no solution"]),
    Termination.UNBOUNDED: frozenset(["unbounded"]),
    Termination.INFEASIBLE_OR_UNBOUNDED: frozenset(["infeasible", "unbounded", "no solution"]),
}
_MISSING: Final = frozenset(["missing", "needs_input", "needs input"])


class Score(StrEnum):
    """What an answer is worth."""

    RIGHT = "right"
    WRONG = "wrong"
    """Answered as sure, and not right."""
    ABSTAINED = "abstained"
    """No result to rely on was given: unsolved, contested, a question, or a doubtful result."""


def score_of(item: Item, record: ItemRecord) -> Score:
    """What a record is worth against the item's label."""
    right = is_right(item, record)
    if record.verdict == Verdict.NEEDS_INPUT:
        return Score.RIGHT if right else Score.ABSTAINED
    decided = record.ending is Ending.ANSWERED and Verdict(record.verdict).is_decided
    if not decided or record.confidence not in (Confidence.VERIFIED, Confidence.CHECKED):
        return Score.ABSTAINED
    return Score.RIGHT if right else Score.WRONG


def is_right(item: Item, record: ItemRecord) -> bool:
    """Whether the record says what the label says."""
    if isinstance(item.answer, str):
        if item.answer in _MISSING:
            return record.verdict == Verdict.NEEDS_INPUT
        if not record.termination or record.solution_status != SolutionStatus.NONE:
            return False
        termination = Termination(record.termination)
        return item.answer in _NO_SOLUTION.get(termination, frozenset())
    if record.objective is None:
        return False
    return math.isclose(record.objective, item.answer, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


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
    """A share with its interval.

    The interval is Wilson's: centre `(p + z²/2n) / (1 + z²/n)`, half width
    `z √(p(1-p)/n + z²/4n²) / (1 + z²/n)` with z = 1.96 (E. B. Wilson, 1927).
    """
    if not of:
        return Share(count=0, of=0, low=0.0, high=1.0)
    z, p = 1.959964, count / of
    scale = 1 + z * z / of
    centre = (p + z * z / (2 * of)) / scale
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / scale
    low = 0.0 if count == 0 else centre - half  # exactly, where rounding would miss them
    high = 1.0 if count == of else centre + half
    return Share(count=count, of=of, low=low, high=high)


def shares(scores: Iterable[Score]) -> dict[Score, Share]:
    """How many are right, wrong and none, each with its interval."""
    found = list(scores)
    return {score: share(found.count(score), len(found)) for score in Score}
