"""Whether an Answer is right, wrong or no answer, and how sure the share of each is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from optimoot.agents.answer import Answer, Verdict
from optimoot.benchmarks.items import Item
from optimoot.certificate import Confidence
from optimoot.outcome import Termination

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


class ItemResult(BaseModel):
    """One line of `results.jsonl`.

    Attributes:
        status: The Answer's verdict, or `"failed"` where the run itself broke.
        objective: What was found; None where nothing was.
        answer: The label.
        right: Whether objective and label agree.
        seconds: Wall time of the item.
        confidence: The certificate's, empty where there is none.
        team: The team that stands behind the result; empty where there is none.
        reason: Why there is no result, for people.
        excluded: Records of the memory bank that were not recalled, as they are nearly the item.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    status: str
    objective: float | None = None
    answer: float | str
    right: bool = False
    score: Score
    seconds: float
    confidence: str = ""
    team: str = ""
    reason: str = ""
    excluded: tuple[str, ...] = ()


def judge(item: Item, answer: Answer, seconds: float) -> ItemResult:
    """Hold an Answer against the item's label."""
    confidence = answer.certificate.confidence if answer.certificate is not None else None
    right = is_right(item, answer)
    return ItemResult(
        id=item.id,
        status=answer.verdict,
        objective=answer.objective,
        answer=item.answer,
        right=right,
        score=_score(answer, confidence, right=right),
        seconds=round(seconds, 4),
        confidence=confidence or "",
        team=answer.team,
        reason="; ".join(abstention.reason for abstention in answer.abstentions)[:500],
        excluded=answer.memory.excluded,
    )


def failed(item: Item, reason: str, seconds: float) -> ItemResult:
    """The result of an item whose run broke."""
    return ItemResult(
        id=item.id,
        status="failed",
        answer=item.answer,
        score=Score.ABSTAINED,
        seconds=round(seconds, 4),
        reason=reason[:500],
    )


def is_right(item: Item, answer: Answer) -> bool:
    """Whether the Answer says what the label says."""
    if isinstance(item.answer, str):
        if item.answer in _MISSING:
            return answer.verdict is Verdict.NEEDS_INPUT
        if answer.outcome is None or answer.outcome.has_solution:
            return False
        return item.answer in _NO_SOLUTION.get(answer.outcome.termination, frozenset())
    if answer.objective is None:
        return False
    return math.isclose(answer.objective, item.answer, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def _score(answer: Answer, confidence: Confidence | None, *, right: bool) -> Score:
    if answer.verdict is Verdict.NEEDS_INPUT:
        return Score.RIGHT if right else Score.ABSTAINED
    sure = answer.verdict.is_decided
    if not sure or confidence not in (Confidence.VERIFIED, Confidence.CHECKED):
        return Score.ABSTAINED
    return Score.RIGHT if right else Score.WRONG


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


def shares(results: Iterable[ItemResult]) -> dict[Score, Share]:
    """How many results are right, wrong and none, each with its interval."""
    found = list(results)
    return {
        score: share(sum(1 for result in found if result.score is score), len(found))
        for score in Score
    }
