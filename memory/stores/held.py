"""Records held in this process: for tests, measurements and runs that leave nothing behind."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from optimoot.memory.records import Kind, Record, Standing
from optimoot.memory.store import Entry, StoreState, Vector


class HeldStore:
    """A store without a disk, searched exactly.

    Args:
        embedder: Name of the embedder that makes its vectors.
    """

    def __init__(self, embedder: str) -> None:
        self._embedder = embedder
        self._entries: dict[str, Entry] = {}
        self._matrices: dict[Kind, tuple[list[str], Vector]] = {}
        self._lock = threading.RLock()

    @property
    def embedder(self) -> str:
        """Name of the embedder that made its vectors."""
        return self._embedder

    def put(self, entries: Sequence[Entry]) -> None:
        """Insert records, or replace those of the same ids where they stand."""
        with self._lock:
            self._entries.update({entry.record.id: entry for entry in entries})
            self._matrices.clear()

    def get(self, ids: Sequence[str]) -> list[Record]:
        """The records of these ids, in their order; unknown ids are passed over."""
        with self._lock:
            return [self._entries[name].record for name in ids if name in self._entries]

    def delete(self, ids: Sequence[str]) -> int:
        """Remove records; how many there were."""
        with self._lock:
            gone = [self._entries.pop(name) for name in dict.fromkeys(ids) if name in self._entries]
            self._matrices.clear()
            return len(gone)

    def records(
        self, *, kind: Kind | None = None, standing: Standing | None = None
    ) -> Iterator[Record]:
        """All records of a kind and standing, oldest first."""
        with self._lock:
            kept = [entry.record for entry in self._entries.values()]
        for record in kept:
            if kind in (None, record.kind) and standing in (None, record.standing):
                yield record

    def ids_with_prefix(self, prefix: str) -> list[str]:
        """Ids that begin so, at most ten."""
        with self._lock:
            return sorted(name for name in self._entries if name.startswith(prefix))[:10]

    def nearest(self, vector: Vector, *, kind: Kind, limit: int) -> list[tuple[str, float]]:
        """Ids of admitted records with their cosine similarity, most alike first."""
        ids, matrix = self._matrix(kind)
        if not ids or limit < 1:
            return []
        similar = matrix @ vector
        best = np.argsort(-similar, kind="stable")[:limit]
        return [(ids[place], float(similar[place])) for place in best]

    def rebuild(self, entries: Iterator[Entry] | None = None, *, embedder: str = "") -> int:
        """Take other vectors, if there are any; how many records it holds."""
        with self._lock:
            if entries is not None:
                self._entries = {entry.record.id: entry for entry in list(entries)}
                self._embedder = embedder
            self._matrices.clear()
            return len(self._entries)

    def state(self) -> StoreState:
        """What it holds."""
        with self._lock:
            kept = [(e.record.kind, e.record.standing) for e in self._entries.values()]
        return StoreState(counts=dict(Counter(kept)), embedder=self._embedder, place="this process")

    def close(self) -> None:
        """Nothing to let go of."""

    def _matrix(self, kind: Kind) -> tuple[list[str], Vector]:
        """Ids and vectors of the admitted records of a kind, oldest first."""
        with self._lock:
            if kind not in self._matrices:
                kept = [
                    entry
                    for entry in self._entries.values()
                    if entry.record.kind is kind and entry.record.standing is Standing.ADMITTED
                ]
                rows = [entry.vector for entry in kept]
                ids = [entry.record.id for entry in kept]
                self._matrices[kind] = (ids, np.array(rows, dtype=np.float32))
            return self._matrices[kind]
