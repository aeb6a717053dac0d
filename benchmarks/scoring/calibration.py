"""Whether results are right as often as their confidence says, and what is given up for safety.

Two things stand for a confidence in numbers:

- *level*: the share of results that are right among those of the other clusters at the same level
  of confidence, by Laplace's rule `(right + 1) / (all + 2)`: what a user who has seen other
  problems would expect of the level. As the evaluation itself gives it, its calibration error tells
  how far levels carry over from item to item, and its Brier score how much they tell.
- *agreement*: the share of the other attempts at the item, of the same preset, that state the same
  result; only where an item was attempted more than once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.intervals import ClusteredShare
from optimoot.benchmarks.scoring.measures import share_of
from optimoot.benchmarks.scoring.score import is_sure, states_something
from optimoot.benchmarks.scoring.scored import ScoredItem, grouped
from optimoot.certificate import Confidence

UNCHECKED: Final = "unchecked"
"""The level of a result without a certificate."""
NOT_DECIDED: Final = "not decided"
"""The level of a result that no verdict stands behind."""
LEVELS: Final = (
    Confidence.VERIFIED.value,
    Confidence.CHECKED.value,
    Confidence.DOUBTFUL.value,
    UNCHECKED,
    NOT_DECIDED,
    Confidence.REFUTED.value,
)
"""The levels of confidence, best first."""
_BINS: Final = 10
_SAME: Final = 1e-6


@dataclass(frozen=True)
class Level:
    """How often what is stated at a level of confidence is right."""

    level: str
    right: ClusteredShare


@dataclass(frozen=True)
class Bin:
    """Results of nearly one confidence: its mean, and the share of them that is right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True)
class Numeric:
    """How good a confidence in numbers is.

    Attributes:
        brier: Mean squared difference of confidence and outcome (G. W. Brier, 1950); 0 is best.
        brier_of_share: The same for the share of all that are right as everyone's confidence.
        error: Expected calibration error over ten bins of equal width: the mean distance between
            a bin's confidence and its share that is right (M. P. Naeini et al., 2015).
        bins: The reliability table, by confidence.
    """

    brier: float
    brier_of_share: float
    error: float
    bins: tuple[Bin, ...]
    count: int


@dataclass(frozen=True)
class Calibration:
    """Levels with how often they are right; and confidences in numbers, by name."""

    levels: tuple[Level, ...]
    numeric: dict[str, Numeric]


@dataclass(frozen=True)
class RiskPoint:
    """What is given where only results of this level or a better one are given.

    Attributes:
        coverage: Share of all records that are given.
        risk: Share of those given that are wrong.
    """

    level: str
    coverage: ClusteredShare
    risk: ClusteredShare


def level_of(record: ItemRecord) -> str:
    """The level of confidence at which a record states its result."""
    if record.confidence == Confidence.REFUTED:
        return Confidence.REFUTED.value
    if not record.confidence:
        return UNCHECKED
    if is_sure(record):
        return record.confidence
    return record.confidence if record.confidence == Confidence.DOUBTFUL else NOT_DECIDED


def calibration(found: Sequence[ScoredItem]) -> Calibration:
    """How often results are right at each level, over the records that state one."""
    stated = [one for one in found if states_something(one.record)]
    groups = grouped(stated, lambda one: level_of(one.record))
    chances = {"level": _by_level(stated), "agreement": _by_agreement(stated, found)}
    return Calibration(
        levels=tuple(
            Level(level, share_of(groups[level], lambda one: one.stated_right))
            for level in LEVELS
            if level in groups
        ),
        numeric={name: _numeric(pairs) for name, pairs in chances.items() if pairs},
    )


def risk_coverage(found: Sequence[ScoredItem]) -> tuple[RiskPoint, ...]:
    """Coverage and risk as results of one level after the other are given, the best first."""
    levels = {id(one): level_of(one.record) for one in found if states_something(one.record)}
    points = []
    for place, level in enumerate(LEVELS, start=1):
        if level not in levels.values():
            continue
        given = {one for one, its in levels.items() if its in LEVELS[:place]}
        points.append(
            RiskPoint(
                level,
                share_of(found, lambda one: id(one) in given),  # noqa: B023 - called at once
                share_of([one for one in found if id(one) in given], _is_wrong),
            )
        )
    return tuple(points)


def _is_wrong(one: ScoredItem) -> bool:
    return not one.stated_right


def _by_level(stated: Sequence[ScoredItem]) -> list[tuple[float, bool]]:
    """Each result's chance by the other clusters' results of its level, and whether it is right."""
    right: Counter[tuple[str, int | None]] = Counter()
    count: Counter[tuple[str, int | None]] = Counter()
    for one in stated:
        for cluster in (None, one.cluster):
            count[level_of(one.record), cluster] += 1
            right[level_of(one.record), cluster] += one.stated_right
    pairs = []
    for one in stated:
        level = level_of(one.record)
        others = count[level, None] - count[level, one.cluster]
        hits = right[level, None] - right[level, one.cluster]
        pairs.append(((hits + 1) / (others + 2), one.stated_right))
    return pairs


def _by_agreement(
    stated: Sequence[ScoredItem], found: Sequence[ScoredItem]
) -> list[tuple[float, bool]]:
    """Each result's share of the other attempts that state the same, and whether it is right."""
    attempts = grouped(found, _attempted)
    pairs = []
    for one in stated:
        others = [other for other in attempts[_attempted(one)] if other is not one]
        if others:
            same = sum(_states_the_same(one.record, other.record) for other in others)
            pairs.append((same / len(others), one.stated_right))
    return pairs


def _attempted(one: ScoredItem) -> str:
    return f"{one.item.set}\n{one.item.id}\n{one.record.preset}"


def _states_the_same(one: ItemRecord, other: ItemRecord) -> bool:
    if one.objective is None or other.objective is None:
        neither = one.objective is None and other.objective is None
        return neither and one.termination == other.termination
    return math.isclose(one.objective, other.objective, rel_tol=_SAME, abs_tol=_SAME)


def _numeric(pairs: Sequence[tuple[float, bool]]) -> Numeric:
    share = sum(right for _, right in pairs) / len(pairs)
    bins = _reliability(pairs)
    return Numeric(
        brier=sum((chance - right) ** 2 for chance, right in pairs) / len(pairs),
        brier_of_share=share * (1 - share),
        error=sum(one.count * abs(one.confidence - one.right) for one in bins) / len(pairs),
        bins=bins,
        count=len(pairs),
    )


def _reliability(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in pairs:
        bins.setdefault(min(int(chance * _BINS), _BINS - 1), []).append((chance, right))
    return tuple(
        Bin(
            confidence=sum(chance for chance, _ in inside) / len(inside),
            right=sum(right for _, right in inside) / len(inside),
            count=len(inside),
        )
        for _, inside in sorted(bins.items())
    )
