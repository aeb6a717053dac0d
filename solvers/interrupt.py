"""Run a solver so that Ctrl-C ends it and its incumbent is kept."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

_BEAT = 0.05
"""Seconds between two looks at whether a signal has come."""
_PATIENCE = 2.0
"""Seconds that a solver may take to stop before it is left behind."""

_idle: list[SimpleQueue[Callable[[], None]]] = []
"""What the threads that have nothing to do wait for.

They are used again, as SCIP counts the threads that it ever ran curved models in, and crashes
Python at the 65th of a process.
"""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # a fork has none of its parent's threads


class LeftBehindError(Exception):
    """The solver did not stop when it was told to; it runs on, and must not be asked anything."""


def run_interruptible(work: Callable[[], object], cancel: Callable[[], object]) -> bool:
    """Run `work` in another thread, as only the main thread hears signals.

    Args:
        work: Runs the solver; it must release Python's lock while it does.
        cancel: Asks the solver to stop, from another thread.

    Returns:
        Whether it was interrupted.

    Raises:
        LeftBehindError: It was, and did not stop within a few seconds.
        Exception: Whatever `work` raises.
    """
    raised: list[BaseException] = []
    done = threading.Event()

    def body() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  (raised again below)
            raised.append(error)

    _hand_over(body, done)
    cancelled: float | None = None
    while not done.is_set():
        try:
            done.wait(_BEAT)
        except KeyboardInterrupt:
            cancelled = cancelled or time.monotonic()
            cancel()
        if cancelled is not None and time.monotonic() - cancelled > _PATIENCE:
            raise LeftBehindError
    if raised:
        raise raised[0]
    return cancelled is not None


def _hand_over(body: Callable[[], None], done: threading.Event) -> None:
    """Have an idle thread, or a new one where there is none, run `body` and set `done`."""
    try:
        jobs = _idle.pop()
    except IndexError:
        jobs = SimpleQueue()
        threading.Thread(target=_serve, args=(jobs,), name="solver", daemon=True).start()

    def job() -> None:
        body()
        _idle.append(jobs)
        done.set()

    jobs.put(job)


def _serve(jobs: SimpleQueue[Callable[[], None]]) -> None:
    while True:
        jobs.get()()
