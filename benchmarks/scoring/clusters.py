"""Which items are near-duplicates of one another: cases that are not independent.

Items of benchmarks are often made from one template, or the same text with other figures. Texts are
compared without their figures (`optimoot.memory.likeness`), and whatever is connected by a chain of
near-duplicates is one cluster: so rather too few clusters than too many, and intervals rather too
wide than too narrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optimoot.memory.likeness import LEAST, containments, shingles

_Places = NDArray[np.int64]


def clusters_of(texts: Sequence[str], least: float = LEAST) -> tuple[int, ...]:
    """The cluster of each text: numbers from 0 in the order in which clusters first come.

    An index from shingles to texts finds for each text those that it shares any with, so that the
    work grows with what texts have in common and not with the number of pairs.
    """
    told = [shingles(text) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, found in enumerate(told):
        for shingle in found:
            holders[shingle].append(place)
    index = {shingle: np.array(places) for shingle, places in holders.items() if len(places) > 1}
    sizes = np.array([len(found) for found in told])
    roots = list(range(len(texts)))
    for place, found in enumerate(told):
        shared = _shared(place, [index[shingle] for shingle in found if shingle in index], sizes)
        likeness = containments(shared, int(sizes[place]), sizes[:place])
        for other in np.flatnonzero(likeness >= least):
            _join(roots, place, int(other))
    numbers: dict[int, int] = {}
    return tuple(
        numbers.setdefault(_root(roots, place), len(numbers)) for place in range(len(texts))
    )


def _shared(place: int, holders: Sequence[_Places], sizes: _Places) -> _Places:
    """How many shingles each earlier text has in common with the one at this place."""
    if not holders:
        return np.zeros(place, dtype=np.int64)
    counts = np.bincount(np.concatenate(holders), minlength=len(sizes))
    return counts[:place].astype(np.int64)


def _root(roots: list[int], place: int) -> int:
    while roots[place] != place:
        roots[place] = roots[roots[place]]
        place = roots[place]
    return place


def _join(roots: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first
