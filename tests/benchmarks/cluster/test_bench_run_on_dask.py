"""`optimoot bench run --executor dask`, with scheduler and workers of Dask's own commands."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from optimoot.benchmarks.running.folder import EvaluationFolder

ITEMS = 6


@pytest.fixture
def started():
    """Starts programs, and ends those that still run."""
    programs = []

    def start(*arguments, output=subprocess.PIPE, **environment):
        programs.append(
            subprocess.Popen(
                [sys.executable, "-m", *arguments],
                stdout=output,
                stderr=output,
                text=True,
                env=os.environ | environment,
            )
        )
        return programs[-1]

    yield start
    for program in reversed(programs):
        if program.poll() is None:
            program.terminate()
        program.communicate(timeout=30)


@pytest.fixture
def dask(started, tmp_path):
    """Starts a scheduler at an address, with one worker."""

    def start(address, **of_worker):
        port = address.rpartition(":")[2]
        scheduler = started(
            *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port),
            "--no-dashboard",
            output=subprocess.DEVNULL,
        )
        started(
            *("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"),
            *("--no-dashboard", "--death-timeout", "20", "--local-directory", str(tmp_path)),
            output=subprocess.DEVNULL,
            **of_worker,
        )
        return scheduler

    return start


@pytest.fixture
def address():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def bench(started, tmp_path, address):
    """Starts the command."""

    def start():
        return started(
            *("optimoot.app", "bench", "run", "house:development", "--limit", str(ITEMS)),
            *("--out", str(tmp_path / "run"), "--executor", "dask", "--scheduler", address),
            OPTIMOOT_DATA_FOLDER=str(tmp_path),
        )

    return start


def wait_for_records(folder, count, process):
    log = folder / "log.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if log.is_file() and log.read_bytes().count(b'{"line":"record"') >= count:
            return
        time.sleep(0.005)
    pytest.fail(f"no {count} records: {process.communicate()}")


def test_it_goes_on_after_the_scheduler_went_away_and_after_ctrl_c(dask, bench, address, tmp_path):
    folder = tmp_path / "run"
    scheduler = dask(address)
    first = bench()
    wait_for_records(folder, 1, first)
    scheduler.kill()
    said, errors = first.communicate(timeout=60)
    assert first.returncode not in (0, 130)
    assert f"The scheduler '{address}' went away" in errors
    assert "the same command goes on from there" in errors
    assert "Traceback" not in errors + said
    kept = len(EvaluationFolder.open(folder).standing())
    assert 1 <= kept < ITEMS

    dask(address)
    second = bench()
    wait_for_records(folder, kept + 1, second)
    second.send_signal(signal.SIGINT)
    said, errors = second.communicate(timeout=60)
    assert second.returncode == 130, errors
    assert "The same command goes on from here" in said
    assert "Traceback" not in errors

    third = bench()
    said, errors = third.communicate(timeout=60)
    assert third.returncode == 0, errors
    assert f"of {ITEMS}" in said
    keys = [record.key for record in EvaluationFolder.open(folder).records()]
    assert len(keys) == len(set(keys)) == ITEMS


def test_a_worker_with_other_versions_is_refused(dask, bench, address, tmp_path):
    other = tmp_path / "other"
    (other / "pyomo-5.0.dist-info").mkdir(parents=True)
    (other / "pyomo-5.0.dist-info" / "METADATA").write_text("Name: pyomo\nVersion: 5.0\n")
    path = os.pathsep.join(filter(None, [str(other), os.environ.get("PYTHONPATH", "")]))
    dask(address, PYTHONPATH=path)
    command = bench()
    said, errors = command.communicate(timeout=60)
    assert command.returncode not in (0, 130)
    assert "has other versions: pyomo is 6." in errors
    assert "5.0 there" in errors
    assert "Traceback" not in errors + said
