"""`optimoot bench export`: an evaluation in the format of another tool."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer


def export(
    run: Annotated[
        str, typer.Argument(metavar="RUN", help="An evaluation's folder, or FOLDER@PRESET.")
    ],
    inspect: Annotated[
        Path, typer.Option("--inspect", metavar="FILE.eval", help="Write a log of Inspect AI.")
    ],
    rule: Annotated[
        str, typer.Option("--rule", metavar="NAME", help="Of scoring; default: objective-1e-4.")
    ] = "",
    disputes: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--disputes", metavar="FILE", help="Items whose label is disputed: TOML or JSON Lines."
        ),
    ] = None,
) -> None:
    """Write an evaluation as a log that Inspect AI reads.

    `inspect view` then shows each item with its problem, formulation, program, debate,
    certificate, score and use of models.
    """
    from optimoot.benchmarks.commands.named_run import chosen_disputes, chosen_rules, named_run
    from optimoot.benchmarks.inspect_bridge.export import export as write

    chosen = chosen_rules([rule] if rule else [])[0]
    named = named_run(run)
    preset, found = named.one_preset(chosen, chosen_disputes(disputes))
    write(named.folder, preset, found, chosen, inspect)
    typer.echo(f"{len(found)} records: {inspect}")
