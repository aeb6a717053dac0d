"""`optimoot check`: any program in the sandbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optimoot.app.commands.interrupts import stopping_solvers_first
from optimoot.app.commands.solve import print_json
from optimoot.app.configuration import load_settings, sandbox_limits, solve_options
from optimoot.app.exit_codes import of_outcome
from optimoot.errors import InputError
from optimoot.program import Origin, Program
from optimoot.textfile import decode, read_bytes

_LARGEST_PROGRAM = 4_000_000
_LARGEST_DATA = 64_000_000


def run(program: Path, data: Path | None, changes: Mapping[str, Any], *, as_json: bool) -> int:
    """Run the program and print its Outcome; the exit code tells it.

    Raises:
        InputError: A file, an option or the data cannot be used.
    """
    from optimoot.agents.api import check_program

    settings = load_settings(changes)
    given = Program(
        source=read_program(program),
        data=read_data(data) if data is not None else {},
        origin=Origin.USER,
    )
    with stopping_solvers_first():
        outcome = check_program(
            given, options=solve_options(settings), limits=sandbox_limits(settings)
        )
    if as_json:
        print_json(outcome.model_dump_json())
    else:
        from optimoot.app.terminal.pages import print_outcome

        print_outcome(outcome)
    return of_outcome(outcome)


def read_program(path: Path) -> str:
    """The source of a program.

    Raises:
        InputError: The file is missing, no text, or empty.
    """
    raw = read_bytes(
        path, limit=_LARGEST_PROGRAM, too_large="Move its data into a file for --data."
    )
    source = decode(raw, repr(str(path)))
    if not source.strip():
        raise InputError(
            f"{str(path)!r} is empty.", remedy="Name a Python file with build_model(data)."
        )
    return source


def read_data(path: Path) -> dict[str, Any]:
    """What `build_model` is given: one JSON object.

    Raises:
        InputError: The file is missing, is no JSON, or holds something else than an object.
    """
    raw = read_bytes(path, limit=_LARGEST_DATA, too_large="Leave out what the program never reads.")
    text, where = decode(raw, repr(str(path))), repr(str(path))
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.",
            remedy="`check` takes one JSON object of the program's data; correct it there.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{where} cannot be read as JSON: it is nested too deeply or holds too long a number.",
            remedy="Give one JSON object of plain data.",
        ) from error
    if not isinstance(data, dict):
        raise InputError(
            f"{where} holds {type(data).__name__} and no JSON object.",
            remedy='Give an object such as {"demand": 5}; build_model(data) gets it as a dict.',
        )
    return data
