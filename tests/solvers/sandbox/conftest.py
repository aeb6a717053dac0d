"""A sandbox for all tests of this folder, and a world outside of it that must stay as it is."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic_core
import pytest

from optimoot.solvers.sandbox import Sandbox
from optimoot.solvers.sandbox.syscalls import this_architecture


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One fork server for the whole run of a worker."""
    with Sandbox() as opened:
        opened.start()
        yield opened


@pytest.fixture(scope="session")
def complete(sandbox: Sandbox) -> None:
    """Skips where this machine lacks a protection, saying which."""
    missing = sandbox.protections().missing
    if missing:
        pytest.skip("; ".join(f"{item.name}: {item.reason}" for item in missing))


@dataclass(frozen=True)
class Outside:
    """What a Program must neither see nor change.

    Attributes:
        secret: Stands in the files; must turn up nowhere.
        data: What a Program is told, so that it knows where to attack.
        listeners: Sockets that must get no connection and no datagram.
        bystander: A process that must live on.
    """

    folder: Path
    secret: str
    data: dict[str, Any]
    listeners: tuple[socket.socket, ...]
    bystander: subprocess.Popen[bytes]

    def snapshot(self) -> dict[str, tuple[Any, ...]]:
        """Every file and folder outside, with what can be changed about it."""
        found: dict[str, tuple[Any, ...]] = {}
        for path in sorted([self.folder, *self.folder.rglob("*")]):
            about = path.lstat()
            content = path.read_bytes() if path.is_file() else b""
            found[str(path)] = (
                about.st_mode,
                about.st_uid,
                about.st_gid,
                about.st_size,
                about.st_mtime_ns,
                about.st_nlink,
                hashlib.sha256(content).hexdigest(),
                tuple(os.listxattr(path)) if hasattr(os, "listxattr") else (),
            )
        return found

    def contacted(self) -> bool:
        """Whether anybody reached a listener."""
        for listener in self.listeners:
            try:
                if listener.type == socket.SOCK_STREAM:
                    listener.accept()
                else:
                    listener.recv(100)
            except BlockingIOError:
                continue
            return True
        return False


@pytest.fixture(scope="session")
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """A process that has nothing to do with any of this."""
    with subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) as other:
        yield other
        other.communicate(b"\n")


@pytest.fixture
def outside(tmp_path: Path, bystander: subprocess.Popen[bytes]) -> Iterator[Outside]:
    """A folder with a secret, a process and listeners, outside the sandbox."""
    folder = tmp_path / "outside"
    folder.mkdir()
    secret = secrets.token_hex(16)
    (folder / "secret.txt").write_text(secret)
    (folder / "secret.lp").write_text(f"max\nobj: x\nbounds\nx <= 1\nend\n\\ {secret}\n")
    (folder / "victim.txt").write_text("as it was")
    (folder / "planted.py").write_text(f"SECRET = {secret!r}\n")
    shutil.copy(pydantic_core._pydantic_core.__file__, folder / "library.so")
    with sqlite3.connect(folder / "notes.db") as database:
        database.execute("create table notes (text)")
        database.execute("insert into notes values (?)", [secret])
    database.close()
    tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    tcp.bind(("127.0.0.1", 0))
    udp.bind(("127.0.0.1", tcp.getsockname()[1]))
    unix = socket.socket(socket.AF_UNIX)
    unix.bind(str(tmp_path / "s"))
    for listener in (tcp, unix):
        listener.listen()
    for listener in (tcp, udp, unix):
        listener.setblocking(False)
    architecture = this_architecture()
    yield Outside(
        folder,
        secret,
        {
            "outside": str(folder),
            "secret": str(folder / "secret.txt"),
            "victim": str(folder / "victim.txt"),
            "database": str(folder / "notes.db"),
            "unix_socket": str(tmp_path / "s"),
            "port": tcp.getsockname()[1],
            "home": str(Path.home()),
            "client": os.getpid(),
            "bystander": bystander.pid,
            "numbers": architecture.numbers if architecture else {},
        },
        (tcp, udp, unix),
        bystander,
    )
    for listener in (tcp, udp, unix):
        listener.close()
