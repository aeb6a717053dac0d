"""What client, server and child say to each other.

Client and server speak in frames: four bytes of length (big-endian), then that many bytes. A job
is two frames, a JSON header (`JobSpec`) and the payload, which only the child unpacks. The reply
is two frames, a JSON header (`Report`) and the result. Closing the connection cancels the job.

The child writes two frames to its result pipe: first, before any of the Program's code runs, what
holds it (`{"protection": "reason where missing"}`); then the result.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

_LENGTH = struct.Struct("!I")

RESULT_LIMIT = 64 * 1024 * 1024
"""Bytes of a result; more is an output flood."""
REFUSAL_LIMIT = 256
"""Refused calls after which a Program is stopped."""
INTERRUPT_AGAIN = 0.25
"""Seconds after which a child that was interrupted and goes on is interrupted once more: a signal
that comes between Python's last look for one and a blocking call is not seen until that returns."""


class Stop(StrEnum):
    """Why the server ended a child before it was done."""

    WALL_TIME = "wall_time"
    MEMORY = "memory"
    OUTPUT = "output"
    RESULT = "result"
    DISK = "disk"
    THREADS = "threads"
    REFUSALS = "refusals"


@dataclass(frozen=True)
class JobSpec:
    """The header of a job.

    Attributes:
        kind: A name in `optimoot.solvers.sandbox.jobs.KINDS`.
        wall: Seconds after which the child is killed.
        cpu: CPU seconds, over all its threads.
        memory: Bytes of address space above what the interpreter maps.
        output: Bytes that it may print.
        disk: Bytes that it may leave in its scratch folder.
        require: Run nothing where a protection is missing.
    """

    kind: str
    wall: float
    cpu: int
    memory: int
    output: int
    disk: int
    require: bool = False

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> JobSpec:
        """From JSON."""
        return cls(**json.loads(raw))


@dataclass(frozen=True)
class Report:
    """What the server saw of a job, which the Program cannot touch.

    Attributes:
        protections: What the child reported before the Program ran; empty: it never got there.
        refused: Each refusal, and whether it ends the run.
        stop: Why the server ended the child; None if it did not.
        signal: The signal that ended it; 0 for none, and when the server sent it.
        exit_code: The code with which it ended itself.
        cpu: CPU seconds that it used.
        wall: Wall seconds from fork to end.
        printed: What it printed, decoded as UTF-8.
        finished: Whether a whole result came.
        watched: Whether the server was asked about refusals, and so knows them all.
        short_of_memory: Whether the server saw that the kernel had to deny memory, or that the
            child held most of what it may have.
        trouble: Why the child could not even be started; empty where it could.
    """

    protections: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[str, bool]] = field(default_factory=list)
    stop: Stop | None = None
    signal: int = 0
    exit_code: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    printed: str = ""
    finished: bool = False
    trouble: str = ""
    watched: bool = False
    short_of_memory: bool = False

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Report:
        """From JSON.

        Raises:
            ValueError: It is no report.
        """
        try:
            values: dict[str, Any] = json.loads(raw)
            stop = values.pop("stop")
            refused = [(str(name), bool(ends)) for name, ends in values.pop("refused")]
            return cls(**values, refused=refused, stop=None if stop is None else Stop(stop))
        except (TypeError, KeyError) as error:
            raise ValueError(f"not a report: {error}") from error


def protections_from(frames: list[bytes]) -> dict[str, str]:
    """What a child reported before its Program ran; empty where it never got there."""
    return json.loads(frames[0]) if frames else {}


def frame(content: bytes) -> bytes:
    """One frame."""
    return _LENGTH.pack(len(content)) + content


class Frames:
    """Takes frames out of a stream of bytes.

    Args:
        limit: Bytes of the longest frame that is accepted.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = bytearray()

    def feed(self, more: bytes) -> None:
        """Add what was read."""
        self._buffer += more

    def next(self) -> bytes | None:
        """The next whole frame, or None.

        Raises:
            OverflowError: A frame is announced that is longer than the limit.
        """
        if len(self._buffer) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > self._limit:
            raise OverflowError(f"a frame of {length} bytes, allowed are {self._limit}")
        if len(self._buffer) < _LENGTH.size + length:
            return None
        found = bytes(memoryview(self._buffer)[_LENGTH.size : _LENGTH.size + length])
        del self._buffer[: _LENGTH.size + length]
        return found
