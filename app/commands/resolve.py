"""`optimoot resolve`: a saved bundle with new data, and no language model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optimoot.app.commands.solve import print_json, save_answer
from optimoot.app.configuration import load_settings, sandbox_limits, solve_options
from optimoot.app.exit_codes import of_answer
from optimoot.app.failures import RunNote


def run(
    bundle: Path,
    data: tuple[Path, ...],
    changes: Mapping[str, Any],
    *,
    as_json: bool,
    save: Path | None,
) -> int:
    """Re-solve, print the Answer, save it if asked to; the exit code tells it.

    Raises:
        InputError: The bundle, a file, an option or the new data cannot be used.
    """
    from optimoot.agents.bundle import Bundle

    settings = load_settings(changes)
    answer = Bundle.load(bundle).resolve(
        data or None, options=solve_options(settings), limits=sandbox_limits(settings)
    )
    if as_json:
        print_json(answer.model_dump_json())
    saved = save_answer(answer, save, RunNote()) if save is not None else ""
    if not as_json:
        from optimoot.app.terminal.pages import print_answer

        print_answer(answer, saved=saved)
    return of_answer(answer)
