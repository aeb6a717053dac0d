"""Labels that are disputed, by set and id: read from a file, applied to figures.

TOML:  [[dispute]]
       set = "NL4OPT"          # may be left out: then the id in any set
       id = "NL4OPT-0083"
       reason = "It lies below the optimum of the relaxation, so no plan reaches it."

JSON Lines: {"set": "…", "id": "…", "reason": "…"}
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from optimoot.benchmarks.items import Item
from optimoot.errors import InputError

_REMEDY = 'Write entries like: [[dispute]] set = "NL4OPT", id = "…", reason = "…".'


class Dispute(BaseModel):
    """An item whose label is disputed.

    Attributes:
        set: The data set; empty: an item of this id in any set.
        reason: What is wrong with the label.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str = ""
    id: str = Field(min_length=1)
    reason: str = ""


class Disputes:
    """Disputes to look items up in."""

    def __init__(self, disputes: Iterable[Dispute] = ()) -> None:
        self._known = {(one.set, one.id): one for one in disputes}

    def about(self, item: Item) -> Dispute | None:
        """The dispute about this item; None where there is none."""
        return self._known.get((item.set, item.id)) or self._known.get(("", item.id))


def read_disputes(path: Path) -> tuple[Dispute, ...]:
    """The disputes of a TOML or JSON Lines file.

    Raises:
        InputError: It cannot be read, or an entry is none.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The disputes file {str(path)!r} cannot be read.", remedy=_REMEDY
        ) from error
    found = _toml(text, path) if path.suffix == ".toml" else _json_lines(text, path)
    return tuple(_dispute(entry, place, path) for place, entry in found)


def write_disputes(path: Path, disputes: Iterable[Dispute]) -> None:
    """Write a TOML file with these disputes.

    Raises:
        InputError: It cannot be written.
    """
    document = tomlkit.document()
    entries = tomlkit.aot()
    for dispute in disputes:
        entries.append(tomlkit.item(dispute.model_dump()))
    document["dispute"] = entries
    try:
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"Cannot write {str(path)!r}: {error.strerror}.", remedy="Name another file."
        ) from error


def _toml(text: str, path: Path) -> list[tuple[str, Any]]:
    try:
        found = tomllib.loads(text).get("dispute", [])
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The disputes file {str(path)!r} is not TOML: {error}.", remedy=_REMEDY
        ) from error
    if not isinstance(found, list):
        raise InputError(f"{str(path)!r} holds no list of disputes.", remedy=_REMEDY)
    return [(f"Entry {number}", entry) for number, entry in enumerate(found, start=1)]


def _json_lines(text: str, path: Path) -> list[tuple[str, Any]]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append((f"Line {number}", json.loads(line)))
        except ValueError as error:
            raise InputError(
                f"Line {number} of {str(path)!r} is not JSON: {error}.", remedy=_REMEDY
            ) from error
    return found


def _dispute(entry: Any, place: str, path: Path) -> Dispute:
    try:
        return Dispute.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        named = ".".join(map(str, first["loc"]))
        raise InputError(
            f"{place} of {str(path)!r} is no dispute: {named or 'entry'}: {first['msg']}.",
            remedy=_REMEDY,
        ) from error
