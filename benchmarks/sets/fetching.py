"""Fetching a set once: over https, checked, and moved into place whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import httpx

from optimoot.benchmarks.sets.checksums import expected, lock
from optimoot.benchmarks.sets.files import load_items
from optimoot.benchmarks.sets.spec import DatasetSpec
from optimoot.errors import InputError

LARGEST: Final = 256 * 2**20
"""Bytes that are fetched, at most."""
_SECONDS: Final = 60.0
_REDIRECTS: Final = 5
_AGAIN: Final = "Try again later, or download it from its page and name it as NAME=PATH."


def fetch(
    spec: DatasetSpec,
    folder: Path,
    *,
    force: bool = False,
    transport: httpx.BaseTransport | None = None,
) -> Path:
    """Get a set's file, unless it is there.

    Args:
        spec: The set.
        folder: Where its file goes; made if it does not exist.
        force: Whether a file that is there is replaced, and its checksum forgotten.
        transport: How requests go out; None: over the network, https only.

    Returns:
        Its path.

    Raises:
        InputError: The set has no address, cannot be had, is not what it should be, or nothing can
            be written.
    """
    if spec.address is None:
        raise InputError(
            f"The data set {spec.name!r} cannot be fetched.",
            remedy=spec.how or "It comes with OptiMoot.",
        )
    path = folder / spec.file
    if path.is_file() and not force:
        return path
    known = spec.sha256 if force else expected(spec, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        try:
            checksum = _download(spec, part, transport)
            _check(spec, part, checksum, known)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        lock(folder, spec.name, checksum)
    except OSError as error:
        raise InputError(
            f"Cannot write into {str(folder)!r}: {error.strerror or error}.",
            remedy="Name another folder with --to.",
        ) from error
    return path


def _download(spec: DatasetSpec, part: Path, transport: httpx.BaseTransport | None) -> str:
    digest, size = hashlib.sha256(), 0
    try:
        with (
            httpx.Client(
                transport=transport,
                timeout=_SECONDS,
                follow_redirects=True,
                max_redirects=_REDIRECTS,
                event_hooks={"request": [_only_https]},
            ) as client,
            client.stream("GET", str(spec.address)) as response,
            part.open("wb") as file,
        ):
            if response.status_code != httpx.codes.OK:
                raise InputError(
                    f"The data set {spec.name!r} was not had: its server said "
                    f"{response.status_code} {response.reason_phrase}.",
                    remedy=_AGAIN,
                )
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > LARGEST:
                    raise InputError(
                        f"The data set {spec.name!r} is larger than {LARGEST // 2**20} MB.",
                        remedy="Download it yourself and name it as NAME=PATH.",
                    )
                digest.update(chunk)
                file.write(chunk)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError(
            f"The data set {spec.name!r} was not had: {type(error).__name__}: {error}.",
            remedy=_AGAIN,
        ) from error
    return digest.hexdigest()


def _only_https(request: httpx.Request) -> None:
    if request.url.scheme != "https":
        raise InputError(
            f"The address leads to {str(request.url)!r}, which is not encrypted.", remedy=_AGAIN
        )


def _check(spec: DatasetSpec, part: Path, checksum: str, known: str | None) -> None:
    """Refuse what is not the set.

    Raises:
        InputError: The checksum is another, or the file holds no items.
    """
    if known is not None and checksum != known:
        raise InputError(
            f"What was had as {spec.name!r} is not what it should be: its checksum is another.",
            remedy="Look at its page for what has changed; --force takes it as it is now.",
        )
    readable = part.with_name(f".{spec.file}")
    try:
        part.rename(readable)
        load_items(readable, spec.name)
    finally:
        readable.rename(part)
