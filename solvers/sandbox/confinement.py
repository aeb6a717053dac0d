"""Putting every protection on this process, once and for good."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass

from optimoot.solvers.sandbox import landlock, limits, seccomp
from optimoot.solvers.sandbox.kernel import LINUX
from optimoot.solvers.sandbox.limits import Resources
from optimoot.solvers.sandbox.places import DISCARD, Places
from optimoot.solvers.sandbox.syscalls import this_architecture

PROTECTIONS = (
    "process",
    "environment",
    "rlimits",
    "capabilities",
    "no_new_privs",
    "landlock",
    "seccomp",
)
"""Every protection, by the names under which Outcomes and certificates list them."""

_NOT_LINUX = f"{sys.platform} has none: it is a part of Linux"
_EXTRA_PROCESSES = 64


@dataclass(frozen=True)
class Confinement:
    """What to confine this process to.

    Attributes:
        places: What it may read and change.
        resources: What it may use.
        handover: A Unix socket to hand the filter's listener to the server, closed after that;
            None: no server listens, and refusals are not reported but only felt.
    """

    places: Places
    resources: Resources
    handover: socket.socket | None = None


@dataclass(frozen=True)
class Confined:
    """What holds this process now.

    Attributes:
        missing: For each of `PROTECTIONS` an empty text where it is on, else why it is not.
        watched: Whether the server listens to the filter, and so knows what is refused.
    """

    missing: dict[str, str]
    watched: bool


def confine(confinement: Confinement) -> Confined:
    """Confine this process, for good."""
    watched = False
    missing = dict.fromkeys(PROTECTIONS, "")
    missing["rlimits"] = limits.limit_resources(confinement.resources)
    if not seccomp.can_filter():  # the filter bounds processes better, by forbidding them
        unbounded = _bounded_processes()
        missing["rlimits"] = "; ".join(filter(None, (missing["rlimits"], unbounded)))
    missing["capabilities"] = _without_capabilities()
    missing["no_new_privs"] = _without_new_privileges()
    if not limits.is_single_threaded():
        missing |= dict.fromkeys(("landlock", "seccomp"), "another thread was running already")
        return Confined(missing, watched)
    missing["landlock"] = _without_files(confinement.places)
    if missing["no_new_privs"]:
        missing["seccomp"] = "it needs no_new_privs"
    else:
        missing["seccomp"], watched = _without_calls(confinement.handover)
    return Confined(missing, watched)


def _without_capabilities() -> str:
    if not LINUX:
        return _NOT_LINUX
    architecture = this_architecture()
    if architecture is None:
        return "no table of system calls for this architecture"
    try:
        limits.drop_capabilities(architecture.numbers["capset"])
    except OSError as error:
        return f"the kernel refused: {error.strerror}"
    return ""


def _without_new_privileges() -> str:
    if not LINUX:
        return _NOT_LINUX
    try:
        limits.forbid_new_privileges()
    except OSError as error:
        return f"the kernel refused: {error}"
    return ""


def _without_files(places: Places) -> str:
    if not LINUX:
        return _NOT_LINUX
    try:
        landlock.restrict(
            readable=places.readable, writable=(places.scratch,), writable_files=(DISCARD,)
        )
    except OSError as error:
        return f"this kernel has none switched on (it came with Linux 5.13): {error.strerror}"
    return ""


def _without_calls(handover: socket.socket | None) -> tuple[str, bool]:
    """Put the filter on: why that failed (empty if not), and whether the server listens to it."""
    if not LINUX:
        return _NOT_LINUX, False
    architecture = this_architecture()
    if architecture is None:
        return "no table of system calls for this architecture", False
    if handover is not None:
        code = seccomp.assemble(architecture, os.getpid(), handover=handover.fileno(), notify=True)
        try:
            listener = seccomp.install(architecture, code, notify=True)
        except OSError:
            pass  # no listener to be had: refuse without one
        else:
            socket.send_fds(handover, [b"l"], [listener])
            os.close(listener)
            return "", True
    code = seccomp.assemble(architecture, os.getpid(), handover=None, notify=False)
    try:
        seccomp.install(architecture, code, notify=False)
    except OSError as error:
        return f"the kernel refused: {error.strerror}", False
    return "", False


def _bounded_processes() -> str:
    if sys.platform == "win32":
        return "this system can not bound the number of processes"
    return limits.limit_processes(_EXTRA_PROCESSES)
