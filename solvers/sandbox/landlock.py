"""Landlock: what this process may touch of the file system, and more on newer kernels.

An unprivileged process can restrict itself for good; every later rule set only narrows it
further. See landlock(7) and include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from optimoot.solvers.sandbox.kernel import system_call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REGULAR, _MAKE_SYMLINK = 1 << 7, 1 << 8, 1 << 12
_REFER, _TRUNCATE = 1 << 13, 1 << 14

_READ = _READ_FILE | _READ_DIR
_CHANGE = (
    _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REGULAR | _MAKE_SYMLINK
)
_ON_FILES = _WRITE_FILE | _READ_FILE | _TRUNCATE
_NETWORK = 0b11
"""Binding and connecting TCP sockets."""
_SCOPES = 0b11
"""Abstract Unix sockets and signals, to processes that are not restricted likewise."""


def version() -> int:
    """The version of Landlock's interface on this kernel.

    Raises:
        OSError: There is none (before Linux 5.13), or it is switched off.
    """
    return system_call(_CREATE_RULESET, None, 0, _VERSION)


def _handled(abi: int) -> tuple[int, int, int]:
    """All file rights, network rights and scopes that a version knows, none granted yet."""
    files = (1 << 13) - 1
    files |= _REFER if abi >= 2 else 0
    files |= _TRUNCATE if abi >= 3 else 0
    files |= 1 << 15 if abi >= 5 else 0
    return files, _NETWORK if abi >= 4 else 0, _SCOPES if abi >= 6 else 0


def restrict(
    *, readable: Iterable[str], writable: Iterable[str], writable_files: Iterable[str]
) -> int:
    """Restrict this process, its threads and its children, for good.

    Args:
        readable: Files and folders (with all below) that may be read; a missing one is skipped.
        writable: Folders in which anything may be done but making devices, pipes and sockets.
        writable_files: Single files that may be read and written.

    Returns:
        The version of Landlock's interface that was used.

    Raises:
        OSError: It could not be done; nothing is restricted then.
    """
    abi = version()
    files, network, scopes = _handled(abi)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    attributes = struct.pack("=QQQ", files, network, scopes)[:size]
    buffer = ctypes.create_string_buffer(attributes, size)
    ruleset = system_call(_CREATE_RULESET, buffer, size, 0)
    try:
        for path in readable:
            _grant(ruleset, path, _READ)
        for path in writable_files:
            _grant(ruleset, path, (_READ_FILE | _WRITE_FILE | _TRUNCATE) & files)
        for path in writable:
            _grant(ruleset, path, (_CHANGE | _REFER | _TRUNCATE) & files)
        system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return abi


def _grant(ruleset: int, path: str, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not there, or not reachable for this user: nothing to grant
    try:
        if not stat.S_ISDIR(os.fstat(opened).st_mode):
            rights &= _ON_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, opened), 12)
        system_call(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)
