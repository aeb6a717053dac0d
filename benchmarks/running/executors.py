"""Which executor a name means."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.running.executor import Executor
from optimoot.benchmarks.running.local import LocalExecutor
from optimoot.errors import InputError
from optimoot.settings import Settings

LOCAL: Final = "local"
DASK: Final = "dask"


def executor_named(
    name: str, settings: Settings, *, item_timeout: float | None, scheduler: str
) -> Executor:
    """The executor of this name.

    Args:
        name: `local` or `dask`.
        settings: Those of the evaluation.
        item_timeout: Seconds after which an attempt is given up; None: never.
        scheduler: Address of a cluster's scheduler, for executors that have one.

    Raises:
        InputError: There is none, the scheduler's address is of no use to it, or it lacks one.
    """
    if name == DASK:
        from optimoot.benchmarks.cluster.dask_executor import DaskExecutor

        return DaskExecutor(settings, scheduler, item_timeout)
    if name != LOCAL:
        raise InputError(f"There is no executor {name!r}.", remedy="Known are: local, dask.")
    if scheduler:
        raise InputError(
            f"The executor 'local' has no scheduler (given: {scheduler!r}).",
            remedy="Leave --scheduler out.",
        )
    return LocalExecutor(settings, item_timeout)
