"""Two ways of working on the same items: what flipped, and whether the difference is chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.scoring.intervals import Mean, difference
from optimoot.benchmarks.scoring.score import Score
from optimoot.benchmarks.scoring.scored import ScoredItem

_MOST_STEPS: Final = 200_000_000
_DRAWS: Final = 20_000
_AT_ONCE: Final = 200
_SEED: Final = 1


@dataclass(frozen=True)
class Flip:
    """An item at which one does better than the other.

    Attributes:
        first: Share of the first's attempts that are right; `second` likewise.
        told: What each stated at its first attempt, for people.
    """

    set: str
    id: str
    first: float
    second: float
    label: float | str
    told: tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """A against B, by paired sums: an item counts for whoever has more of its attempts right.

    With one attempt at each item this is McNemar's test. With repeats the shares of right attempts
    are compared item by item, and who is ahead by how much does not matter to the test of items;
    it does to the test of clusters and to the interval.

    Attributes:
        items: Items that both attempted, in `clusters` groups of near-duplicates.
        left_out: Items that only one of them attempted, per side: they are in no figure here.
        changed: Ids of items whose text, tables or label differ between the two: neither are these.
        first: Mean share of right attempts of A over these items; `second` of B.
        difference: Of B over A, in shares, with its interval, which allows for clusters.
        gained: Items at which B does better, and `lost` those at which A does.
        p: McNemar's exact test, two-sided: whether as many were gained as lost but for chance.
        p_clustered: The exact sign-flip test on the sums of clusters: the same question where
            near-duplicates flip together.
    """

    items: int
    clusters: int
    left_out: tuple[int, int]
    changed: tuple[str, ...]
    first: float
    second: float
    difference: Mean
    gained: tuple[Flip, ...]
    lost: tuple[Flip, ...]
    p: float
    p_clustered: float


def compare(
    first: Sequence[ScoredItem], second: Sequence[ScoredItem], *, sure: bool = False
) -> Comparison:
    """Compare two ways of working on the items that both attempted.

    Args:
        first: The records of one.
        second: The records of the other, scored by the same rule.
        sure: Whether right has to be stated as sure, too; else any stated result counts.
    """
    right: Callable[[ScoredItem], bool] = _right_and_sure if sure else _stated_right
    ours, theirs = _attempts(first), _attempts(second)
    both = [place for place in ours if place in theirs]
    common = [place for place in both if _same_item(ours[place][0].item, theirs[place][0].item)]
    shares = {place: (_share(ours[place], right), _share(theirs[place], right)) for place in common}
    gains = [second_share - first_share for first_share, second_share in shares.values()]
    clusters = [ours[place][0].cluster for place in common]
    flips = [
        _flip(ours[place], theirs[place], pair)
        for place, pair in shares.items()
        if len({*pair}) > 1
    ]
    gained = tuple(flip for flip in flips if flip.second > flip.first)
    lost = tuple(flip for flip in flips if flip.second < flip.first)
    return Comparison(
        items=len(common),
        clusters=len(set(clusters)),
        left_out=(len(ours) - len(both), len(theirs) - len(both)),
        changed=tuple(id_ for set_, id_ in both if (set_, id_) not in shares),
        first=_mean([float(pair[0]) for pair in shares.values()]),
        second=_mean([float(pair[1]) for pair in shares.values()]),
        difference=difference([float(gain) for gain in gains], clusters),
        gained=gained,
        lost=lost,
        p=mcnemar(len(gained), len(lost)),
        p_clustered=sign_flip(_by_cluster(gains, clusters)),
    )


def mcnemar(one: int, other: int) -> float:
    """McNemar's exact two-sided p-value of two numbers of discordant pairs.

    Twice the smaller tail of the binomial distribution with a half, at most 1 (Q. McNemar, 1947;
    in this exact form the sign test).
    """
    pairs = one + other
    ways = tail = 1
    for count in range(min(one, other)):
        ways = ways * (pairs - count) // (count + 1)
        tail += ways
    return min(1.0, float(Fraction(2 * tail, 2**pairs)))


def sign_flip(sums: Sequence[Fraction]) -> float:
    """The exact two-sided p-value that sums are symmetric about zero (R. A. Fisher, 1935).

    All ways of signs are counted, by the distribution of their total: sums are whole multiples of
    one fraction. For sums of 1 and -1 this is McNemar's exact test. Where counting would take too
    long (thousands of items with very different repeats), 20,000 seeded draws estimate it.
    """
    steps = math.lcm(*(value.denominator for value in sums))
    sizes = [abs(int(value * steps)) for value in sums if value]
    seen = abs(int(sum(sums, Fraction()) * steps))
    if sum(sizes) * len(sizes) > _MOST_STEPS:
        return _drawn(np.array(sizes, dtype=np.float64), seen)
    return _counted(sizes, seen)


def _counted(sizes: Sequence[int], seen: int) -> float:
    reach = sum(sizes)
    chances = np.zeros(2 * reach + 1)
    chances[reach] = 1.0
    for size in sizes:
        chances = 0.5 * np.roll(chances, size) + 0.5 * np.roll(chances, -size)
    totals = np.abs(np.arange(-reach, reach + 1))
    return min(1.0, float(chances[totals >= seen].sum()))


def _drawn(sizes: NDArray[np.float64], seen: int) -> float:
    """The p-value of drawn signs, the seen ones among them (B. Phipson and G. K. Smyth, 2010)."""
    chance = np.random.default_rng(_SEED)
    reached = 0
    for _ in range(_DRAWS // _AT_ONCE):
        signs = chance.integers(0, 2, (_AT_ONCE, len(sizes))) * 2.0 - 1.0
        reached += int((np.abs(signs @ sizes) >= seen).sum())
    return (reached + 1) / (_DRAWS + 1)


def _attempts(found: Sequence[ScoredItem]) -> dict[tuple[str, str], list[ScoredItem]]:
    attempts: dict[tuple[str, str], list[ScoredItem]] = {}
    for one in found:
        attempts.setdefault((one.item.set, one.item.id), []).append(one)
    return attempts


def _same_item(one: Item, other: Item) -> bool:
    same_problem = one.description == other.description and one.tables == other.tables
    return same_problem and one.answer == other.answer and one.results == other.results


def _stated_right(one: ScoredItem) -> bool:
    return one.stated_right


def _right_and_sure(one: ScoredItem) -> bool:
    return one.score is Score.RIGHT


def _share(attempts: Sequence[ScoredItem], right: Callable[[ScoredItem], bool]) -> Fraction:
    return Fraction(sum(right(one) for one in attempts), len(attempts))


def _by_cluster(gains: Sequence[Fraction], clusters: Sequence[int]) -> list[Fraction]:
    sums: dict[int, Fraction] = {}
    for gain, cluster in zip(gains, clusters, strict=True):
        sums[cluster] = sums.get(cluster, Fraction()) + gain
    return list(sums.values())


def _flip(
    ours: Sequence[ScoredItem], theirs: Sequence[ScoredItem], shares: tuple[Fraction, Fraction]
) -> Flip:
    item = ours[0].item
    return Flip(
        set=item.set,
        id=item.id,
        first=float(shares[0]),
        second=float(shares[1]),
        label=item.answer,
        told=(told(ours[0]), told(theirs[0])),
    )


def told(one: ScoredItem) -> str:
    """What a record states: its objective, that there is no plan, or how it ended."""
    record = one.record
    if record.objective is not None:
        return f"{record.objective:.10g}"
    return record.termination or record.verdict or record.ending.value


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
