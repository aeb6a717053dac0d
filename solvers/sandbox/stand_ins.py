"""Answers within the process for what Python would ask of the system, which a child may not.

User names, locks between processes (there is one process only), the network card's address and
what `file` says of an executable: libraries ask without need, and being refused would end them.
A stand-in is no protection; a Program that goes around it is refused by the kernel.
"""

from __future__ import annotations

import importlib
import os
import threading
import time
from types import ModuleType
from typing import Any

USER = "program"


def for_every_child() -> None:
    """Put those in place that need to know nothing of the job; once, before the first fork."""
    _replace("_multiprocessing", "SemLock", SemLock)
    _replace("_multiprocessing", "sem_unlink", lambda _name: None)
    for module in ("multiprocessing.synchronize", "uuid", "platform"):
        importlib.import_module(module)  # they bind what is replaced here when imported
    _replace("uuid", "_generate_time_safe", None)
    _replace("platform", "_syscmd_file", lambda _target, default="": default)


def for_this_child(home: str) -> None:
    """Put those in place that depend on the job.

    Args:
        home: Its scratch folder.
    """
    _replace("uuid", "_node", int.from_bytes(os.urandom(6), "big") | 1 << 40)
    try:
        import grp
        import pwd
    except ImportError:
        return  # there are no such users on this system
    user = pwd.struct_passwd((USER, "x", os.getuid(), os.getgid(), "", home, "/bin/false"))
    group = grp.struct_group((USER, "x", os.getgid(), []))
    _only_one(pwd, user, "getpwuid", "getpwnam", "getpwall")
    _only_one(grp, group, "getgrgid", "getgrnam", "getgrall")


def _only_one(
    module: ModuleType, entry: Any, by_number: str, by_name: str, all_of_them: str
) -> None:
    """Make a user database know one entry; its name and number are its items 0 and 2."""

    def numbered(number: int) -> Any:
        if number == entry[2]:
            return entry
        raise KeyError(f"{by_number}(): number not found: {number}")

    def named(name: str) -> Any:
        if name == entry[0]:
            return entry
        raise KeyError(f"{by_name}(): name not found: {name!r}")

    for name, function in ((by_number, numbered), (by_name, named), (all_of_them, lambda: [entry])):
        _replace(module.__name__, name, function)


def _replace(module: str, name: str, by: object) -> None:
    """Where this Python has the module and the name; other versions may do without."""
    try:
        found = importlib.import_module(module)
    except ImportError:
        return
    if hasattr(found, name):
        setattr(found, name, by)


class SemLock:
    """The lock below all of `multiprocessing`'s, for the threads of one process.

    Same meaning as CPython's `_multiprocessing.SemLock`: a semaphore, or (kind 0) a lock that its
    owner may take again.
    """

    SEM_VALUE_MAX = 2**31 - 1
    _REENTRANT = 0

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        del name, unlink  # there is no name in the system, so nothing to clean up later
        self.kind, self.maxvalue, self.name, self.handle = kind, maxvalue, None, 0
        self._value = value
        self._changed = threading.Condition(threading.Lock())
        self._owner: int | None = None
        self._held = 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take one, waiting up to `timeout` seconds (None: for ever) where that is allowed."""
        me = threading.get_ident()
        with self._changed:
            if self.kind == self._REENTRANT and self._held and self._owner == me:
                self._held += 1
                return True
            end = None if timeout is None else time.monotonic() + max(0.0, timeout)
            while self._value == 0:
                left = None if end is None else end - time.monotonic()
                if not block or (left is not None and left <= 0):
                    return False
                self._changed.wait(left)
            self._value -= 1
            self._owner, self._held = me, self._held + 1
            return True

    def release(self) -> None:
        """Give one back.

        Raises:
            AssertionError: A lock that the calling thread does not hold.
            ValueError: There are `maxvalue` already.
        """
        with self._changed:
            if self.kind == self._REENTRANT:
                if not self._is_mine():
                    raise AssertionError("attempt to release recursive lock not owned by thread")
                if self._held > 1:
                    self._held -= 1
                    return
            elif self._value >= self.maxvalue:
                raise ValueError("semaphore or lock released too many times")
            self._value += 1
            self._held -= 1
            self._changed.notify()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def _is_mine(self) -> bool:
        return self._held > 0 and self._owner == threading.get_ident()

    def _count(self) -> int:
        return self._held

    def _get_value(self) -> int:
        return self._value

    def _is_zero(self) -> bool:
        return self._value == 0

    def _after_fork(self) -> None:
        self._held = 0
