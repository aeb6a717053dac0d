"""Changing the mode and times of files in the scratch folder, on a child's behalf.

Landlock does not cover these calls, so the filter keeps them from the child altogether, and the
server does what is harmless. It opens what the call names (which has no effect by itself) and
then asks where that very file lies; a path that is changed meanwhile wins nothing. Nothing from
outside can lie in the scratch folder, as Landlock forbids linking and moving it there.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import time
from collections.abc import Callable

_NOW, _OMIT = (1 << 30) - 1, (1 << 30) - 2
_OWN_FOLDER = 0o700
"""Rights that an owner keeps on folders: a closed one could not be looked into for its size."""
_NO_FOLLOW = 0x100
_NOBODY = 0xFFFFFFFF

Memory = Callable[[int, int], bytes]
"""Reads the child's memory: from an address, so many bytes; fewer where it cannot be read."""

MODES = {"chmod": 1, "fchmod": 1, "fchmodat": 2, "fchmodat2": 2}
"""Where these calls have the mode."""
OWNERS = {"chown": 1, "fchown": 1, "lchown": 1, "fchownat": 2}
"""Where these calls have the user, followed by the group."""
TIMES = {"utime": 1, "utimes": 1, "futimesat": 2, "utimensat": 2}
"""Where these calls have the address of the times."""
_FLAGS = {"fchmodat2": 3, "fchownat": 4, "utimensat": 3}


def follows(name: str, arguments: tuple[int, ...]) -> bool:
    """Whether a call means the file that a symbolic link leads to, and not the link."""
    return name != "lchown" and not (name in _FLAGS and arguments[_FLAGS[name]] & _NO_FOLLOW)


def change(
    name: str, arguments: tuple[int, ...], path: str, scratch: str, memory: Memory
) -> int | None:
    """Do what a call asks for.

    Args:
        name: One of `MODES`, `OWNERS` and `TIMES`.
        arguments: Of the call.
        path: What it names; for a file descriptor the path of that in `/proc`.
        scratch: The folder in which alone anything is changed, a real path.
        memory: Reads the child's memory.

    Returns:
        The error number to give, 0 for done; None where the file lies outside `scratch`.
    """
    follow = follows(name, arguments)
    flags = os.O_PATH | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    try:
        opened = os.open(path, flags)
    except OSError as error:
        return error.errno or errno.EPERM
    try:
        alias = f"/proc/self/fd/{opened}"
        if not (os.readlink(alias) + os.sep).startswith(scratch + os.sep):
            return None
        mode = os.fstat(opened).st_mode
        if stat.S_ISLNK(mode):
            return errno.EOPNOTSUPP
        if name in MODES:
            asked = arguments[MODES[name]] & 0o777
            os.chmod(alias, asked | (_OWN_FOLDER if stat.S_ISDIR(mode) else 0))
        elif name in OWNERS:
            user, group = arguments[OWNERS[name] : OWNERS[name] + 2]
            return _same_owner(user & _NOBODY, group & _NOBODY)
        else:
            os.utime(alias, ns=_times(name, arguments[TIMES[name]], os.stat(alias), memory))
    except OSError as error:
        return error.errno or errno.EPERM
    finally:
        os.close(opened)
    return 0


def _same_owner(user: int, group: int) -> int:
    kept = user in (_NOBODY, os.geteuid()) and group in (_NOBODY, os.getegid())
    return 0 if kept else errno.EPERM


def _times(name: str, address: int, had: os.stat_result, memory: Memory) -> tuple[int, int]:
    """Last access and last change, in nanoseconds.

    Raises:
        OSError: The call's times cannot be read, or are none.
    """
    now = time.time_ns()
    if address == 0:
        return now, now
    layout = "=qq" if name == "utime" else "=qqqq"
    raw = memory(address, struct.calcsize(layout))
    if len(raw) < struct.calcsize(layout):
        raise OSError(errno.EFAULT, "unreadable times")
    numbers = struct.unpack(layout, raw)
    if name == "utime":
        return numbers[0] * 10**9, numbers[1] * 10**9
    if name != "utimensat":
        return numbers[0] * 10**9 + numbers[1] * 1000, numbers[2] * 10**9 + numbers[3] * 1000
    kept = (had.st_atime_ns, had.st_mtime_ns)
    found = [
        now if fraction == _NOW else before if fraction == _OMIT else seconds * 10**9 + fraction
        for seconds, fraction, before in zip(numbers[::2], numbers[1::2], kept, strict=True)
    ]
    return found[0], found[1]
