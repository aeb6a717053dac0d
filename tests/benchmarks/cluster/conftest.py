"""A Dask cluster of processes on this machine."""

import pytest

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")

import dask
from distributed import LocalCluster

from optimoot.benchmarks.running.folder import EvaluationFolder


def started(workers, failures):
    """Workers, each a process with one thread; a dead one is started again by its nanny."""
    # A failure counts where a worker ends while it works on an attempt.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": failures}),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def cluster():
    yield from started(2, 1)


@pytest.fixture
def dying_cluster():
    """One worker more than an item can end, should no nanny be in time to start one again."""
    yield from started(3, 0)


def standing(path):
    """The records by key, without their times."""
    records = EvaluationFolder.open(path).standing()
    return {key: record.model_copy(update={"seconds": 0.0}) for key, record in records.items()}


@pytest.fixture
def plain():
    return standing
