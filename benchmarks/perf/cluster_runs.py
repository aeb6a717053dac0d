"""What an item costs on a Dask cluster beside the local executor, with scripted items.

Run it with `python -m optimoot.benchmarks.perf.cluster_runs`.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Final

from optimoot.benchmarks.cluster.dask_executor import DaskExecutor
from optimoot.benchmarks.running.executor import Executor
from optimoot.benchmarks.running.local import LocalExecutor
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.settings import Settings

_ITEMS: Final = 1_000
_CONCURRENCY: Final = 16


def main() -> None:
    """Print milliseconds an item for both executors; a first run starts the workers' imports."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as cluster:
        _run("", 50, cluster.scheduler_address)
        _run("dask, 2 workers", _ITEMS, cluster.scheduler_address)
        _run("local", _ITEMS, "")


def _run(name: str, count: int, scheduler: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(memory="off", data_folder=Path(folder))
        evaluation = Evaluation(
            sets={"scripted": scripted_items(count)},
            presets=[scripted_preset()],
            settings=settings,
            concurrency=_CONCURRENCY,
        )
        executor: Executor = (
            DaskExecutor(settings, scheduler) if scheduler else LocalExecutor(settings)
        )
        start = time.perf_counter()
        asyncio.run(run_evaluation(evaluation, Path(folder) / "run", executor=executor))
        each = (time.perf_counter() - start) / count
    if name:
        print(f"{name:<16} {1000 * each:.2f} ms an item")


if __name__ == "__main__":
    main()
