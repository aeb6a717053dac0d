"""No Program finds another's data, source, output or result in its own memory."""

from __future__ import annotations

import re
import secrets
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no fork elsewhere")

HOLDER = """\
import time
import pyomo.environ as pyo


def build_model(data):
    print("mark-" + data["printed"])
    time.sleep(data["sleep"])
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["mark-" + data["named"]], bounds=(0, 42))
    model.best = pyo.Objective(expr=pyo.quicksum(model.x.values()), sense=pyo.maximize)
    return model
"""
# The kernel copies from where it may and says where it may not, so that nothing crashes.
SCANNER = """\
import ctypes
import os
import re

import pyomo.environ as pyo

STEP = 1 << 16
libc = ctypes.CDLL(None, use_errno=True)
libc.sbrk.restype = ctypes.c_void_p
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
mark = re.compile(b"mark" + b"-[0-9a-f]{32}")


def scan(start, end, found):
    reader, writer = os.pipe()
    for address in range(start, end, STEP):
        size = libc.write(writer, address, STEP)
        if size > 0:
            found.update(mark.findall(os.read(reader, size)))


def build_model(data):
    found, top = set(), libc.sbrk(0)
    scan((top - (256 << 20)) & -STEP, top, found)
    near = id(object()) & -STEP
    scan(near - (512 << 20), near + (512 << 20), found)
    scan(near - (512 << 20) + STEP // 2, near + (512 << 20), found)
    print(len(found), *[each.decode() for each in found])
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
"""


def holder(sleep: float = 0) -> Program:
    marks = {name: secrets.token_hex(16) for name in ("printed", "named")}
    hidden = [f"mark-{secrets.token_hex(16)}" for _ in range(2000)]
    return Program(source=HOLDER, data={**marks, "sleep": sleep, "hidden": hidden})


def test_the_scanner_finds_what_is_there(sandbox: Sandbox) -> None:
    outcome = sandbox.run(Program(source=SCANNER, data={"own": f"mark-{secrets.token_hex(16)}"}))
    assert outcome.failure is None
    assert int(outcome.printed.split()[0]) >= 1


def test_nothing_of_other_jobs_is_in_memory() -> None:
    own = secrets.token_hex(16)
    with Sandbox() as sandbox, ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert sandbox.run(holder()).objective == pytest.approx(42)
        others = [pool.submit(sandbox.run, holder(sleep=0.3)) for _ in range(6)]
        spy = Program(source=SCANNER, data={"own": f"mark-{own}"})
        outcomes = [
            pool.submit(sandbox.run, spy, SolveOptions(), SandboxLimits(wall_time=60))
            for _ in range(2)
        ]
        for each in outcomes:
            outcome = each.result()
            assert outcome.failure is None
            assert set(re.findall(r"mark-[0-9a-f]{32}", outcome.printed)) <= {f"mark-{own}"}
        assert all(other.result().objective == pytest.approx(42) for other in others)
