"""The command line on a real terminal (a pseudo-terminal): the live board, Ctrl-C, colors."""

import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

import pytest
from made_problems import PRESS_TEXT, press_reply

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")

ENDLESS = "def build_model(data):\n    while True:\n        pass\n"


# makes the pseudo-terminal on its standard input the one that controls it, then becomes optimoot
LAUNCH = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "optimoot.app", *sys.argv[1:]])
"""


class Terminal:
    """A program on a pseudo-terminal of 100 columns."""

    def __init__(self, *arguments, **variables):
        self.screen = b""
        self.master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment | {"TERM": "xterm-256color"} | variables,
        )
        os.close(slave)

    def read_until(self, done, seconds=60.0):
        """Read what the program writes until `done(text)` or its end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                try:
                    chunk = os.read(self.master, 65536)
                except OSError:  # Linux says so when the other side is closed
                    return True
                if not chunk:
                    return True
                self.screen += chunk
            if done(self.text):
                return True
        return False

    @property
    def text(self):
        return self.screen.decode("utf-8", "replace")

    def type(self, keys):
        os.write(self.master, keys)

    def wait(self):
        """Read to the end; the exit code."""
        assert self.read_until(lambda _text: False), f"still running: {self.text}"
        return self.process.wait(timeout=30)

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def terminal():
    opened = []

    def start(*arguments, **variables):
        opened.append(Terminal(*arguments, **variables))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def descendants(root):
    """The processes that descend from this one, by /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                parents[int(entry.name)] = int(fields[1])
    found, new = set(), {root}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new} - found
        found |= new
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ctrl_c_ends_a_program_that_never_would(terminal, tmp_path):
    program = tmp_path / "endless.py"
    program.write_text(ENDLESS)
    shown = terminal("check", str(program))
    assert shown.read_until(lambda _text: len(descendants(shown.process.pid)) > 1)
    below = descendants(shown.process.pid)
    shown.type(b"\x03")
    assert shown.wait() == 130
    assert "Interrupted." in shown.text or "Ctrl-C again to quit" in shown.text
    assert "Traceback" not in shown.text
    end = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in below) and time.monotonic() < end:
        time.sleep(0.05)
    assert [pid for pid in below if Path(f"/proc/{pid}").exists()] == []


def test_without_a_problem_a_terminal_is_told_what_to_give(terminal):
    shown = terminal("solve")
    assert shown.wait() == 2
    assert "There is no problem to solve." in shown.text
    assert re.search(r"\x1b\[1;31mError:\x1b\[0m", shown.text)


def test_no_color_is_respected(terminal):
    shown = terminal("solve", NO_COLOR="1")
    assert shown.wait() == 2
    assert "\x1b[" not in shown.text


def test_the_board_shows_who_is_working_on_what_live(terminal, tmp_path):
    script = tmp_path / "script.json"
    script.write_text(json.dumps({"formulator": [{"text": press_reply(), "delay": 1.0}]}))
    shown = terminal("solve", PRESS_TEXT, "--model", f"scripted:{script}")
    assert shown.read_until(lambda text: "formulator" in text), shown.text
    at_work = shown.text
    assert shown.wait() == 0, shown.text
    assert "language" in at_work
    assert "Solution" not in at_work
    assert "\x1b[2K" in shown.text  # a line is drawn anew
    seconds = set(re.findall(r"(\d+\.\d) s", at_work + shown.text))
    assert len(seconds) > 3  # the clock ran while the model was thought about
    assert re.search(r"Objective.*: 150\b", shown.text)
    assert "\x1b[?25h" in shown.text  # the cursor is given back


def test_ctrl_c_on_the_board_keeps_the_run(terminal, tmp_path):
    script = tmp_path / "script.json"
    script.write_text(json.dumps({"formulator": [{"text": press_reply(), "delay": 60}]}))
    shown = terminal("solve", PRESS_TEXT, "--model", f"scripted:{script}")
    assert shown.read_until(lambda text: "formulator" in text), shown.text
    shown.type(b"\x03")
    # a solver of another team may be at work: then the first only stops that one
    if not shown.read_until(lambda text: "\x1b[?25h" in text, seconds=3.0):
        shown.type(b"\x03")
    assert shown.wait() == 130, shown.text
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.text)
    run = re.search(r"Run (\S+),", plain)
    assert run is not None
    assert f"optimoot solve --resume {run[1]}" in plain
    assert "Traceback" not in plain
    assert "\x1b[?25h" in shown.text
