"""Opens the SQLite file of a local memory bank: makes its tables, or checks that they are ours."""

from __future__ import annotations

import sqlite3
import time
import uuid
from pathlib import Path
from typing import Final

from optimoot.memory.store import MemoryUnavailable

LAYOUT: Final = 1
"""The version of the tables; a bank of a higher one is left alone."""
_WAIT: Final = 30.0
"""Seconds to wait for other processes that write."""
_NOT_WRITABLE: Final = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})

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


def opened_file(path: Path, embedder: str) -> tuple[sqlite3.Connection, bool]:
    """A connection to the file, and whether it can be written.

    Args:
        path: The file; it is made if it is not there.
        embedder: Recorded as the one that makes the vectors, if the file is new.

    Raises:
        MemoryUnavailable: A newer version or something else wrote it.
        sqlite3.Error, OSError: It cannot be used.
    """
    connection = _connected(path, "rwc")
    try:
        _prepare(connection, path, embedder)
    except sqlite3.OperationalError as error:
        connection.close()
        # in a folder that cannot be written there is no log to go through: the file is all
        if error.sqlite_errorcode & 0xFF not in _NOT_WRITABLE or _log_is_left(path):
            raise
    except BaseException:
        connection.close()
        raise
    else:
        return connection, True
    connection = _connected(path, "ro&immutable=1")
    try:
        if not _check(connection, path):
            raise MemoryUnavailable(f"{str(path)!r} is empty, and cannot be written.")
    except BaseException:
        connection.close()
        raise
    return connection, False


def _log_is_left(path: Path) -> bool:
    """Whether a part of the records may stand in the log alone."""
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT,
        isolation_level=None,
        check_same_thread=False,
    )


def _prepare(connection: sqlite3.Connection, path: Path, embedder: str) -> None:
    """Make the tables of a new bank, or check those of an old one."""
    made = _check(connection, path)
    connection.execute("PRAGMA page_size = 8192")
    _switch_to_log(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    if not made:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not _check(connection, path):  # no other process was faster
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


def _check(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether there are tables that this version can read."""
    # in this order: another process makes tables and version at once, maybe between the two lines
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    layout = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if layout > LAYOUT:
        raise MemoryUnavailable(
            f"The memory bank {str(path)!r} was written by a newer version of OptiMoot "
            f"(layout {layout}; this one knows {LAYOUT}). Update OptiMoot, or name another "
            "folder; nothing was changed."
        )
    if layout == 0 and tables:
        raise MemoryUnavailable(
            f"{str(path)!r} is a database of something else, not a memory bank."
        )
    return layout == LAYOUT


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
