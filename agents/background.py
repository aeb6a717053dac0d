"""The event loop that serves the synchronous calls of this process.

It is one for all of them, in a thread of its own: the clients of language models keep connections,
which are of no use, and in the way, once the loop that they were opened in is closed.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class _Background:
    """A thread with a running loop, from the first call to the end of the process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._serve, name="optimoot-loop", daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        left = asyncio.all_tasks(self.loop)
        for task in left:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    def end(self) -> None:
        """Cancel what runs, and close the loop."""
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5.0)


_guard = threading.Lock()
_background: _Background | None = None


class Call(Generic[T]):
    """A coroutine at work in the background.

    Args:
        work: The coroutine; it sees the context variables of the caller.
    """

    def __init__(self, work: Coroutine[Any, Any, T]) -> None:
        self._loop = _serving().loop
        self._ended = threading.Event()
        self._task: asyncio.Task[T] | None = None
        self._loop.call_soon_threadsafe(self._begin, work)

    def _begin(self, work: Coroutine[Any, Any, T]) -> None:
        self._task = self._loop.create_task(work)
        self._task.add_done_callback(lambda _task: self._ended.set())

    def result(self) -> T:
        """Wait for its end, and give what it returned.

        Raises:
            BaseException: Whatever the coroutine raised.
        """
        try:
            self._ended.wait()
        except BaseException:
            self.end()
            raise
        return self._outcome()

    def _outcome(self) -> T:
        if self._task is None:
            raise RuntimeError("The call ended before it began.")
        return self._task.result()

    def end(self) -> None:
        """Cancel it where it still works, and wait until it has ended."""
        self._loop.call_soon_threadsafe(self._cancel)
        self._ended.wait()

    def _cancel(self) -> None:
        if self._task is not None and not self._task.cancel() and not self._task.cancelled():
            self._task.exception()  # whoever ends it early does not ask for it


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where an event loop is running already (a notebook).

    Whatever ends this call early (Ctrl-C) cancels the coroutine, and waits until it has ended.

    Raises:
        BaseException: Whatever the coroutine raises.
    """
    if threading.current_thread() is not _serving().thread:
        return Call(work).result()
    # A coroutine in the background calls a synchronous function: the loop cannot wait for itself.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _serving() -> _Background:
    global _background
    with _guard:
        if _background is None:
            _background = _Background()
            atexit.register(_background.end)
        return _background


def _forget() -> None:
    """In a forked copy of this process: its threads are the original's."""
    global _guard, _background
    _guard, _background = threading.Lock(), None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
