"""`optimoot bench sets`: the data sets that are known, and which of them are here."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from optimoot.benchmarks.sets.checksums import expected, sha256_of
from optimoot.benchmarks.sets.registry import find_set, known_sets, sets_folder
from optimoot.benchmarks.sets.spec import DatasetSpec
from optimoot.errors import InputError


def run(folder: Path | None, *, as_json: bool) -> int:
    """Print the sets; gives the exit code."""
    place = sets_folder(folder)
    told = [_told(spec, place) for spec in known_sets().values()]
    if as_json:
        typer.echo(json.dumps(told, indent=1))
        return 0
    for one in told:
        typer.echo(f"{one['name']}: {one['state']}")
        for key in ("title", "source", "licence", "paper", "notes"):
            if one[key]:
                typer.echo(f"  {key:<8} {one[key]}")
    return 0


def _told(spec: DatasetSpec, folder: Path) -> dict[str, str]:
    return spec.model_dump(
        mode="json", include={"name", "title", "source", "licence", "paper", "notes", "label"}
    ) | {"state": _state(spec, folder)}


def _state(spec: DatasetSpec, folder: Path) -> str:
    path = folder / spec.file
    if not spec.packaged and not path.is_file():
        return (
            f"not here; optimoot bench fetch {spec.name}"
            if spec.address
            else f"not here; {spec.how}"
        )
    if not spec.packaged:
        known = expected(spec, folder)
        if known is not None and known != sha256_of(path):
            return f"changed since it was fetched: {path}"
    try:
        count = len(find_set(spec.name, folder).items)
    except InputError as error:
        return f"broken: {error.message}"
    return f"{count} items" + ("" if spec.packaged else f" in {path}")
