"""`optimoot bench fetch`: gets data sets, each once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from optimoot.benchmarks.sets.fetching import fetch
from optimoot.benchmarks.sets.files import load_items
from optimoot.benchmarks.sets.registry import set_named, sets_folder


def run(names: Sequence[str], *, to: Path | None, force: bool) -> int:
    """Fetch sets; gives the exit code.

    Raises:
        InputError: A set is not known, or cannot be had.
    """
    specs = [set_named(name) for name in names]
    folder = sets_folder(to)
    for spec in specs:
        path = fetch(spec, folder, force=force)
        count = len(load_items(path, spec.name))
        typer.echo(f"{spec.name}: {count} items in {path}")
    return 0
