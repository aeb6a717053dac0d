"""The folder of an evaluation: what is run, what came out, and where a killed run goes on.

    header.json         the folder's schema, and what may not change while records are added
    items.jsonl         the items with their labels, one a line, each once
    log.jsonl           sessions (versions, revision, prices) and records, one a line, only appended
    answers/NAME.json.gz   the whole Answer of a record
    torn.jsonl          what a kill left of a last line
    evaluation.lock     held while a process adds records

An answer is written beside and moved into place before its record is appended, so that a record
never names an answer that is not there. A line counts once its line break is written.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from optimoot.agents.answer import Answer
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.header import SCHEMA_VERSION, Header, Session
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.errors import InputError

HEADER: Final = "header.json"
ITEMS: Final = "items.jsonl"
LOG: Final = "log.jsonl"
ANSWERS: Final = "answers"
TORN: Final = "torn.jsonl"
_LOCK: Final = "evaluation.lock"
_Line = TypeVar("_Line", bound=BaseModel)
_SYNC_SECONDS: Final = 1.0
"""A power cut loses at most what was written in this time; a kill loses nothing."""


class EvaluationFolder:
    """The folder of an evaluation.

    Args:
        path: Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> EvaluationFolder:
        """The folder of an evaluation that has begun.

        Raises:
            InputError: There is none, or it is of another version of the schema.
        """
        folder = cls(path)
        if not folder.has_begun:
            raise InputError(
                f"There is no evaluation in {str(path)!r}.",
                remedy="Name a folder that `optimoot bench run` has made.",
            )
        folder.header()
        return folder

    @property
    def has_begun(self) -> bool:
        """Whether there is an evaluation."""
        return (self.path / HEADER).is_file()

    def header(self) -> Header:
        """What may not change.

        Raises:
            InputError: The file is damaged, or of another version of the schema.
        """
        path = self.path / HEADER
        try:
            text = path.read_bytes()
            version = json.loads(text).get("schema_version")
        except (OSError, ValueError, AttributeError) as error:
            raise InputError(
                f"The header {str(path)!r} cannot be read.", remedy="Run the evaluation anew."
            ) from error
        if version != SCHEMA_VERSION:
            raise InputError(
                f"The evaluation in {str(self.path)!r} has schema {version!r}; this version of "
                f"OptiMoot reads schema {SCHEMA_VERSION}.",
                remedy="Read it with the version that wrote it, or run it anew in another folder.",
            )
        try:
            return Header.model_validate_json(text)
        except ValidationError as error:
            raise InputError(
                f"The header {str(path)!r} is damaged: {error.errors()[0]['msg']}.",
                remedy="Run the evaluation anew.",
            ) from error

    def items(self) -> dict[tuple[str, str], Item]:
        """The items by set and id, in the order in which they were taken up.

        Raises:
            InputError: A line is damaged.
        """
        found: dict[tuple[str, str], Item] = {}
        for number, line in self._lines(ITEMS):
            item = self._parsed(Item, line, ITEMS, number)
            found[item.set, item.id] = item
        return found

    def sessions(self) -> tuple[Session, ...]:
        """The sessions in which records were added.

        Raises:
            InputError: A line is damaged.
        """
        return tuple(line for line in self._log() if isinstance(line, Session))

    def records(self) -> Iterator[ItemRecord]:
        """The records in the order in which they came, one at a time.

        Where an item was tried again (`--retry-failed`) each try is told; `standing` leaves the
        last of each.

        Raises:
            InputError: A line is damaged.
        """
        return (line for line in self._log() if isinstance(line, ItemRecord))

    def standing(self) -> dict[str, ItemRecord]:
        """The records that count, by key: of several tries of one item the last.

        Raises:
            InputError: A line is damaged.
        """
        return {record.key: record for record in self.records()}

    def answer(self, record: ItemRecord) -> Answer | None:
        """The whole Answer behind a record; None where it gave none.

        Raises:
            InputError: Its file is gone or damaged.
        """
        if not record.answer:
            return None
        path = self.path / ANSWERS / record.answer
        try:
            return Answer.model_validate_json(gzip.decompress(path.read_bytes()))
        except (OSError, EOFError, ValueError) as error:
            raise InputError(
                f"The answer {str(path)!r} of {record.key!r} cannot be read.",
                remedy="The log stands without it; for the whole story run the item anew.",
            ) from error

    @contextmanager
    def adding(self) -> Iterator[Adding]:
        """Hold the folder to add to it; what a kill left of a last line is put aside first.

        Raises:
            InputError: Another process holds it, or nothing can be written there.
        """
        lock = FileLock(self.path / _LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise InputError(
                f"Another process is adding to the evaluation in {str(self.path)!r}.",
                remedy="Wait for it to end, or name another folder with --out.",
            ) from error
        try:
            for name in (ITEMS, LOG):
                self._put_torn_line_aside(name)
            (self.path / ANSWERS).mkdir(exist_ok=True)
            with Adding(self.path) as adding:
                yield adding
        finally:
            lock.release()

    def begin(self, header: Header) -> None:
        """Make the folder, or hold the header that it has against this one.

        Raises:
            InputError: It cannot be made, or was run in another way: every difference is named.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"Cannot make the folder {str(self.path)!r}: {error.strerror or error}.",
                remedy="Name another with --out.",
            ) from error
        if self.has_begun:
            self.header().refuse_other(header, self.path)
            return
        if any(self.path.glob("*.jsonl")):
            raise InputError(
                f"The folder {str(self.path)!r} holds something else than an evaluation.",
                remedy="Name a new folder with --out.",
            )
        write_whole(self.path / HEADER, header.model_dump_json(indent=1).encode())

    def _log(self) -> Iterator[ItemRecord | Session]:
        for number, line in self._lines(LOG):
            kind: Any = Session if line.startswith(b'{"line":"session"') else ItemRecord
            yield self._parsed(kind, line, LOG, number)

    def _parsed(self, kind: type[_Line], line: bytes, name: str, number: int) -> _Line:
        try:
            return kind.model_validate_json(line)
        except ValidationError as error:
            raise InputError(
                f"Line {number} of {str(self.path / name)!r} is damaged: "
                f"{error.errors()[0]['msg']}.",
                remedy="Remove that line: its item is then run again.",
            ) from error

    def _lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """The whole lines of a file with their numbers; one without its line break is none."""
        path = self.path / name
        if not path.is_file():
            return
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.endswith(b"\n"):
                    yield number, line

    def _put_torn_line_aside(self, name: str) -> None:
        path = self.path / name
        if not path.is_file():
            return
        with path.open("r+b") as file:
            torn = _after_last_break(file)
            if torn:
                with (self.path / TORN).open("ab") as kept:
                    kept.write(torn + b"\n")
                file.truncate(file.seek(0, os.SEEK_END) - len(torn))


class Adding:
    """What holds the folder and adds to it; a context manager.

    Raises:
        InputError: The files cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._log: IO[bytes] = (path / LOG).open("ab")
            self._items: IO[bytes] = (path / ITEMS).open("ab")
        except OSError as error:
            raise InputError(
                f"Nothing can be written into {str(path)!r}: {error.strerror}.",
                remedy="Name another folder with --out.",
            ) from error
        self._synced = time.monotonic()

    def __enter__(self) -> Adding:
        return self

    def __exit__(self, *_: object) -> None:
        for file in (self._log, self._items):
            with file:
                file.flush()
                os.fsync(file.fileno())

    def items(self, items: Iterable[Item]) -> None:
        """Add items that the folder does not have."""
        self._items.write(b"".join(item.model_dump_json().encode() + b"\n" for item in items))
        self._items.flush()

    def session(self, session: Session) -> None:
        """Add a session."""
        self._append(session)

    def record(self, record: ItemRecord, answer: bytes = b"") -> ItemRecord:
        """Add a record, and its Answer (gzipped JSON) where there is one; gives it as it stands."""
        if answer:
            name = f"{hashlib.sha256(record.key.encode()).hexdigest()[:24]}.json.gz"
            write_whole(self._path / ANSWERS / name, answer)
            record = record.model_copy(update={"answer": name})
        self._append(record)
        return record

    def _append(self, line: Session | ItemRecord) -> None:
        self._log.write(line.model_dump_json().encode() + b"\n")
        self._log.flush()
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            os.fsync(self._log.fileno())
            self._synced = time.monotonic()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside and move it into place."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _after_last_break(file: IO[bytes]) -> bytes:
    """What stands after the last line break."""
    end = file.seek(0, os.SEEK_END)
    found = b""
    while len(found) < end and b"\n" not in found:
        step = min(end, len(found) + 65_536)
        file.seek(end - step)
        found = file.read(step)
    return found.rpartition(b"\n")[2]
