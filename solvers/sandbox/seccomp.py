"""The system call filter: assembling it, and putting it on this process.

A seccomp filter is a classic BPF program over `struct seccomp_data` (call number, architecture,
instruction pointer, six arguments); it can be neither removed nor weakened once it is on, and
every thread and child inherits it. See seccomp(2) and include/uapi/linux/seccomp.h.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import re
import struct
import sys
from dataclasses import dataclass

from optimoot.solvers.sandbox import policy
from optimoot.solvers.sandbox.kernel import LINUX, system_call
from optimoot.solvers.sandbox.policy import Argument, Rule, Verb
from optimoot.solvers.sandbox.syscalls import Architecture, this_architecture

_SET_MODE_FILTER = 1
_GET_ACTION_AVAILABLE = 2
_NEW_LISTENER = 1 << 3

_KILL_PROCESS = 0x80000000
_ERRNO = 0x00050000
_NOTIFY = 0x7FC00000
_ALLOW = 0x7FFF0000

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST = 0x15, 0x35
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

Instruction = tuple[int, int, int, int]
"""Operation, jump where true, jump where false, constant."""


@dataclass(frozen=True)
class Actions:
    """What the filter answers, by how refusals are to be reported.

    With a listener, refused and watched calls wait for the server's word. Without one, refused
    calls give EPERM, and watched calls are left to Landlock.
    """

    notify: bool

    @property
    def refuse(self) -> int:
        """For a call that is refused and reported."""
        return _NOTIFY if self.notify else _ERRNO | errno.EPERM

    @property
    def watch(self) -> int:
        """For a call that Landlock decides on."""
        return _NOTIFY if self.notify else _ALLOW

    @property
    def foreign(self) -> int:
        """For a call of another architecture or numbering."""
        return _NOTIFY if self.notify else _KILL_PROCESS

    def of(self, verb: Verb, error: int) -> int:
        """For what a rule says."""
        if verb is Verb.ALLOW:
            return _ALLOW
        if verb is Verb.SILENT:
            return _ERRNO | error
        return self.watch if verb is Verb.WATCH else self.refuse


def assemble(
    architecture: Architecture, pid: int, *, handover: int | None, notify: bool
) -> list[Instruction]:
    """The filter for one process.

    Args:
        architecture: Whose numbers to use; calls of any other are refused.
        pid: The process that it is for.
        handover: See `policy.rules`.
        notify: Whether a listener decides on refused and watched calls.
    """
    actions = Actions(notify)
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 1, 0, architecture.audit),
        (_RETURN, 0, 0, actions.foreign),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if architecture.foreign_from is not None:
        code += [
            (_IF_AT_LEAST, 0, 1, architecture.foreign_from),
            (_RETURN, 0, 0, actions.foreign),
        ]
    for rule in policy.rules(pid, handover):
        number = architecture.numbers.get(rule.call)
        if number is not None:
            block = _block(rule, actions)
            code += [(_IF_EQUAL, 0, len(block), number), *block]
    code += _plain(architecture, notify)
    code += [
        (_IF_AT_LEAST, 0, 1, architecture.unknown_from),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
        (_RETURN, 0, 0, actions.refuse),
    ]
    return code


@functools.cache
def _plain(architecture: Architecture, notify: bool) -> list[Instruction]:
    """The calls whose arguments don't matter."""
    answers = dict.fromkeys(policy.ALLOWED, _ALLOW)
    answers |= dict.fromkeys(policy.WATCHED, Actions(notify).watch)
    answers |= {name: _ERRNO | error for name, error in policy.SILENT.items()}
    answers |= dict.fromkeys(policy.ABSENT, _ERRNO | errno.ENOSYS)
    if not notify:
        answers |= dict.fromkeys(policy.ABSENT_UNLESS_NAMED, _ERRNO | errno.ENOSYS)
    code: list[Instruction] = []
    for name, answer in answers.items():
        number = architecture.numbers.get(name)
        if number is not None:
            code += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, answer)]
    return code


def _block(rule: Rule, actions: Actions) -> list[Instruction]:
    """Test each conjunction in turn; the first that holds returns."""
    code: list[Instruction] = []
    unavailable, then = _ERRNO | errno.EOPNOTSUPP, actions.of(rule.then, rule.error)
    answers = [(conjunction, unavailable) for conjunction in rule.unavailable]
    answers += [(conjunction, then) for conjunction in rule.matches]
    for conjunction, answer in answers:
        tests = [test for argument in conjunction for test in _tests(argument)]
        for position, (load, compare) in enumerate(tests):
            # Where a test fails, go on after this conjunction and its return.
            missed = 1 + sum(len(rest[0]) + 1 for rest in tests[position + 1 :])
            code += [*load, (_IF_EQUAL, 0, missed, compare)]
        code.append((_RETURN, 0, 0, answer))
    code.append((_RETURN, 0, 0, actions.of(rule.otherwise, rule.error)))
    return code


def _tests(argument: Argument) -> list[tuple[list[Instruction], int]]:
    """Loads, each with the constant to compare with: the low word, and the high where asked."""
    low = _ARGUMENTS + 8 * argument.index
    high = low + 4
    if sys.byteorder == "big":
        low, high = high, low
    load: list[Instruction] = [(_LOAD, 0, 0, low)]
    if argument.mask != 0xFFFFFFFF:
        load.append((_AND, 0, 0, argument.mask))
    tests = [(load, argument.value & 0xFFFFFFFF)]
    if argument.wide:
        tests.append(([(_LOAD, 0, 0, high)], argument.value >> 32))
    return tests


def can_filter() -> bool:
    """Whether this process can put a filter on itself."""
    architecture = this_architecture() if LINUX else None
    return architecture is not None and _knows(architecture, _ERRNO)


def can_notify(architecture: Architecture) -> bool:
    """Whether this kernel lets a listener decide on calls, and say "go on" (Linux 5.5)."""
    release = [int(part) for part in re.findall(r"\d+", os.uname().release)[:2]]
    return release >= [5, 5] and _knows(architecture, _NOTIFY)


def _knows(architecture: Architecture, action: int) -> bool:
    buffer = ctypes.create_string_buffer(struct.pack("=I", action), 4)
    try:
        system_call(architecture.numbers["seccomp"], _GET_ACTION_AVAILABLE, 0, buffer)
    except OSError:
        return False
    return True


def install(architecture: Architecture, code: list[Instruction], *, notify: bool) -> int:
    """Put the filter on this process; `no_new_privs` must be set.

    Returns:
        The listener's file descriptor, or 0 without a listener.

    Raises:
        OSError: The kernel refused, for example because another listener is on already.
    """
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in code))
    address = ctypes.addressof(program)
    filter_program = ctypes.create_string_buffer(struct.pack("@HP", len(code), address))
    flags = _NEW_LISTENER if notify else 0
    return system_call(architecture.numbers["seccomp"], _SET_MODE_FILTER, flags, filter_program)
