"""Processes, folders and descriptors: shared, restarted, cancelled, and gone in the end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from optimoot.errors import RunError
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox, shared_sandbox
from optimoot.solvers.sandbox.client import Backend

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SOURCE = """\
import os, time
import pyomo.environ as pyo


def build_model(data):
    print(os.getppid(), os.path.dirname(os.getcwd()))
    time.sleep(data.get("sleep", 0))
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, data["most"]))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
"""


def program(most: float = 4, sleep: float = 0) -> Program:
    return Program(source=SOURCE, data={"most": most, "sleep": sleep})


def server_of(sandbox: Sandbox) -> int:
    return where(sandbox)[0]


def where(sandbox: Sandbox) -> tuple[int, Path]:
    """The server's process, and the folder that it works in."""
    pid, folder = sandbox.run(program()).printed.split()
    return int(pid), Path(folder)


def children_of(pid: int) -> list[int]:
    """The processes that `pid` has as children now, zombies included."""
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def eventually(holds: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def own() -> Iterator[Sandbox]:
    """A sandbox that a test may wreck."""
    with Sandbox() as opened:
        yield opened


def test_one_server_serves_all_runs(sandbox: Sandbox) -> None:
    assert server_of(sandbox) == server_of(sandbox)


def test_the_shared_sandbox_is_one() -> None:
    assert shared_sandbox() is shared_sandbox()


def test_many_threads_at_once(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda most: sandbox.run(program(most)), range(1, 13)))
    assert [round(outcome.objective or 0) for outcome in outcomes] == list(range(1, 13))


async def test_many_tasks_at_once(sandbox: Sandbox) -> None:
    outcomes = await asyncio.gather(*(sandbox.arun(program(most)) for most in range(1, 9)))
    assert [round(outcome.objective or 0) for outcome in outcomes] == list(range(1, 9))


def test_a_large_result_comes_whole(sandbox: Sandbox) -> None:
    source = """\
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(20_000), bounds=(1, 2))
    model.best = pyo.Objective(expr=pyo.quicksum(model.x[i] for i in range(20_000)))
    return model
"""
    outcome = sandbox.run(Program(source=source))
    assert outcome.objective == pytest.approx(20_000)
    assert len(outcome.variables) == 20_000


def test_nothing_is_left_after_a_run(sandbox: Sandbox) -> None:
    server, folder = where(sandbox)
    for _ in range(3):
        sandbox.run(program())
        sandbox.run(Program(source="open('left', 'w').write('x'); import os; os._exit(3)"))
    assert children_of(server) == []
    assert list(folder.glob("job*")) == []


def test_nothing_is_left_after_closing() -> None:
    def descriptors() -> set[str]:
        return {os.readlink(p) for p in Path("/proc/self/fd").iterdir() if os.path.lexists(p)}

    with Sandbox() as warm_up:
        warm_up.run(program())
    before = len(os.listdir("/proc/self/fd"))
    with Sandbox() as opened:
        server, folder = where(opened)
        assert len(os.listdir("/proc/self/fd")) > before
    assert not is_alive(server)
    assert not folder.exists()
    assert len(os.listdir("/proc/self/fd")) == before, descriptors()


def test_a_collected_sandbox_ends_its_server() -> None:
    opened = Sandbox()
    server = server_of(opened)
    del opened
    assert eventually(lambda: not is_alive(server))


def test_closing_ends_what_runs() -> None:
    opened = Sandbox()
    server = server_of(opened)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(opened.run, program(sleep=60))
        assert eventually(lambda: children_of(server))
        (child,) = children_of(server)
        opened.close()
        assert not is_alive(child)
        with pytest.raises(RunError, match="closed while"):
            running.result(timeout=30)


def test_a_dead_server_is_replaced(own: Sandbox) -> None:
    first = server_of(own)
    os.kill(first, signal.SIGKILL)
    assert own.run(program()).objective == pytest.approx(4)
    assert server_of(own) != first


def test_a_run_survives_the_death_of_its_server(own: Sandbox) -> None:
    server = server_of(own)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(own.run, program(sleep=1))
        assert eventually(lambda: children_of(server))
        (child,) = children_of(server)
        os.kill(server, signal.SIGKILL)
        assert eventually(lambda: not is_alive(child))
        assert running.result(timeout=60).objective == pytest.approx(4)


def test_interrupting_a_run_ends_its_process(own: Sandbox) -> None:
    server = server_of(own)

    def interrupt() -> None:
        eventually(lambda: children_of(server))
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        own.run(program(sleep=60))
    thread.join()
    assert eventually(lambda: not children_of(server), seconds=5)
    assert own.run(program()).objective == pytest.approx(4)


def test_an_interrupt_at_any_moment_is_told_as_one(own: Sandbox) -> None:
    own.run(program())
    with ThreadPoolExecutor(1) as pool:
        for number in range(100):
            running = pool.submit(own.run, program(sleep=60))
            time.sleep(number % 20 / 1000)  # a child is ready after about 10 ms
            while not own.interrupt():
                time.sleep(0.0005)
            failure = running.result(timeout=60).failure
            assert failure is not None
            assert failure.kind == "cancelled", (number, failure)


DEAF_AT_FIRST = """\
import signal, time


def build_model(data):
    hear = signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(0.5)
    signal.signal(signal.SIGINT, hear)
    time.sleep(60)
"""


@pytest.mark.parametrize("backend", ["fork_server", "fresh_process"])
def test_an_interrupt_that_got_lost_is_repeated(backend: Backend) -> None:
    with Sandbox(backend=backend) as opened, ThreadPoolExecutor(1) as pool:
        running = pool.submit(opened.run, Program(source=DEAF_AT_FIRST))
        assert eventually(opened.interrupt)
        failure = running.result(timeout=30).failure
    assert failure is not None
    assert failure.kind == "cancelled", failure


def test_an_interrupt_that_is_repeated_spoils_no_result(own: Sandbox) -> None:
    source = """\
import signal, time
import pyomo.environ as pyo


def build_model(data):
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(1)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 3))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
"""
    with ThreadPoolExecutor(1) as pool:
        for wait in (0.2, 1, 5):  # one that comes before the program's own code cancels
            running = pool.submit(own.run, Program(source=source))
            time.sleep(wait)
            assert own.interrupt()
            outcome = running.result(timeout=30)
            if outcome.failure is None:
                break
    assert outcome.objective == pytest.approx(3)


async def test_cancelling_a_task_ends_its_process(own: Sandbox) -> None:
    server = await asyncio.to_thread(server_of, own)
    task = asyncio.create_task(own.arun(program(sleep=60)))
    assert await asyncio.to_thread(eventually, lambda: children_of(server))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(eventually, lambda: not children_of(server), 5)


async def test_a_queued_run_can_be_cancelled(own: Sandbox) -> None:
    server = await asyncio.to_thread(server_of, own)
    tasks = [asyncio.create_task(own.arun(program(sleep=60))) for _ in range(20)]
    assert await asyncio.to_thread(eventually, lambda: len(children_of(server)) >= 2)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await asyncio.to_thread(eventually, lambda: not children_of(server), 5)
    assert (await own.arun(program())).objective == pytest.approx(4)


def script(body: str, *arguments: str) -> subprocess.Popen[str]:
    """A client of its own, in a process of its own."""
    head = f"SOURCE = {SOURCE!r}\nimport os, sys, time\n" + (
        "from optimoot.program import Program\n"
        "from optimoot.solvers.sandbox import Sandbox, shared_sandbox\n"
        "def program(**data):\n    return Program(source=SOURCE, data={'most': 4, **data})\n"
    )
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", head + body, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_client_that_just_ends_leaves_nothing() -> None:
    client = script("print(shared_sandbox().run(program()).printed)\n")
    out, error = client.communicate(timeout=60)
    assert (client.returncode, error) == (0, "")
    server, folder = out.split()
    assert not is_alive(int(server))
    assert not Path(folder).exists()


def test_a_client_that_is_killed_leaves_nothing() -> None:
    client = script(
        "print(shared_sandbox().run(program()).printed, flush=True)\n"
        "shared_sandbox().run(program(sleep=60))\n"
    )
    assert client.stdout is not None
    server, folder = client.stdout.readline().split()
    assert eventually(lambda: children_of(int(server)))
    (child,) = children_of(int(server))
    client.kill()
    client.communicate(timeout=60)
    assert eventually(lambda: not is_alive(int(server)) and not is_alive(child))
    assert eventually(lambda: not Path(folder).exists())


def test_a_forked_copy_of_the_client_has_its_own_server() -> None:
    client = script(
        "sandbox = shared_sandbox()\n"
        "first = sandbox.run(program()).printed\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    other = sandbox.run(program()).printed\n"
        "    sys.exit(0 if other != first else 1)\n"
        "status = os.waitpid(pid, 0)[1]\n"
        "assert status == 0, status\n"
        "assert sandbox.run(program()).printed == first\n"
    )
    out, error = client.communicate(timeout=60)
    assert (client.returncode, out, error) == (0, "", "")


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "highspy").mkdir()
    (tmp_path / "highspy" / "__init__.py").write_text("raise ImportError('a broken solver')")
    client = script(
        "sys.path.insert(0, sys.argv[1])\n"
        "import optimoot.solvers.sandbox.launch as launch\n"
        "launch._START = launch._START.replace('sys.path += ', 'sys.path[:0] = ')\n"
        "from optimoot.errors import RunError\n"
        "try:\n    Sandbox().run(program())\nexcept RunError as error:\n    print(error)\n",
        str(tmp_path),
    )
    out, error = client.communicate(timeout=60)
    assert (client.returncode, error) == (0, "")
    assert "a broken solver" in out


def test_the_callers_current_folder_is_not_imported_from(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('imported from the current folder')")
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the current folder')")
    client = script(
        "os.chdir(sys.argv[1])\nprint(Sandbox().run(program()).objective)\n", str(tmp_path)
    )
    out, error = client.communicate(timeout=60)
    assert (out.strip(), error) == ("4.0", "")


def test_wall_time_counts_from_the_start_of_the_process(sandbox: Sandbox) -> None:
    outcome = sandbox.run(program(sleep=60), SolveOptions(), SandboxLimits(wall_time=0.3))
    assert outcome.failure is not None
    assert outcome.failure.kind == "wall_time"
    assert outcome.times.total >= 0.3
