"""A Dask cluster of processes on this machine."""

import pytest

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")

import dask
from distributed import LocalCluster

from optimoot.benchmarks.running.folder import EvaluationFolder


@pytest.fixture
def cluster(started_cluster):
    """Two workers, each a process with one thread; a dead one is started again."""
    started_cluster.wait_for_workers(2, timeout=30)
    return started_cluster


@pytest.fixture(scope="module")
def started_cluster():
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as started,
    ):
        yield started


def standing(path):
    """The records by key, without their times."""
    records = EvaluationFolder.open(path).standing()
    return {key: record.model_copy(update={"seconds": 0.0}) for key, record in records.items()}


@pytest.fixture
def plain():
    return standing
