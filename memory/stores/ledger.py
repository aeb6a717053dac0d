"""The records of a local memory bank in SQLite: the truth, from which every index can be rebuilt.

Each change of a record has a number, one higher than the one before; an index that knows the number
it has followed to finds by it what is new. A write is on the disk once it returns (write-ahead log,
`synchronous=FULL`); what is deleted is overwritten (`secure_delete`), and the log truncated.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pydantic import ValidationError

from optimoot.memory.records import Kind, Record, Standing, record_adapter
from optimoot.memory.store import Entry, MemoryUnavailable, Vector
from optimoot.memory.stores.ledger_file import opened_file

FILE: Final = "memory.sqlite3"
_PAGE: Final = 500
_AT_ONCE: Final = 500
"""Placeholders in one statement; SQLite allowed 999 for long."""

_UPSERT = """
INSERT INTO records (id, kind, standing, changed, record) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, standing = excluded.standing,
    changed = excluded.changed, record = excluded.record
RETURNING place
"""


@dataclass(frozen=True)
class Clock:
    """How far a bank has come.

    Attributes:
        identity: Made anew whenever all vectors are.
        embedder: Name of the embedder that made the vectors.
        dimensions: Length of the vectors; 0 before the first record.
        changed: Number of the latest change.
        deleted: How many times records were deleted.
    """

    identity: str
    embedder: str
    dimensions: int
    changed: int
    deleted: int


@dataclass(frozen=True)
class Change:
    """What an index has to know of a record.

    Attributes:
        number: Of its latest change.
    """

    number: int
    id: str
    kind: Kind
    admitted: bool
    vector: Vector


class Ledger:
    """The SQLite file of a folder.

    Args:
        folder: Made if it is not there.
        embedder: Recorded as the one that makes the vectors, if the bank is new.

    Raises:
        MemoryUnavailable: The folder or the file cannot be used, or a newer version wrote it.
    """

    def __init__(self, folder: Path, embedder: str) -> None:
        self.path = folder / FILE
        self._lock = threading.RLock()
        with self._refusals("opened"):
            folder.mkdir(parents=True, exist_ok=True)
            self._connection, self._writable = opened_file(self.path, embedder)

    @property
    def writable(self) -> bool:
        """Whether records can be put."""
        return self._writable

    def clock(self) -> Clock:
        """How far the bank has come."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT identity, embedder, dimensions, changed, deleted FROM bank"
            ).fetchone()
        return Clock(*row)

    def put(self, entries: Sequence[Entry], identity: str) -> None:
        """Insert records or replace those of the same ids, all or none.

        Raises:
            ValueError: A vector has another length than those before.
            MemoryUnavailable: It cannot be written, or all vectors were made anew meanwhile.
        """
        with self._writing() as connection:
            clock = self._expected(identity)
            dimensions = clock.dimensions or len(entries[0].vector)
            for number, entry in enumerate(entries, start=clock.changed + 1):
                if entry.vector.shape != (dimensions,):
                    raise ValueError(
                        f"The vector of {entry.record.id!r} has the shape {entry.vector.shape}, "
                        f"not ({dimensions},)."
                    )
                record = entry.record
                told = (record.id, record.kind, record.standing, number, record.model_dump_json())
                place = connection.execute(_UPSERT, told).fetchone()[0]
                connection.execute(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)", (place, _blob(entry.vector))
                )
            connection.execute(
                "UPDATE bank SET changed = changed + ?, dimensions = ?", (len(entries), dimensions)
            )

    def delete(self, ids: Sequence[str]) -> int:
        """Remove records and overwrite what they took; how many there were."""
        gone = 0
        with self._writing() as connection:
            for name in dict.fromkeys(ids):
                row = connection.execute(
                    "DELETE FROM records WHERE id = ? RETURNING place", (name,)
                ).fetchone()
                if row:
                    connection.execute("DELETE FROM vectors WHERE place = ?", row)
                    gone += 1
            if gone:
                connection.execute("UPDATE bank SET deleted = deleted + 1")
        if gone:
            self._forget_log()
        return gone

    def replace_vectors(self, entries: Sequence[Entry], embedder: str, expected: Clock) -> None:
        """Take the vectors of another embedder for all records, all or none.

        Raises:
            MemoryUnavailable: It cannot be written, or the records changed since `expected`.
        """
        with self._writing() as connection:
            if self.clock() != expected:
                raise MemoryUnavailable(
                    f"The memory bank in {str(self.path.parent)!r} was changed while its vectors "
                    "were made anew; nothing was replaced. Do it again."
                )
            connection.executemany(
                "UPDATE vectors SET vector = ? "
                "WHERE place = (SELECT place FROM records WHERE id = ?)",
                ((_blob(entry.vector), entry.record.id) for entry in entries),
            )
            dimensions = len(entries[0].vector) if entries else 0
            connection.execute(
                "UPDATE bank SET identity = ?, embedder = ?, dimensions = ?",
                (uuid.uuid4().hex, embedder, dimensions),
            )

    def get(self, ids: Sequence[str]) -> list[Record]:
        """The records of these ids, in their order; unknown ids are passed over."""
        texts: dict[str, str] = {}
        with self._reading() as connection:
            for part in _parts(ids):
                marks = ",".join("?" * len(part))
                texts.update(
                    connection.execute(
                        f"SELECT id, record FROM records WHERE id IN ({marks})",  # noqa: S608
                        part,
                    )
                )
        return [self._read(name, texts[name]) for name in ids if name in texts]

    def records(self, kind: Kind | None, standing: Standing | None) -> Iterator[Record]:
        """Records of a kind and standing, oldest first, read a page at a time."""
        last = 0
        while True:
            with self._reading() as connection:
                page = connection.execute(
                    "SELECT place, id, record FROM records WHERE place > :last "
                    "AND (:kind IS NULL OR kind = :kind) "
                    "AND (:standing IS NULL OR standing = :standing) "
                    "ORDER BY place LIMIT :page",
                    {"last": last, "kind": kind, "standing": standing, "page": _PAGE},
                ).fetchall()
            if not page:
                return
            last = page[-1][0]
            for _, name, text in page:
                yield self._read(name, text)

    def ids_with_prefix(self, prefix: str) -> list[str]:
        """Ids that begin so, at most ten."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT id FROM records WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 10",
                (len(prefix), prefix),
            ).fetchall()
        return [name for (name,) in rows]

    def counts(self) -> dict[tuple[Kind, Standing], int]:
        """Records by kind and standing."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT kind, standing, count(*) FROM records GROUP BY kind, standing"
            ).fetchall()
        return {(Kind(kind), Standing(standing)): count for kind, standing, count in rows}

    def changes(self, after: int, limit: int = -1) -> list[Change]:
        """What was changed after a change, in the order of the changes."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT changed, id, kind, standing, vector FROM records NATURAL JOIN vectors "
                "WHERE changed > ? ORDER BY changed LIMIT ?",
                (after, limit),
            ).fetchall()
        return [_change(row) for row in rows]

    def samples(self, upto: int, count: int) -> list[Change]:
        """A few admitted records whose latest change is no later than that, spread evenly."""
        with self._reading() as connection:
            last = connection.execute("SELECT max(place) FROM records").fetchone()[0] or 0
            rows = [
                connection.execute(
                    "SELECT changed, id, kind, standing, vector FROM records NATURAL JOIN vectors "
                    "WHERE place > ? ORDER BY place LIMIT 1",
                    (last * part // count,),
                ).fetchone()
                for part in range(count if last else 0)
            ]
        found = [_change(row) for row in rows if row is not None]
        return [one for one in found if one.admitted and one.number <= upto]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _expected(self, identity: str) -> Clock:
        clock = self.clock()
        if clock.identity != identity:
            raise MemoryUnavailable(
                f"The memory bank in {str(self.path.parent)!r} was embedded anew by "
                f"{clock.embedder!r} meanwhile; nothing was kept. Open it again."
            )
        return clock

    def _forget_log(self) -> None:
        """Move the log into the file and truncate it, so that it holds nothing that is deleted."""
        with self._reading() as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise MemoryUnavailable(
                f"Another process keeps reading {str(self.path)!r}: what was deleted is gone from "
                "the records, but stays in the log until that process ends."
            )

    def _read(self, name: str, text: str) -> Record:
        try:
            return record_adapter.validate_json(text)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in problem["loc"])
            raise MemoryUnavailable(
                f"The record {name!r} in {str(self.path)!r} cannot be read ({where}: "
                f"{problem['msg']}): it is damaged, or a newer version of OptiMoot wrote it."
            ) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._refusals("read"):
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; nothing of it is kept where anything in it fails."""
        with self._lock, self._refusals("written"):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have ended it already
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _refusals(self, what: str) -> Iterator[None]:
        """Say which file cannot be used, and why."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise MemoryUnavailable(
                f"The memory bank {str(self.path)!r} cannot be {what}: {error}."
            ) from error


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _change(row: tuple[int, str, str, str, bytes]) -> Change:
    number, name, kind, standing, vector = row
    admitted = standing == Standing.ADMITTED
    return Change(number, name, Kind(kind), admitted, np.frombuffer(vector, dtype="<f4"))


def _blob(vector: Vector) -> bytes:
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()
