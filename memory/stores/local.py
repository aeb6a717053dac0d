"""A memory bank in a folder: SQLite holds the records, Chroma an index of them.

    FOLDER/memory.sqlite3   the records and their vectors (`optimoot.memory.stores.ledger`)
    FOLDER/index/           the index (`optimoot.memory.stores.chroma_index`)

Any number of processes write records. One of them at a time uses the index; the others look at
every vector instead, which finds the same and takes longer. What the index does not hold yet is
looked at in the same way, so that a record is found as soon as it is kept. Small banks have no
index: looking at every vector is faster than loading Chroma.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from optimoot.memory.records import Kind, Record, Standing
from optimoot.memory.store import Entry, MemoryUnavailable, StoreState, Vector
from optimoot.memory.stores.chroma import ChromaFailed
from optimoot.memory.stores.chroma_index import ChromaIndex, IndexLock, wipe
from optimoot.memory.stores.exact import ExactRows
from optimoot.memory.stores.ledger import Change, Clock, Ledger

INDEX_FROM: Final = 2_000
"""Changes from which on there is an index."""
_BEHIND: Final = 200
"""Changes that the index may be behind before it follows: looking at so many takes no time."""
_STEP: Final = 50
"""Changes that the index follows at a time; a search waits for one step at most."""
_STEP_OF_REBUILD: Final = 500
"""The same where somebody waits for the index."""
_PAUSE: Final = 0.002
"""Seconds between two steps, for searches."""
_TRY_EVERY: Final = 1.0
"""Seconds between two tries to become the process that uses the index."""
_PAGE: Final = 2_000
"""Changes that are read at a time."""

_log = logging.getLogger(__name__)


class LocalStore:
    """The records of a folder.

    Args:
        folder: Made if it is not there.
        embedder: Recorded as the one that makes the vectors, if the folder holds no bank yet.
        index_from: Number of changes from which on there is an index.

    Raises:
        MemoryUnavailable: The folder cannot be used, or a newer version wrote it.
    """

    def __init__(self, folder: Path, embedder: str, *, index_from: int = INDEX_FROM) -> None:
        self._folder, self._index_from = folder, index_from
        self._ledger = Ledger(folder, embedder)
        self._clock = self._ledger.clock()
        self._lock = threading.RLock()
        self._index_folder = folder / "index"
        self._index: ChromaIndex | None = None
        self._index_lock: IndexLock | None = None
        self._without_index, self._why_none, self._next_try = False, "", 0.0
        self._follower: threading.Thread | None = None
        self._closed = False
        self._forget()
        atexit.register(self.close)

    @property
    def embedder(self) -> str:
        """Name of the embedder that made its vectors; recorded when the bank was made."""
        return self._clock.embedder

    def put(self, entries: Sequence[Entry]) -> None:
        """Insert records, or replace those of the same ids; once it returns, they are on the disk.

        Raises:
            MemoryUnavailable: They cannot be written; nothing of it was kept.
        """
        if entries:
            self._ledger.put(entries, self._clock.identity)

    def get(self, ids: Sequence[str]) -> list[Record]:
        """The records of these ids, in their order; unknown ids are passed over."""
        return self._ledger.get(ids)

    def delete(self, ids: Sequence[str]) -> int:
        """Remove records with their vectors for good; how many there were.

        Their vectors leave the index with the index as a whole, which the next process begins anew.
        Where another process uses the index, that one removes it at its next search, or at its end.
        """
        gone = self._ledger.delete(ids)
        if gone:
            with self._lock:
                self._end_index()
        return gone

    def records(
        self, *, kind: Kind | None = None, standing: Standing | None = None
    ) -> Iterator[Record]:
        """All records of a kind and standing, oldest first."""
        return self._ledger.records(kind, standing)

    def ids_with_prefix(self, prefix: str) -> list[str]:
        """Ids that begin so, at most ten."""
        return self._ledger.ids_with_prefix(prefix)

    def nearest(self, vector: Vector, *, kind: Kind, limit: int) -> list[tuple[str, float]]:
        """Ids of admitted records with their cosine similarity, most alike first.

        Raises:
            ValueError: The vector has another length than those of the bank.
            MemoryUnavailable: The records cannot be read, or were all embedded anew meanwhile.
        """
        with self._lock:
            self._follow()
            if not self._clock.changed or limit < 1:
                return []
            if vector.shape != (self._clock.dimensions,):
                raise ValueError(
                    f"The vector has the shape {vector.shape}, not ({self._clock.dimensions},)."
                )
            found = self._recent[kind].nearest(vector, limit)
            if self._index is not None:
                try:
                    found += self._indexed(self._index, vector, kind, limit)
                except ChromaFailed as error:
                    self._give_index_up(error)
                    self._follow()
                    found = self._recent[kind].nearest(vector, limit)
        return sorted(found, key=lambda one: -one[1])[:limit]

    def rebuild(self, entries: Iterator[Entry] | None = None, *, embedder: str = "") -> int:
        """Make the index anew from the records; how many records there are.

        Args:
            entries: All records with new vectors, where another embedder made them.
            embedder: Its name.

        Raises:
            MemoryUnavailable: Another process uses the index, or nothing can be written.
        """
        clock = self._ledger.clock()
        if entries is not None:
            self._ledger.replace_vectors(list(entries), embedder, clock)
        with self._lock:
            self._clock = self._ledger.clock()
            if not self._drop_index():
                raise MemoryUnavailable(
                    f"Another process uses the index in {str(self._folder)!r}; it will make it "
                    "anew if that is needed. Try again when it has ended."
                )
            self._without_index, self._why_none, self._next_try = False, "", 0.0
            self._follow()
            index = self._index
        if index is not None:
            self._follow_up(index, _STEP_OF_REBUILD)
        if self._why_none:
            raise MemoryUnavailable(
                f"The index in {str(self._index_folder)!r} cannot be made: {self._why_none}. "
                "The records are all there; every one of them is looked at instead."
            )
        return sum(self._ledger.counts().values())

    def state(self) -> StoreState:
        """What it holds."""
        with self._lock:
            self._follow()
            index: Literal["chroma", "exact"] = "exact" if self._index is None else "chroma"
            behind = 0 if self._index is None else len(self._behind)
        return StoreState(
            counts=self._ledger.counts(),
            bytes=_bytes(self._folder),
            index=index,
            behind=behind,
            embedder=self.embedder,
            place=str(self._folder),
        )

    def close(self) -> None:
        """Let go of files and locks; what the index has followed so far is kept."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            follower = self._follower
        if follower is not None:
            follower.join()
        with self._lock:
            try:
                if self._index is not None and self._ledger.clock().deleted != self._index.deleted:
                    self._drop_index()
            finally:
                self._leave_index()
                self._ledger.close()
                atexit.unregister(self.close)

    def _indexed(
        self, index: ChromaIndex, vector: Vector, kind: Kind, limit: int
    ) -> list[tuple[str, float]]:
        """What the index finds, without what has changed since it followed."""
        wanted = limit
        while True:
            answer = index.nearest(vector, kind, wanted)
            found = [one for one in answer if one[0] not in self._behind]
            if len(found) >= limit or len(answer) < wanted:
                return found[:limit]
            wanted *= 2

    def _follow(self) -> None:
        """Take over what this or another process changed since the last time."""
        clock = self._ledger.clock()
        if clock.identity != self._clock.identity:
            raise MemoryUnavailable(
                f"The memory bank in {str(self._folder)!r} was embedded anew by "
                f"{clock.embedder!r} meanwhile. Open it again."
            )
        self._clock = clock
        if clock.deleted != self._deleted:
            self._end_index()
        if self._index is None:
            self._try_index(clock)
        while clock.changed > self._seen and (changes := self._ledger.changes(self._seen, _PAGE)):
            self._take(changes)
        if self._index is not None and self._follower is None and len(self._behind) > _BEHIND:
            self._follower = threading.Thread(
                target=self._follow_up, args=(self._index,), name="optimoot-memory", daemon=True
            )
            self._follower.start()

    def _take(self, changes: Sequence[Change]) -> None:
        """Look at the changed records themselves until the index has followed."""
        for change in changes:
            if self._index is not None:
                self._behind[change.id] = change.number
            for kind, rows in self._recent.items():
                if kind is change.kind and change.admitted:
                    rows.put(change.id, change.vector)
                elif change.id in rows:
                    rows.discard([change.id])
        self._seen = changes[-1].number

    def _forget(self) -> None:
        """Begin anew with what is held in memory."""
        self._recent = {kind: ExactRows() for kind in Kind}
        self._behind: dict[str, int] = {}
        self._seen = 0 if self._index is None else self._index.followed
        self._deleted = self._ledger.clock().deleted

    def _try_index(self, clock: Clock) -> None:
        """Use the index, if the bank is large enough and no other process does."""
        if self._without_index or self._closed or clock.changed < self._index_from:
            return
        if time.monotonic() < self._next_try:
            return
        self._next_try = time.monotonic() + _TRY_EVERY
        if self._lock_index():
            try:
                self._index = ChromaIndex.opened(self._index_folder, self._ledger)
            except ChromaFailed as error:
                self._give_index_up(error)
            self._forget()

    def _follow_up(self, index: ChromaIndex, step: int = _STEP) -> None:
        """Let the index follow to the latest change, step by step, between searches."""
        going_on = True
        while going_on:
            with self._lock:
                going_on = self._index is index and not self._closed and self._step(index, step)
                if not going_on and self._follower is threading.current_thread():
                    self._follower = None
            time.sleep(_PAUSE)

    def _step(self, index: ChromaIndex, count: int) -> bool:
        """Let the index follow a little; whether there is more."""
        try:
            changes = self._ledger.changes(index.followed, count)
            if not changes:
                index.keep_stamp()
                return False
            index.follow(changes)
        except (ChromaFailed, MemoryUnavailable) as error:
            self._give_index_up(error)
            return False
        settled = [one.id for one in changes if self._behind.get(one.id, 0) <= one.number]
        for rows in self._recent.values():
            rows.discard(settled)
        for name in settled:
            self._behind.pop(name, None)
        self._seen = max(self._seen, index.followed)
        return True

    def _lock_index(self) -> bool:
        """Whether this process may use the index."""
        if self._index_lock is None and self._ledger.writable:
            self._index_lock = IndexLock.taken(self._index_folder)
        return self._index_lock is not None

    def _drop_index(self) -> bool:
        """Remove the index, to begin it anew at the next search; False: another process has it."""
        if self._index_folder.is_dir():
            if not self._lock_index():
                return False
            try:
                if self._index is not None:
                    self._index.close()
                wipe(self._index_folder)
            except ChromaFailed as error:
                self._give_index_up(error)
        self._index, self._next_try = None, 0.0
        self._forget()
        return True

    def _end_index(self) -> None:
        """Remove the index because records were deleted, and leave a new one to other processes.

        Chroma writes memory that it did not clear into its files, and this process may still hold
        what was deleted.
        """
        self._drop_index()
        self._without_index = True
        self._leave_index()
        self._forget()

    def _give_index_up(self, error: Exception) -> None:
        """Go on without the index, and have it begun anew by whoever opens the bank next."""
        _log.warning("The index of the memory bank is not used: %s", error)
        index, self._index = self._index, None
        self._without_index, self._why_none = True, str(error)
        self._forget()
        try:
            if index is not None:
                index.close()
            wipe(self._index_folder)
        except ChromaFailed as again:
            _log.warning("The index of the memory bank cannot be removed: %s", again)
        self._leave_index()

    def _leave_index(self) -> None:
        """Close the index as it is, and let another process use it."""
        index, self._index = self._index, None
        if index is not None:
            try:
                index.leave()
            except ChromaFailed as error:
                _log.warning("The index of the memory bank was not left in order: %s", error)
        if self._index_lock is not None:
            self._index_lock.release()
            self._index_lock = None


def _bytes(folder: Path) -> int:
    """What the files of a folder take; files that vanish meanwhile take nothing."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total
