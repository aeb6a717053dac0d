"""What an evaluation was run with: what may not change, and each session's circumstances."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict

from optimoot.agents.prices import known_prices
from optimoot.errors import InputError
from optimoot.settings import Settings

SCHEMA_VERSION: Final = 1
_PACKAGES: Final = (
    "optimoot",
    "pyomo",
    "highspy",
    "pyscipopt",
    "langgraph",
    "langchain-core",
    "pydantic",
    "numpy",
)
_NO_MATTER: Final = frozenset(
    ["data_folder", "memory_token", "concurrent_requests", "require_sandbox", "teams"]
)
"""Settings that change no answer or are secret; teams are told by the sessions that name them."""


class Header(BaseModel):
    """What all records of an evaluation share.

    Attributes:
        settings: Those that differ from the defaults and may change an answer.
        memory: Whether earlier runs are recalled, and whether these are kept as well.
        item_timeout: Seconds after which an attempt is given up; None: never.
        seed: Of the order of items; None: as the sets have them.
    """

    model_config = ConfigDict(frozen=True)

    schema_version: int = SCHEMA_VERSION
    settings: dict[str, Any] = {}
    memory: Literal["off", "frozen", "growing"] = "off"
    item_timeout: float | None = None
    seed: int | None = None

    def refuse_other(self, other: Header, path: Path) -> None:
        """Refuse to add records that were made in another way.

        Raises:
            InputError: Something differs; it is named with both values.
        """
        mine, others = self._told(), other._told()
        differing = [
            f"{name} was {mine.get(name, 'not set')!r} and is {others.get(name, 'not set')!r}"
            for name in sorted({*mine, *others})
            if mine.get(name) != others.get(name)
        ]
        if differing:
            raise InputError(
                f"The evaluation in {str(path)!r} was begun otherwise: {'; '.join(differing)}.",
                remedy="Say the same again, or name another folder with --out.",
            )

    def _told(self) -> dict[str, Any]:
        return {
            **self.settings,
            "--memory": self.memory,
            "--item-timeout": self.item_timeout,
            "--seed": self.seed,
        }


class Session(BaseModel):
    """One start of an evaluation: what stood around the records that follow it.

    Attributes:
        started: ISO 8601, UTC.
        versions: Of packages, Python and the system.
        revision: Of the source in git, with "+changes" where files differ from it; empty: unknown.
        sets: Fingerprint of each set as a whole, by name.
        presets: What each preset means, by name.
        teams: Teams on language models, as the settings and team files have them, by name.
        repeats: How many repeats of each item are asked for.
        limit: Items of each set at most; None: all.
        concurrency: Items worked on at once.
        executor: Where they are worked on.
        prices: US dollars for a million tokens, in and out, by model.
    """

    model_config = ConfigDict(frozen=True)

    line: Literal["session"] = "session"
    started: str
    versions: dict[str, str] = {}
    revision: str = ""
    sets: dict[str, str] = {}
    presets: dict[str, str] = {}
    teams: dict[str, Any] = {}
    repeats: int = 1
    limit: int | None = None
    concurrency: int = 1
    executor: str = "local"
    prices: dict[str, tuple[float, float]] = {}


def settings_that_matter(settings: Settings) -> dict[str, Any]:
    """The settings that differ from the defaults and may change an answer, as JSON."""
    given = settings.model_dump(mode="json", exclude_unset=True)
    told = {name: value for name, value in given.items() if name not in _NO_MATTER}
    if address := told.get("base_url"):
        told["base_url"] = without_password(address)
    return told


def without_password(address: str) -> str:
    """An address without the name and password that may stand in it."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def session(**details: Any) -> Session:
    """A session that starts now on this machine.

    Args:
        **details: What else is known of it: fields of Session.
    """
    return Session(
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        versions=versions(),
        revision=revision(),
        prices=known_prices(),
        **details,
    )


@cache
def versions() -> Mapping[str, str]:
    """Versions of Python, the system and the packages that results depend on, by name."""
    found = {"python": platform.python_version(), "system": platform.platform()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed as a package"
    return found


@cache
def revision() -> str:
    """The revision of the source that this module stands in, if it stands in a git checkout."""
    source = Path(__file__).resolve()
    folder = source.parent
    told = _git(folder, "rev-parse", "--short=12", "HEAD")
    if not told or not _git(folder, "ls-files", source.name):
        return ""  # an installed package that happens to lie in somebody's checkout
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
    return f"{told}+changes" if changed else told


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""  # no git here: the header says that the revision is unknown
    return done.stdout.strip() if done.returncode == 0 else ""
