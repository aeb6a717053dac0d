"""What holds for every test: no request to a model, no network but loopback, no user's settings."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("optimoot", deadline=None)  # machines differ, and no test is a timing
settings.load_profile("optimoot")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts background jobs
    signal.signal(signal.SIGINT, signal.default_int_handler)

_KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "GEMINI_API_KEY")
_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the user's settings file or writes into the user's data folder."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(home / "optimoot"))
    monkeypatch.setenv("OPTIMOOT_MEMORY", "off")  # a test that remembers asks for it
    for variable in _KEYS:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(autouse=True)
def _no_model_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real request to a model is impossible unless a test asks for `loopback_models`."""
    from optimoot.agents import models

    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections leave this machine in no test, whatever the code under test does."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and not str(host).startswith(_LOOPBACK):
            raise AssertionError(f"a test tried to connect to {host!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def loopback_models(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Allow requests to models, which can only be servers on loopback; forget what they can do."""
    from optimoot.agents import models, output_modes, retrying

    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", True)
    monkeypatch.setattr(retrying, "FIRST_WAIT", 0.01)
    output_modes.forget_modes()
    yield
    output_modes.forget_modes()


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A folder for runs."""
    return tmp_path / "data"
