"""Raw system calls, through the C library's `syscall` and `prctl`."""

from __future__ import annotations

import ctypes
import functools
import os
import sys

LINUX = sys.platform == "linux"


@functools.cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def load() -> None:
    """Bind the C library now, so that later calls open nothing."""
    _library()


def system_call(number: int, *arguments: int | ctypes.Array[ctypes.c_char] | None) -> int:
    """Make a system call.

    Args:
        number: The call's number on this architecture.
        arguments: Whole numbers, buffers (passed by address) or None.

    Raises:
        OSError: The kernel refused; `errno` tells why.
    """
    passed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = int(_library().syscall(ctypes.c_long(number), *passed))
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def process_control(option: int, *arguments: int) -> int:
    """Call prctl.

    Raises:
        OSError: The kernel refused.
    """
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    result = int(_library().prctl(ctypes.c_int(option), *padded))
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
