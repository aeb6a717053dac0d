"""Ctrl-C at a command that solves: the first stops the solvers, the second the command."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_TOLD = b"Stopping with the best solution so far; Ctrl-C again to quit at once.\n"


@contextlib.contextmanager
def stopping_solvers_first() -> Iterator[None]:
    """Within, the first Ctrl-C has running solvers hand over what they have found.

    The second, or one while nothing runs, is a KeyboardInterrupt as ever.
    """
    from optimoot.solvers.sandbox import shared_sandbox

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    sandbox = shared_sandbox()
    asked = False

    def interrupted(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked or not sandbox.interrupt():
            signal.default_int_handler(number, frame)
        asked = True
        with contextlib.suppress(OSError):
            os.write(2, _TOLD)  # no stream: a handler may have come in the midst of a write

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
