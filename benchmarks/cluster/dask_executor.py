"""The executor on a Dask cluster: workers attempt items, only this process writes the log."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from importlib.util import find_spec
from types import TracebackType
from typing import Any, Final, Self

from optimoot.benchmarks.cluster.turns import Turns
from optimoot.benchmarks.cluster.versions import differences, own_versions
from optimoot.benchmarks.cluster.work import (
    Done,
    Plan,
    Work,
    packed,
    travelling,
    unpack_trace,
)
from optimoot.benchmarks.cluster.worker import stop, work_on
from optimoot.benchmarks.running.executor import Attempted, Task
from optimoot.benchmarks.running.record import Ending, broken
from optimoot.errors import InputError, MissingExtraError, RunError
from optimoot.settings import Settings

_LOOK: Final = 2.0
"""Seconds between two looks at whether there are workers."""
_TOGETHER: Final = 0.02
"""Seconds in which attempts that end together are gathered into one message."""
_LOGGERS: Final = (
    "distributed.client",
    "distributed.core",
    "distributed.comm",
    "tornado.application",
)
"""The last: Dask releases futures in a callback, which fails once the scheduler has gone."""
_KEPT: Final = "what had ended is in the log, and the same command goes on from there."


class DaskExecutor:
    """Works on tasks on a Dask cluster that runs already.

    A worker that ends in the midst of an attempt (out of memory, killed, unplugged) costs nothing
    but time: the attempt is made again elsewhere. Where Dask has given an attempt up, since it saw
    several of its workers end, it is made once more with no other at work, so that no item is
    blamed for its neighbour; if workers end again, the item has failed.

    Args:
        settings: Those of the evaluation.
        scheduler: Address of Dask's scheduler, as `tcp://HOST:8786`.
        item_timeout: Seconds after which an attempt is given up; None: never. Time in which an
            attempt waits for a worker does not count.
        connect: Seconds to wait for the scheduler, for its first worker, and for workers to stop.
        patience: Seconds to go on without any worker.

    Raises:
        MissingExtraError: Dask is not installed.
        InputError: The settings cannot be used on other machines.
    """

    def __init__(
        self,
        settings: Settings,
        scheduler: str,
        item_timeout: float | None = None,
        *,
        connect: float = 10.0,
        patience: float = 300.0,
    ) -> None:
        if find_spec("distributed") is None:
            raise MissingExtraError("The executor 'dask'", "cluster")
        if not scheduler:
            raise InputError(
                "The executor 'dask' needs the address of a scheduler.",
                remedy="Start one with `dask scheduler`, and say --scheduler tcp://HOST:8786.",
            )
        self._scheduler = scheduler
        self._connect = connect
        self._patience = patience
        self._data_folder = settings.data_folder
        self._plan = packed(Plan(travelling(settings), item_timeout))
        self._evaluation = uuid.uuid4().hex
        self._turns = Turns()
        self._client: Any = None
        self._lost: asyncio.Task[None] | None = None
        self._to_stop: set[str] = set()
        self._stopping: asyncio.Task[None] | None = None
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Connect, and hold the workers' versions against ours.

        Raises:
            InputError: There is no scheduler, no worker, or one that runs something else.
        """
        async with AsyncExitStack() as opening:
            opening.enter_context(_quiet())
            self._client = await self._connected()
            opening.push_async_callback(self._close)
            await self._refuse_unfit_workers()
            self._lost = asyncio.create_task(self._watch())
            opening.push_async_callback(_ended, self._lost)
            self._open = opening.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the cluster; what is still at work for this evaluation ends."""
        async with self._open:
            if error is not None:
                await self._tell_to_stop([self._evaluation])

    async def attempt(self, task: Task) -> Attempted:
        """Work on a task.

        Raises:
            InputError: A worker cannot work on it.
            RunError: The cluster works no more.
        """
        start = time.perf_counter()
        async with self._turns.together():
            done = await self._done(task)
        if done is None:
            async with self._turns.alone():
                done = await self._done(task)
        if done is None:
            said = "Several workers ended, one after the other, with this item alone at work."
            seconds = time.perf_counter() - start
            item, preset = task.item, task.preset.name
            return Attempted(broken(item, task.repeat, preset, Ending.FAILED, said, seconds))
        if done.attempted is None:
            raise InputError(done.refusal, remedy=done.remedy)
        if done.trace:
            await asyncio.to_thread(unpack_trace, done.trace, self._data_folder, task.run_id)
        return done.attempted

    async def _done(self, task: Task) -> Done | None:
        """What the cluster makes of a task; None: too many workers ended while at work on it.

        Raises:
            RunError: The cluster works no more.
        """
        from distributed import CancelledError, KilledWorker

        key = f"optimoot-{task.run_id}-{uuid.uuid4().hex}"
        work = Work(self._evaluation, key, own_versions(), self._plan, packed(task))
        future = self._client.submit(work_on, work, key=key, pure=False)
        try:
            return await self._unless_lost(future)
        except KilledWorker:
            return None
        except CancelledError as error:
            lost = self._client.status != "running"
            raise self._gone("went away" if lost else f"dropped the work: {error}") from error
        except asyncio.CancelledError:
            await self._stop(future)
            raise
        finally:
            future.release()

    async def _unless_lost(self, future: Any) -> Done:
        """The result of a future, or why there will be none."""
        if self._lost is None:
            raise RuntimeError("The executor has not been entered.")
        result = asyncio.ensure_future(future.result())
        try:
            await asyncio.wait({result, self._lost}, return_when=asyncio.FIRST_COMPLETED)
            if not result.done():
                self._lost.result()
            done: Done = await result
        finally:
            await _ended(result)
        return done

    async def _watch(self) -> None:
        """Look at the cluster now and then.

        Raises:
            RunError: It is gone, or has had no worker for too long.
        """
        seen = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK)
            try:
                if await self._client.nthreads():
                    seen = time.monotonic()
            except (OSError, RuntimeError) as error:
                raise self._gone("went away") from error
            if time.monotonic() - seen > self._patience:
                raise self._gone(f"has had no worker for {self._patience:g} s")

    async def _stop(self, future: Any) -> None:
        """End an attempt, wherever it is at work; attempts that are stopped together share it."""
        if self._client.status != "running":
            return
        await self._client.cancel([future])
        self._to_stop.add(future.key)
        if self._stopping is None or self._stopping.done():
            self._stopping = asyncio.create_task(self._stop_gathered())
        await asyncio.shield(self._stopping)

    async def _stop_gathered(self) -> None:
        await asyncio.sleep(_TOGETHER)
        while self._to_stop:
            keys = sorted(self._to_stop)
            self._to_stop.clear()
            await self._tell_to_stop(keys)

    async def _tell_to_stop(self, names: Sequence[str]) -> None:
        """Tell every worker; one that cannot be reached any more has nothing at work for us."""
        if self._client.status != "running":
            return
        try:
            async with asyncio.timeout(self._connect):
                await self._client.run(stop, names, on_error="ignore")
        except OSError:  # also a time-out: the scheduler has gone, and drops our work by itself
            return

    async def _connected(self) -> Any:
        from distributed import Client

        try:
            return await Client(
                self._scheduler, asynchronous=True, timeout=self._connect, set_as_default=False
            )
        except (OSError, ValueError, ImportError) as error:
            raise InputError(
                f"No scheduler of Dask answers at {self._scheduler!r}: {error}.",
                remedy="Start one with `dask scheduler`, or mend the address.",
            ) from error

    async def _refuse_unfit_workers(self) -> None:
        """Refuse a cluster without workers, and workers that run something else.

        Raises:
            InputError: Names the worker and what differs.
        """
        try:
            await self._client.wait_for_workers(1, timeout=self._connect)
        except TimeoutError as error:
            raise InputError(
                f"The scheduler {self._scheduler!r} has no workers.",
                remedy=f"Start some: dask worker {self._scheduler} --nthreads 1",
            ) from error
        here = own_versions()
        for address, there in (await self._client.run(own_versions, on_error="return")).items():
            if isinstance(there, Exception):
                raise InputError(
                    f"The worker {address} cannot run OptiMoot: {there}.",
                    remedy="Install the same 'optimoot[cluster]' on every worker.",
                )
            if differing := differences(here, there):
                raise InputError(
                    f"The worker {address} has other versions: {differing}.",
                    remedy="Install the same everywhere.",
                )

    def _gone(self, what: str) -> RunError:
        return RunError(f"The scheduler {self._scheduler!r} {what}.", kept=_KEPT)

    async def _close(self) -> None:
        await self._client.close()


async def _ended(task: asyncio.Future[Any]) -> None:
    """Cancel a task where it still works, and wait until it has ended."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log lines off the terminal: what matters is raised, and told once.

    A client that lost its scheduler goes on to look for it in a task that ends with the event
    loop, and is told of as an error then: that alone is kept off from now on.
    """
    logging.getLogger("distributed.client").addFilter(_is_no_cancellation)
    levels = {name: logging.getLogger(name).level for name in _LOGGERS}
    try:
        for name in levels:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _is_no_cancellation(record: logging.LogRecord) -> bool:
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or not issubclass(kind, asyncio.CancelledError)
