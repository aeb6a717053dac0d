"""`optimoot doctor`: the findings as a table, or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from optimoot.app.commands.solve import print_json
from optimoot.app.configuration import load_settings
from optimoot.app.doctor import Diagnosis, Finding, State, diagnose
from optimoot.app.exit_codes import ExitCode
from optimoot.terminal_text import one_line

_STYLES = {State.WORKS: "green", State.ABSENT: "dim", State.WEAK: "yellow", State.BROKEN: "red"}


def run(changes: Mapping[str, Any], *, as_json: bool, ask: bool) -> int:
    """Print the diagnosis; the exit code is not 0 if something essential is missing.

    Raises:
        InputError: The settings cannot be read.
    """
    diagnosis = diagnose(load_settings(changes), ask=ask)
    if as_json:
        print_json(diagnosis.model_dump_json())
    else:
        _print(diagnosis)
    return ExitCode.SOLVED if diagnosis.healthy else ExitCode.FAILED


def _print(diagnosis: Diagnosis) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, header_style="dim", show_edge=False)
    for heading in ("part", "", "state", "detail"):
        table.add_column(heading, overflow="fold")
    area = ""
    for finding in diagnosis.findings:
        table.add_row(
            finding.area if finding.area != area else "",
            Text(one_line(finding.name)),
            Text(finding.state, style=_STYLES[finding.state]),
            Text(one_line(_told(finding))),
        )
        area = finding.area
    console.print(table)
    broken = [f.name for f in diagnosis.findings if f.state is State.BROKEN]
    weak = [f.name for f in diagnosis.findings if f.state is State.WEAK]
    if broken:
        console.print(Text(f"\nEssential and broken: {one_line(', '.join(broken))}", "bold red"))
    elif weak:
        console.print(Text(f"\nWorks, but weaker for: {one_line(', '.join(weak))}", "yellow"))
    else:
        console.print(Text("\nEverything essential works.", "bold green"))


def _told(finding: Finding) -> str:
    if not finding.remedy:
        return finding.detail
    return f"{finding.detail.rstrip('.')}. {finding.remedy}"
