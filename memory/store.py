"""What a place for the records of the memory bank must do.

Stores are interchangeable: one suite of tests holds for all of them (tests/memory/test_stores.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from optimoot.errors import RunError
from optimoot.memory.records import Kind, Record, Standing

Vector = NDArray[np.float32]
"""One row of length 1, or a matrix of such rows."""


@dataclass(frozen=True)
class Entry:
    """A record with the vector that it is found by.

    Attributes:
        vector: Of length 1, as long as the store's embedder makes them.
    """

    record: Record
    vector: Vector


@dataclass(frozen=True)
class StoreState:
    """What a store holds and how it is searched.

    Attributes:
        counts: Records by kind and standing.
        bytes: What it takes on disk; 0 where it has no disk of its own.
        index: `"chroma"` or `"exact"`.
        behind: Records that the index does not hold yet; they are found all the same.
        embedder: Name of the embedder that made the vectors.
        place: Folder or address, for people.
    """

    counts: dict[tuple[Kind, Standing], int] = field(default_factory=dict)
    bytes: int = 0
    index: Literal["chroma", "exact"] = "exact"
    behind: int = 0
    embedder: str = ""
    place: str = ""


class Store(Protocol):
    """Keeps records and finds them by likeness.

    Its methods may be called from any thread, and raise MemoryUnavailable where its files or its
    server cannot be used.
    """

    @property
    def embedder(self) -> str:
        """Name of the embedder that made its vectors; recorded when the store was made."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Insert records, or replace those of the same ids; once it returns, they stay.

        Raises:
            MemoryUnavailable: It cannot be written; nothing of it was kept.
        """

    def get(self, ids: Sequence[str]) -> list[Record]:
        """The records of these ids, in their order; unknown ids are passed over."""

    def delete(self, ids: Sequence[str]) -> int:
        """Remove records with their vectors for good; how many there were."""

    def records(
        self, *, kind: Kind | None = None, standing: Standing | None = None
    ) -> Iterator[Record]:
        """All records of a kind and standing, oldest first."""

    def ids_with_prefix(self, prefix: str) -> list[str]:
        """Ids that begin so, at most ten."""

    def nearest(self, vector: Vector, *, kind: Kind, limit: int) -> list[tuple[str, float]]:
        """Ids of admitted records with their cosine similarity, most alike first."""

    def rebuild(self, entries: Iterator[Entry] | None = None, *, embedder: str = "") -> int:
        """Make the index anew from the records; how many it holds.

        Args:
            entries: All records with new vectors, where another embedder made them.
            embedder: Its name.
        """

    def state(self) -> StoreState:
        """What it holds."""

    def close(self) -> None:
        """Let go of files, locks and connections."""


class MemoryUnavailable(RunError):
    """The memory bank cannot be opened, read or written; runs go on without it."""
