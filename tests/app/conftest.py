"""A home of its own for every test of the command line, and ways to call it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from optimoot.app.cli import app

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """No settings, keys or runs of the user's; the working folder is empty."""
    for name in list(os.environ):
        if name.startswith("OPTIMOOT_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(folder / "data"))
    monkeypatch.setenv("COLUMNS", "120")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return folder


@pytest.fixture
def optimoot():
    """Calls the command line in this process; gives exit_code, stdout and stderr."""

    def call(*arguments, stdin=None):
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def process():
    """Calls the command line as a program of its own."""

    def call(*arguments, stdin=b"", timeout=100, **variables):
        return subprocess.run(
            [sys.executable, "-m", "optimoot.app", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            timeout=timeout,
            env=os.environ | variables,
        )

    return call
