"""What travels between an evaluation and the workers of its cluster.

Dask shows what a task is called with on its dashboard and in its logs: neither of these tells more
than the key of the attempt. Values that are secret do not travel at all (`travelling`).
"""

from __future__ import annotations

import io
import pickle
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from optimoot.benchmarks.running.executor import Attempted, Task
from optimoot.benchmarks.running.header import without_password
from optimoot.errors import InputError
from optimoot.settings import Settings

_RUNS: Final = "runs"


@dataclass(frozen=True)
class Plan:
    """What the tasks of one evaluation share."""

    settings: Settings
    item_timeout: float | None


@dataclass(frozen=True)
class Work:
    """One task as it travels.

    Attributes:
        evaluation: A name that no other evaluation on the cluster has, nor this one when resumed.
        key: Of the attempt in Dask, unlike every other.
        versions: Those of the evaluation's own process.
        plan: The Plan, pickled.
        task: The Task, pickled.
    """

    evaluation: str
    key: str
    versions: Mapping[str, str] = field(repr=False)
    plan: bytes = field(repr=False)
    task: bytes = field(repr=False)


@dataclass(frozen=True)
class Done:
    """What a worker gives back.

    Attributes:
        attempted: None where the task could not be worked on.
        trace: The folder of the run as a tar file, compressed; empty: there is none.
        refusal: Why it could not be worked on.
        remedy: What to do about that.
    """

    attempted: Attempted | None = field(default=None, repr=False)
    trace: bytes = field(default=b"", repr=False)
    refusal: str = ""
    remedy: str = ""


def packed(value: Plan | Task) -> bytes:
    """As bytes; functions that cannot be imported by name (of a script, a closure) go along."""
    import cloudpickle

    return bytes(cloudpickle.dumps(value))


def unpacked(value: bytes) -> Any:
    """What `packed` was given. Like everything of Dask: only for clusters that one trusts."""
    return pickle.loads(value)  # noqa: S301 - from the evaluation that the worker serves


def packed_trace(data_folder: Path, run_id: str) -> bytes:
    """The trace of a run as bytes; it is removed here. Empty where there is none."""
    folder = data_folder / _RUNS / run_id
    if not folder.is_dir():
        return b""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz", compresslevel=3) as tar:
        tar.add(folder, arcname=run_id)
    shutil.rmtree(folder, ignore_errors=True)
    return held.getvalue()


def unpack_trace(trace: bytes, data_folder: Path, run_id: str) -> None:
    """Put a trace among those of the evaluation, in place of one that is there."""
    runs = data_folder / _RUNS
    shutil.rmtree(runs / run_id, ignore_errors=True)
    runs.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(trace), mode="r:gz") as tar:
        tar.extractall(runs, filter="data")


def travelling(settings: Settings) -> Settings:
    """The settings as workers get them: without the token of the memory bank's server.

    Raises:
        InputError: An address holds a password, or the memory bank is a folder of this machine.
    """
    for name, address in _addresses(settings):
        if address != without_password(address):
            raise InputError(
                f"The address {without_password(address)!r} of {name} holds a name or password, "
                "which would travel to the cluster in the clear.",
                remedy="Name it without; give workers the key in their environment.",
            )
    if settings.memory != "off" and not settings.memory.startswith(("http://", "https://")):
        raise InputError(
            "The workers of a cluster cannot reach a memory bank in a folder.",
            remedy="Say --memory off, or name a Chroma server's address with --bank.",
        )
    return settings.model_copy(update={"memory_token": ""})


def _addresses(settings: Settings) -> list[tuple[str, str]]:
    """Every address in the settings, with whose it is."""
    found = [("the model", settings.base_url), ("the memory bank", settings.memory)]
    for name, team in settings.teams.items():
        found.append((f"the team {name!r}", team.base_url))
        found += [(f"the team {name!r}", role.base_url) for role in team.roles.values()]
    return found
