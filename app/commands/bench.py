"""`optimoot bench`: the benchmarks' own command line, mounted when it is called."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.errors import InputError


def run(arguments: Sequence[str]) -> int:
    """Hand the arguments to the benchmarks' command line; its exit code is ours.

    Raises:
        InputError: This installation has no benchmarks.
    """
    try:
        from optimoot.benchmarks.cli import app
    except ModuleNotFoundError as error:
        if error.name != "optimoot.benchmarks.cli":
            raise
        raise InputError(
            "This installation of OptiMoot has no benchmarks.",
            remedy="Install it again: pip install --force-reinstall optimoot",
        ) from error
    try:
        app(args=list(arguments), prog_name="optimoot bench")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0
