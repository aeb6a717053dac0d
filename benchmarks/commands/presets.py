"""`optimoot bench presets`: the ways of working that can be compared, and what each changes."""

from __future__ import annotations

import json

import typer

from optimoot.benchmarks.presets.registry import presets


def run(*, as_json: bool) -> int:
    """Print the presets; gives the exit code."""
    told = [
        {
            "name": preset.name,
            "meaning": preset.meaning,
            "changes": {name: str(value) for name, value in preset.changes.items()},
            "source": preset.source,
        }
        for preset in presets().values()
    ]
    if as_json:
        typer.echo(json.dumps(told, indent=1))
        return 0
    for preset in presets().values():
        typer.echo(f"{preset.name}\n  {preset.meaning}")
        changes = ", ".join(f"{name} = {value}" for name, value in preset.changes.items())
        if changes:
            typer.echo(f"  Settings: {changes}")
        if preset.source:
            typer.echo(f"  After: {preset.source}")
    return 0
