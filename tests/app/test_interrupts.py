"""Ctrl-C at the commands that solve, in real processes with a model that nobody settles soon."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")

KNAPSACKS = """
import random
import pyomo.environ as pyo


def build_model(data):
    m = pyo.ConcreteModel()
    rng = random.Random(7)
    items = range(120)
    m.take = pyo.Var(items, domain=pyo.Binary)
    m.worth = pyo.Objective(
        expr=pyo.quicksum(rng.randint(1, 1000) * m.take[i] for i in items), sense=pyo.maximize
    )
    m.room = pyo.ConstraintList()
    for _ in range(15):
        weight = [rng.randint(1, 1000) for _ in items]
        m.room.add(pyo.quicksum(weight[i] * m.take[i] for i in items) <= sum(weight) // 2)
    return m
"""
STUBBORN = """
import signal
import time


def build_model(data):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass
"""


def started(path: Path, source: str, *options: str) -> subprocess.Popen[bytes]:
    """`optimoot check` on a program, in a process group of its own as a shell would have it."""
    program = path / "program.py"
    program.write_text(source, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "optimoot.app", "check", str(program), "--time-limit=100", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
    )


def wait_for_the_solver(process: subprocess.Popen[bytes], seconds: float = 2.0) -> None:
    """Wait until some process below has worked for a while on its own time."""
    ticks = os.sysconf("SC_CLK_TCK")
    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        parent: dict[int, int] = {}
        worked: dict[int, float] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = (
                    stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                )
                pid = int(stat.parent.name)
                parent[pid] = int(fields[1])
                worked[pid] = (int(fields[11]) + int(fields[12])) / ticks
        for pid, spent in worked.items():
            depth, above = 0, pid
            while above in parent and above != process.pid:
                above, depth = parent[above], depth + 1
            if above == process.pid and depth >= 3 and spent >= seconds:
                return
        time.sleep(0.1)
    pytest.fail("no solver has begun")


def ctrl_c(process: subprocess.Popen[bytes]) -> None:
    """What a terminal does: the signal goes to the whole foreground group."""
    os.killpg(process.pid, signal.SIGINT)


def test_the_first_ctrl_c_shows_the_best_solution_so_far(tmp_path: Path) -> None:
    process = started(tmp_path, KNAPSACKS, "--json")
    wait_for_the_solver(process)  # into the search, which takes minutes
    ctrl_c(process)
    printed, complaints = process.communicate(timeout=60)
    assert process.returncode == 130, complaints
    outcome = json.loads(printed)
    assert outcome["termination"] == "interrupted"
    assert outcome["solution"] == "feasible"
    assert 0.0 < outcome["objective"] < outcome["bound"]
    assert outcome["gap"] > 0.0
    assert b"Ctrl-C again" in complaints
    assert b"Traceback" not in complaints


def test_it_is_shown_to_people_with_its_gap(tmp_path: Path) -> None:
    process = started(tmp_path, KNAPSACKS)
    wait_for_the_solver(process)
    ctrl_c(process)
    printed, complaints = process.communicate(timeout=60)
    assert process.returncode == 130, complaints
    page = printed.decode()
    assert "interrupted" in page
    assert "gap" in page


def test_the_second_ctrl_c_ends_the_command(tmp_path: Path) -> None:
    process = started(tmp_path, STUBBORN)
    wait_for_the_solver(process)
    ctrl_c(process)
    time.sleep(0.5)
    assert process.poll() is None, "the program does not listen"
    ctrl_c(process)
    printed, complaints = process.communicate(timeout=30)
    assert process.returncode == 130
    assert printed == b""
    assert b"Interrupted." in complaints
    assert b"Traceback" not in complaints
