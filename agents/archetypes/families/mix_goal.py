"""What the goal of a mix of things adds up: a column, or what sales bring less what things cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case, Goal
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.wording import similarity, stems
from optimoot.formulation import Sense

COST: Final = stems(
    "cost costs price priced expense expenses spend spent spending money budget cheapest expensive "
    "paid pay purchase worth dollar dollars expenditure outlay investment wage"
)
GAIN: Final = stems(
    "profit profits revenue revenues return returns benefit income earnings earning value utility "
    "sales sell sells selling sold earn earns gain contribution yield yields reward score npv "
    "exposure satisfaction worth"
)


@dataclass(frozen=True)
class Gained:
    """What the goal adds up: columns with their signs."""

    terms: tuple[tuple[int, Column], ...]


def gained_by(goal: Goal, columns: Sequence[Column], case: Case) -> Gained | None:
    """The columns that the goal's words speak of."""
    words = set(goal.words)
    told = {t.stem for t in case.lines[goal.line].tokens if t.is_word}
    for cues, signs in ((GAIN, 1), (COST, -1)):
        speaks = words & cues or (not words & (GAIN | COST) and told & cues)
        if (goal.sense is Sense.MAXIMIZE) != (signs > 0) or not speaks:
            continue
        fitting = [c for c in columns if set(c.words) & cues]
        plain = [c for c in fitting if set(c.words) & words] or fitting
        if len(plain) == 1:
            if signs > 0:
                return _profit(goal, plain[0], columns)
            return Gained(((1, plain[0]),))
        money = [c for c in columns if c.is_money]
        if not fitting and len(money) == 1:
            return Gained(((1, money[0]),))
        if len(fitting) > 1 and "profit" in words:
            return _profit(goal, None, columns)
    scores = sorted(((similarity(goal.words, c.words), at) for at, c in enumerate(columns)))
    if scores and scores[-1][0] > 0.0 and (len(scores) == 1 or scores[-2][0] < scores[-1][0]):
        return Gained(((1, columns[scores[-1][1]]),))
    return None


def _profit(goal: Goal, gain: Column | None, columns: Sequence[Column]) -> Gained | None:
    """Profit is told as such, or is what sales bring less what things cost."""
    if gain is not None and (
        "profit" in gain.words or "profit" not in goal.words or not _costs(columns, gain)
    ):
        return Gained(((1, gain),))
    sells = stems("sell sells selling sold revenue sales price")
    prices = [c for c in columns if set(c.words) & sells and not set(c.words) & stems("cost costs")]
    if len(prices) != 1:
        return None
    costs = _costs(columns, prices[0])
    return Gained(((1, prices[0]), *((-1, c) for c in costs))) if len(costs) <= 1 else None


def _costs(columns: Sequence[Column], gain: Column) -> list[Column]:
    return [c for c in columns if c is not gain and set(c.words) & stems("cost costs expense")]


def divides(goal: Goal, case: Case, column: Column) -> bool:
    """Whether the goal is told per what a column measures: "profit per hour of oven time"."""
    words = [t.stem for t in case.lines[goal.line].tokens if t.is_word]
    starts = [place for place, word in enumerate(words) if word == "per" and place]
    spoken = {word for place in starts for word in words[place + 1 : place + 5]}
    return bool(spoken & set(column.words))
