"""The server's side of one child: its start, the pipes to it, its limits, the report about it."""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import select
import selectors
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from optimoot.solvers.sandbox.child import Channels
from optimoot.solvers.sandbox.forker import Forker
from optimoot.solvers.sandbox.places import Places
from optimoot.solvers.sandbox.protocol import (
    INTERRUPT_AGAIN,
    REFUSAL_LIMIT,
    RESULT_LIMIT,
    Frames,
    JobSpec,
    Report,
    Stop,
    protections_from,
)
from optimoot.solvers.sandbox.refusals import Refusals
from optimoot.solvers.sandbox.scratch import is_overfull, remove_scratch
from optimoot.solvers.sandbox.syscalls import Architecture

_CHUNK = 1 << 20
_FRAMES = 2
"""What a child sends: what holds it, and its result."""
_THREADS = 256
_DISK_TICK = 0.1
_MOST = 0.5
"""Share of its memory from which on a child that dies may be short of it: what asks for more often
asks for as much again."""
_LAST_BREATH = 1.0
"""Seconds that a process gets to end after its result pipe has closed."""


@dataclass(frozen=True)
class Surroundings:
    """What all children of a server share.

    Attributes:
        selector: Where descriptors are registered, each with the function to call.
        forker: Starts them.
        readable: What a Program may read.
        architecture: Of this machine, where the server can listen to the filter; else None.
    """

    selector: selectors.BaseSelector
    forker: Forker
    readable: tuple[str, ...]
    architecture: Architecture | None


class Child:
    """A child. The server's loop calls back whenever something can be read from it.

    Args:
        spec: The job's header.
        payload: For the child's handler.
        scratch: The job's scratch folder; removed at the end.
        around: What all children share.
    """

    def __init__(self, spec: JobSpec, payload: bytes, scratch: str, around: Surroundings) -> None:
        self._spec = spec
        self._around = around
        self._scratch = scratch
        self._places = Places(around.readable, scratch)
        self._refusals = Refusals(around.architecture, self._places)
        self._open: set[int] = set()
        self._frames = Frames(RESULT_LIMIT)
        self._received: list[bytes] = []
        self._printed = bytearray()
        self._interrupted = False
        self._ask_again = math.inf
        self._stop: Stop | None = None
        self._killed = False
        self._watched = False
        self._told_of_end = False
        self._silent_since: float | None = None
        self._status: int | None = None
        self._cpu = 0.0
        self._most_resident = 0
        self._resident_at_start = _threads_and_memory(around.forker.pid)[1]
        self._began = time.monotonic()
        self._look_at_disk = self._began + _DISK_TICK
        self.pid = self._fork(payload)

    def _fork(self, payload: bytes) -> int:
        self._result, result_end = os.pipe()
        self._output, output_end = os.pipe()
        ends = [result_end, output_end]
        handover: int | None = None
        if self._around.architecture is not None:
            here, there = socket.socketpair()
            handover = there.detach()
            ends.append(handover)
            self._listen(here.detach(), self._take_listener)
        self._listen(self._result, self._read_result)
        self._listen(self._output, self._read_output)
        try:
            ends.append(_file_with(payload))
            channels = Channels(ends[-1], result_end, output_end, handover)
            pid, watch = self._around.forker.fork(self._spec, self._scratch, channels)
        except OSError:
            for descriptor in list(self._open):
                self._drop(descriptor)
            raise
        finally:
            for end in ends:
                os.close(end)
        with contextlib.suppress(AttributeError, OSError):  # larger pipes take fewer turns
            fcntl.fcntl(self._result, fcntl.F_SETPIPE_SZ, _CHUNK)
        if watch is not None:  # without: `tick` finds its end
            self._told_of_end = True
            self._listen(watch, self._reap_from)
        return pid

    def _listen(self, descriptor: int, react: Callable[[int], None]) -> None:
        os.set_blocking(descriptor, False)
        self._open.add(descriptor)
        self._around.selector.register(descriptor, selectors.EVENT_READ, lambda: react(descriptor))

    def _drop(self, descriptor: int) -> None:
        if descriptor in self._open:
            self._open.discard(descriptor)
            self._around.selector.unregister(descriptor)
            os.close(descriptor)

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._status is not None

    @property
    def deadline(self) -> float:
        """When its wall time is over, on the monotonic clock."""
        return self._began + self._spec.wall

    def stop(self, reason: Stop | None = None) -> None:
        """Kill the child and everything it started."""
        self._stop = self._stop or reason
        if self._status is None:
            self._killed = True
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    kill(self.pid, signal.SIGKILL)

    def interrupt(self) -> None:
        """Have its solver stop with what it has, as Ctrl-C does to a process of one's own.

        It listens once it has told what holds it; until then the wish is kept.
        """
        self._interrupted = True
        if self._status is None and self._received:
            self._ask_again = time.monotonic() + INTERRUPT_AGAIN
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(self.pid, signal.SIGINT)

    def tick(self) -> None:
        """Look at what no descriptor tells: time, memory, threads, disk."""
        if not self._told_of_end:
            self.reap()
        if self._status is not None or self._stop is not None:
            return
        if self._silent_since is not None:
            if time.monotonic() - self._silent_since > _LAST_BREATH:
                self.stop()
            return
        if time.monotonic() >= self._ask_again:
            self.interrupt()
        threads, resident = _threads_and_memory(self.pid)
        if time.monotonic() >= self.deadline:
            self.stop(Stop.WALL_TIME)
        elif resident > self._resident_at_start + self._spec.memory:
            self.stop(Stop.MEMORY)
        elif threads > _THREADS:
            self.stop(Stop.THREADS)
        elif time.monotonic() >= self._look_at_disk:
            self._look_at_disk = time.monotonic() + _DISK_TICK
            if is_overfull(self._scratch, self._spec.disk, self.pid):
                self.stop(Stop.DISK)

    def reap(self) -> None:
        """Take the child's exit status if it has ended."""
        if self._status is None:
            ended = self._around.forker.reap(self.pid)
            if ended is not None:
                self._status, self._cpu, self._most_resident = ended

    def _reap_from(self, descriptor: int) -> None:
        self._drop(descriptor)
        self.reap()

    def _take_listener(self, descriptor: int) -> None:
        with socket.socket(fileno=os.dup(descriptor)) as end:
            _, listeners, _, _ = socket.recv_fds(end, 1, 1)
        self._drop(descriptor)
        self._watched = bool(listeners)
        for listener in listeners:
            self._listen(listener, self._answer)

    def _answer(self, listener: int) -> None:
        try:
            gone = not self._refusals.answer_one(listener) and _hung_up(listener)
        except OSError:
            gone = True  # without a listener the kernel refuses what would wait for it
        if gone:
            self._drop(listener)
        if self._refusals.count > REFUSAL_LIMIT:
            self.stop(Stop.REFUSALS)

    def _read_result(self, descriptor: int) -> None:
        more = _read(descriptor)
        if more is None:
            return
        if not more:
            # Nothing more can come. If it is not just ending, a later tick stops it.
            self._drop(descriptor)
            self._silent_since = time.monotonic()
            return
        self._frames.feed(more)
        try:
            while len(self._received) < _FRAMES and (found := self._frames.next()) is not None:
                self._received.append(found)
                if self._interrupted:
                    self.interrupt()
        except OverflowError:
            self.stop(Stop.RESULT)
            self._drop(descriptor)
        if len(self._received) == _FRAMES:
            self._drop(descriptor)
            self.stop()

    def _read_output(self, descriptor: int) -> None:
        more = _read(descriptor)
        if more is None:
            return
        room = self._spec.output - len(self._printed)
        self._printed += more[:room]
        if len(more) > room:
            self.stop(Stop.OUTPUT)
        if not more or len(more) > room:
            self._drop(descriptor)

    def close(self) -> tuple[Report, bytes]:
        """Let go of everything, once the child has ended.

        Returns:
            The report, and the result (empty where none came).
        """
        # Its end may be known before its last words are read.
        for descriptor, read in (
            (self._result, self._read_result),
            (self._output, self._read_output),
        ):
            while descriptor in self._open and _has_more(descriptor):
                read(descriptor)
        for descriptor in list(self._open):
            self._drop(descriptor)
        remove_scratch(self._scratch)
        return self._report(), self._received[-1] if self._finished else b""

    @property
    def _finished(self) -> bool:
        return self._stop is None and len(self._received) == _FRAMES

    @property
    def _short_of_memory(self) -> bool:
        grown = self._most_resident - self._resident_at_start
        return self._refusals.memory_denied or grown > self._spec.memory * _MOST

    def _report(self) -> Report:
        status = self._status or 0
        code = os.waitstatus_to_exitcode(status)
        ended_by = -code if code < 0 else 0
        if self._killed and ended_by == signal.SIGKILL:
            ended_by = 0
        return Report(
            protections=protections_from(self._received),
            refused=[(r.protection, r.ends) for r in self._refusals.found],
            stop=self._stop,
            signal=ended_by,
            exit_code=max(code, 0),
            cpu=self._cpu,
            wall=time.monotonic() - self._began,
            printed=self._printed.decode("utf-8", errors="replace"),
            finished=self._finished,
            watched=self._watched,
            short_of_memory=self._short_of_memory,
        )


def _file_with(payload: bytes) -> int:
    """A file in memory that only its descriptor leads to, ready to be read."""
    descriptor = os.memfd_create("payload")
    left = memoryview(payload)
    while left:
        left = left[os.write(descriptor, left) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _read(descriptor: int) -> bytes | None:
    """What can be read now; None for nothing yet, empty at the end."""
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return None


def _has_more(descriptor: int) -> bool:
    """Whether there is something to be read now, be it the end."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


def _hung_up(descriptor: int) -> bool:
    """Whether nobody is left at the other end."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


def _threads_and_memory(pid: int) -> tuple[int, int]:
    """Threads and resident bytes of a process; zeros where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0, 0
    fields = text.rpartition(")")[2].split()
    return int(fields[17]), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
