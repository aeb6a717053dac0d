"""pass@k: how likely one of k attempts at an item is right."""

from __future__ import annotations

import math
from collections.abc import Sequence

from optimoot.benchmarks.scoring.intervals import Mean, clustered_mean
from optimoot.benchmarks.scoring.scored import ScoredItem


def pass_at_k(attempts: int, right: int, k: int) -> float:
    """The chance that k of these attempts, drawn without replacement, hold a right one.

    `1 - C(n - c, k) / C(n, k)`, without bias for what k new attempts would do (M. Chen et al.,
    2021, arXiv:2107.03374). `k` is at most `attempts`.
    """
    return 1.0 - math.comb(attempts - right, k) / math.comb(attempts, k)


def passes(found: Sequence[ScoredItem]) -> dict[int, Mean]:
    """pass@k for every k up to the most attempts at an item, each over the items that have so many.

    Right is what was stated right, sure or not; attempts that broke are attempts.
    """
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    clusters: dict[tuple[str, str], int] = {}
    for one in found:
        place = (one.item.set, one.item.id)
        attempts, right = counts.get(place, (0, 0))
        counts[place] = (attempts + 1, right + one.stated_right)
        clusters[place] = one.cluster
    most = max((attempts for attempts, _ in counts.values()), default=0)
    return {k: _mean_at(k, counts, clusters) for k in range(1, most + 1)}


def _mean_at(
    k: int, counts: dict[tuple[str, str], tuple[int, int]], clusters: dict[tuple[str, str], int]
) -> Mean:
    tried = {place: pair for place, pair in counts.items() if pair[0] >= k}
    values = [pass_at_k(attempts, right, k) for attempts, right in tried.values()]
    return clustered_mean(values, [clusters[place] for place in tried])
