"""`optimoot bench report`: evaluations as a terminal table, as Markdown, as one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typer
from rich.console import Console

from optimoot.benchmarks.commands.named_run import chosen_disputes, named_run
from optimoot.benchmarks.report.gathering import gather
from optimoot.benchmarks.report.markdown import to_markdown
from optimoot.benchmarks.report.page import write_page
from optimoot.benchmarks.report.terminal import show
from optimoot.benchmarks.running.folder import write_whole
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE, rule_named
from optimoot.errors import InputError

FORMATS: Final = ("terminal", "markdown", "html")
MARKDOWN: Final = "report.md"


def report(
    runs: Sequence[str],
    *,
    out: Path | None,
    rule: str = "",
    disputes: Path | None = None,
    formats: Sequence[str] = (),
) -> None:
    """Show and write the report of evaluations, side by side.

    Args:
        runs: Folders, or `FOLDER@PRESET`.
        out: Where files go; None: into the first run's folder.
        rule: Name of the rule of scoring.
        disputes: A file of disputed labels.
        formats: Which of `FORMATS`; none: all.

    Raises:
        InputError: A run, the rule, the disputes or a format cannot be used, or nothing can be
            written.
    """
    wanted = tuple(dict.fromkeys(formats)) or FORMATS
    for name in wanted:
        if name not in FORMATS:
            raise InputError(
                f"There is no format {name!r}.", remedy=f"Known are: {', '.join(FORMATS)}."
            )
    named = [named_run(run) for run in runs]
    found = gather(
        [(run.name, run.folder, run.preset) for run in named],
        rule_named(rule) if rule else USUAL_RULE,
        chosen_disputes(disputes),
    )
    folder = out or named[0].folder.path
    if "terminal" in wanted:
        show(found, Console())
    try:
        if "markdown" in wanted:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / MARKDOWN, to_markdown(found).encode("utf-8", "replace"))
            typer.echo(f"Markdown: {folder / MARKDOWN}")
        if "html" in wanted:
            typer.echo(f"Page: {write_page(found, folder)}")
    except OSError as error:
        raise InputError(
            f"Cannot write into {str(folder)!r}: {error.strerror or error}.",
            remedy="Name another folder with --out.",
        ) from error
