"""Records as JSON lines: out of one bank and into another, whatever embedder that has.

A file is imported whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from optimoot.errors import InputError
from optimoot.memory.bank import Bank
from optimoot.memory.records import SCHEMA, Record, record_adapter
from optimoot.memory.store import MemoryUnavailable


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Attributes:
        new: Records that were not there before.
        known: Records of ids that were there; they stay as they were.
    """

    new: int
    known: int


def export_records(bank: Bank, path: Path) -> int:
    """Write all records of a bank into a new file, one a line; how many there were.

    Raises:
        InputError: The file exists or cannot be written.
        MemoryUnavailable: The bank cannot be read.
    """
    count = 0
    try:
        with _new_file(path) as file:
            for record in bank.records():
                file.write(record_adapter.dump_json(record) + b"\n")
                count += 1
    except FileExistsError as error:
        raise InputError(f"{str(path)!r} exists already.", remedy="Name a new file.") from error
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be written: {error.strerror}.",
            remedy="Name a file in a folder that can be written.",
        ) from error
    return count


def import_records(bank: Bank, path: Path) -> Imported:
    """Take the records of a file in; those of known ids are left as they are.

    Raises:
        InputError: The file cannot be read, or a line is no record of this version; names it.
        MemoryUnavailable: The bank cannot be written; what was not told as taken in is not.
    """
    records = _records(path)
    new = [record for record in records.values() if not bank.holds(record.id)]
    try:
        bank.admit(new)
    except MemoryUnavailable:
        with suppress(MemoryUnavailable):  # a server may have kept some before it went away
            bank.delete([record.id for record in new])
        raise
    return Imported(new=len(new), known=len(records) - len(new))


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is not there yet, removed again if it cannot be written to its end."""
    with path.open("xb") as file:
        try:
            yield file
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _records(path: Path) -> dict[str, Record]:
    """The records of a file by id."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            f"{str(path)!r} cannot be read: {reason}.",
            remedy="Name a file that `optimoot memory export` wrote.",
        ) from error
    found: dict[str, Record] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{str(path)!r}, line {number}"
        record = _record(line, place)
        if found.setdefault(record.id, record) != record:
            raise InputError(
                f"{place}: an earlier line has another record of the id {record.id!r}.",
                remedy="Remove one of the two; nothing was taken in.",
            )
    return found


def _record(line: str, place: str) -> Record:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{place}: it is no JSON.", remedy="Correct or remove the line; nothing was taken in."
        ) from error
    version = told.get("schema_version") if isinstance(told, dict) else None
    if isinstance(version, int) and version > SCHEMA:
        raise InputError(
            f"{place}: the record has the schema {version}; this version reads up to {SCHEMA}.",
            remedy="Import it with a newer optimoot; nothing was taken in.",
        )
    try:
        return record_adapter.validate_json(line)  # unlike `json`, refuses halves of characters
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "the record"
        raise InputError(
            f"{place}: {name}: {first['msg']}.",
            remedy="Correct or remove the line; nothing was taken in.",
        ) from error
