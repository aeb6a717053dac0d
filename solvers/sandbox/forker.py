"""The forker: the process that children are copies of. It holds nothing of any job.

A fork takes the whole memory of its parent along, freed pieces included. So the server, through
which the payloads, results and output of all jobs go, forks no child itself: it has this process
do it, which has imported the libraries and learns of a job only its limits and its scratch folder.
The payload comes in a file that the child alone reads.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import socket
from dataclasses import asdict
from typing import Any, NamedTuple, NoReturn

from optimoot.solvers.sandbox import limits
from optimoot.solvers.sandbox.child import Channels, forked_child
from optimoot.solvers.sandbox.places import Places
from optimoot.solvers.sandbox.protocol import JobSpec

_MESSAGE = 1 << 16
_DESCRIPTORS = 4


class Ended(NamedTuple):
    """How a child ended: its exit status, processor seconds, and most resident bytes."""

    status: int
    cpu: float
    resident: int


class Forker:
    """The server's handle on its forker.

    Args:
        readable: What Programs may read.
        not_to_keep: Descriptors of the server that are none of the forker's business.
    """

    def __init__(self, readable: tuple[str, ...], not_to_keep: tuple[int, ...]) -> None:
        self._peer, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        server = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._peer.close()
                for descriptor in not_to_keep:
                    os.close(descriptor)
                limits.die_with(server)
                _serve(theirs, readable)
            finally:
                os._exit(1)
        theirs.close()

    def fileno(self) -> int:
        """Becomes readable, outside of the calls below, when the forker has died."""
        return self._peer.fileno()

    def fork(self, spec: JobSpec, scratch: str, channels: Channels) -> tuple[int, int | None]:
        """Start a child.

        Returns:
            Its process number, and a descriptor of the process where the system has such.

        Raises:
            OSError: The process could not be started.
        """
        asked = {"fork": asdict(spec), "scratch": scratch}
        descriptors = [channels.payload, channels.result, channels.output]
        if channels.handover is not None:
            descriptors.append(channels.handover)
        told, received = self._ask(asked, descriptors)
        if "error" in told:
            raise OSError(told["error"])
        return int(told["pid"]), received[0] if received else None

    def reap(self, pid: int) -> Ended | None:
        """How a child ended; None while it runs. Until this is asked, its number stays its own."""
        told, _ = self._ask({"reap": pid}, [])
        return Ended(**told) if told else None

    def load(self, name: str) -> None:
        """Import a module that every later child then has; one that isn't there is no matter."""
        self._ask({"import": name}, [])

    def close(self) -> None:
        """End it, and its children with it."""
        self._peer.close()
        os.waitpid(self.pid, 0)

    def _ask(
        self, asked: dict[str, Any], descriptors: list[int]
    ) -> tuple[dict[str, Any], list[int]]:
        try:
            socket.send_fds(self._peer, [json.dumps(asked).encode()], descriptors)
            message, received, _, _ = socket.recv_fds(self._peer, _MESSAGE, 1)
        except OSError as error:
            raise SystemExit(f"the forker is lost: {error}") from error
        if not message:
            raise SystemExit("the forker has ended")
        return json.loads(message), received


def _serve(peer: socket.socket, readable: tuple[str, ...]) -> None:
    """Do what the server asks until it goes."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(peer, _MESSAGE, _DESCRIPTORS)
        if not message:
            os._exit(0)
        asked = json.loads(message)
        if "fork" in asked:
            _fork(peer, asked, descriptors, readable)
        elif "reap" in asked:
            peer.send(json.dumps(_reap(asked["reap"])).encode())
        else:
            with contextlib.suppress(ImportError):
                importlib.import_module(asked["import"])
            gc.freeze()
            peer.send(b"{}")


def _fork(
    peer: socket.socket, asked: dict[str, Any], descriptors: list[int], readable: tuple[str, ...]
) -> None:
    own = os.getpid()
    try:
        pid = os.fork()
    except OSError as error:
        peer.send(json.dumps({"error": str(error)}).encode())
        return
    finally:
        if os.getpid() == own:
            for descriptor in descriptors:
                os.close(descriptor)
    if pid == 0:
        _become_child(asked, descriptors, readable, own)
    watch: list[int] = []
    with contextlib.suppress(AttributeError, OSError):  # without: the server asks time and again
        watch.append(os.pidfd_open(pid))
    socket.send_fds(peer, [json.dumps({"pid": pid}).encode()], watch)
    for descriptor in watch:
        os.close(descriptor)


def _become_child(
    asked: dict[str, Any], descriptors: list[int], readable: tuple[str, ...], own: int
) -> NoReturn:
    payload, result, output, *handover = descriptors
    channels = Channels(payload, result, output, handover[0] if handover else None)
    forked_child(JobSpec(**asked["fork"]), channels, Places(readable, asked["scratch"]), own)


def _reap(pid: int) -> dict[str, Any]:
    ended, status, usage = os.wait4(pid, os.WNOHANG)
    if not ended:
        return {}
    spent = usage.ru_utime + usage.ru_stime
    return Ended(status, spent, usage.ru_maxrss * 1024)._asdict()
