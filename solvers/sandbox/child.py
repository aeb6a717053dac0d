"""The confined child: from the fork (or a fresh start) to its last breath."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import faulthandler
import gc
import json
import mmap
import os
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import NoReturn

from optimoot.errors import InputError
from optimoot.outcome import Failure, FailureKind
from optimoot.solvers.sandbox import limits, stand_ins
from optimoot.solvers.sandbox.confinement import Confinement, confine
from optimoot.solvers.sandbox.jobs import KINDS, Describe
from optimoot.solvers.sandbox.kernel import LINUX
from optimoot.solvers.sandbox.limits import Resources
from optimoot.solvers.sandbox.places import DISCARD, Places, keep_importable
from optimoot.solvers.sandbox.protocol import JobSpec, frame

DONE, FAILED = b"+", b"-"
"""First byte of the second frame: a result, or a Failure."""
DENIED = "errno: "
"""With this (then the file, if known) a Failure's protection tells that a denial caused it; which
one, and whether there was any, the server knows."""

_RESULT = 3
_HANDOVER = limits.OPEN_FILES
"""A number that no descriptor can have later: the filter lets messages be sent through it."""
_COLLECTOR = (50_000, 20, 20)
"""Large models are many objects and little garbage, which Python would search again and again."""
_ABOVE_THE_KEPT, _DESCRIPTORS = 64, 65536
_RESERVE = 16 * 1024 * 1024
"""Kept aside and given back when memory runs out, so that this can still be told."""


@dataclass(frozen=True)
class Channels:
    """File descriptors of a forked child, as the server opened them.

    Attributes:
        payload: A file with what its handler unpacks, and nothing else.
        result: Where its two frames go.
        output: Where what it prints goes.
        handover: Unix socket on which the server awaits the filter's listener; None without.
    """

    payload: int
    result: int
    output: int
    handover: int | None


def forked_child(spec: JobSpec, channels: Channels, places: Places, parent: int) -> NoReturn:
    """Go on as the child after a fork, never to return."""
    code = 1
    try:
        os.setsid()
        limits.set_dumpable(True)
        limits.die_with(parent)
        with open(channels.payload, "rb", closefd=False) as file:
            payload = file.read()
        _take_descriptors(channels)
        handover = None if channels.handover is None else socket.socket(fileno=_HANDOVER)
        limits.offer_to_the_oom_killer()
        prepare(places)
        resources = Resources(memory=spec.memory, cpu=spec.cpu, file=spec.disk)
        perform(spec, payload, Confinement(places, resources, handover), _write_result)
        code = 0
    except BaseException as error:  # noqa: BLE001  (nothing may get back into the forker)
        code = errno.ENOMEM if isinstance(error, MemoryError) else 1
        with contextlib.suppress(BaseException):
            traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stderr.flush()
        os._exit(code)


def _take_descriptors(channels: Channels) -> None:
    """Keep standard input (empty), output, error, the result pipe and the handover; no others."""
    import fcntl

    wanted = {_RESULT: channels.result, 1: channels.output, 2: channels.output}
    if channels.handover is not None:
        wanted[_HANDOVER] = channels.handover
    wanted[0] = os.open(DISCARD, os.O_RDONLY)
    aside = {to: fcntl.fcntl(have, fcntl.F_DUPFD, _ABOVE_THE_KEPT) for to, have in wanted.items()}
    for to, have in aside.items():
        os.dup2(have, to, inheritable=False)
    os.closerange(_RESULT + 1, _HANDOVER)
    os.closerange(_HANDOVER + (_HANDOVER in wanted), _DESCRIPTORS)


def prepare(places: Places) -> None:
    """Make this process look like a fresh one: environment, folder, streams, signals."""
    kept = {name: os.environ[name] for name in ("TZ", "SYSTEMROOT") if name in os.environ}
    os.environ.clear()
    os.environ.update(kept, HOME=places.scratch, TMPDIR=places.scratch, LANG="C.UTF-8")
    os.environ.update(USER=stand_ins.USER, LOGNAME=stand_ins.USER)
    stand_ins.for_this_child(places.scratch)
    sys.dont_write_bytecode = True
    tempfile.tempdir = None
    os.chdir(places.scratch)
    os.umask(0o077)
    for number in (signal.SIGTERM, getattr(signal, "SIGCHLD", None)):
        if number is not None:
            signal.signal(number, signal.SIG_DFL)
    _hear_of_interrupts(False)
    signal.signal(signal.SIGINT, _first_interrupt_only())
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = _stream(1)
    sys.stderr = _stream(2)
    faulthandler.enable(file=2, all_threads=False)
    if LINUX:
        keep_importable(places.readable)
    gc.enable()
    gc.set_threshold(*_COLLECTOR)


def _first_interrupt_only() -> Callable[[int, object], None]:
    """Raises at the first Ctrl-C and lets the others pass.

    It is repeated, as one may get lost just before a process falls asleep; that must not spoil
    the result that the first one asked for.
    """
    heard = False

    def hear(_: int, __: object) -> None:
        nonlocal heard
        if not heard:
            heard = True
            raise KeyboardInterrupt

    return hear


def _hear_of_interrupts(now: bool) -> None:
    """Whether Ctrl-C reaches this process; what comes before waits.

    It would cut off the words to the client, and the job would look like one that crashed.
    """
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK if now else signal.SIG_BLOCK, [signal.SIGINT])


def _stream(descriptor: int) -> TextIOWrapper:
    raw = FileIO(descriptor, "w", closefd=False)
    return TextIOWrapper(
        BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=True
    )


def perform(
    spec: JobSpec,
    payload: bytes,
    confinement: Confinement,
    write: Callable[[bytes], None],
    once_confined: Callable[[], object] = lambda: None,
) -> None:
    """Confine this process, tell what holds it, do the job, write the result.

    Args:
        spec: The job's header.
        payload: What its handler unpacks.
        confinement: To what this process is confined.
        write: Writes a whole frame's content to whoever waits for it.
        once_confined: Called between the confinement and the job.
    """
    reserve = mmap.mmap(-1, _RESERVE)
    handler = KINDS[spec.kind]
    flush = _native_flush()
    confined = confine(confinement)
    if confinement.handover is not None:
        confinement.handover.close()
    write(json.dumps(confined.missing).encode())
    if spec.require and any(confined.missing.values()):
        return  # the client reads it off the report
    once_confined()
    describe = _describer(reserve, told_by_server=confined.watched)
    try:
        _hear_of_interrupts(True)
        try:
            result = DONE + handler(payload, describe)
        finally:
            _hear_of_interrupts(False)
    except InputError as error:
        unfit = Failure(kind=FailureKind.UNSUPPORTED, message=f"{error.message} {error.remedy}")
        result = FAILED + unfit.model_dump_json().encode()
    except BaseException as error:  # noqa: BLE001  (untrusted code raises anything)
        result = FAILED + describe(error).model_dump_json().encode()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # the Program may have put anything in their place
            stream.flush()
    flush()
    write(result)


def _native_flush() -> Callable[[], None]:
    """Writes out what native code has printed and the C library still holds."""
    if sys.platform == "win32":
        return lambda: None
    library = ctypes.CDLL(None)

    def flush() -> None:
        library.fflush(None)

    return flush


def _write_result(content: bytes) -> None:
    left = memoryview(frame(content))
    while left:
        left = left[os.write(_RESULT, left) :]


def _describer(reserve: mmap.mmap, *, told_by_server: bool) -> Describe:
    """Describes exceptions, with the limit or protection that they are owed to.

    Args:
        reserve: Memory to give back first, as there may be none left.
        told_by_server: Whether the server knows what was refused; else it is read off the error.
    """
    from optimoot.solvers.loading import describe_failure

    def describe(error: BaseException) -> Failure:
        reserve.close()
        try:
            failure = describe_failure(error)
            cause = _cause(error)
        except Exception:  # noqa: BLE001  (an exception's own text may be the Program's code)
            return Failure(
                kind=FailureKind.EXCEPTION,
                message=f"{type(error).__name__}, which cannot be put into words.",
            )
        if isinstance(cause, MemoryError) or _has_errno(cause, errno.ENOMEM):
            traceback.clear_frames(error.__traceback__)
            changed = {"kind": FailureKind.MEMORY, "protection": "rlimit: address space"}
        elif _has_errno(cause, errno.EFBIG):
            changed = {"kind": FailureKind.OUTPUT, "protection": "rlimit: file size"}
        elif _has_errno(cause, errno.EMFILE):
            changed = {"kind": FailureKind.REFUSED, "protection": "rlimit: open files"}
        elif isinstance(cause, PermissionError) and told_by_server:
            changed = {"protection": f"{DENIED}{_as_the_server_names(cause.filename)}"}
        elif isinstance(cause, PermissionError):
            changed = {"kind": FailureKind.REFUSED, "protection": _denial(cause)}
        else:
            return failure
        return failure.model_copy(update=changed)

    return describe


def _cause(error: BaseException) -> BaseException:
    """The system's error behind an exception, or the exception itself."""
    current: BaseException | None = error
    for _ in range(20):
        if current is None or isinstance(current, OSError | MemoryError):
            break
        implied = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or implied
    return current or error


def _has_errno(error: BaseException, number: int) -> bool:
    return isinstance(error, OSError) and error.errno == number


def _as_the_server_names(name: object) -> str:
    """A file's path as the server names it; empty where the error names no file."""
    if not isinstance(name, str):
        return ""
    path = os.path.abspath(name)
    return path if path.startswith("/proc/") else os.path.realpath(path)


def _denial(error: PermissionError) -> str:
    """Landlock answers EACCES, the filter EPERM."""
    if error.errno == errno.EACCES:
        return f"landlock: {error.filename or 'a file'}"
    return "seccomp"
