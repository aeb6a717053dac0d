"""Items from a file, by its ending: JSON Lines, a JSON list, or delimited text; also gzipped."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Final

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.sets.formats.csv_records import csv_records
from optimoot.benchmarks.sets.formats.json_records import json_records
from optimoot.benchmarks.sets.formats.records import items_of
from optimoot.errors import InputError
from optimoot.textfile import read_bytes

LARGEST: Final = 512 * 2**20
"""Bytes of a file of items, unpacked."""
_REMEDY: Final = "Give JSON Lines (.jsonl), a JSON list (.json) or delimited text (.csv, .tsv)."
_DELIMITED: Final = frozenset([".csv", ".tsv", ".txt"])
_JSON: Final = frozenset([".jsonl", ".json", ".ndjson"])


def load_items(path: Path, name: str = "") -> tuple[Item, ...]:
    """The items of a file.

    Args:
        path: The file.
        name: Of their set; empty: the file's name without its endings.

    Raises:
        InputError: The file cannot be read, or holds something that is no item; names the place.
    """
    text = _text(path)
    ending = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    if ending.lower() not in _DELIMITED | _JSON:
        raise InputError(
            f"The file of items {str(path)!r} has an ending that says nothing of its format.",
            remedy=_REMEDY,
        )
    read = csv_records if ending.lower() in _DELIMITED else json_records
    return items_of(read(text, str(path)), name or set_name(path), str(path))


def set_name(path: Path) -> str:
    """What the set of a file is called: its name without its endings."""
    stem = path.name
    for ending in (".gz", *_JSON, *_DELIMITED):
        stem = stem.removesuffix(ending)
    return stem or path.name


def _text(path: Path) -> str:
    raw = read_bytes(path, limit=LARGEST, too_large="Split it into several files.")
    if path.suffix == ".gz":
        raw = _unpacked(raw, path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"The file of items {str(path)!r} is not UTF-8 text.", remedy=_REMEDY
        ) from error


def _unpacked(raw: bytes, path: Path) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as archive:  # of one part or several
            found = archive.read(LARGEST + 1)
    except (zlib.error, OSError, EOFError) as error:
        raise InputError(
            f"The gzip archive {str(path)!r} cannot be unpacked: {error}.",
            remedy="Get it again, or unpack it yourself.",
        ) from error
    if len(found) > LARGEST:
        raise InputError(
            f"The gzip archive {str(path)!r} unpacks to more than {LARGEST // 2**20} MB.",
            remedy="Split it into several files.",
        )
    return found
