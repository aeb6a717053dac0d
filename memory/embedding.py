"""What makes vectors of texts, so that like texts are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from optimoot.memory.store import Vector


class Embedder(Protocol):
    """Makes a vector of each text."""

    @property
    def name(self) -> str:
        """Its name with all that its vectors depend on: version, size, model."""

    @property
    def dimensions(self) -> int:
        """Length of its vectors."""

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 for each text.

        Raises:
            MemoryUnavailable: A server that is to embed them does not answer.
        """
