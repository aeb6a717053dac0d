"""How a Program's own failures are told."""

from __future__ import annotations

import textwrap

import pytest

from optimoot.errors import RunError
from optimoot.outcome import FailureKind, Outcome, Termination
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox

GOOD = """\
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.amount = pyo.Var(bounds=(0, data["most"]))
    model.best = pyo.Objective(expr=2 * model.amount, sense=pyo.maximize)
    return model
"""


def run(sandbox: Sandbox, source: str, **limits: float) -> Outcome:
    program = Program(source=textwrap.dedent(source), data={"most": 4})
    return sandbox.run(program, SolveOptions(), SandboxLimits.model_validate(limits))


def test_good_program(sandbox: Sandbox) -> None:
    outcome = run(sandbox, GOOD)
    assert outcome.objective == pytest.approx(8)
    assert outcome.failure is None
    assert outcome.times.total >= outcome.times.build + outcome.times.solve > 0


def test_syntax_error_tells_the_line(sandbox: Sandbox) -> None:
    failure = run(sandbox, "import pyomo\n\ndef build_model(data:\n    return 1\n").failure
    assert failure is not None
    assert failure.kind is FailureKind.SYNTAX
    assert failure.line == 3


def test_exception_tells_type_text_and_line(sandbox: Sandbox) -> None:
    source = """
    def deeper(data):
        return data["absent"]

    def build_model(data):
        return deeper(data)
    """
    failure = run(sandbox, source).failure
    assert failure is not None
    assert failure.kind is FailureKind.EXCEPTION
    assert "KeyError" in failure.message
    assert "absent" in failure.message
    assert failure.line == 3


def test_refusal_tells_the_line(sandbox: Sandbox) -> None:
    failure = run(sandbox, "import socket\n\nsocket.socket()\n").failure
    assert failure is not None
    assert failure.kind is FailureKind.REFUSED
    assert failure.line == 3
    assert "seccomp: socket" in failure.message


def test_crash_tells_signal_and_line(sandbox: Sandbox) -> None:
    failure = run(sandbox, "import ctypes\n\nctypes.string_at(0)\n").failure
    assert failure is not None
    assert failure.kind is FailureKind.CRASHED
    assert "signal 11" in failure.message
    assert failure.line == 3


def test_what_it_printed_is_kept_also_when_it_fails(sandbox: Sandbox) -> None:
    source = """
    import ctypes, sys
    print("to output")
    print("to error", file=sys.stderr)
    ctypes.CDLL(None).puts(b"from C")
    raise ValueError("then this")
    """
    outcome = run(sandbox, source)
    assert outcome.failure is not None
    for text in ("to output", "to error", "from C"):
        assert text in outcome.printed


def test_printed_is_cut_at_the_limit(sandbox: Sandbox) -> None:
    outcome = run(sandbox, "while True: print('0123456789' * 20)", output=2)
    assert outcome.failure is not None
    assert outcome.failure.kind is FailureKind.OUTPUT
    assert outcome.termination is Termination.NOT_SOLVED
    assert 1024 < len(outcome.printed) <= 2048


def test_a_model_that_a_format_cannot_hold(sandbox: Sandbox) -> None:
    source = GOOD.replace("2 * model.amount", "pyo.sin(model.amount)")
    with pytest.raises(RunError, match="linear and quadratic"):
        sandbox.export(Program(source=source, data={"most": 4}), "lp")


def test_export_keeps_the_names(sandbox: Sandbox) -> None:
    program = Program(source=GOOD, data={"most": 4})
    assert "amount" in sandbox.export(program, "lp")
    assert "amount" in sandbox.export(program, "mps")


def test_export_of_a_failing_program_says_why(sandbox: Sandbox) -> None:
    with pytest.raises(RunError, match=r"line 1.*ZeroDivisionError"):
        sandbox.export(Program(source="1 / 0"), "lp")


def test_the_child_sees_neither_environment_nor_descriptors(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    source = """
    import os

    def is_open(fd):
        try:
            os.fstat(fd)
        except OSError:
            return False
        return True

    print(sorted(os.environ), [fd for fd in range(100) if is_open(fd)])
    """
    printed = run(sandbox, source).printed
    assert "SECRET" not in printed
    assert printed.strip().endswith("[0, 1, 2, 3]")


def test_the_same_program_gives_the_same_order_of_sets(sandbox: Sandbox) -> None:
    source = "print({str(number) for number in range(50)})"
    with Sandbox() as other:
        assert run(sandbox, source).printed == run(other, source).printed
