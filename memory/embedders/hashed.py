"""The embedder of every installation: words, their parts and what they are about, hashed.

Words, character n-grams and concepts are hashed to places and signs of a vector (feature hashing:
Weinberger, Dasgupta, Langford, Smola & Attenberg, 2009). Figures are struck out first: a problem
with other figures is the same to it. Nothing is downloaded, nothing is learned.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimoot.errors import InputError
from optimoot.memory.embedders.concepts import concepts_of
from optimoot.memory.store import Vector
from optimoot.memory.wording import words_of

DIMENSIONS: Final = 512
VERSION: Final = 2
"""Another one for every change that gives other vectors."""
_NAME: Final = re.compile(r"hashed-(?P<version>\d{1,4})-(?P<dimensions>[1-9]\d{0,4})")
_SHORTEST: Final = 2
_LONGEST: Final = 60
_GRAM: Final = 4
_GRAM_WEIGHT: Final = 0.2
"""What an n-gram counts beside a whole word."""

_Parts = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Places in the vector, and what is added there."""


class HashedEmbedder:
    """Vectors of hashed words, character n-grams and concepts.

    Args:
        dimensions: Length of the vectors.
    """

    def __init__(self, dimensions: int = DIMENSIONS) -> None:
        self._dimensions = dimensions

    @property
    def name(self) -> str:
        """`hashed-VERSION-DIMENSIONS`."""
        return f"hashed-{VERSION}-{self._dimensions}"

    @property
    def dimensions(self) -> int:
        """Length of its vectors."""
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 for each text; a text without words gets the first unit vector."""
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._row(text)
        return rows

    def _row(self, text: str) -> NDArray[np.float64]:
        words = Counter(word[:_LONGEST] for word in words_of(text) if len(word) >= _SHORTEST)
        concepts: Counter[str] = Counter()
        for word, count in words.items():
            for concept in concepts_of(word):
                concepts[concept] += count
        row = np.zeros(self._dimensions)
        for counts, parts_of in ((words, _word_parts), (concepts, _concept_parts)):
            for name in sorted(counts):  # in one order, so that equal counts give equal bits
                places, values = parts_of(name, self._dimensions)
                row[places] += values * (1.0 + math.log(counts[name]))
        length = math.sqrt(float(row @ row))
        if length == 0.0:
            row[0] = length = 1.0
        return row / length


def hashed_embedder_named(name: str) -> HashedEmbedder | None:
    """The embedder of `hashed` or `hashed-VERSION-DIMENSIONS`; None for any other name.

    Raises:
        InputError: Another version made such vectors.
    """
    if name == "hashed":
        return HashedEmbedder()
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    if int(match["version"]) != VERSION:
        raise InputError(
            f"The embedder {name!r} is of another version of OptiMoot; this one has "
            f"version {VERSION}.",
            remedy=f"Run `optimoot memory rebuild --embedder {HashedEmbedder().name}`.",
        )
    return HashedEmbedder(int(match["dimensions"]))


@lru_cache(maxsize=50_000)
def _word_parts(word: str, dimensions: int) -> _Parts:
    return _hashed(_features(word), dimensions)


@lru_cache(maxsize=1_000)
def _concept_parts(concept: str, dimensions: int) -> _Parts:
    return _hashed([(f"c{concept}", 1.0)], dimensions)


def _features(word: str) -> Iterator[tuple[str, float]]:
    """A word and its n-grams, with their weights."""
    yield f"w{word}", 1.0
    bounded = f"<{word}>"
    for start in range(max(1, len(bounded) - _GRAM + 1)):
        yield f"g{bounded[start : start + _GRAM]}", _GRAM_WEIGHT


def _hashed(features: Iterable[tuple[str, float]], dimensions: int) -> _Parts:
    """Each place once."""
    sums: dict[int, float] = {}
    for feature, weight in features:
        value = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "big")
        place = (value >> 1) % dimensions
        sums[place] = sums.get(place, 0.0) + (weight if value & 1 else -weight)
    return np.array(list(sums), dtype=np.int64), np.array(list(sums.values()))
