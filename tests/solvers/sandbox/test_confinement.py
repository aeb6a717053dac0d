"""What a process puts on itself, and what it says about it; each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from optimoot.solvers.sandbox import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has these")

HEAD = """
import json, os, resource, sys, threading, time
from optimoot.solvers.sandbox.confinement import Confinement, confine
from optimoot.solvers.sandbox.limits import Resources
from optimoot.solvers.sandbox.places import Places, readable_places

scratch = sys.argv[1]
places = Places(readable_places(), scratch)
resources = Resources(memory=1 << 28, cpu=5, file=1 << 20)
"""


def confined(body: str, scratch: Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", HEAD + body, str(scratch.resolve())],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.usefixtures("complete")
def test_everything_holds_and_says_so(tmp_path: Path) -> None:
    told = confined(
        """
done = confine(Confinement(places, resources))
def refused(act):
    try:
        act()
    except OSError as error:
        return error.errno
print(json.dumps({
    "missing": [name for name, reason in done.missing.items() if reason],
    "watched": done.watched,
    "read": refused(lambda: open("/etc/passwd")),
    "write": refused(lambda: open(scratch + "/new", "w")),
    "fork": refused(os.fork),
    "cpu": resource.getrlimit(resource.RLIMIT_CPU),
    "core": resource.getrlimit(resource.RLIMIT_CORE),
}))
""",
        tmp_path,
    )
    assert told == {
        "missing": [],
        "watched": False,
        "read": 13,
        "write": None,
        "fork": 1,
        "cpu": [5, 6],
        "core": [0, 0],
    }


def test_a_thread_that_runs_already_is_not_held_and_that_is_said(tmp_path: Path) -> None:
    told = confined(
        """
threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
print(json.dumps(confine(Confinement(places, resources)).missing))
""",
        tmp_path,
    )
    assert "thread" in told["landlock"]
    assert "thread" in told["seccomp"]


def test_the_installed_packages_can_be_read_but_not_the_folder_around_an_editable_one(
    tmp_path: Path,
) -> None:
    package = tmp_path / "checkout" / "package"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (tmp_path / "checkout" / "single.py").touch()
    told = confined(
        """
sys.path.insert(0, scratch + "/checkout")
import package, single, numpy
places = Places(readable_places(), "/none")
print(json.dumps([places.may_read(path) for path in (
    package.__file__, single.__file__, numpy.__file__, json.__file__,
    scratch + "/checkout/other.py", scratch + "/checkout", "/etc/passwd", "/",
)]))
""",
        tmp_path,
    )
    assert told == [True, True, True, True, False, False, False, False]


def test_the_probe_agrees_with_a_run(sandbox: Sandbox) -> None:
    found = sandbox.protections()
    assert {item.name for item in found.items} >= {"landlock", "seccomp", "rlimits"}
    assert all(item.active or item.reason for item in found.items)
