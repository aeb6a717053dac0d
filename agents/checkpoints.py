"""The checkpoints of a run, in SQLite, safe against kill and cancellation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

_BUSY_TIMEOUT = 30.0
"""Seconds that a writer waits for another; the saver itself sets write-ahead logging."""

T = TypeVar("T")


class WholeWrites(AsyncSqliteSaver):
    """A saver whose writes are never cut in two.

    A run that is cancelled between a statement and its commit would leave a cursor alive and the
    file locked, so that the run could not be resumed in the same process. So writes go on to their
    end where the graph around them is cancelled, and closing waits for them.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        super().__init__(connection)
        self._writing: set[asyncio.Task[Any]] = set()

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Keep a checkpoint."""
        return await self._whole(super().aput(config, checkpoint, metadata, new_versions))

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        """Keep what a node wrote before its step has ended."""
        await self._whole(super().aput_writes(config, writes, task_id, task_path))

    async def settle(self) -> None:
        """Wait for the writes under way."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    async def _whole(self, write: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(write)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        return await asyncio.shield(task)


@asynccontextmanager
async def open_checkpoints(path: Path) -> AsyncIterator[WholeWrites]:
    """The checkpoints in a file, which is made where there is none."""
    async with aiosqlite.connect(path, timeout=_BUSY_TIMEOUT) as connection:
        saver = WholeWrites(connection)
        try:
            yield saver
        finally:
            await saver.settle()
