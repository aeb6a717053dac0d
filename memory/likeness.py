"""Whether two texts tell the same problem: up to its figures, or nearly word for word.

Texts are compared by shingles, runs of neighbouring words (Broder, 1997), with all figures struck
out. A copy with other figures, a sentence more or a few words changed is a near-duplicate; another
problem of the same kind in words of its own is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimoot.memory.wording import root_of, skeleton_of, words_of

LEAST: Final = 0.4
"""Share of the shorter text's shingles that a near-duplicate has in common with it (measured:
docs/memory.md)."""
_RUN: Final = 3
"""Words in a shingle."""
_FEW: Final = 12
"""A text of fewer shingles says too little to be told within a longer one."""

Shingles = frozenset[tuple[str, ...]]
Counts = NDArray[np.int64]


def same_up_to_numbers(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the values of their figures.

    Endings of plurals and layout do not count ("1 hour", "2 hours"); how many figures there are
    and where they stand does.
    """
    return skeleton_of(one) == skeleton_of(other)


def containment(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the other one has too, 0 to 1; symmetric.

    Texts of figures alone have no shingles: they are alike in full to one another, and to no
    other text.
    """
    ours, theirs = shingles(one), shingles(other)
    fewer, more = sorted((len(ours), len(theirs)))
    if fewer == 0:
        return float(more == 0)
    return len(ours & theirs) / max(fewer, min(more, _FEW))


def containments(shared: Counts, size: int, sizes: Counts) -> NDArray[np.float64]:
    """`containment` of one text in each of many, from how many shingles they share and have."""
    fewer, more = np.minimum(size, sizes), np.maximum(size, sizes)
    least = np.maximum(fewer, np.minimum(more, _FEW))
    found = shared / np.maximum(least, 1)
    return np.where(fewer == 0, (more == 0).astype(np.float64), found)


def near_duplicates(text: str, among: Sequence[str], *, least: float = LEAST) -> tuple[int, ...]:
    """Places in `among` of texts that tell the same problem as `text`, up to figures or nearly."""
    return tuple(place for place, one in enumerate(among) if containment(text, one) >= least)


def is_near_duplicate(text: str, among: Sequence[str]) -> bool:
    """Whether one of these texts tells the same problem, up to figures or nearly."""
    return any(containment(text, one) >= LEAST for one in among)


class LikenessIndex:
    """Many texts, each compared with all the others at the cost of what they share."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, text: str) -> None:
        """Take a text in; its place is the number of texts before it."""
        found = shingles(text)
        for shingle in found:
            self._places[shingle].append(len(self._sizes))
        self._sizes.append(len(found))

    def nearest(self, text: str, *, but: int | None = None) -> float:
        """The greatest containment between a text and those in the index; 0 for an empty one.

        Args:
            text: The text; one without words is like no other here.
            but: Place of a text that does not count.
        """
        ours = shingles(text)
        shared = Counter(place for shingle in ours for place in self._places.get(shingle, ()))
        found = 0.0
        for place, count in shared.items():
            if place != but:
                fewer, more = sorted((len(ours), self._sizes[place]))
                found = max(found, count / max(fewer, min(more, _FEW)))
        return found


@lru_cache(maxsize=2_000)
def shingles(text: str) -> Shingles:
    """All runs of words by their roots; the whole text where it is shorter than a run."""
    words = [root_of(word) for word in words_of(text)]
    if not words:
        return frozenset()
    last = max(1, len(words) - _RUN + 1)
    return frozenset(tuple(words[start : start + _RUN]) for start in range(last))
