"""The client's side of the fork server: starting it, sending jobs, noticing its death."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import tempfile
import threading
import weakref

from optimoot.errors import RunError
from optimoot.solvers.sandbox.launch import last_words, launch
from optimoot.solvers.sandbox.protocol import RESULT_LIMIT, Frames, JobSpec, Report, frame
from optimoot.solvers.sandbox.scratch import remove_scratch

_CHUNK = 1 << 20
_FAREWELL = 5.0
"""Seconds that a server gets to end by itself."""
Reply = tuple[Report, bytes]


class ServerLost(Exception):
    """The server died, or could not start, before the reply was whole."""


class _Server:
    """One server process. Its jobs are lost with it; a new one takes its place."""

    def __init__(self) -> None:
        try:
            self._base = tempfile.mkdtemp(prefix="optimoot-sandbox-")
            self._log = tempfile.TemporaryFile()  # noqa: SIM115
        except OSError as error:
            raise RunError(f"The sandbox needs a temporary folder it can use: {error}") from error
        self._control, theirs = socket.socketpair()
        self._sending = threading.Lock()
        self._last_words = ""
        with theirs:
            self._process = launch(
                "server",
                [str(theirs.fileno()), self._base],
                self._base,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._log,
                pass_fds=(theirs.fileno(),),
            )

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def connect(self) -> socket.socket:
        """A connection for one job.

        Raises:
            ServerLost: The server is gone.
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._sending:
                socket.send_fds(self._control, [b"j"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise ServerLost from error
        return ours

    def close(self) -> str:
        """Have it stop its children, clean up and end; by force if it does not.

        Returns:
            Its last words, which tell why it ended if it did so by itself.
        """
        if self._log.closed:
            return self._last_words
        self._control.close()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._last_words = last_words(self._log)
        self._log.close()
        remove_scratch(self._base)
        return self._last_words

    def disown(self) -> None:
        """In a forked copy of this process: let go of what belongs to the original."""
        self._control.close()
        self._log.close()
        self._process.returncode = 0  # it is the original's child to wait for


class ForkServer:
    """Runs jobs through a fork server of its own, which it starts when first needed."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._server: _Server | None = None
        self._closed = 0
        self._under_way: set[socket.socket] = set()
        """Connections whose request is sent and whose reply is awaited."""
        _all.add(self)

    def start(self) -> None:
        """Start the server now, without waiting for it to be ready."""
        self._current()

    def _current(self) -> _Server:
        with self._guard:
            if self._server is None or not self._server.alive:
                if self._server is not None:
                    self._server.close()
                self._server = _Server()
            return self._server

    def close(self) -> None:
        """End the server; a later job starts another."""
        with self._guard:
            self._closed += 1
            if self._server is not None:
                self._server.close()
                self._server = None

    def interrupt(self) -> bool:
        """Have the solvers of all jobs under way stop with what they have; tell if there are any.

        It may be called by a signal handler.
        """
        asked = False
        for connection in list(self._under_way):
            with contextlib.suppress(OSError):
                connection.send(frame(b"interrupt"))
                asked = True
        return asked

    def _give_up(self, server: _Server, lost: ServerLost, *, closed: int, last: bool) -> None:
        """Put a server away that let a job down.

        Raises:
            RunError: It was the `last` that was to be tried, or it was closed.
        """
        with self._guard:
            if self._server is server:
                self._server = None
            words = server.close()
            if self._closed != closed:
                raise RunError("The sandbox was closed while the program ran.") from lost
        if last:
            raise RunError(f"The sandbox's server ended twice in a row ({words}).") from lost

    def forget(self) -> None:
        """In a forked copy of this process: the server belongs to the original.

        A copy that kept the control socket open would keep the server alive after the original.
        """
        self._guard = threading.Lock()
        if self._server is not None:
            self._server.disown()
            self._server = None

    def exchange(self, spec: JobSpec, payload: bytes) -> Reply:
        """Have a job done. Whatever ends this call early also ends the job's process.

        Raises:
            RunError: The server died, and so did the one started in its place.
        """
        closed = self._closed
        for last in (False, True):
            server = self._current()
            try:
                with server.connect() as connection:
                    return _converse(connection, spec, payload, self._under_way)
            except ServerLost as lost:
                self._give_up(server, lost, closed=closed, last=last)
        raise AssertionError("unreachable")

    async def aexchange(self, spec: JobSpec, payload: bytes) -> Reply:
        """Like `exchange`; when the task is cancelled, the job's process is killed.

        Raises:
            RunError: The server died, and so did the one started in its place.
        """
        closed = self._closed
        for last in (False, True):
            server = self._current()
            try:
                with server.connect() as connection:
                    return await _aconverse(connection, spec, payload, self._under_way)
            except ServerLost as lost:
                self._give_up(server, lost, closed=closed, last=last)
        raise AssertionError("unreachable")


_all: weakref.WeakSet[ForkServer] = weakref.WeakSet()


def _forget_all() -> None:
    for each in list(_all):
        each.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


class _Awaited:
    """The two frames of a reply, as they come in."""

    def __init__(self) -> None:
        self._frames = Frames(RESULT_LIMIT + _CHUNK)
        self._found: list[bytes] = []

    def take(self, more: bytes) -> Reply | None:
        """Add what was read; the reply once it is whole.

        Raises:
            ServerLost: Nothing more can come.
        """
        if not more:
            raise ServerLost
        self._frames.feed(more)
        while (found := self._frames.next()) is not None:
            self._found.append(found)
        if len(self._found) < 2:
            return None
        return Report.from_bytes(self._found[0]), self._found[1]


def _converse(
    connection: socket.socket, spec: JobSpec, payload: bytes, under_way: set[socket.socket]
) -> Reply:
    awaited = _Awaited()
    try:
        connection.sendall(frame(spec.to_bytes()) + frame(payload))
        under_way.add(connection)
        while (reply := awaited.take(connection.recv(_CHUNK))) is None:
            pass
    except OSError as error:
        raise ServerLost from error
    finally:
        under_way.discard(connection)
    return reply


async def _aconverse(
    connection: socket.socket, spec: JobSpec, payload: bytes, under_way: set[socket.socket]
) -> Reply:
    awaited = _Awaited()
    loop = asyncio.get_running_loop()
    connection.setblocking(False)
    try:
        await loop.sock_sendall(connection, frame(spec.to_bytes()) + frame(payload))
        under_way.add(connection)
        while (reply := awaited.take(await loop.sock_recv(connection, _CHUNK))) is None:
            pass
    except OSError as error:
        raise ServerLost from error
    finally:
        under_way.discard(connection)
    return reply
