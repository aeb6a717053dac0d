"""The server's side of the system call filter: what waits for its word, and what was refused.

A call that the filter refuses or watches stops its thread in the kernel until the server answers
(seccomp_unotify(2)). The server names what was tried and answers with the refusal; for a watched
file system call it answers "go on", and Landlock decides when the kernel reads the path again, so
that nothing is won by changing the path after the server has looked at it.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import functools
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass

from optimoot.solvers.sandbox import limits, metadata, policy
from optimoot.solvers.sandbox.places import Places
from optimoot.solvers.sandbox.policy import THREAD_FLAGS
from optimoot.solvers.sandbox.syscalls import Architecture
from optimoot.solvers.sandbox.wording import on_one_line

_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_CALL = struct.Struct("=QIIiIQ6Q")
_ANSWER = struct.Struct("=QqiI")
_CONTINUE = 1
_PATH_LIMIT = 4096
_SHOWN = 300
_KEPT = 32
"""Refusals kept by name; more are only counted."""
_AT_CURRENT_FOLDER = -100
_O_PATH, _O_DIRECTORY = getattr(os, "O_PATH", 0), getattr(os, "O_DIRECTORY", 0)

_QUIET_READS = (
    *("/proc/self/", "/proc/thread-self/", "/proc/sys/", "/sys/"),
    *("/proc/stat", "/proc/loadavg", "/proc/version", "/proc/uptime"),
)
"""Libraries read here and do without: refused like the rest, but a Program that goes on may."""
_QUIET_WRITES = ("/dev/shm/sem.",)  # noqa: S108
"""Likewise: locks between processes, which progress bars make and can do without."""
_QUIET_EXCEPT = ("/proc/self/mem", "/proc/self/environ", "/proc/self/task", "/proc/self/root")
_OWN_DESCRIPTORS = ("/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")

_PATHS: dict[str, tuple[tuple[int | None, int], ...]] = {
    "mkdir": ((None, 0),),
    "mkdirat": ((0, 1),),
    "rmdir": ((None, 0),),
    "unlink": ((None, 0),),
    "unlinkat": ((0, 1),),
    "rename": ((None, 0), (None, 1)),
    "renameat": ((0, 1), (2, 3)),
    "renameat2": ((0, 1), (2, 3)),
    "link": ((None, 0), (None, 1)),
    "linkat": ((0, 1), (2, 3)),
    "symlink": ((None, 1),),
    "symlinkat": ((1, 2),),
    "truncate": ((None, 0),),
    "chmod": ((None, 0),),
    "chown": ((None, 0),),
    "lchown": ((None, 0),),
    "utime": ((None, 0),),
    "utimes": ((None, 0),),
    "setxattr": ((None, 0),),
    "lsetxattr": ((None, 0),),
    "removexattr": ((None, 0),),
    "lremovexattr": ((None, 0),),
    "fchmodat": ((0, 1),),
    "fchmodat2": ((0, 1),),
    "fchownat": ((0, 1),),
    "futimesat": ((0, 1),),
    "utimensat": ((0, 1),),
}
"""Where these calls name the files that they change: (folder argument, path argument)."""
_BY_DESCRIPTOR = frozenset("fchmod fchown fsetxattr fremovexattr".split())


@dataclass(frozen=True)
class Refusal:
    """Something that was refused.

    Attributes:
        protection: What acted and on what: `"seccomp: socket"`, `"landlock: write /etc/passwd"`.
        ends: Whether the run ends as refused even if the Program goes on.
    """

    protection: str
    ends: bool = True


@dataclass(frozen=True)
class _Pending:
    """A call that waits for an answer."""

    key: int
    thread: int
    number: int
    architecture: int
    arguments: tuple[int, ...]


class Refusals:
    """Answers the calls of one child that wait, and remembers what was refused.

    Args:
        architecture: Of the child; None: no call of it waits.
        places: What it may touch.
    """

    def __init__(self, architecture: Architecture | None, places: Places) -> None:
        self._architecture = architecture
        self._places = places
        self.count = 0
        self.memory_denied = False
        self.found: list[Refusal] = []

    def answer_one(self, listener: int) -> bool:
        """Answer a waiting call; tell whether there was one.

        Raises:
            OSError: The listener is broken.
        """
        buffer = bytearray(_CALL.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, buffer)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINTR):
                return False  # the caller has been killed meanwhile
            raise
        key, thread, _flags, number, architecture, _pointer, *arguments = _CALL.unpack(buffer)
        pending = _Pending(key, thread, number, architecture, tuple(arguments))
        error_number = self._decide(pending)
        flags = _CONTINUE if error_number is None else 0
        answer = bytearray(_ANSWER.pack(key, 0, -(error_number or 0), flags))
        with contextlib.suppress(FileNotFoundError):  # killed while we decided
            fcntl.ioctl(listener, _SEND, answer)
        return True

    def _decide(self, call: _Pending) -> int | None:
        """The error number to give, 0 for "done" without doing it, None for "go on"."""
        own = self._architecture
        if own is None or call.architecture != own.audit:
            return self._refuse(f"seccomp: call {call.number} of another architecture")
        if own.foreign_from is not None and call.number >= own.foreign_from:
            return self._refuse(f"seccomp: x32 call {call.number - own.foreign_from}")
        name = own.names.get(call.number, f"system call {call.number}")
        decide = _DECIDERS.get(name)
        return decide(self, name, call) if decide else self._refuse(f"seccomp: {name}")

    def _refuse(self, protection: str, error: int = errno.EPERM, *, ends: bool = True) -> int:
        self.count += 1
        refusal = Refusal(on_one_line(protection, _SHOWN), ends)
        if refusal not in self.found and len(self.found) < _KEPT:
            self.found.append(refusal)
        return error

    def _new_process(self, name: str, call: _Pending) -> int:
        """clone3: an older kernel's answer sends the C library to clone, where flags are seen."""
        flags = _word(call.thread, call.arguments[0])
        if flags is not None and flags & THREAD_FLAGS == THREAD_FLAGS:
            return errno.ENOSYS
        return self._refuse(f"seccomp: {name}")

    def _open(self, name: str, call: _Pending) -> int | None:
        if name == "openat":
            folder, address, flags = call.arguments[:3]
            return self._open_at(call.thread, folder, address, flags)
        address, flags = call.arguments[:2]
        if name == "creat":
            flags = os.O_CREAT | os.O_WRONLY
        return self._open_at(call.thread, None, address, flags)

    def _open_how(self, _name: str, call: _Pending) -> int:
        """openat2: an older kernel's answer sends the C library to openat."""
        folder, address, how = call.arguments[:3]
        flags = _word(call.thread, how)
        refused = None if flags is None else self._open_at(call.thread, folder, address, flags)
        return errno.ENOSYS if refused is None else refused

    def _open_at(self, thread: int, folder: int | None, address: int, flags: int) -> int | None:
        if flags & _O_PATH == _O_PATH != 0:
            return None  # gives no access to what is in the file
        reads_only = flags & os.O_ACCMODE == os.O_RDONLY
        if reads_only and flags & os.O_TRUNC:
            return self._refuse("seccomp: open for reading with truncation")
        path = _path(thread, folder, address)
        if path is None or os.path.normpath(path).startswith(_OWN_DESCRIPTORS):
            return None
        changes = not reads_only or bool(flags & os.O_CREAT)
        real = _real(path, thread, follow=True)
        if self._places.may_change(real) or (not changes and self._places.may_read(real)):
            return None
        if not os.path.lexists(real) and not flags & os.O_CREAT:
            return None
        verb = "write" if changes else "list" if flags & _O_DIRECTORY else "read"
        shown = os.path.normpath(path) if real.startswith("/proc/") else real
        quiet = shown.startswith(_QUIET_WRITES if changes else _QUIET_READS)
        ends = not quiet or shown.startswith(_QUIET_EXCEPT)
        return self._refuse(f"landlock: {verb} {shown}", errno.EACCES, ends=ends)

    def _change(self, name: str, call: _Pending) -> int | None:
        outside = self._outside(name, call)
        if outside is None:
            return None
        return self._refuse(f"landlock: {name} {outside}", errno.EACCES)

    def _change_metadata(self, name: str, call: _Pending) -> int:
        """Inside the scratch folder they are done here; elsewhere they are refused."""
        if "xattr" in name:
            outside = self._outside(name, call)
            if outside is None:
                return errno.ENOTSUP
            return self._refuse(f"seccomp: {name} {outside}".rstrip())
        path = self._named_by(name, call)
        if path is None:
            return self._refuse(f"seccomp: {name}")
        read = functools.partial(_memory, call.thread)
        done = metadata.change(name, call.arguments, path, self._places.scratch, read)
        if done is None:
            real = _real(path, call.thread, follow=metadata.follows(name, call.arguments))
            return self._refuse(f"seccomp: {name} {real}")
        return done

    def _named_by(self, name: str, call: _Pending) -> str | None:
        """The path of what a call changes, with links in it; None where it names none."""
        if name in _BY_DESCRIPTOR:
            return f"/proc/{call.thread}/fd/{call.arguments[0] & 0xFFFFFFFF}"
        ((folder, address),) = _PATHS[name]
        if folder is not None and call.arguments[address] == 0:
            return f"/proc/{call.thread}/fd/{call.arguments[folder] & 0xFFFFFFFF}"
        at = None if folder is None else call.arguments[folder]
        path = _path(call.thread, at, call.arguments[address])
        return None if path is None else _of_thread(path, call.thread)

    def _map(self, name: str, call: _Pending) -> int | None:
        """Note whether the kernel is about to deny memory; it decides by itself."""
        asked = call.arguments[2] - call.arguments[1] if name == "mremap" else call.arguments[1]
        mapped = limits.mapped_bytes(call.thread)
        if mapped is not None and mapped + asked > limits.address_space(call.thread):
            self.memory_denied = True
        return None

    def _outside(self, name: str, call: _Pending) -> str | None:
        """The first path of a changing call that lies outside scratch; None where none does.

        Empty where the call does not tell what it means to change.
        """
        if name in _BY_DESCRIPTOR:
            paths = [_descriptor(call.thread, call.arguments[0])]
        else:
            paths = []
            for folder, address in _PATHS[name]:
                at = None if folder is None else call.arguments[folder]
                paths.append(_path(call.thread, at, call.arguments[address]))
        for path in paths:
            if path is None:
                return None if name in policy.WATCHED else ""
            real = _real(path, call.thread, follow=name in policy.METADATA)
            if not self._places.may_change(real):
                return real
        return None


_DECIDERS: dict[str, Callable[[Refusals, str, _Pending], int | None]] = {
    **dict.fromkeys(policy.WATCHED, Refusals._change),
    **dict.fromkeys(policy.METADATA, Refusals._change_metadata),
    **dict.fromkeys(("open", "openat", "creat"), Refusals._open),
    **dict.fromkeys(("mmap", "mremap"), Refusals._map),
    "clone3": Refusals._new_process,
    "openat2": Refusals._open_how,
}


def _memory(thread: int, address: int, size: int) -> bytes:
    """Up to `size` bytes of the memory of a thread that waits; empty where it cannot be read."""
    try:
        opened = os.open(f"/proc/{thread}/mem", os.O_RDONLY | os.O_CLOEXEC)
        try:
            return os.pread(opened, size, address)
        finally:
            os.close(opened)
    except (OSError, OverflowError):
        return b""


def _word(thread: int, address: int) -> int | None:
    """The 64-bit number at an address of a thread that waits; None where it cannot be read."""
    raw = _memory(thread, address, 8)
    return struct.unpack("=Q", raw)[0] if len(raw) == 8 else None


def _descriptor(thread: int, number: int) -> str | None:
    try:
        return os.readlink(f"/proc/{thread}/fd/{number & 0xFFFFFFFF}")
    except OSError:
        return None


def _path(thread: int, folder: int | None, address: int) -> str | None:
    """The absolute path that a call names; None where it cannot be told.

    Args:
        thread: The thread that waits.
        folder: Descriptor of the folder that a relative path starts from; None: the working one.
        address: Of the path in its memory; 0 (a null pointer) means the descriptor itself.
    """
    at = None if folder is None else struct.unpack("=i", struct.pack("=I", folder & 0xFFFFFFFF))[0]
    if address == 0:
        return None if at is None or at < 0 else _descriptor(thread, at)
    raw, ended, _ = _memory(thread, address, _PATH_LIMIT).partition(b"\0")
    if not ended:
        return None
    path = os.fsdecode(raw)
    if path.startswith("/"):
        return path
    try:
        if at is None or at == _AT_CURRENT_FOLDER:
            base = os.readlink(f"/proc/{thread}/cwd")
        else:
            base = os.readlink(f"/proc/{thread}/fd/{at}")
    except OSError:
        return None
    return os.path.join(base, path)


def _real(path: str, thread: int, *, follow: bool) -> str:
    """The path with every symbolic link in it resolved (the last part only with `follow`)."""
    path = _of_thread(path, thread)
    if follow:
        return os.path.realpath(path)
    parent, name = os.path.split(path)
    return os.path.join(os.path.realpath(parent), name)


def _of_thread(path: str, thread: int) -> str:
    """The path, with that thread in the place of whoever looks."""
    for alias in ("/proc/self", "/proc/thread-self"):
        if path == alias or path.startswith(alias + "/"):
            return f"/proc/{thread}{path[len(alias) :]}"
    return path
