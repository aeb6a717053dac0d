"""The fork server: imports once, then has a confined child forked for every job. It never solves.

Started by `optimoot.solvers.sandbox.client`; ends when its client closes the control socket or
dies. It stays single-threaded, as a fork takes only the forking thread along. The forks are made
by a process of its own (see `optimoot.solvers.sandbox.forker`), so that no child inherits what
this one holds of other jobs.
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from optimoot.solvers.sandbox import kernel, limits, scratch, seccomp
from optimoot.solvers.sandbox.forker import Forker
from optimoot.solvers.sandbox.jobs import LATER, preload
from optimoot.solvers.sandbox.places import readable_places
from optimoot.solvers.sandbox.protocol import Frames, JobSpec, Report, frame
from optimoot.solvers.sandbox.supervision import Child, Surroundings
from optimoot.solvers.sandbox.syscalls import Architecture, this_architecture

_TICK = 0.05
_IDLE = 1.0
_CHUNK = 1 << 20
_STRAYS = 100
_REQUEST_LIMIT = 1 << 30


class Connection:
    """A client's connection for one job: the request, then the child, then the reply."""

    def __init__(self, server: Server, peer: socket.socket) -> None:
        self._server = server
        self._peer = peer
        self._frames = Frames(_REQUEST_LIMIT)
        self._header: JobSpec | None = None
        self._requested = False
        self.interrupted = False
        self._reply = memoryview(b"")
        self.job: tuple[JobSpec, bytes] | None = None
        self.child: Child | None = None
        peer.setblocking(False)
        server.selector.register(peer, selectors.EVENT_READ, self._read)

    def _read(self) -> None:
        try:
            more = self._peer.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        if not more:
            self.close()
            return
        self._frames.feed(more)
        if self._header is None and (raw := self._frames.next()) is not None:
            self._header = JobSpec.from_bytes(raw)
        while self._header is not None and (content := self._frames.next()) is not None:
            self._take(self._header, content)

    def _take(self, header: JobSpec, content: bytes) -> None:
        """The payload; any frame after it asks that the solver stop with what it has."""
        if not self._requested:
            self._requested = True
            self.job = (header, content)
            self._server.enqueue(self)
        else:
            self.interrupted = True
            if self.child is not None:
                self.child.interrupt()

    def close(self) -> None:
        """The client is gone, or has its reply: stop the child, forget the connection."""
        if self._peer.fileno() >= 0:
            self._server.selector.unregister(self._peer)
            self._peer.close()
        if self.child is not None:
            self.child.stop()
        self._server.forget(self)

    @property
    def closed(self) -> bool:
        """Whether nobody waits for a reply any more."""
        return self._peer.fileno() < 0

    def reply(self, report: Report, result: bytes) -> None:
        """Send the reply as the client takes it, then close."""
        self.child = None
        if self.closed:
            return
        self._reply = memoryview(frame(report.to_bytes()) + frame(result))
        self._server.selector.modify(self._peer, selectors.EVENT_WRITE, self._write)
        self._write()

    def _write(self) -> None:
        try:
            while self._reply:
                self._reply = self._reply[self._peer.send(self._reply) :]
        except BlockingIOError:
            return
        except OSError:
            self._reply = memoryview(b"")  # the client is gone
        self.close()


@dataclass(frozen=True)
class _Running:
    connection: Connection
    child: Child


class Server:
    """The loop.

    Args:
        control: Unix socket over which the client sends one connected socket for each job.
        base: Folder for the scratch folders; removed at the end.
        around: What the children share.
    """

    def __init__(self, control: socket.socket, base: Path, around: Surroundings) -> None:
        self.selector = around.selector
        self._control = control
        self._base = base
        self._serving = True
        self._served = 0
        self._queue: deque[Connection] = deque()
        self._running: list[_Running] = []
        self._at_once = max(2, limits.usable_cores())
        self._later = list(LATER)
        self._looked = 0.0
        self._around = around
        control.setblocking(False)
        self.selector.register(around.forker, selectors.EVENT_READ, _lost)
        self.selector.register(control, selectors.EVENT_READ, self._accept)

    def _accept(self) -> None:
        try:
            message, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        except BlockingIOError:
            return
        except OSError:
            message, descriptors = b"", []
        if not message:
            self._serving = False
        for descriptor in descriptors:
            Connection(self, socket.socket(fileno=descriptor))

    def enqueue(self, connection: Connection) -> None:
        """A whole request has come."""
        self._queue.append(connection)

    def forget(self, connection: Connection) -> None:
        """A connection is closed."""
        if connection in self._queue:
            self._queue.remove(connection)

    def serve(self) -> None:
        """Serve until the client goes, then stop what runs and clean up."""
        while self._serving:
            self._turn()
            while self._queue and len(self._running) < self._at_once:
                self._start(self._queue.popleft())
        for running in self._running:
            running.connection.close()
        while self._running:
            self._turn()
        self.selector.unregister(self._around.forker)
        self._around.forker.close()
        scratch.remove_scratch(str(self._base))

    def _turn(self) -> None:
        """Wait for something to happen, and react."""
        ready = self.selector.select(self._patience())
        for key, _ in ready:
            # A reaction may have closed a descriptor that was ready as well.
            if self.selector.get_map().get(key.fd) == key:
                key.data()
        now = time.monotonic()
        look = now - self._looked >= _TICK or any(now >= r.child.deadline for r in self._running)
        if look:
            self._looked = now
        for running in list(self._running):
            if look:
                running.child.tick()
            if running.child.ended:
                self._running.remove(running)
                report, result = running.child.close()
                if report.protections.get("seccomp"):
                    self._end_strays()
                running.connection.reply(report, result)
        if self._later and self._served and not (ready or self._running or self._queue):
            self._import(self._later[0])

    def _patience(self) -> float | None:
        """Seconds to wait for something to happen; None: as long as it takes."""
        if self._running:
            soonest = min(running.child.deadline for running in self._running)
            return max(0.0, min(_TICK, soonest - time.monotonic()))
        return _IDLE if self._later and self._served else None

    def _start(self, connection: Connection) -> None:
        if connection.job is None:
            return
        spec, payload = connection.job
        connection.job = None
        for name in [name for name in self._later if name.encode() in payload]:
            self._import(name)
        self._served += 1
        try:
            folder = scratch.make_scratch(self._base, self._served)
            child = Child(spec, payload, folder, self._around)
        except OSError as error:
            connection.reply(Report(trouble=f"The process could not be started: {error}"), b"")
            return
        connection.child = child
        if connection.interrupted:
            child.interrupt()
        self._running.append(_Running(connection, child))

    def _end_strays(self) -> None:
        """Kill what children left behind, where no filter kept them from starting processes.

        As this process adopts orphans, every child of it but the forker is one.
        """
        for _ in range(_STRAYS):
            strays = limits.children() - {self._around.forker.pid}
            for pid in strays:
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
            if not strays:
                return

    def _import(self, name: str) -> None:
        self._later.remove(name)
        self._around.forker.load(name)


def _lost() -> None:
    raise SystemExit("the forker has ended")


def _architecture() -> Architecture | None:
    """This machine's, where the server can listen to the filter."""
    architecture = this_architecture() if kernel.LINUX else None
    if architecture is None or not seccomp.can_notify(architecture):
        return None
    return architecture


def main() -> None:
    """Serve the client that started this process: arguments are the socket and the folder."""
    control = socket.socket(fileno=int(sys.argv[1]))
    # Ctrl-C in a terminal is the client's business; it closes what it wants stopped.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kernel.load()
    limits.set_dumpable(False)
    limits.adopt_orphans()
    preload()
    gc.collect()
    gc.freeze()
    readable = readable_places()
    forker = Forker(readable, (control.fileno(),))
    around = Surroundings(selectors.DefaultSelector(), forker, readable, _architecture())
    Server(control, Path(sys.argv[2]), around).serve()
    os._exit(0)  # the client waits, and there is nothing left to clean up
