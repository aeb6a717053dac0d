"""Which system calls a Program may make.

An allow-list: what is not named here is refused. A refusal is one of three:

- *reported*: an ordinary Program has no business with it (sockets, processes, other processes'
  memory, mounts, …). It gets EPERM and the run ends as refused, also if the Program goes on.
- *silent*: libraries try it and do without (CPU affinity, extended attributes, files that are
  allocated at once or have no name, which would fill the disk before anybody looks, …).
- *absent*: it gets ENOSYS, as from an older kernel, so that the C library takes its other way.

File system calls that name a path are let through to Landlock, which decides; they are watched
so that a refusal can be named (see `optimoot.solvers.sandbox.refusals`).
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import Enum

ALLOWED = frozenset(
    """
    read write open close stat fstat lstat poll lseek mprotect munmap brk rt_sigaction
    rt_sigprocmask rt_sigreturn pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2
    access faccessat faccessat2 pipe pipe2 select pselect6 ppoll sched_yield msync mincore
    madvise dup dup2 dup3 pause nanosleep getitimer setitimer alarm getpid sendfile exit
    exit_group wait4 waitid uname flock fsync fdatasync ftruncate fadvise64 readahead
    sync_file_range copy_file_range splice tee vmsplice getdents getdents64 getcwd chdir fchdir
    readlink readlinkat newfstatat statx statfs fstatfs umask gettimeofday time getrlimit
    getrusage sysinfo times getuid getgid geteuid getegid getppid getpgrp getpgid getsid getgroups
    getresuid getresgid gettid getpriority rt_sigpending rt_sigtimedwait rt_sigsuspend
    sigaltstack futex futex_waitv futex_wait futex_wake futex_requeue set_tid_address
    set_robust_list get_robust_list rseq membarrier getsockname getpeername
    sched_getaffinity sched_getscheduler
    sched_getparam sched_getattr sched_get_priority_max sched_get_priority_min
    sched_rr_get_interval get_mempolicy restart_syscall epoll_create epoll_create1 epoll_ctl
    epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2 timerfd_create timerfd_settime
    timerfd_gettime timer_create timer_settime timer_gettime timer_getoverrun timer_delete
    clock_gettime clock_getres clock_nanosleep getrandom getcpu close_range capget mseal
    """.split()
)

WATCHED = frozenset(
    """
    creat mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat
    symlink symlinkat truncate
    """.split()
)
"""Calls that name a path (open and openat have a rule); Landlock decides on them."""

METADATA = frozenset(
    """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
    """.split()
)
"""Calls that change a file's mode, owner, times or attributes, which Landlock does not cover."""

SILENT = {
    **dict.fromkeys(
        """
        sched_setaffinity sched_setscheduler sched_setparam sched_setattr setpriority ioprio_get
        ioprio_set set_mempolicy mbind mlock mlock2 mlockall munlock munlockall arch_prctl
        """.split(),
        errno.EPERM,
    ),
    "fallocate": errno.EOPNOTSUPP,
    **dict.fromkeys(
        "getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr".split(), errno.ENOTSUP
    ),
}

ABSENT_UNLESS_NAMED = frozenset("clone3 openat2".split())
"""Likewise, but the server first looks at what they are for (their arguments lie in memory)."""

ABSENT = frozenset("set_mempolicy_home_node process_madvise map_shadow_stack".split())


class Verb(Enum):
    """What becomes of a call, once a rule has looked at its arguments."""

    ALLOW = "allow"
    WATCH = "watch"
    REFUSE = "refuse"
    SILENT = "silent"


@dataclass(frozen=True)
class Argument:
    """A condition on one argument: `(argument & mask) == value`, on its low or all 64 bits."""

    index: int
    value: int
    mask: int = 0xFFFFFFFF
    wide: bool = False


@dataclass(frozen=True)
class Rule:
    """A call that depends on its arguments.

    Attributes:
        matches: Any of these, each a conjunction of conditions, leads to `then`; else `otherwise`.
        error: What a SILENT refusal gives.
        unavailable: Any of these, looked at first, gives EOPNOTSUPP.
    """

    call: str
    matches: tuple[tuple[Argument, ...], ...]
    then: Verb
    otherwise: Verb
    error: int = errno.EPERM
    unavailable: tuple[tuple[Argument, ...], ...] = ()


THREAD_FLAGS = 0x003D0F00
"""What pthread_create passes to clone: one more thread of this process, nothing else. The C
library musl adds CLONE_DETACHED (0x400000), which the kernel ignores."""

_PRCTL = (15, 16, 3, 2, 21, 23, 39, 0x53564D41)
"""PR_SET_NAME and PR_GET_NAME, five getters, and PR_SET_VMA (names for mappings)."""

_FCNTL_REFUSED = (8, 15, 10, 1024, 1026)
"""F_SETOWN, F_SETOWN_EX, F_SETSIG, F_SETLEASE, F_NOTIFY: they send signals."""

_IOCTL = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451, 0x5421)
"""TCGETS, TIOCGWINSZ, FIONREAD, FIONCLEX, FIOCLEX, FIONBIO."""

_ALLOW_ONLY = (Verb.ALLOW, Verb.REFUSE)
_TRUNCATE = 0o1000
_ACCESS_MODE = 0o3
_NAMELESS = 0o20000000
"""The bit of O_TMPFILE that is not O_DIRECTORY."""
_LARGE = 0xFC000000
"""Lengths of 64 MB and more have one of these bits, or a higher one."""
_PAIR = (Argument(0, 1), Argument(1, 1, 0xF))
"""A pair of connected Unix stream sockets, as every event loop makes one to wake itself; it leads
nowhere, and neither addresses nor descriptors can be sent through it."""
_NOT_URGENT = Argument(3, 0, 0xFFFFFFFF & ~0x4042)
"""No flags but MSG_PEEK, MSG_DONTWAIT and MSG_NOSIGNAL."""


def _any_of(index: int, values: tuple[int, ...]) -> tuple[tuple[Argument, ...], ...]:
    return tuple((Argument(index, value),) for value in values)


def _truncating_read(flags: int) -> tuple[tuple[Argument, ...], ...]:
    """Open for reading and yet truncate: before its ABI 3 Landlock sees only the reading."""
    return ((Argument(flags, 0, _ACCESS_MODE), Argument(flags, _TRUNCATE, _TRUNCATE)),)


def _opening(call: str, flags: int) -> Rule:
    nameless = ((Argument(flags, _NAMELESS, _NAMELESS),),)
    truncating = _truncating_read(flags)
    return Rule(call, truncating, Verb.REFUSE, Verb.WATCH, unavailable=nameless)


def _small(index: int) -> tuple[tuple[Argument, ...], ...]:
    return ((Argument(index, 0, _LARGE, wide=True),),)


def rules(pid: int, handover: int | None) -> tuple[Rule, ...]:
    """The calls that depend on their arguments.

    Args:
        pid: The process that the filter is for: it may signal itself.
        handover: The file descriptor through which it passes its notification descriptor to the
            server, once; None where nothing is passed. No other socket ever exists in it.
    """
    itself = ((Argument(0, pid),),)
    own_limits = (
        (Argument(0, 0), Argument(2, 0, wide=True)),
        (Argument(0, pid), Argument(2, 0, wide=True)),
    )
    found = [
        Rule("clone", ((Argument(0, THREAD_FLAGS, 0xFFFFFFFF & ~0x400000),),), *_ALLOW_ONLY),
        Rule("kill", itself, *_ALLOW_ONLY),
        Rule("tgkill", itself, *_ALLOW_ONLY),
        Rule("prlimit64", own_limits, *_ALLOW_ONLY),
        Rule("prctl", _any_of(0, _PRCTL), *_ALLOW_ONLY),
        Rule("fcntl", _any_of(1, _FCNTL_REFUSED), Verb.REFUSE, Verb.ALLOW),
        Rule("ioctl", _any_of(1, _IOCTL), Verb.ALLOW, Verb.SILENT, errno.ENOTTY),
        _opening("open", 1),
        _opening("openat", 2),
        # Large requests are watched, so that the server knows which the limit denied.
        Rule("mmap", _small(1), Verb.ALLOW, Verb.WATCH),
        Rule("mremap", _small(2), Verb.ALLOW, Verb.WATCH),
        Rule("socketpair", (_PAIR,), *_ALLOW_ONLY),
        Rule("sendto", ((_NOT_URGENT, Argument(4, 0, wide=True)),), *_ALLOW_ONLY),
        Rule("recvfrom", ((_NOT_URGENT,),), *_ALLOW_ONLY),
    ]
    if handover is not None:
        found.append(Rule("sendmsg", ((Argument(0, handover),),), *_ALLOW_ONLY))
    return tuple(found)
