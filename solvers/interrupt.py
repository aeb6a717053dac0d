"""Run a solver so that Ctrl-C ends it and its incumbent is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_BEAT = 0.05
"""Seconds between two looks at whether a signal has come."""
_PATIENCE = 2.0
"""Seconds that a solver may take to stop before it is left behind."""


class LeftBehindError(Exception):
    """The solver did not stop when it was told to; it runs on, and must not be asked anything."""


def run_interruptible(work: Callable[[], object], cancel: Callable[[], object]) -> bool:
    """Run `work` in a thread of its own, as only the main thread hears signals.

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
        finally:
            done.set()

    threading.Thread(target=body, name="solver", daemon=True).start()
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
