"""The index of a local memory bank: a Chroma folder, made from the records and never the truth.

    index/lock.sqlite    locked while a process uses the index: two at once would lose vectors
    index/index.json     which bank it is of, how far it has followed it, its files' check sums
    index/NAME/          the Chroma folder; a new name whenever the index is begun anew

Chroma's own files may be damaged in ways that crash the process that reads them. So files that do
not match their check sums are not opened: the index is begun anew.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from optimoot.memory.records import Kind
from optimoot.memory.store import Vector
from optimoot.memory.stores.chroma import (
    SEARCH,
    ChromaFailed,
    chroma_failures,
    no_embedder,
    quiet_settings,
    similarities,
)
from optimoot.memory.stores.ledger import Change, Clock, Ledger

_LAYOUT: Final = 1
_SAMPLES: Final = 5
"""Records that have to be found by their own vectors when an index is opened."""
_WRITTEN_EVERY: Final = 200
"""Records after which a settled index is written out."""
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class _Stamp:
    """What `index.json` says."""

    layout: int
    name: str
    identity: str
    deleted: int
    followed: int
    held: int = 0
    settled: bool = False
    sums: dict[str, int] = field(default_factory=dict)


class IndexLock:
    """Held by the one process that uses an index; a kill lets go of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def taken(cls, folder: Path) -> IndexLock | None:
        """The lock, or None: another process has it, or the folder cannot be written."""
        try:
            folder.mkdir(exist_ok=True)
            connection = sqlite3.connect(
                folder / "lock.sqlite", timeout=0.0, check_same_thread=False
            )
        except (OSError, sqlite3.Error):
            return None
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            connection.close()
            return None
        return cls(connection)

    def release(self) -> None:
        """Let another process use the index."""
        self._connection.close()


class ChromaIndex:
    """An open index of the admitted records of a bank, up to one of its changes.

    Only for whoever holds the folder's IndexLock.

    Raises:
        ChromaFailed: Its files cannot be used.
    """

    def __init__(self, folder: Path, stamp: _Stamp) -> None:
        self._folder, self._stamp = folder, stamp
        self.followed = stamp.followed
        self._moved = False
        self._client: Any = None
        self._collections: dict[Kind, Any] = {}
        self._open()

    @classmethod
    def opened(cls, folder: Path, ledger: Ledger) -> ChromaIndex:
        """The index as it was left, or an empty one where it cannot be gone on from."""
        clock = ledger.clock()
        stamp = _read_stamp(folder)
        with ThreadPoolExecutor(1) as beside, chroma_failures():
            going_on = beside.submit(lambda: stamp is not None and _goes_on(stamp, clock, folder))
            import chromadb  # noqa: F401 - takes as long as the sums do, so they are done at once

            goes_on = going_on.result()
        if stamp is not None and goes_on:
            try:
                index = cls(folder, stamp)
            except ChromaFailed:
                return cls.begun(folder, clock)
            if index._finds_itself(ledger):
                return index
            index.close()
        return cls.begun(folder, clock)

    @classmethod
    def begun(cls, folder: Path, clock: Clock) -> ChromaIndex:
        """An empty index in the place of whatever there is."""
        wipe(folder)
        stamp = _Stamp(_LAYOUT, uuid.uuid4().hex[:12], clock.identity, clock.deleted, 0)
        index = cls(folder, stamp)
        with chroma_failures():
            index._write_stamp(0, {})
        return index

    @property
    def deleted(self) -> int:
        """How many times records had been deleted when it was begun."""
        return self._stamp.deleted

    def follow(self, changes: Sequence[Change]) -> None:
        """Take changes over, in their order.

        Raises:
            ChromaFailed: It cannot be written.
        """
        with chroma_failures():
            if not self._moved:
                self._write_stamp(0, {})  # until the next stamp its files match no sums
                self._moved = True
            for kind, collection in self._collections.items():
                new = [one for one in changes if one.kind is kind and one.admitted]
                gone = [one.id for one in changes if one.kind is kind and not one.admitted]
                if new:
                    collection.upsert(
                        ids=[one.id for one in new],
                        embeddings=np.stack([one.vector for one in new]),
                    )
                if gone:
                    collection.delete(ids=gone)
        self.followed = changes[-1].number

    def nearest(self, vector: Vector, kind: Kind, limit: int) -> list[tuple[str, float]]:
        """Ids with their cosine similarity, most alike first.

        Raises:
            ChromaFailed: It cannot be read.
        """
        with chroma_failures():
            answer = self._collections[kind].query(
                query_embeddings=[vector], n_results=limit, include=["distances"]
            )
        return similarities(answer)

    def count(self) -> int:
        """How many records it holds.

        Raises:
            ChromaFailed: It cannot be read.
        """
        with chroma_failures():
            return sum(int(collection.count()) for collection in self._collections.values())

    def keep_stamp(self) -> None:
        """Write down how far it has come, so that it is gone on from there.

        Raises:
            ChromaFailed: It cannot be written.
        """
        if not self._stamp.settled:
            self._settle()
        held = self.count()
        with chroma_failures():
            self._write_stamp(held, _sums(self._folder / self._stamp.name))
            self._moved = False

    def leave(self) -> None:
        """Let go of its files, to be gone on from where it stands.

        Raises:
            ChromaFailed: It cannot be closed, or its stamp cannot be written.
        """
        held = self.count() if self._moved else 0
        self.close()
        if self._moved:
            with chroma_failures():
                self._write_stamp(held, _sums(self._folder / self._stamp.name))

    def close(self) -> None:
        """Let go of its files as they are.

        Raises:
            ChromaFailed: Chroma cannot be closed.
        """
        with chroma_failures():
            self._client.close()

    def _write_stamp(self, held: int, sums: dict[str, int]) -> None:
        self._stamp = replace(self._stamp, followed=self.followed, held=held, sums=sums)
        part = self._folder / "index.json.part"
        part.write_text(json.dumps(asdict(self._stamp)), encoding="utf-8")
        part.replace(self._folder / "index.json")

    def _open(self) -> None:
        with chroma_failures():
            import chromadb

            self._client = chromadb.PersistentClient(
                str(self._folder / self._stamp.name), settings=quiet_settings()
            )
            self._collections = {
                kind: self._client.get_or_create_collection(
                    kind.value, embedding_function=no_embedder(), configuration=SEARCH
                )
                for kind in Kind
            }

    def _settle(self) -> None:
        """From now on, have Chroma write its graph out after few records.

        What it has not written out it inserts again whenever it is opened, which takes a
        millisecond each; but while an index is built, writing all of it out takes longer.
        """
        with chroma_failures():
            for collection in self._collections.values():
                collection.modify(configuration={"hnsw": {"sync_threshold": _WRITTEN_EVERY}})
        self.close()  # a graph that is open keeps to what held when it was opened
        self._open()
        with chroma_failures():
            for collection in self._collections.values():
                collection.get(limit=1, include=["embeddings"])
        self._stamp = replace(self._stamp, settled=True)

    def _finds_itself(self, ledger: Ledger) -> bool:
        """Whether it holds as many as when it was left, and some are found by their vectors."""
        try:
            return self.count() == self._stamp.held and all(
                self.nearest(sample.vector, sample.kind, 1)[0][1] > 1 - 1e-3
                for sample in ledger.samples(self.followed, _SAMPLES)
            )
        except (ChromaFailed, IndexError):
            return False


def wipe(folder: Path) -> None:
    """Remove an index, but not its lock; for whoever holds that.

    Raises:
        ChromaFailed: It cannot be removed.
    """
    with chroma_failures():
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif not path.name.startswith("lock.sqlite"):
                path.unlink()


def _read_stamp(folder: Path) -> _Stamp | None:
    try:
        return _Stamp(**json.loads((folder / "index.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _goes_on(stamp: _Stamp, clock: Clock, folder: Path) -> bool:
    """Whether the index is one of this bank, and its files are as they were left."""
    return (
        stamp.layout == _LAYOUT
        and stamp.identity == clock.identity
        and stamp.deleted == clock.deleted
        and stamp.followed <= clock.changed
        and (folder / stamp.name).is_dir()
        and stamp.sums == _sums(folder / stamp.name)
    )


def _sums(folder: Path) -> dict[str, int]:
    """Check sums of the files that Chroma reads without checking them."""
    return {
        str(path.relative_to(folder)): _sum(path)
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".bin", ".pickle"}
    }


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total = zlib.crc32(chunk, total)
    return total
