"""Checksums of fetched sets: what was fetched once is what is read ever after."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec
from optimoot.errors import InputError

LOCK_FILE: Final = "checksums.json"
_CHUNK: Final = 2**20


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def locked(folder: Path) -> dict[str, str]:
    """The checksums of first fetches, by the sets' names; empty where nothing was fetched.

    Raises:
        InputError: The lock file is damaged.
    """
    path = folder / LOCK_FILE
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(value, str) for value in found.values()):
            raise ValueError("a checksum is no text")
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(
            f"The checksums {str(path)!r} cannot be read: {error}.",
            remedy="Remove that file and fetch the sets again with --force.",
        ) from error
    return dict(found)


def lock(folder: Path, name: str, checksum: str) -> None:
    """Keep the checksum of a set."""
    known = locked(folder) | {name: checksum}
    part = folder / f"{LOCK_FILE}.part"
    part.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(folder / LOCK_FILE)


def expected(spec: DatasetSpec, folder: Path) -> str | None:
    """The checksum that a set's file should have; None where nothing is known yet."""
    return spec.sha256 or locked(folder).get(spec.name)


def refuse_changed(spec: DatasetSpec, path: Path) -> None:
    """Refuse a file that is not what was fetched or published.

    Raises:
        InputError: Its checksum is another.
    """
    known = expected(spec, path.parent)
    if known is not None and sha256_of(path) != known:
        raise InputError(
            f"The data set {spec.name!r} in {str(path)!r} is not what was fetched: its checksum "
            "is another.",
            remedy=f"Fetch it again by `optimoot bench fetch {spec.name} --force`, or name your "
            f"own version as {spec.name}=PATH.",
        )
