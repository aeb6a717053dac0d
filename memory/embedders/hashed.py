"""The embedder of every installation: words and their parts, hashed; nothing is downloaded.

Words and character n-grams are hashed to places and signs of a vector (feature hashing: Weinberger,
Dasgupta, Langford, Smola & Attenberg, 2009). Figures are struck out first: a problem with other
figures is the same to it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from optimoot.memory.store import Vector
from optimoot.numerals import find_numbers

DIMENSIONS: Final = 512
_VERSION: Final = 1
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_GRAM = 4
_GRAM_WEIGHT: Final = 0.4
"""What an n-gram counts beside a whole word."""


class HashedEmbedder:
    """Vectors of hashed words and character n-grams.

    Args:
        dimensions: Length of the vectors.
    """

    def __init__(self, dimensions: int = DIMENSIONS) -> None:
        self._dimensions = dimensions

    @property
    def name(self) -> str:
        """`hashed-VERSION-DIMENSIONS`."""
        return f"hashed-{_VERSION}-{self._dimensions}"

    @property
    def dimensions(self) -> int:
        """Length of its vectors."""
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 for each text; a text without words gets the first unit vector."""
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for part, count in Counter(_parts(text)).items():
                place, sign = _hashed(part, self._dimensions)
                weight = 1.0 if part.startswith("w") else _GRAM_WEIGHT
                row[place] += sign * weight * (1 + np.log(count))
            length = float(np.linalg.norm(row))
            if length > 0:
                row /= length
            else:
                row[0] = 1.0
        return rows


def _parts(text: str) -> Iterator[str]:
    """Words and n-grams of a text without its figures."""
    kept, place = "", 0
    for number in find_numbers(text):
        kept += text[place : number.start] + " "
        place = number.end
    for word in _WORD.findall((kept + text[place:]).casefold()):
        if len(word) >= _SHORTEST:
            yield f"w{word}"
            bounded = f"<{word}>"
            for start in range(max(1, len(bounded) - _GRAM + 1)):
                yield f"g{bounded[start : start + _GRAM]}"


@lru_cache(maxsize=100_000)
def _hashed(part: str, dimensions: int) -> tuple[int, float]:
    value = zlib.crc32(part.encode())
    return (value >> 1) % dimensions, 1.0 if value & 1 else -1.0
