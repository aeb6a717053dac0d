"""Readers that go away, full disks, closed streams: in both ways of buffering."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")

STORY = (
    "A workshop makes chairs and tables. A chair gives 45 dollars of profit and takes 3 hours, "
    "a table gives 80 dollars and takes 5 hours. There are 40 hours. Maximize the profit."
)


@pytest.fixture(params=["buffered", "unbuffered"])
def shell(request, monkeypatch):
    """Calls a command line in a shell, `optimoot` being the program."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    if request.param == "unbuffered":
        monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    Path("story.txt").write_text(STORY)
    Path("program.py").write_text("def build_model(data):\n    return None\n")
    program = f"{shlex.quote(sys.executable)} -m optimoot.app"

    def call(line):
        return subprocess.run(
            ["bash", "-c", f'set -o pipefail; optimoot() {{ {program} "$@"; }}; {line}'],
            capture_output=True,
            timeout=100,
            env=os.environ,
        )

    return call


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("solve - <&-", 2, "Standard input is closed."),
        ("solve <&-", 2, "There is no problem to solve."),
        ("solve stroy.txt --json 2>&-", 2, ""),
        ("--help >&-", 0, ""),
        ("solve -q story.txt >&-", 0, ""),
    ],
)
def test_closed_streams(shell, line, code, said):
    done = shell(f"optimoot {line}")
    assert done.returncode == code
    assert done.stdout == b""
    assert said.encode() in done.stderr
    assert b"Traceback" not in done.stderr


@full
@pytest.mark.parametrize(
    "line", ["--help", "--version", "solve -q story.txt", "solve -q --json story.txt"]
)
def test_output_to_a_full_disk_is_a_failure_told_once(shell, line):
    done = shell(f"optimoot {line} >/dev/full")
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert done.stderr.count(b"\n") == 1


@full
def test_progress_that_cannot_be_shown_does_not_end_a_run(shell):
    done = shell("optimoot solve story.txt 2>/dev/full")
    assert done.returncode == 0
    assert b"Solved" in done.stdout


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--help", 0),
        ("solve -q story.txt", 0),
        ("solve -q --json story.txt", 0),
        ("check program.py", 5),
    ],
)
def test_a_reader_that_has_gone_is_no_failure(shell, line, code):
    done = shell(f"optimoot {line} | true")
    assert (done.returncode, done.stderr) == (code, b"")


def test_a_reader_of_progress_that_has_gone_does_not_end_a_run(shell):
    done = shell("{ optimoot solve story.txt 2>&1 >&3 | head -1; } 3>&1")
    assert done.returncode == 0
    assert b"Solved" in done.stdout
