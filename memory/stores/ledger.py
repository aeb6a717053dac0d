"""The records of a local memory bank in SQLite: the truth, from which every index can be rebuilt.

Each change of a record has a number, one higher than the one before; an index that knows the number
it has followed to finds by it what is new. A write is on the disk once it returns (write-ahead log,
`synchronous=FULL`); what is deleted is overwritten (`secure_delete`), and the log truncated.
"""

from __future__ import annotations

import sqlite3
import threading
import time
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

LAYOUT: Final = 1
"""The version of the tables; a bank of a higher one is left alone."""
FILE: Final = "memory.sqlite3"
_WAIT: Final = 30.0
"""Seconds to wait for other processes that write."""
_PAGE: Final = 500
_AT_ONCE: Final = 500
"""Placeholders in one statement; SQLite allowed 999 for long."""

_TABLES = """
CREATE TABLE bank (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    identity TEXT NOT NULL,
    embedder TEXT NOT NULL,
    dimensions INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    deleted INTEGER NOT NULL
);
CREATE TABLE records (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    standing TEXT NOT NULL,
    changed INTEGER NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX records_changed ON records (changed);
CREATE TABLE vectors (place INTEGER PRIMARY KEY, vector BLOB NOT NULL);
"""
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
            self._connection = self._opened(embedder)

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
        self._forget_log()

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

    def admitted(self, ids: Sequence[str], kind: Kind) -> set[str]:
        """Those of the ids that are admitted records of the kind."""
        found: set[str] = set()
        with self._reading() as connection:
            for part in _parts(ids):
                marks = ",".join("?" * len(part))
                rows = connection.execute(
                    f"SELECT id FROM records WHERE id IN ({marks}) "  # noqa: S608
                    "AND kind = ? AND standing = ?",
                    (*part, kind, Standing.ADMITTED),
                )
                found.update(name for (name,) in rows)
        return found

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
        return [
            Change(number, name, Kind(kind), standing == Standing.ADMITTED, _vector(blob))
            for number, name, kind, standing, blob in rows
        ]

    def changed_since(self, number: int) -> int:
        """How many records were changed after a change."""
        with self._reading() as connection:
            found: int = connection.execute(
                "SELECT count(*) FROM records WHERE changed > ?", (number,)
            ).fetchone()[0]
        return found

    def samples(self, kind: Kind, upto: int, count: int) -> list[Change]:
        """A few admitted records whose latest change is no later than that, spread evenly."""
        with self._reading() as connection:
            last = connection.execute("SELECT max(place) FROM records").fetchone()[0] or 0
            rows = []
            for part in range(count):
                row = connection.execute(
                    "SELECT changed, id, vector FROM records NATURAL JOIN vectors WHERE place > ? "
                    "AND kind = ? AND standing = ? AND changed <= ? ORDER BY place LIMIT 1",
                    (last * part // count, kind, Standing.ADMITTED, upto),
                ).fetchone()
                rows += [row] if row else []
        return [Change(number, name, kind, True, _vector(blob)) for number, name, blob in rows]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _opened(self, embedder: str) -> sqlite3.Connection:
        self._writable = True
        try:
            connection = self._connected("rwc")
            try:
                self._prepare(connection, embedder)
            except BaseException:
                connection.close()
                raise
        except sqlite3.OperationalError:
            # in a folder that cannot be written there is no log to go through: the file is all
            log = self.path.with_name(f"{FILE}-wal")
            if not self.path.is_file() or (log.is_file() and log.stat().st_size):
                raise
            self._writable = False
            connection = self._connected("ro&immutable=1")
            try:
                self._check(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _connected(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_WAIT,
            isolation_level=None,
            check_same_thread=False,
        )

    def _prepare(self, connection: sqlite3.Connection, embedder: str) -> None:
        """Make the tables of a new bank, or check those of an old one."""
        made = self._check(connection)
        connection.execute("PRAGMA page_size = 8192")
        _switch_to_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        if not made:
            connection.execute("BEGIN IMMEDIATE")
            try:
                if not self._check(connection):  # no other process was faster
                    for statement in _TABLES.split(";\n"):
                        connection.execute(statement)
                    connection.execute(
                        "INSERT INTO bank VALUES (1, ?, ?, 0, 0, 0)", (uuid.uuid4().hex, embedder)
                    )
                    connection.execute(f"PRAGMA user_version = {LAYOUT}")
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def _check(self, connection: sqlite3.Connection) -> bool:
        """Whether there are tables that this version can read."""
        layout = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if layout > LAYOUT:
            raise MemoryUnavailable(
                f"The memory bank {str(self.path)!r} was written by a newer version of OptiMoot "
                f"(layout {layout}; this one knows {LAYOUT}). Update OptiMoot, or name another "
                "folder; nothing was changed."
            )
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if layout == 0 and tables:
            raise MemoryUnavailable(
                f"{str(self.path)!r} is a database of something else, not a memory bank."
            )
        return layout == LAYOUT

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


def _switch_to_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; the switch does not wait for other processes by itself."""
    deadline = time.monotonic() + _WAIT
    while True:
        try:
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            if mode != "wal":
                raise sqlite3.OperationalError(f"its journal cannot be a log ({mode})")
            return


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _blob(vector: Vector) -> bytes:
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def _vector(blob: bytes) -> Vector:
    return np.frombuffer(blob, dtype="<f4")
