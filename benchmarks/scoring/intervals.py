"""Intervals at 95 % for shares and means of cases that come in clusters.

Near-duplicates of an item, and repeats of it, tend to be right or wrong together: taken for
independent cases they make intervals too narrow. The variance of a mean is here the clustered one,
`Σ_c (Σ_{i in c} (x_i - x̄))² / n²` (E. Miller, "Adding Error Bars to Evals", 2024,
arXiv:2411.00640), times G / (G - 1) for G clusters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimoot.benchmarks.scoring.shares import Share, Z, share, wilson

_Vector = NDArray[np.float64]
_EXACT_T: Final = {1: 12.706205, 2: 4.302653, 3: 3.182446}


class ClusteredShare(Share):
    """A share whose `low` and `high` allow for clusters.

    Attributes:
        clusters: Groups of cases that are independent of one another.
        wilson_low: Where the interval would begin if all cases were independent.
        wilson_high: And where it would end.
    """

    clusters: int
    wilson_low: float
    wilson_high: float


@dataclass(frozen=True)
class Mean:
    """A mean with its interval at 95 %.

    Attributes:
        of: Cases that it is the mean of.
    """

    value: float
    low: float
    high: float
    of: int


def clustered_share(hits: Sequence[bool], clusters: Sequence[int]) -> ClusteredShare:
    """The share of cases that are hits, each case with the number of its cluster."""
    plain = share(sum(hits), len(hits))
    low, high = _interval(np.array(hits, dtype=np.float64), clusters) if hits else (0.0, 1.0)
    return ClusteredShare(
        count=plain.count,
        of=plain.of,
        low=low,
        high=high,
        clusters=len(set(clusters)),
        wilson_low=plain.low,
        wilson_high=plain.high,
    )


def clustered_mean(values: Sequence[float], clusters: Sequence[int]) -> Mean:
    """The mean of values between 0 and 1; of none it is 0, and nothing is known of it."""
    if not values:
        return Mean(0.0, 0.0, 1.0, 0)
    low, high = _interval(np.array(values, dtype=np.float64), clusters)
    return Mean(float(np.mean(values)), low, high, len(values))


def difference(differences: Sequence[float], clusters: Sequence[int]) -> Mean:
    """The mean of paired differences between -1 and 1, one for each item.

    The interval is that of A. Agresti and Y. Min (2005) for paired shares, which adds half a case
    to each of the four cells, with the clustered variance in the place of theirs: it stays honest
    where few or no items differ. Its middle is thus drawn towards 0 from the mean.
    """
    if not differences:
        return Mean(0.0, -1.0, 1.0, 0)
    found = np.array(differences, dtype=np.float64)
    total = len(found) + 2.0
    middle = float(found.sum()) / total
    spread = float(np.square(_sums(found - middle, clusters)).sum())
    spread += 0.5 * sum((cell - middle) ** 2 for cell in (-1.0, 0.0, 0.0, 1.0))
    groups = len(set(clusters))
    if groups < len(found):
        spread = _widened(spread, groups)
    half = _quantile(groups, len(found)) * math.sqrt(spread) / total
    return Mean(float(found.mean()), max(-1.0, middle - half), min(1.0, middle + half), len(found))


def _interval(values: _Vector, clusters: Sequence[int]) -> tuple[float, float]:
    """Wilson's interval of as many independent cases as would give the clustered variance.

    This is the effective sample size of survey statistics: E. L. Korn and B. I. Graubard (1998) put
    it into an exact interval, N. Dean and M. Pagano (2015) found Wilson's to hold better.
    """
    count, groups, p = len(values), len(set(clusters)), float(values.mean())
    if groups == count:
        return wilson(p, count)
    variance = float(np.square(_sums(values - p, clusters)).sum()) / count**2
    variance = _widened(variance, groups)
    if groups == 1 or p <= 0.0 or p >= 1.0:
        return wilson(p, groups)  # there is no variance to see: each cluster is one case
    effective = min(float(count), p * (1 - p) / variance) if variance > 0.0 else float(count)
    return wilson(p, max(1.0, effective), _quantile(groups, count))


def _sums(values: _Vector, clusters: Sequence[int]) -> _Vector:
    """The sum of each cluster's values."""
    _, places = np.unique(np.array(clusters), return_inverse=True)
    sums: _Vector = np.bincount(places, weights=values).astype(np.float64)
    return sums


def _widened(variance: float, groups: int) -> float:
    return variance * groups / (groups - 1) if groups > 1 else variance


def _quantile(groups: int, count: int) -> float:
    """The quantile that a standard error is multiplied with: Student's where there are clusters."""
    return Z if groups == count or groups == 1 else t_quantile(groups - 1)


def t_quantile(degrees: int) -> float:
    """Student's quantile of a two-sided interval at 95 %; within 1e-3.

    M. Abramowitz and I. A. Stegun (1964), 26.7.5; from the table for one to three degrees.
    """
    if degrees in _EXACT_T:
        return _EXACT_T[degrees]
    x, v = Z, float(degrees)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92_160,
    )
    return x + sum(term / v**power for power, term in enumerate(terms, start=1))
