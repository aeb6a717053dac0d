"""Signals to the command: Ctrl-C ends it cleanly, a kill loses nothing."""

import os
import signal
import subprocess
import sys
import time

import pytest

from optimoot.benchmarks.running.folder import EvaluationFolder

COUNT = 30
"""Items enough that a stop always comes in the midst of them."""
COMMAND = [sys.executable, "-m", "optimoot.app", "bench", "run", "house:development"]


def start(folder, *more):
    return subprocess.Popen(
        [*COMMAND, "--limit", str(COUNT), "--concurrency", "1", "--out", str(folder), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OPTIMOOT_DATA_FOLDER": str(folder.parent)},
    )


def wait_for_records(folder, count, process):
    log = folder / "log.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if log.is_file() and log.read_bytes().count(b"\n") > count:
            return
        time.sleep(0.005)
    pytest.fail(f"no {count} records: {process.communicate()}")


def plain(folder):
    standing = EvaluationFolder.open(folder).standing()
    return {key: record.model_copy(update={"seconds": 0.0}) for key, record in standing.items()}


def test_ctrl_c_ends_it_with_what_there_is_and_a_kill_loses_nothing(tmp_path):
    disturbed = tmp_path / "disturbed"
    first = start(disturbed)
    wait_for_records(disturbed, 2, first)
    first.send_signal(signal.SIGINT)
    said, errors = first.communicate(timeout=60)
    assert first.returncode == 130
    assert "The same command goes on from here" in said
    assert "Traceback" not in errors
    stopped = plain(disturbed)
    assert 2 <= len(stopped) < COUNT

    second = start(disturbed)
    wait_for_records(disturbed, len(stopped) + 3, second)
    second.kill()
    second.communicate(timeout=60)

    third = start(disturbed)
    said, errors = third.communicate(timeout=120)
    assert third.returncode == 0, errors
    assert f"of {COUNT}" in said

    quiet = start(tmp_path / "quiet")
    quiet.communicate(timeout=120)
    assert plain(disturbed) == plain(tmp_path / "quiet")
    keys = [record.key for record in EvaluationFolder.open(disturbed).records()]
    assert len(keys) == len(set(keys)) == COUNT
