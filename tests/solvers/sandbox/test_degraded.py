"""Machines that lack protections: made here by filters that take system calls away."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from optimoot.outcome import FailureKind
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox
from optimoot.solvers.sandbox.syscalls import this_architecture

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or this_architecture() is None, reason="takes Linux's calls away"
)

MODEL = """
import pyomo.environ as pyo


def build_model(data):
    {act}
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
"""

CLIENT = """
import errno, json, sys
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox, limits, seccomp
from optimoot.solvers.sandbox.syscalls import this_architecture

asked = json.load(sys.stdin)
architecture = this_architecture()
limits.forbid_new_privileges()
LOAD, TEST, EQUAL, RETURN = 0x20, 0x45, 0x15, 0x06
code = [(LOAD, 0, 0, 0)]
for name in asked["without"]:
    code += [(EQUAL, 0, 1, architecture.numbers[name]), (RETURN, 0, 0, 0x50000 | errno.ENOSYS)]
if asked["without_listener"]:
    code += [
        (EQUAL, 0, 4, architecture.numbers["seccomp"]),
        (LOAD, 0, 0, 24),
        (TEST, 0, 1, 1 << 3),
        (RETURN, 0, 0, 0x50000 | errno.EBUSY),
        (LOAD, 0, 0, 0),
    ]
code.append((RETURN, 0, 0, 0x7FFF0000))
seccomp.install(architecture, code, notify=False)
with Sandbox() as sandbox:
    try:
        outcome = sandbox.run(
            Program(source=asked["source"], data=asked["data"]),
            SolveOptions(),
            SandboxLimits.model_validate(asked["limits"]),
        )
        told = json.loads(outcome.model_dump_json())
    except Exception as error:
        told = {"raised": type(error).__name__, "text": str(error)}
    told["reasons"] = {item.name: item.reason for item in sandbox.protections().items}
print(json.dumps(told))
"""
LANDLOCK = ["landlock_create_ruleset"]
SECCOMP = ["seccomp"]


def run(
    act: str = "pass",
    *,
    without: list[str],
    without_listener: bool = False,
    data: dict[str, Any] | None = None,
    **limits: Any,
) -> dict[str, Any]:
    """Run a Program on a machine that lacks these calls; gives the Outcome as a dict."""
    asked = {
        "source": MODEL.format(act=act),
        "data": data or {},
        "limits": limits,
        "without": without,
        "without_listener": without_listener,
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CLIENT],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_without_landlock_programs_run_and_it_is_said() -> None:
    told = run(without=LANDLOCK)
    assert told["objective"] == pytest.approx(42)
    assert told["protections"]["landlock"] is False
    assert told["protections"]["seccomp"] is True
    assert "Linux 5.13" in told["reasons"]["landlock"]


def test_without_seccomp_programs_run_and_it_is_said() -> None:
    told = run(without=SECCOMP)
    assert told["objective"] == pytest.approx(42)
    assert told["protections"]["seccomp"] is False
    assert told["protections"]["landlock"] is True
    assert told["reasons"]["seccomp"]


def test_without_anything_limits_still_hold() -> None:
    told = run("import time; time.sleep(60)", without=[*LANDLOCK, *SECCOMP, "pidfd_open"],
               wall_time=0.5)  # fmt: skip
    assert told["failure"]["kind"] == "wall_time"
    assert told["protections"]["process"] is True


@pytest.mark.parametrize("without", [LANDLOCK, SECCOMP])
def test_what_is_required_and_missing_is_refused(without: list[str], tmp_path: Path) -> None:
    act = "open(data['path'], 'w')"
    told = run(act, without=without, data={"path": str(tmp_path / "new")}, require=True)
    assert told["raised"] == "InputError"
    assert without[0].partition("_")[0] in told["text"]
    assert not (tmp_path / "new").exists()


def test_without_seccomp_what_a_program_leaves_running_is_ended() -> None:
    act = (
        "import os, time\n"
        "    for _ in range(3):\n"
        "        if os.fork() == 0:\n"
        "            os.setsid()\n"
        "            os.closerange(0, 100)\n"
        "            time.sleep(60)\n"
        "            os._exit(0)\n"
        "    print(os.getpid())"
    )
    told = run(act, without=SECCOMP)
    session = told["printed"].strip()
    assert told["objective"] == pytest.approx(42)
    assert [p for p in processes() if session in (p["session"], p["parent"])] == []


def processes() -> list[dict[str, str]]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        found.append({"pid": path.parent.name, "parent": fields[1], "session": fields[3]})
    return found


def test_without_a_listener_calls_are_refused_all_the_same(tmp_path: Path) -> None:
    told = run("import socket; socket.socket()", without=[], without_listener=True)
    assert told["failure"]["kind"] == "refused"
    assert told["failure"]["protection"] == "seccomp"
    assert all(told["protections"].values())
    (tmp_path / "secret").write_text("hidden")
    path = {"path": str(tmp_path / "secret")}
    told = run("print(open(data['path']).read())", without=[], without_listener=True, data=path)
    assert told["failure"]["kind"] == "refused"
    assert told["failure"]["protection"] == f"landlock: {path['path']}"
    assert "hidden" not in told["printed"]


class TestFreshProcesses:
    """The way of systems without a fork server, tried on this one."""

    @staticmethod
    def run(act: str, **limits: Any) -> Any:
        with Sandbox(backend="fresh_process") as sandbox:
            return sandbox.run(
                Program(source=MODEL.format(act=act)),
                SolveOptions(),
                SandboxLimits.model_validate(limits),
            )

    def test_solves_and_reports(self) -> None:
        outcome = self.run("print('hello')")
        assert outcome.objective == pytest.approx(42)
        assert outcome.printed == "hello\n"
        assert outcome.protections["process"] is True

    def test_refusals_are_felt(self) -> None:
        outcome = self.run("import socket; socket.socket()")
        assert outcome.failure.kind is FailureKind.REFUSED
        assert outcome.failure.line == 6

    def test_a_thread_from_before_would_be_reported(self) -> None:
        """The one that watches for the client's end must come after the confinement."""
        outcome = self.run("import threading; print(threading.active_count())")
        assert outcome.printed == "2\n"
        assert all(outcome.protections.values())

    @pytest.mark.parametrize(
        ("act", "limits", "kind"),
        [
            ("import time; time.sleep(60)", {"wall_time": 0.5}, FailureKind.WALL_TIME),
            ("while True: print('x' * 1000)", {}, FailureKind.OUTPUT),
            ("bytearray(8 << 30)", {}, FailureKind.MEMORY),
            ("while True: pass", {"cpu_time": 1}, FailureKind.CPU_TIME),
            ("import os; os._exit(3)", {}, FailureKind.CRASHED),
            ("import os; os.abort()", {}, FailureKind.CRASHED),
            ("1 / 0", {}, FailureKind.EXCEPTION),
        ],
    )
    def test_failures(self, act: str, limits: dict[str, Any], kind: FailureKind) -> None:
        outcome = self.run(act, **limits)
        assert outcome.failure.kind is kind

    async def test_cancelling_ends_the_process(self) -> None:
        def own() -> set[str]:
            return {p["pid"] for p in processes() if p["parent"] == str(os.getpid())}

        before = own()
        with Sandbox(backend="fresh_process") as sandbox:
            program = Program(source=MODEL.format(act="import time; time.sleep(60)"))
            task = asyncio.create_task(sandbox.arun(program))
            for _ in range(200):
                if own() - before:
                    break
                await asyncio.sleep(0.05)
            else:
                pytest.fail("no process was started")
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            for _ in range(200):
                if not own() - before:
                    return
                await asyncio.sleep(0.05)
            pytest.fail("the process lives on")
