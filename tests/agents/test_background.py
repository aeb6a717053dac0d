"""One event loop serves all synchronous calls of a process."""

from __future__ import annotations

import asyncio
import contextvars
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from optimoot.agents.background import Call, run_to_end


async def running_loop() -> int:
    await asyncio.sleep(0)
    return id(asyncio.get_running_loop())


def test_all_calls_share_a_loop_also_those_of_other_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        others = list(pool.map(lambda _: run_to_end(running_loop()), range(8)))
    assert {run_to_end(running_loop()), *others} == {others[0]}


async def test_it_works_where_a_loop_is_running() -> None:
    assert run_to_end(running_loop()) != id(asyncio.get_running_loop())


def test_a_coroutine_may_call_what_is_synchronous() -> None:
    async def outer() -> tuple[int, int]:
        return await running_loop(), run_to_end(running_loop())

    own, inner = run_to_end(outer())
    assert own != inner


def test_what_is_raised_reaches_the_caller() -> None:
    async def fails() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        run_to_end(fails())


def test_the_callers_context_is_seen() -> None:
    word = contextvars.ContextVar("word", default="none")
    word.set("mine")

    async def told() -> str:
        return word.get()

    assert run_to_end(told()) == "mine"


def test_ending_a_call_waits_until_it_has_cleaned_up() -> None:
    begun, cleaned = threading.Event(), []

    async def works() -> None:
        try:
            begun.set()
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            cleaned.append(True)

    call = Call(works())
    assert begun.wait(10)
    call.end()
    assert cleaned
    call.end()  # once more is no matter
    with pytest.raises(asyncio.CancelledError):
        call.result()


def test_ctrl_c_ends_the_coroutine_first() -> None:
    begun, cleaned = threading.Event(), []

    async def works() -> None:
        try:
            begun.set()
            await asyncio.sleep(60)
        finally:
            cleaned.append(True)

    def interrupt() -> None:
        begun.wait(10)
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        run_to_end(works())
    thread.join()
    assert cleaned


ENDING = """
import asyncio, os, threading
from optimoot.agents.background import Call, run_to_end

async def word():
    return "ended"

Call(asyncio.sleep(60))
if hasattr(os, "fork"):
    child = os.fork()
    if child == 0:
        print(run_to_end(word()), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
print(run_to_end(word()))
"""


def test_a_process_ends_though_something_runs_and_a_fork_has_a_loop_of_its_own() -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", ENDING],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert set(ended.stdout.split()) == {"ended"}
    assert not ended.stderr
