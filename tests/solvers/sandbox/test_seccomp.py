"""The filter does what the policy says: checked by running it, instruction for instruction."""

from __future__ import annotations

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.solvers.sandbox import policy
from optimoot.solvers.sandbox.policy import THREAD_FLAGS
from optimoot.solvers.sandbox.seccomp import Instruction, assemble
from optimoot.solvers.sandbox.syscalls import AARCH64, X86_64, Architecture

ALLOW, NOTIFY, ERRNO, KILL = 0x7FFF0000, 0x7FC00000, 0x00050000, 0x80000000
PID = 4711
HANDOVER = 4
CLONE_NEWUSER, CLONE_VM = 0x10000000, 0x100
MOST_INSTRUCTIONS = 4096
architectures = st.sampled_from([X86_64, AARCH64])
arguments = st.lists(st.integers(0, 2**64 - 1), min_size=6, max_size=6)


def verdict(
    code: list[Instruction], architecture: int, number: int, given: list[int] | None = None
) -> int:
    """Run a filter as the kernel does (BPF over struct seccomp_data, little-endian)."""
    words = [number & 0xFFFFFFFF, architecture, 0, 0]
    for argument in [*(given or []), 0, 0, 0, 0, 0, 0][:6]:
        words += [argument & 0xFFFFFFFF, argument >> 32]
    accumulator = at = 0
    while True:
        operation, if_true, if_false, constant = code[at]
        at += 1
        if operation == 0x20:
            accumulator = words[constant // 4]
        elif operation == 0x54:
            accumulator &= constant
        elif operation == 0x15:
            at += if_true if accumulator == constant else if_false
        elif operation == 0x35:
            at += if_true if accumulator >= constant else if_false
        else:
            assert operation == 0x06
            return constant


def filter_for(architecture: Architecture, *, notify: bool = True) -> list[Instruction]:
    return assemble(architecture, PID, handover=HANDOVER if notify else None, notify=notify)


def asked(architecture: Architecture, name: str, *given: int, notify: bool = True) -> int:
    code = filter_for(architecture, notify=notify)
    return verdict(code, architecture.audit, architecture.numbers[name], list(given))


@pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=lambda a: a.name)
@pytest.mark.parametrize("notify", [True, False])
def test_jumps_and_length_are_within_bounds(architecture: Architecture, notify: bool) -> None:
    code = filter_for(architecture, notify=notify)
    assert len(code) < MOST_INSTRUCTIONS
    for at, (operation, if_true, if_false, constant) in enumerate(code):
        assert 0 <= if_true < 256
        assert 0 <= if_false < 256
        assert 0 <= constant < 2**32
        assert at + max(if_true, if_false) < len(code) - 1 or operation == 0x06


@given(architectures, st.integers(0, 2**32 - 1), arguments, st.booleans())
def test_only_named_calls_are_allowed(
    architecture: Architecture, number: int, given: list[int], notify: bool
) -> None:
    name = architecture.names.get(number)
    ruled = {rule.call for rule in policy.rules(PID, HANDOVER)}
    if verdict(filter_for(architecture, notify=notify), architecture.audit, number, given) == ALLOW:
        assert name is not None
        assert name in policy.ALLOWED | policy.WATCHED | ruled


@given(architectures, st.integers(0, 500), arguments)
def test_small_numbers_too(architecture: Architecture, number: int, given: list[int]) -> None:
    name = architecture.names.get(number)
    found = verdict(filter_for(architecture), architecture.audit, number, given)
    if name in policy.ALLOWED:
        assert found == ALLOW
    elif name in policy.WATCHED | policy.METADATA:
        assert found == NOTIFY
    elif name in policy.SILENT:
        assert found == ERRNO | policy.SILENT[name]
    elif name in policy.ABSENT or number >= architecture.unknown_from:
        assert found == ERRNO | errno.ENOSYS
    elif name not in {rule.call for rule in policy.rules(PID, HANDOVER)}:
        assert found == NOTIFY


@given(architectures, st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.booleans())
def test_another_architecture_is_refused(
    architecture: Architecture, audit: int, number: int, notify: bool
) -> None:
    if audit != architecture.audit:
        found = verdict(filter_for(architecture, notify=notify), audit, number)
        assert found == (NOTIFY if notify else KILL)


@given(st.integers(0x40000000, 2**32 - 1), st.booleans())
def test_x32_is_refused(number: int, notify: bool) -> None:
    found = verdict(filter_for(X86_64, notify=notify), X86_64.audit, number)
    assert found == (NOTIFY if notify else KILL)


@pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=lambda a: a.name)
class TestArguments:
    def test_clone_makes_threads_only(self, architecture: Architecture) -> None:
        assert asked(architecture, "clone", THREAD_FLAGS) == ALLOW
        assert asked(architecture, "clone", THREAD_FLAGS | 0x400000) == ALLOW
        for flags in (17, THREAD_FLAGS | CLONE_NEWUSER, THREAD_FLAGS & ~CLONE_VM, 0):
            assert asked(architecture, "clone", flags) == NOTIFY
            assert asked(architecture, "clone", flags, notify=False) == ERRNO | errno.EPERM

    def test_signals_go_to_itself_only(self, architecture: Architecture) -> None:
        for name in ("kill", "tgkill"):
            assert asked(architecture, name, PID, 9) == ALLOW
            for other in (PID + 1, 0, 1, 2**32 - 1, 2**32 - PID):
                assert asked(architecture, name, other, 9) == NOTIFY

    def test_limits_can_be_read_but_not_set(self, architecture: Architecture) -> None:
        assert asked(architecture, "prlimit64", 0, 7, 0, 1) == ALLOW
        assert asked(architecture, "prlimit64", PID, 7, 0, 1) == ALLOW
        assert asked(architecture, "prlimit64", 0, 7, 1 << 32, 0) == NOTIFY
        assert asked(architecture, "prlimit64", 0, 7, 1, 0) == NOTIFY
        assert asked(architecture, "prlimit64", 1, 7, 0, 1) == NOTIFY

    def test_messages_go_through_the_handover_only(self, architecture: Architecture) -> None:
        assert asked(architecture, "sendmsg", HANDOVER) == ALLOW
        assert asked(architecture, "sendmsg", HANDOVER + 1) == NOTIFY
        assert asked(architecture, "sendmsg", HANDOVER, notify=False) == ERRNO | errno.EPERM

    def test_reading_does_not_truncate(self, architecture: Architecture) -> None:
        read_only, write_only, truncate = 0, 1, 0o1000
        assert asked(architecture, "openat", 0, 0, read_only | truncate, notify=False) == (
            ERRNO | errno.EPERM
        )
        assert asked(architecture, "openat", 0, 0, write_only | truncate, notify=False) == ALLOW
        assert asked(architecture, "openat", 0, 0, read_only, notify=False) == ALLOW

    def test_descriptors_signal_nobody(self, architecture: Architecture) -> None:
        set_owner, duplicate = 8, 0
        assert asked(architecture, "fcntl", 1, set_owner) == NOTIFY
        assert asked(architecture, "fcntl", 1, duplicate) == ALLOW


def test_tables_agree_with_the_running_kernel() -> None:
    """A few calls that every architecture has under its own number."""
    assert (X86_64.numbers["seccomp"], AARCH64.numbers["seccomp"]) == (317, 277)
    assert (X86_64.numbers["openat"], AARCH64.numbers["openat"]) == (257, 56)
    assert (X86_64.numbers["execve"], AARCH64.numbers["execve"]) == (59, 221)
    assert X86_64.numbers["clone3"] == AARCH64.numbers["clone3"] == 435
    assert "fork" not in AARCH64.numbers
