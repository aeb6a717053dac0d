"""Exact search: every vector is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from optimoot.memory.store import Vector


class ExactRows:
    """Vectors by id in one matrix, which grows as they come; not for several threads at once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        self._rows: Vector = np.empty((0, 0), dtype=np.float32)
        self._alive = np.empty(0, dtype=np.bool_)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def put(self, name: str, vector: Vector) -> None:
        """Insert a vector, or replace it where it stands."""
        place = self._places.get(name)
        if place is None:
            place = len(self._ids)
            self._make_room(len(vector))
            self._ids.append(name)
            self._places[name] = place
        self._rows[place] = vector
        self._alive[place] = True

    def discard(self, names: Iterable[str]) -> None:
        """Remove vectors; unknown ids are passed over."""
        for name in names:
            place = self._places.pop(name, None)
            if place is not None:
                self._alive[place] = False
        if len(self._places) < len(self._ids) // 2:
            self._close_gaps()

    def nearest(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """Ids with their cosine similarity, most alike first, older ones first among equals."""
        count, limit = len(self._ids), min(limit, len(self._places))
        if limit <= 0:
            return []
        similar = np.where(self._alive[:count], self._rows[:count] @ vector, -np.inf)
        least = np.partition(similar, count - limit)[count - limit]
        near = np.flatnonzero(similar >= least)
        best = near[np.argsort(-similar[near], kind="stable")][:limit]
        return [(self._ids[place], float(similar[place])) for place in best]

    def _make_room(self, dimensions: int) -> None:
        capacity = len(self._rows)
        if len(self._ids) < capacity:
            return
        capacity = max(64, 2 * capacity)
        rows = np.empty((capacity, dimensions), dtype=np.float32)
        alive = np.zeros(capacity, dtype=np.bool_)
        if len(self._rows):
            rows[: len(self._rows)], alive[: len(self._alive)] = self._rows, self._alive
        self._rows, self._alive = rows, alive

    def _close_gaps(self) -> None:
        kept: Sequence[int] = np.flatnonzero(self._alive[: len(self._ids)]).tolist()
        self._rows, self._alive = self._rows[kept], self._alive[kept]
        self._ids = [self._ids[place] for place in kept]
        self._places = {name: place for place, name in enumerate(self._ids)}
