"""The executor of this process: tasks share its event loop, programs run in sandbox processes."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from optimoot.agents.team import Team
from optimoot.benchmarks.running.executor import Attempted, Task, attempt
from optimoot.settings import Settings


class LocalExecutor:
    """Works on tasks in this process.

    Args:
        settings: Those of the evaluation.
        item_timeout: Seconds after which an attempt is given up; None: never.
    """

    def __init__(self, settings: Settings, item_timeout: float | None = None) -> None:
        self._settings = settings
        self._item_timeout = item_timeout
        self._teams: dict[str, tuple[Team, ...]] = {}

    async def __aenter__(self) -> Self:
        """Nothing to get ready."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to let go of."""

    async def attempt(self, task: Task) -> Attempted:
        """Work on a task.

        Raises:
            InputError: The preset's teams cannot be set up (an unknown name, no key).
        """
        settings = task.preset.settings(self._settings)
        name = task.preset.name
        if name not in self._teams:
            self._teams[name] = tuple(task.preset.teams(settings))
        return await attempt(task, self._teams[name], settings, self._item_timeout)
