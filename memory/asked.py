"""What a run was asked, kept before anything that takes its time is imported.

    runs/ID/asked.json   the text, the tables' paths and the options, as they were given

A run that is ended while it is still starting leaves this behind, and goes on from it. It gives
way to `request.json` (see `optimoot.memory.runs`) as soon as the run has begun.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from optimoot.errors import InputError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_FILE = "asked.json"


@dataclass(frozen=True)
class Asked:
    """What was given, unread.

    Attributes:
        text: The problem's text.
        tables: Paths of its tables.
        settings: Settings by name, those that were given.
        budget: As the user wrote it.
        folder: The folder that relative paths start from.
    """

    text: str
    tables: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    budget: str = ""
    folder: str = ""

    def keep(self, data_folder: Path, run_id: str) -> None:
        """Write it into a new folder of the run.

        Raises:
            OSError: Nothing can be written there.
        """
        path = run_path(data_folder, run_id)
        path.mkdir(parents=True)
        part = path / f"{_FILE}.part"
        part.write_text(json.dumps(asdict(self)), encoding="utf-8")
        part.replace(path / _FILE)


def read_asked(data_folder: Path, run_id: str) -> Asked | None:
    """What a run that has not begun was asked; None for any other.

    Raises:
        InputError: The name cannot be a run's, or what is kept is damaged.
    """
    path = run_path(data_folder, run_id)
    if not only_asked(path):
        return None
    try:
        kept = json.loads((path / _FILE).read_text(encoding="utf-8"))
        return Asked(**(kept | {"tables": tuple(kept["tables"])}))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"{_FILE!r} of the run {run_id!r} cannot be read.", remedy="Solve the problem anew."
        ) from error


def only_asked(path: Path) -> bool:
    """Whether a run's folder holds what it was asked and nothing more."""
    return (path / _FILE).is_file() and not (path / "request.json").is_file()


def forget_asked(path: Path) -> None:
    """Remove what a run was asked, and its folder if nothing else is in it."""
    with suppress(OSError):
        (path / _FILE).unlink()
        path.rmdir()
        path.parent.rmdir()  # only where no other run is kept


def new_run_id() -> str:
    """A new name: sorts by time, unique without looking at other runs."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.urandom(3).hex()}"


def run_path(data_folder: Path, run_id: str) -> Path:
    """The folder of a run.

    Raises:
        InputError: The name cannot be a folder's.
    """
    if not _NAME.fullmatch(run_id):
        raise InputError(
            f"{run_id!r} cannot be the name of a run.",
            remedy="Use letters, digits, hyphens and underscores.",
        )
    return data_folder / "runs" / run_id


def chosen_data_folder() -> Path:
    """The data folder that `Settings()` gives, found without importing what reads settings.

    Raises:
        OSError, ValueError: The settings file cannot be read.
    """
    from platformdirs import user_config_path, user_data_path

    for name, value in os.environ.items():
        if name.upper() == "OPTIMOOT_DATA_FOLDER":
            return Path(value)
    config = user_config_path("optimoot") / "config.toml"
    if config.is_file():
        import tomllib

        told = tomllib.loads(config.read_text(encoding="utf-8")).get("data_folder")
        if isinstance(told, str):
            return Path(told)
    return user_data_path("optimoot")
