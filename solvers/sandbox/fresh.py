"""Jobs in fresh processes: for systems where a fork server cannot be had.

Slower (an interpreter and its imports for every job), and with nobody beside the process who
could name what was refused; everything else is as in the fork server's children.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from typing import IO

from optimoot.solvers.sandbox.launch import launch
from optimoot.solvers.sandbox.protocol import (
    INTERRUPT_AGAIN,
    RESULT_LIMIT,
    Frames,
    JobSpec,
    Report,
    Stop,
    frame,
    protections_from,
)
from optimoot.solvers.sandbox.scratch import remove_scratch

_CHUNK = 1 << 16
_TURN = 0.05
_LAST_BREATH = 1.0
"""Seconds that a process gets to end after its pipes have closed."""
_STARTING = 60.0
"""Seconds that an interpreter gets to start and import, on a busy machine."""
_FRAMES = 2


class FreshProcesses:
    """Runs every job in an interpreter of its own."""

    def start(self) -> None:
        """Nothing can be prepared."""

    def __init__(self) -> None:
        self._under_way: set[_Fresh] = set()

    def close(self) -> None:
        """Nothing is kept."""

    def interrupt(self) -> bool:
        """Have the solvers of all jobs under way stop with what they have; tell if there are any.

        It may be called by a signal handler.
        """
        asked = [job.interrupt() for job in list(self._under_way)]
        return any(asked)

    def _done(
        self, spec: JobSpec, payload: bytes, cancelled: Callable[[], bool]
    ) -> tuple[Report, bytes]:
        job = _Fresh(spec, payload)
        self._under_way.add(job)
        try:
            return job.wait(cancelled)
        finally:
            self._under_way.discard(job)

    def exchange(self, spec: JobSpec, payload: bytes) -> tuple[Report, bytes]:
        """Have a job done. Whatever ends this call early also ends the job's process.

        Raises:
            RunError: This Python does not know its own executable.
        """
        return self._done(spec, payload, lambda: False)

    async def aexchange(self, spec: JobSpec, payload: bytes) -> tuple[Report, bytes]:
        """Like `exchange`; when the task is cancelled, the job's process is killed.

        Raises:
            RunError: This Python does not know its own executable.
        """
        cancelled = threading.Event()
        try:
            return await asyncio.to_thread(self._done, spec, payload, cancelled.is_set)
        finally:
            cancelled.set()


class _Fresh:
    """One job's process and the threads that read from it."""

    def __init__(self, spec: JobSpec, payload: bytes) -> None:
        self._spec = spec
        self._frames = Frames(RESULT_LIMIT)
        self._received: list[bytes] = []
        self._printed = bytearray()
        self._stop: Stop | None = None
        self._confined: float | None = None
        self._ask_again = math.inf
        self._done = threading.Event()
        self._folder = os.path.realpath(tempfile.mkdtemp(prefix="optimoot-sandbox-"))
        self._began = time.monotonic()
        self._process = launch(
            "fresh_child",
            [self._folder],
            self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        request = frame(spec.to_bytes()) + frame(payload)
        self._threads = [
            self._thread(self._write, self._process.stdin, request),
            self._thread(self._read, self._process.stdout, self._take_result),
            self._thread(self._read, self._process.stderr, self._take_output),
        ]

    def _thread(self, work: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread

    def _write(self, stream: IO[bytes], request: bytes) -> None:
        with contextlib.suppress(OSError):  # it is dead, as the readers will see
            stream.write(request)
            stream.flush()

    def _read(self, stream: IO[bytes], take: Callable[[bytes], bool]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while more := os.read(stream.fileno(), _CHUNK):
                if not take(more):
                    break
        self._done.set()

    def _take_result(self, more: bytes) -> bool:
        self._frames.feed(more)
        try:
            while len(self._received) < _FRAMES and (found := self._frames.next()) is not None:
                self._received.append(found)
                self._confined = self._confined or time.monotonic()
        except OverflowError:
            self._stop = self._stop or Stop.RESULT
        return self._stop is None and len(self._received) < _FRAMES

    def _take_output(self, more: bytes) -> bool:
        room = self._spec.output - len(self._printed)
        self._printed += more[:room]
        if len(more) > room:
            self._stop = self._stop or Stop.OUTPUT
        return len(more) <= room

    @property
    def _deadline(self) -> float:
        """When its time is over: the Program's time begins when its process is confined."""
        if self._confined is None:
            return self._began + _STARTING + self._spec.wall
        return self._confined + self._spec.wall

    def interrupt(self) -> bool:
        """Have its solver stop with what it has, if it has got so far and the system can do it."""
        if self._confined is None or sys.platform == "win32":
            return False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self._process.pid, signal.SIGINT)
            self._ask_again = time.monotonic() + INTERRUPT_AGAIN
            return True
        return False

    def wait(self, cancelled: Callable[[], bool]) -> tuple[Report, bytes]:
        """Wait for the end, or make one when the time is over or the job is cancelled."""
        try:
            while not self._done.wait(_TURN) and self._process.poll() is None:
                if cancelled():
                    break
                if time.monotonic() >= self._ask_again:
                    self.interrupt()
                if time.monotonic() >= self._deadline:
                    self._stop = self._stop or Stop.WALL_TIME
                    break
        finally:
            killed = self._end()
        code = self._process.returncode
        ended_by = -code if code < 0 and not killed else 0
        finished = self._stop is None and len(self._received) == _FRAMES
        report = Report(
            protections=protections_from(self._received),
            stop=self._stop,
            signal=ended_by,
            exit_code=max(code, 0),
            cpu=float(self._spec.cpu) if ended_by == getattr(signal, "SIGXCPU", -1) else 0.0,
            wall=time.monotonic() - self._began,
            printed=self._printed.decode("utf-8", errors="replace"),
            finished=finished,
        )
        return report, self._received[-1] if finished else b""

    def _end(self) -> bool:
        """Kill what is left of the process, and let go of everything; tell whether it lived."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._stop is None and self._done.is_set() and len(self._received) < _FRAMES:
                self._process.wait(_LAST_BREATH)
        lived = self._process.poll() is None
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for thread in self._threads:
            thread.join(1.0)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        if sys.platform == "win32":
            shutil.rmtree(self._folder, ignore_errors=True)
        else:
            remove_scratch(self._folder)
        return lived
