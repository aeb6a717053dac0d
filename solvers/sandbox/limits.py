"""Resource limits, capabilities and the other attributes of the child's process."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from optimoot.solvers.sandbox.kernel import LINUX, process_control, system_call

_SET_PARENT_DEATH_SIGNAL = 1
_GET_DUMPABLE, _SET_DUMPABLE = 3, 4
_DROP_FROM_BOUNDING_SET = 24
_SET_SUBREAPER = 36
_SET_NO_NEW_PRIVILEGES, _GET_NO_NEW_PRIVILEGES = 38, 39
_CAPABILITY_VERSION = 0x20080522
_GRACE_AFTER_CPU_LIMIT = 1
OPEN_FILES = 256


@dataclass(frozen=True)
class Resources:
    """What one process may use.

    Attributes:
        memory: Bytes of address space above what it maps when the limit is set.
        cpu: CPU seconds, over all its threads.
        file: Bytes of any one file that it writes.
        threads: Threads that it may have; the server watches this.
    """

    memory: int
    cpu: int
    file: int
    open_files: int = OPEN_FILES
    threads: int = 256


def limit_resources(resources: Resources) -> str:
    """Set the resource limits of this process.

    Returns:
        Empty where all hold; else what could not be limited on this machine.
    """
    try:
        import resource
    except ImportError:
        return "this system has no resource limits"
    wanted = {
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_CPU": (resources.cpu, resources.cpu + _GRACE_AFTER_CPU_LIMIT),
        "RLIMIT_FSIZE": (resources.file, resources.file),
        "RLIMIT_NOFILE": (resources.open_files, resources.open_files),
    }
    failed = []
    mapped = mapped_bytes()
    if mapped is None:
        failed.append("the address space in use is not known, so it has no bound")
    else:
        wanted["RLIMIT_AS"] = (mapped + resources.memory,) * 2
    for name, (soft, hard) in wanted.items():
        limit = getattr(resource, name)
        ceiling = resource.getrlimit(limit)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        try:
            resource.setrlimit(limit, (soft, hard))
        except (ValueError, OSError) as error:
            failed.append(f"{name}: {error}")
            continue
        if resource.getrlimit(limit) != (soft, hard):
            failed.append(f"{name} did not hold")
    return "; ".join(failed)


def limit_processes(room: int) -> str:
    """Let this user's processes grow by no more than `room`: for where seccomp is missing.

    The kernel counts all processes and threads of a user, and exempts root.

    Returns:
        Empty where it holds; else why it does not.
    """
    import resource

    if os.geteuid() == 0:
        return "root may start any number of processes"
    held = _threads_of_user(os.geteuid())
    if held is None:
        return "this system does not tell how many processes a user has"
    ceiling = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    wanted = held + room
    limit = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
    resource.setrlimit(resource.RLIMIT_NPROC, (limit, limit))
    return ""


def _threads_of_user(user: int) -> int | None:
    if not LINUX:
        return None
    count = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):  # it has ended meanwhile
                if process.stat().st_uid == user:
                    count += sum(1 for _ in (process / "task").iterdir())
    return count


def mapped_bytes(pid: int | Literal["self"] = "self") -> int | None:
    """Bytes of address space that a process maps now; None where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def address_space(pid: int) -> float:
    """Bytes of address space that a process may map; infinite where that is not bounded."""
    import resource

    if sys.platform != "linux":
        return math.inf
    try:
        allowed = resource.prlimit(pid, resource.RLIMIT_AS)[0]
    except OSError:
        return math.inf
    return math.inf if allowed == resource.RLIM_INFINITY else allowed


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends.

    Raises:
        OSError: The parent has ended already.
    """
    if LINUX:
        process_control(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        raise ProcessLookupError("the server has ended")


def adopt_orphans() -> None:
    """Become the parent of whatever this process's children leave behind."""
    if LINUX:
        process_control(_SET_SUBREAPER, 1)


def is_single_threaded() -> bool:
    """Whether this process has one thread only, as far as the system tells."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return True


def children() -> set[int]:
    """The processes whose parent this (single-threaded) process is; empty where none can tell."""
    own = os.getpid()
    try:
        found = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii")
    except OSError:
        return set()
    return {int(pid) for pid in found.split()}


def set_dumpable(dumpable: bool) -> None:
    """Whether other processes of this user may look into this one's memory."""
    if LINUX:
        process_control(_SET_DUMPABLE, int(dumpable))


def forbid_new_privileges() -> None:
    """No program that this process could ever start may have more rights than it has.

    Raises:
        OSError: This kernel knows no such thing.
    """
    process_control(_SET_NO_NEW_PRIVILEGES, 1)
    if process_control(_GET_NO_NEW_PRIVILEGES) != 1:
        raise OSError("no_new_privs did not hold")


def drop_capabilities(capset: int) -> None:
    """Give up every capability, for good.

    Args:
        capset: Number of that system call.

    Raises:
        OSError: The kernel refused.
    """
    if os.geteuid() == 0:
        for capability in range(_last_capability() + 1):
            # Where this process may not even drop, it has nothing to drop either.
            with contextlib.suppress(PermissionError):
                process_control(_DROP_FROM_BOUNDING_SET, capability)
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION, 0), 8)
    nothing = ctypes.create_string_buffer(24)
    system_call(capset, header, nothing)


def _last_capability() -> int:
    try:
        return int(Path("/proc/sys/kernel/cap_last_cap").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 40


def offer_to_the_oom_killer() -> None:
    """When the machine runs out of memory, this process is the one to go."""
    if LINUX:
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def usable_cores() -> int:
    """Processor cores that this process may use."""
    if sys.platform != "darwin" and hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
